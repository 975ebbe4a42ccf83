"""Finder against SQLite FTS5 and PostgreSQL full text: whole queries, answers checked, times."""

import resource
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.directory import Asked, create_questions, create_records
from benchmarks.peers import PostgresFullText, SqliteFts5
from benchmarks.postgres import PEER_MEMORY, start_postgres
from benchmarks.timing import Timing, time_calls
from zhihui.district import Lexeme
from zhihui.finder import Finder, index_part
from zhihui.generation import build, open_generation

BUILT_AT = datetime(2026, 1, 1, tzinfo=UTC)
QUESTIONS = 200
SLOW_QUESTIONS = 40
"""As many questions a peer gets where one takes tens of milliseconds."""
SLOW_FROM = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One system at one size. ``right``: share of questions with the expected name in the top 5."""

    system: str
    items: int
    right: float
    timing: Timing
    build_s: float = 0.0
    peak_mb: float = 0.0


def measure_finding(size: int, lexicon: Sequence[Lexeme], *, peers: bool = True) -> list[Row]:
    """The finder and its peers over the same ``size`` made-up items."""
    records = create_records(size, lexicon)
    questions = create_questions(records, QUESTIONS)
    names = [item.name["zh"] for item in records.items]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "generation"
        start = perf_counter()
        build(records, out, built_at=BUILT_AT, parts=[index_part(meaning=False)])
        build_s = perf_counter() - start
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        del records
        finder = Finder(open_generation(out))

        def find(query: str) -> list[str]:
            found = finder.find(query)
            return [hit.item.name["zh"] for hit in (found.items or found.nearest)]

        row = _row("Zhihui", size, find, questions)
        rows.append(replace(row, build_s=build_s, peak_mb=peak_mb))
        suggesting = time_calls(lambda asked: finder.suggest(asked.query[:3]), questions)
        right = _share_right(
            lambda query: [s.words for s in finder.suggest(query)], _prefixes(names)
        )
        rows.append(Row(system="Zhihui suggestions", items=size, right=right, timing=suggesting))
    if peers:
        rows.extend(_measure_peers(size, names, questions))
    return rows


def _measure_peers(size: int, names: Sequence[str], questions: Sequence[Asked]) -> list[Row]:
    some = questions[: SLOW_QUESTIONS if size >= SLOW_FROM else None]
    rows: list[Row] = []
    with ExitStack() as stack:
        sqlite = SqliteFts5(names)
        rows.append(_row(sqlite.title, size, sqlite.ask, some))
        sqlite.close()
        server = stack.enter_context(start_postgres(memory=PEER_MEMORY))
        if server is not None:
            postgres = stack.enter_context(PostgresFullText(server.conninfo(), names))
            rows.append(_row(postgres.title, size, postgres.ask, some))
    return rows


def _row(
    system: str, size: int, ask: Callable[[str], list[str]], questions: Sequence[Asked]
) -> Row:
    timing = time_calls(lambda asked: ask(asked.query), questions, rounds=2)
    return Row(system=system, items=size, right=_share_right(ask, questions), timing=timing)


def _share_right(ask: Callable[[str], list[str]], questions: Sequence[Asked]) -> float:
    right = sum(asked.expected in ask(asked.query)[:8] for asked in questions)
    return right / len(questions)


def _prefixes(names: Sequence[str]) -> list[Asked]:
    """Names typed but for their last two characters."""
    step = max(len(names) // QUESTIONS, 1)
    return [Asked(name[:-2], name) for name in names[::step][:QUESTIONS] if len(name) > 6]


def to_dict(row: Row) -> dict[str, object]:
    """For the file of results."""
    return asdict(row)
