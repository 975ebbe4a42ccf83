"""The arrays of a problem fit each other, however many stops there are."""

from dataclasses import replace

import numpy as np
import pytest

from zhihui.trips import solving
from zhihui.trips.compiling import Compiled
from zhihui.trips.kernel.bounds import NEVER
from zhihui.trips.linking import read_links
from zhihui.trips.problem import Link, Piece, SolutionStatus, Task, TripProblem, Way
from zhihui.trips.solving import solve


@pytest.mark.parametrize("stops", [1, 15, 63, 64, 65, 127, 128])
def test_rows_are_equally_wide_and_never_beyond_what_there_is(stops: int) -> None:
    ways = tuple(Way(stop, ((Piece(0, 600, 5),),)) for stop in range(stops))
    travel = np.full((stops + 2, stops + 2), 7, np.int32)
    np.fill_diagonal(travel, 0)
    problem = TripProblem(
        days=1, leave_from=(0,), back_by=(900,), travel=travel, tasks=(Task(ways), Task(ways[:1]))
    )
    compiled = Compiled(problem, read_links(problem))
    ahead = compiled.ahead(0, 1, 0, 0)
    width = compiled.into.shape[1]
    assert width > stops
    assert compiled.home.shape == (width,)
    assert ahead.shape == (4, width)
    assert (compiled.into[:, stops + 1 :] == NEVER).all()
    assert (compiled.home[stops:] == NEVER).all()
    assert (compiled.home[:stops] == 7).all()
    assert ahead[0, stops] == 24


def create_chain(days: int, closed: tuple[int, ...] = ()) -> TripProblem:
    """Four tasks at one stop, each but the last waited for by the next for two days."""
    pieces = tuple(() if day in closed else (Piece(0, 600, 5),) for day in range(days))
    later = tuple(day + 2 for day in range(days))
    return TripProblem(
        days=days,
        leave_from=(0,) * days,
        back_by=(900,) * days,
        travel=np.zeros((3, 3), np.int32),
        tasks=(Task((Way(0, pieces),)),) * 4,
        links=tuple(Link(task, task + 1, later) for task in range(3)),
    )


@pytest.mark.parametrize(
    ("closed", "completion_day", "windows"),
    [
        ((), 6, [(0, 0), (2, 2), (4, 4), (6, 6)]),
        ((), 7, [(0, 1), (2, 3), (4, 5), (6, 7)]),
        ((2,), 8, [(0, 1), (3, 4), (5, 6), (7, 8)]),
        ((4,), 7, [(0, 1), (2, 3), (5, 5), (7, 7)]),
        ((), 5, []),
        ((0, 3), 7, []),
    ],
)
def test_a_chain_of_tasks_that_wait_leaves_each_its_days(
    closed: tuple[int, ...], completion_day: int, windows: list[tuple[int, int]]
) -> None:
    problem = create_chain(9, closed)
    compiled = Compiled(problem, read_links(problem))
    assert compiled.windows(completion_day) == windows


def test_a_chain_that_does_not_fit_into_the_days_is_proven_without_a_search() -> None:
    assert solve(create_chain(6), limit=1).status is SolutionStatus.INFEASIBLE
    assert solve(create_chain(7)).status is SolutionStatus.OPTIMAL


@pytest.mark.parametrize(
    ("least", "a_step", "status"),
    [
        (10, 1, SolutionStatus.NOT_PROVEN),
        (10, 1000, SolutionStatus.OPTIMAL),
        (100_000, 1, SolutionStatus.OPTIMAL),
    ],
)
def test_bounds_are_limited_like_steps(
    least: int, a_step: int, status: SolutionStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "LEAST_WEIGHED", least)
    monkeypatch.setattr(solving, "_WEIGHED_A_STEP", a_step)
    problem = create_chain(1)
    problem = replace(problem, links=(), tasks=problem.tasks[:2])
    assert solve(problem, limit=30).status is status
