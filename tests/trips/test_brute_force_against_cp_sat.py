"""The judges agree with each other, and the problems by chance are of every kind."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from tests.trips import brute_force, cp_sat
from tests.trips.instances import Size, create_problem
from tests.trips.network import Matrix
from zhihui.trips.problem import UNREACHABLE, Aim, Link, Piece, Task, TripProblem, Way

SMALL = Size(tasks=(1, 4), days=(1, 4), ways=(1, 8))
CHUNK = 20


def _agree(seed: int, travel: Matrix) -> None:
    problem = create_problem(seed, travel, SMALL)
    best = brute_force.find_best_aim(problem)
    assert cp_sat.find_best_aim(problem) == cp_sat.Best(best, proven=True), seed
    assert cp_sat.find_better(problem, best) is cp_sat.Verdict.NONE, seed
    if best is not None:
        worse = Aim(best.trips, best.completion_day, best.minutes_out + 1)
        assert cp_sat.find_better(problem, worse) is cp_sat.Verdict.SOME, seed


@pytest.mark.parametrize("chunk", range(4))
def test_judges_agree_in_a_made_up_city(chunk: int, planar: Matrix) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        _agree(seed, planar)


@pytest.mark.parametrize("chunk", range(4))
def test_judges_agree_in_jinan(chunk: int, jinan: Matrix) -> None:
    for seed in range(1000 + chunk * CHUNK, 1000 + (chunk + 1) * CHUNK):
        _agree(seed, jinan)


def test_problems_by_chance_are_of_every_kind(planar: Matrix) -> None:
    size = Size(tasks=(1, 4), days=(1, 7), ways=(1, 40))
    kinds: Counter[int | None] = Counter()
    problems = [create_problem(seed, planar, size) for seed in range(300)]
    for problem in problems:
        aim = brute_force.find_best_aim(problem)
        kinds[None if aim is None else aim.trips] += 1
    assert kinds[1] >= 100
    assert kinds[2] >= 20
    assert kinds[3] >= 3
    assert kinds[None] >= 30
    ways = [way for problem in problems for task in problem.tasks for way in task.ways]
    pieces = [piece for way in ways for day in way.days for piece in day]
    assert any(piece.first == piece.last for piece in pieces)
    assert any(len(task.ways) >= 35 for problem in problems for task in problem.tasks)
    assert any(task.away for problem in problems for task in problem.tasks)
    assert any(link.first_day is None for problem in problems for link in problem.links)
    assert any(link.first_day is not None for problem in problems for link in problem.links)
    assert any(problem.travel[-2, -1] > 0 for problem in problems)


def test_same_seed_same_problem(planar: Matrix) -> None:
    for seed in range(20):
        one, other = (create_problem(seed, planar, SMALL) for _ in range(2))
        assert (one.tasks, one.links, one.back_by) == (other.tasks, other.links, other.back_by)
        assert (one.travel == other.travel).all()


def create_two_offices(links: tuple[Link, ...]) -> TripProblem:
    """Home, 10 minutes to either stop, 5 between them; the second only serves from 600 to 610."""
    rows = [[0, 5, 10, 10], [5, 0, 10, 10], [10, 10, 0, 0], [10, 10, 0, 0]]
    first = Way(0, ((Piece(540, 700, 20),),) * 3)
    second = Way(1, ((Piece(600, 610, 30),),) * 3)
    return TripProblem(
        days=3,
        leave_from=(480, 480, 480),
        back_by=(1080, 1080, 1080),
        travel=np.array(rows, dtype=np.int32),
        tasks=(Task((first,)), Task((second,)), Task(away=True)),
        links=links,
    )


def test_judges_see_when_nothing_can_be_reached() -> None:
    problem = create_two_offices(())
    cut_off = np.full((4, 4), UNREACHABLE, dtype=np.int32)
    np.fill_diagonal(cut_off, 0)
    problem = replace(problem, travel=cut_off)
    assert brute_force.find_best_aim(problem) is None
    assert cp_sat.find_best_aim(problem) == cp_sat.Best(None, proven=True)
    undoable = replace(problem, tasks=(Task(),))
    assert brute_force.find_best_aim(undoable) is None
    assert cp_sat.find_best_aim(undoable) == cp_sat.Best(None, proven=True)


ANSWERS: list[tuple[tuple[Link, ...], Aim | None]] = [
    ((), Aim(1, 0, 75)),
    ((Link(1, 0),), Aim(1, 0, 75)),
    ((Link(0, 1, (1, 2, 3)),), Aim(2, 1, 90)),
    ((Link(0, 2),), Aim(1, 0, 75)),
    ((Link(0, 2), Link(2, 1)), Aim(2, 1, 90)),
    ((Link(0, 2, (2, 3, 3)), Link(2, 1)), Aim(2, 2, 90)),
    ((Link(0, 2, (2, 3, 3)), Link(2, 1, (1, 2, 3))), None),
]
"""Links among two visits and an away task, and the best aim, found by hand."""


@pytest.mark.parametrize(("links", "aim"), ANSWERS)
def test_answers_found_by_hand(links: tuple[Link, ...], aim: Aim | None) -> None:
    problem = create_two_offices(links)
    assert brute_force.find_best_aim(problem) == aim
    assert cp_sat.find_best_aim(problem) == cp_sat.Best(aim, proven=True)
