"""What is known of a pass before it is searched: bounds for every day and level of trip.

Called by ``attempt``. First forward over the levels, to find what can lie on a plan at all; then
backward, so that a trip that leaves something undone knows what the trips after it take.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhihui.trips.compiling import Compiled
from zhihui.trips.kernel.bounds import NEVER, find_begins, find_closings, find_reach
from zhihui.trips.kernel.hourly import LEAST, SLOTS, find_later
from zhihui.trips.kernel.tables import Day, Ints

GUIDED_TASKS = 15
"""Up to so many visit tasks the bounds by set and stop are worked out; they grow as 2^n."""
MOST_NUMBERS = 600_000_000
"""So many slots the pairs of one pass may have; those that matter take two bytes each."""
_UNKNOWN = np.empty((0, 0), np.int32)
_NO_HOURS = np.empty((0, 0), np.int16)
_NO_SLOTS = np.empty(0, np.int16)
_NO_PAIRS = np.empty((0, 4), np.int32)
_FROM_HOME = np.zeros((1, 2), np.int32)


class LimitReachedError(Exception):
    """The search has made as many steps as it may, or its bounds would not fit into memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one pass looks for."""

    trips: int
    completion_day: int
    only_on_last: bool
    """The last trip is on the completion day itself; earlier ones were ruled out."""
    greed: int = 0
    first_found: bool = False
    enough: int = 0
    clock_only: bool = False
    upper: int = NEVER


class Guide(NamedTuple):
    """Bounds for one day and level. ``number`` and ``later`` are empty where they are not known."""

    ahead: NDArray[np.int16]
    close: Ints
    number: Ints = _UNKNOWN
    later: NDArray[np.int16] = _NO_SLOTS
    pairs: Ints = _NO_PAIRS
    """As ``find_later`` gives them."""
    length: int = 1
    """Minutes of a slot."""
    least: int = 0
    """Minutes that no plan with its first trip here can beat."""


def create_guides(
    compiled: Compiled, wanted: Pass, places: list[tuple[int, int]]
) -> dict[tuple[int, int], Guide]:
    """A Guide for each (day, level) of ``places``. Raises LimitReachedError.

    A hasty pass whose bounds would not fit into memory goes without them.
    """
    if compiled.count > GUIDED_TASKS:
        return {(day, level): _create_blind(compiled, wanted, level) for day, level in places}
    if wanted.clock_only:
        return {place: _create_plain(compiled, wanted, *place) for place in places}
    key = wanted.trips, wanted.completion_day, wanted.only_on_last, wanted.upper
    if key not in compiled.guides:
        guiding = _Guiding(compiled, wanted, places)
        if guiding.numbers > MOST_NUMBERS:
            if wanted.enough:
                return {
                    (day, level): _create_blind(compiled, wanted, level) for day, level in places
                }
            raise LimitReachedError
        if not wanted.enough and compiled.weighed + guiding.numbers > compiled.most_weighed:
            raise LimitReachedError
        compiled.guides = {key: guiding.create()}
        compiled.weighed += guiding.numbers
    kept: dict[tuple[int, int], Guide] = compiled.guides[key]
    return kept


def _create_blind(compiled: Compiled, wanted: Pass, level: int) -> Guide:
    """Without any bound: the last trip leaves nothing undone, the others something."""
    last = level == wanted.trips - 1
    close = np.full(1 << compiled.count, NEVER if last else 0, np.int32)
    close[-1] = 0 if last else NEVER
    return Guide(ahead=_NO_HOURS, close=close)


def _create_plain(compiled: Compiled, wanted: Pass, day: int, level: int) -> Guide:
    still = wanted.trips - 1 - level
    return Guide(
        ahead=compiled.ahead(day, wanted.trips, still, wanted.completion_day),
        close=compiled.later(wanted.trips, still, wanted.completion_day),
    )


class Reach(NamedTuple):
    """What ``find_reach`` gives."""

    number: Ints
    stops: NDArray[np.int16]
    rows: NDArray[np.int64]
    spent: NDArray[np.int16]


class _Guiding:
    def __init__(self, compiled: Compiled, wanted: Pass, places: list[tuple[int, int]]) -> None:
        self._compiled = compiled
        self._wanted = wanted
        self._places = sorted(places, key=lambda place: (place[1], place[0]))
        self._reach: dict[tuple[int, int], Reach] = {}
        self._guides: dict[tuple[int, int], Guide] = {}
        for day, level in self._places:
            self._reach[day, level] = self._find_reach(day, level)

    @property
    def numbers(self) -> int:
        """How many slots the pairs have."""
        return sum(reach.stops.size for reach in self._reach.values()) * (SLOTS + 2)

    def create(self) -> dict[tuple[int, int], Guide]:
        for day, level in reversed(self._places):
            self._guides[day, level] = self._create_guide(day, level)
        return self._guides

    def _find_reach(self, day: int, level: int) -> Reach:
        compiled, wanted, frame = self._compiled, self._wanted, self._compiled.frame
        before = [
            find_closings(reach.number, reach.spent, frame.travel)
            for (other, lower), reach in self._reach.items()
            if lower == level - 1 and other < day
        ]
        begun = np.concatenate(before) if before else _FROM_HOME if level == 0 else _FROM_HOME[:0]
        ahead = compiled.ahead(day, wanted.trips, wanted.trips - 1 - level, wanted.completion_day)
        for other, lower in self._reach if level == 0 else ():
            same = compiled.ahead(other, wanted.trips, wanted.trips - 1, wanted.completion_day)
            if lower == 0 and same is ahead:
                reach = self._reach[other, 0]
                return reach._replace(number=reach.number.copy())
        found = find_reach(
            ahead, begun, compiled.into, frame.way_stop, frame.task_ways,
            compiled.day(day).shortest, frame.needs, wanted.upper,
        )  # fmt: skip
        return Reach(*found)

    def _create_guide(self, day: int, level: int) -> Guide:
        compiled, wanted = self._compiled, self._wanted
        tables = compiled.day(day)
        reach = self._reach[day, level]
        close = self._find_close(day, level)
        length = _slot_minutes(tables)
        later, pairs = find_later(
            *reach, wanted.upper, compiled.frame, tables, compiled.into, close,
            tables.leave_from, length,
        )  # fmt: skip
        begins = find_begins(reach.number, pairs[:, LEAST])
        return Guide(
            ahead=_NO_HOURS,
            close=close,
            number=reach.number,
            later=later,
            pairs=pairs,
            length=length,
            least=int(begins[0]),
        )

    def _find_close(self, day: int, level: int) -> Ints:
        """(2^n,): least minutes of the trips after one on ``day``, by the set done."""
        compiled, wanted = self._compiled, self._wanted
        still = wanted.trips - 1 - level
        if still == 0:
            return compiled.later(wanted.trips, 0, wanted.completion_day)
        least = [
            find_begins(guide.number, guide.pairs[:, LEAST])
            for (other, upper), guide in self._guides.items()
            if upper == level + 1 and other > day
        ]
        nothing = np.full(1 << compiled.count, NEVER, np.int32)
        close: Ints = np.minimum.reduce([nothing, *least])
        return close


def _slot_minutes(tables: Day) -> int:
    last = int(tables.pieces[:, 1].max()) if len(tables.pieces) else 0
    return max(1, -(-(last + 1 - tables.leave_from) // SLOTS))
