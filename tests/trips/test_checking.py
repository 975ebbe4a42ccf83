"""The judge of plans accepts a sound plan and finds each fault that is put into it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.trips.checking import list_faults
from zhihui.trips.problem import (
    Aim,
    Link,
    Piece,
    Solution,
    SolutionStatus,
    Stay,
    Task,
    TripProblem,
    TripTimes,
    Way,
)

PROBLEM = TripProblem(
    days=3,
    leave_from=(480, 480, 480),
    back_by=(1080, 1080, 1080),
    travel=np.array([[0, 5, 10, 10], [5, 0, 10, 10], [10, 10, 0, 0], [10, 10, 0, 0]], np.int32),
    tasks=(
        Task((Way(0, ((Piece(540, 700, 20), Piece(710, 720, 5)),) * 3),)),
        Task((Way(1, ((Piece(600, 610, 30),),) * 3),)),
        Task(away=True),
    ),
    links=(Link(0, 1), Link(1, 2)),
)
FIRST = Stay(task=0, way=0, piece=0, arrive=575, join=575, done=595)
SECOND = Stay(task=1, way=0, piece=0, arrive=600, join=600, done=630)
TRIP = TripTimes(day=0, depart=565, back=640, stays=(FIRST, SECOND))
SOUND = Solution(
    status=SolutionStatus.OPTIMAL, aim=Aim(1, 0, 75), trips=(TRIP,), away_days={2: 0}, steps=5
)


def _with_trip(**changes: object) -> Solution:
    return replace(SOUND, trips=(replace(TRIP, **changes),))  # type: ignore[arg-type]


def test_sound_plans_have_no_fault() -> None:
    assert list_faults(PROBLEM, SOUND) == []
    none = Solution(status=SolutionStatus.INFEASIBLE)
    assert list_faults(PROBLEM, none) == []
    bounded = replace(SOUND, status=SolutionStatus.NOT_PROVEN, bound=Aim(1, 0, 40))
    assert list_faults(PROBLEM, bounded) == []


@pytest.mark.parametrize(
    ("solution", "fault"),
    [
        (replace(SOUND, aim=Aim(1, 0, 74)), "add up to"),
        (replace(SOUND, aim=None), "optimal, but without an aim"),
        (replace(SOUND, status=SolutionStatus.INFEASIBLE), "an aim, but infeasible"),
        (replace(SOUND, bound=Aim(1, 0, 75)), "a bound on what is proven"),
        (
            replace(SOUND, status=SolutionStatus.NOT_PROVEN, bound=Aim(1, 0, 76)),
            "beats the bound",
        ),
        (replace(SOUND, away_days={2: 1}), "earliest"),
        (replace(SOUND, away_days={}), "away are"),
        (replace(SOUND, trips=(TRIP, TRIP)), "days of the trips"),
        (replace(SOUND, trips=(TRIP, replace(TRIP, day=1))), "visited are"),
        (_with_trip(day=3), "not a day"),
        (_with_trip(stays=()), "no stay"),
        (_with_trip(depart=470), "before 480"),
        (_with_trip(back=641), "the last stay ends at 630"),
        (_with_trip(stays=(SECOND, FIRST)), "is reached at"),
        (_with_trip(stays=(replace(FIRST, piece=2), SECOND)), "no piece 2"),
        (_with_trip(stays=(replace(FIRST, way=1), SECOND)), "no way 1"),
        (_with_trip(stays=(replace(FIRST, piece=1), SECOND)), "outside"),
        (_with_trip(stays=(replace(FIRST, join=576, done=596), SECOND)), "as early as can be"),
        (_with_trip(stays=(replace(FIRST, done=594), SECOND)), "not 20 minutes after joining"),
    ],
)
def test_each_fault_is_found(solution: Solution, fault: str) -> None:
    assert any(fault in found for found in list_faults(PROBLEM, solution))


def test_leaving_later_than_needed_is_a_fault() -> None:
    """Between 565 and 575 the minutes out are the same."""
    late = replace(
        TRIP,
        depart=570,
        back=645,
        stays=(
            replace(FIRST, arrive=580, join=580, done=600),
            replace(SECOND, arrive=605, join=605, done=635),
        ),
    )
    faults = list_faults(PROBLEM, replace(SOUND, trips=(late,)))
    assert faults == ["trip 0: leaves at 570, but 565 is the earliest with the fewest minutes out"]


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        ((Link(1, 0),), "task 0 is done before 1"),
        ((Link(0, 1, (1, 2, 3)),), "task 1 is too early for 0"),
        ((Link(0, 2), Link(2, 1)), "task 1 is too early for 2"),
        ((Link(0, 2, (3, 3, 3)),), "not done within the days"),
        ((Link(0, 2, (1, 2, 3)),), "away task 2 is done on day 0"),
    ],
)
def test_each_link_is_checked(links: tuple[Link, ...], fault: str) -> None:
    assert any(fault in found for found in list_faults(replace(PROBLEM, links=links), SOUND))


def test_what_cannot_be_reached_and_what_is_too_early_is_found() -> None:
    travel = PROBLEM.travel.copy()
    travel[0, 1] = 1_000_000
    assert list_faults(replace(PROBLEM, travel=travel), SOUND)
    tasks = (replace(PROBLEM.tasks[0], earliest_day=1), *PROBLEM.tasks[1:])
    faults = list_faults(replace(PROBLEM, tasks=tasks), SOUND)
    assert faults == ["trip 0: task 0 is done before its earliest day"]
