"""The measurements themselves: made-up directories, the peers, and the figures of the score."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from benchmarks.directory import create_questions, create_records
from benchmarks.peers import PostgresFullText, SqliteFts5
from benchmarks.postgres import ABSENT, start_postgres
from benchmarks.score.judged import Judged, Outcome, measure
from benchmarks.score.untuned import BLIND, OWN, SAMPLE, read_own
from benchmarks.streets import PlainDijkstra, measure_streets

from zhihui.district import check_item_code
from zhihui.exchange import read_lexicon
from zhihui.generation import build
from zhihui.sample import create_sample, create_sample_streets
from zhihui.streets import Network

SIZE = 300


def test_made_up_directories_are_the_same_every_time_with_distinct_sound_items() -> None:
    lexicon = read_lexicon()
    records = create_records(SIZE, lexicon)
    assert records == create_records(SIZE, lexicon)
    names = {item.name["zh"] for item in records.items}
    assert len(names) == SIZE
    assert all(check_item_code(item.code) == () for item in records.items)


def _share_right(ask: Callable[[str], list[str]]) -> float:
    questions = create_questions(create_records(SIZE, read_lexicon()), 30)
    return sum(asked.expected in ask(asked.query) for asked in questions) / len(questions)


def _names() -> list[str]:
    return [item.name["zh"] for item in create_records(SIZE, read_lexicon()).items]


def test_sqlite_answers_what_is_asked() -> None:
    peer = SqliteFts5(_names())
    assert _share_right(peer.ask) >= 0.9
    peer.close()


def test_postgresql_answers_what_is_asked() -> None:
    with start_postgres() as postgres:
        if postgres is None:
            pytest.skip(ABSENT)
        with PostgresFullText(postgres.conninfo(), _names()) as peer:
            assert _share_right(peer.ask) >= 0.9


def test_plain_dijkstra_and_the_network_say_the_same_of_the_sample() -> None:
    imported = create_sample_streets()[-1]
    network = Network(imported.graph, imported.summary.assumptions)
    chance = np.random.default_rng(4)
    places = network.snap(np.array([116.95, 36.58]) + chance.normal(0, 0.03, (40, 2)))
    times = network.travel_times_s(places, places)
    dijkstra = PlainDijkstra(network)
    for row in range(5):
        origin = network.snap(places.points[row])
        np.testing.assert_array_equal(dijkstra.times_s(origin, places)[0], times[row])


def test_without_street_data_nothing_is_measured(tmp_path: Path) -> None:
    assert measure_streets(tmp_path) == []


def test_figures_of_the_score() -> None:
    questions = [
        Judged("1", "c", "everyday", "a", {"x": 2, "y": 1}),
        Judged("2", "c", "everyday", "b", {"z": 2}),
        Judged("3", "c", "sentence", "c"),
    ]
    outcomes = {
        "1": Outcome(("y", "x"), declined=False),
        "2": Outcome(("z",), declined=True),
        "3": Outcome((), declined=True),
    }
    figures = measure(questions, outcomes)
    assert (figures["all"].hit_1, figures["all"].hit_5) == (0.0, 0.5)
    assert figures["all"].declined == 0.5
    assert 0.3 < figures["all"].ndcg_10 < 0.5
    assert figures["no answer"].declined == 1.0


@pytest.mark.parametrize("path", [OWN, BLIND], ids=["own", "blind"])
def test_questions_beside_the_judged_ones_are_sound(path: Path) -> None:
    groups = read_own(path)
    questions = [question for group in groups.values() for question in group]
    names = {item.name["zh"] for item in create_sample().items}
    expected = {key for q in questions if q.corpus == SAMPLE for key in q.grades}
    assert expected <= names
    assert len({question.query for question in questions}) == len(questions)
    tuned, held = (sum(not q.has_answer for q in group) for group in groups.values())
    assert abs(tuned - held) <= 3


PEER = """
import sys
from pathlib import Path
from django.test import Client
from benchmarks.peer_site import load
from zhihui.generation import open_generation
with open_generation(Path(sys.argv[1])) as generation:
    load(generation)
    for item in list(generation.items)[:5]:
        name = item.name["zh"]
        for path, query in (("/", {"q": name}), (f"/items/{item.code}", {})):
            page = Client().get(path, query)
            assert page.status_code == 200
            assert name in page.content.decode()
    assert Client().get("/items/none").status_code == 404
"""


def test_the_peer_of_the_pages_shows_the_same_items(tmp_path: Path) -> None:
    out = tmp_path / "generation"
    records = create_records(SIZE, read_lexicon())
    build(records, out, built_at=datetime(2026, 1, 1, tzinfo=UTC), parts=[])
    with start_postgres() as postgres:
        if postgres is None:
            pytest.skip(ABSENT)
        subprocess.run(
            [sys.executable, "-c", PEER, str(out)],
            env={
                **os.environ,
                "PEER_SOCKET": str(postgres.socket),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
            check=True,
        )
