"""The trip problem and its solution in numbers, as docs/trip-problem.md states them.

Made from a question by ``drafting``, solved by ``solving``; holds no record and no wording. All
times are whole minutes.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

UNREACHABLE = 1_000_000
"""Minutes of a way that does not exist."""
DAY_END = 1440


class Piece(NamedTuple):
    """Join from minute ``first`` to ``last`` of a day, both included; done ``minutes`` later."""

    first: int
    last: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way of doing a task: where, and the pieces of each day."""

    stop: int
    days: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """An errand. Without ``ways`` it is an away task when ``away``, else it cannot be done."""

    ways: tuple[Way, ...] = ()
    away: bool = False
    """Done without a visit and in no time; then ``ways`` is empty."""
    earliest_day: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """``after`` needs what ``before`` gives.

    ``first_day[d]``: the first day for ``after`` when ``before`` is done on day d; None when the
    result is there at once.
    """

    before: int
    after: int
    first_day: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripProblem:
    """The whole problem. ``travel`` has shape (stops + 2, stops + 2): origin, then end, at last."""

    days: int
    leave_from: tuple[int, ...]
    back_by: tuple[int, ...]
    travel: NDArray[np.int32]
    tasks: tuple[Task, ...]
    links: tuple[Link, ...] = ()

    @property
    def stops(self) -> int:
        """How many stops there are; also the index of the origin. The end point is the next."""
        return len(self.travel) - 2


class SolutionStatus(Enum):
    """What is known of a solution."""

    OPTIMAL = "optimal"
    NOT_PROVEN = "not_proven"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True, order=True)
class Aim:
    """The three aims, compared in this order."""

    trips: int
    completion_day: int
    minutes_out: int


@dataclass(frozen=True, slots=True)
class Stay:
    """One task done on a trip; ``way`` and ``piece`` are positions in the problem."""

    task: int
    way: int
    piece: int
    arrive: int
    join: int
    done: int


@dataclass(frozen=True, slots=True)
class TripTimes:
    """One trip: its day, when it leaves and is back, and its stays in order."""

    day: int
    depart: int
    back: int
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What the solver says. ``aim`` is None when infeasible or when nothing was found."""

    status: SolutionStatus
    aim: Aim | None = None
    trips: tuple[TripTimes, ...] = ()
    away_days: dict[int, int] = field(default_factory=dict)
    """Away task → the day on which it is done."""
    bound: Aim | None = None
    """With NOT_PROVEN: an aim that no plan can beat."""
    steps: int = 0
    """How many labels the search made."""
