"""One pass of the search: so many trips, done by such a day, cheaper than so many minutes.

Called by ``solving``, which chooses the passes. Goes through the days in order; a trip that leaves
something undone becomes a start for the days after it.
"""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from zhihui.trips.compiling import Compiled
from zhihui.trips.kernel import search
from zhihui.trips.kernel.bounds import NEVER, SLOTS, find_later, find_reach
from zhihui.trips.kernel.tables import Day, Ints

Legs = list[tuple[int, list[tuple[int, int]]]]
"""Trips: day, and its stays in order as (way, piece), numbered as in Compiled and its Day."""


class LimitReachedError(Exception):
    """The search has made as many steps as it may."""


@dataclass(slots=True)
class Budget:
    """Steps that are left. ``labels`` is how many are kept at once."""

    steps: int
    labels: int


GUIDED_TASKS = 15
"""Up to so many visit tasks the bounds by set and stop are worked out; they grow as 2^n."""
_UNKNOWN = np.empty((0, 0), np.int32)
_NO_BOUND = np.empty((0, 0), np.int16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one pass looks for."""

    trips: int
    completion_day: int
    only_on_last: bool
    """The last trip is on the completion day itself; earlier ones were ruled out."""
    greed: int = 0
    first_found: bool = False
    clock_only: bool = False
    upper: int = NEVER


def search_once(compiled: Compiled, wanted: Pass, budget: Budget) -> tuple[int, Legs] | None:
    """The least minutes below ``wanted.upper`` and the trips. Raises LimitReachedError."""
    return _Sweep(compiled, wanted, budget).go()


class _Sweep:
    def __init__(self, compiled: Compiled, wanted: Pass, budget: Budget) -> None:
        self._compiled = compiled
        self._wanted = wanted
        self._budget = budget
        self._columns = search.START_COLUMNS + len(compiled.awaited)
        self._pool = np.empty((budget.labels, search.COLUMNS), np.int32)
        self._used = 0
        self._runs: list[tuple[int, int, int]] = []  # first row, day, level
        self._levels = [self._create_level(level) for level in range(wanted.trips)]
        self._begin_at_home()
        self._upper = wanted.upper
        self._awaited = np.array(compiled.awaited, np.int32)

    def _create_level(self, level: int) -> tuple[Ints, Ints, Ints]:
        """A table of starts, the first row of each set of tasks in it, and how many rows."""
        rows = 1 if level == 0 else self._budget.labels // 4
        table = np.empty((rows, self._columns), np.int32)
        heads = np.full(1 << self._compiled.count, -1, np.int32)
        return table, heads, np.zeros(1, np.int64)

    def _begin_at_home(self) -> None:
        table, heads, count = self._levels[0]
        table[0, : search.START_COLUMNS] = (0, 0, -1, -1)
        table[0, search.START_COLUMNS :] = search.NOT_DONE
        heads[0] = 0
        count[0] = 1

    def go(self) -> tuple[int, Legs] | None:
        wanted = self._wanted
        best: tuple[int, Legs] | None = None
        for day in range(wanted.completion_day + 1):
            for level in range(min(wanted.trips - 1, day), -1, -1):
                still = wanted.trips - 1 - level
                too_early = still == 0 and wanted.only_on_last and day < wanted.completion_day
                if too_early or day + still > wanted.completion_day:
                    continue
                row = self._run(day, level)
                if row >= 0:
                    self._upper = self._minutes(row, day)
                    best = (self._upper, self._follow(row))
                    if wanted.clock_only:
                        return best
        return best

    def _run(self, day: int, level: int) -> int:
        compiled, wanted = self._compiled, self._wanted
        last = level == wanted.trips - 1
        still = wanted.trips - 1 - level
        allowed = compiled.allowed(day, wanted.completion_day) & compiled.level(level, still)
        starts, _, count = self._levels[level]
        if not allowed or not count[0]:
            return -1
        tables = compiled.day(day)
        too_many = compiled.count > GUIDED_TASKS
        number, later, length = self._guide(day, still=still)
        query = search.Query(
            full=compiled.full,
            last=last,
            clock_only=wanted.clock_only,
            greed=wanted.greed if last else -abs(wanted.greed),
            first_found=wanted.first_found,
            upper=self._upper,
            rest=tables.least if last else compiled.rest,
            rounds=tables.to_end[-1] if last else compiled.rounds,
            awaited=self._awaited,
            close=np.zeros(1 << compiled.count, np.int32)
            if too_many
            else compiled.later(wanted.trips, still),
            day=day,
            limit=self._budget.steps,
            ahead=_NO_BOUND if too_many else compiled.ahead(day, wanted.trips, still),
            number=number,
            later=later,
            opens=tables.leave_from,
            length=length,
        )
        heads = np.full(1 << compiled.count, -1, np.int32)
        closes, close_heads, closed = self._levels[level if last else level + 1]
        begun = self._used
        self._runs.append((begun, day, level))
        used = search.begin(
            self._pool, begun, heads, starts, int(count[0]), allowed, compiled.waits,
            compiled.frame, tables, query,
        )  # fmt: skip
        if used < 0:
            raise LimitReachedError
        if used == begun:
            return -1
        counts = np.array([0, closed[0]], np.int64)
        self._used, best = search.run(
            self._pool, used, begun, heads, compiled.frame, tables, query, starts,
            closes, close_heads, counts,
        )  # fmt: skip
        self._budget.steps -= int(counts[0])
        if self._used < 0 or self._budget.steps < 0:
            raise LimitReachedError
        if not last:
            closed[0] = counts[1]
        return int(best)

    def _guide(self, day: int, *, still: int) -> tuple[Ints, Ints, int]:
        """Pairs that matter on a trip of ``day``, what comes after them, minutes of a slot."""
        compiled = self._compiled
        if self._wanted.clock_only or compiled.count > GUIDED_TASKS:
            return _UNKNOWN, _UNKNOWN, 1
        tables, frame = compiled.day(day), compiled.frame
        starts, _, count = self._levels[self._wanted.trips - 1 - still]
        rows = starts[: int(count[0])]
        begun = rows[rows[:, search.START_NEXT] != search.DOMINATED, :2]
        ahead = compiled.ahead(day, self._wanted.trips, still)
        upper = min(self._upper, NEVER)
        number, pairs, spent = find_reach(
            ahead, begun, frame.closed, frame.way_stop, frame.task_ways, tables.shortest,
            frame.needs, upper,
        )  # fmt: skip
        length = _slot_minutes(tables)
        later = find_later(
            number, pairs, spent, upper, frame, tables, compiled.later(self._wanted.trips, still),
            tables.leave_from, length,
        )  # fmt: skip
        return number, later, length

    def _minutes(self, row: int, day: int) -> int:
        back_by = self._compiled.day(day).back_by
        return int(search.minutes_home(self._pool[row], self._compiled.frame.travel, back_by))

    def _follow(self, row: int) -> Legs:
        """The trips that end with label ``row``, in order."""
        legs: Legs = []
        firsts = [first for first, _, _ in self._runs]
        while row >= 0:
            _, day, level = self._runs[bisect_right(firsts, row) - 1]
            stays: list[tuple[int, int]] = []
            while self._pool[row, search.PARENT] >= 0:
                stays.append((int(self._pool[row, search.WAY]), int(self._pool[row, search.PIECE])))
                row = int(self._pool[row, search.PARENT])
            legs.append((day, stays[::-1]))
            start = int(self._pool[row, search.START])
            row = int(self._levels[level][0][start, search.START_LABEL])
        return legs[::-1]


def _slot_minutes(tables: Day) -> int:
    last = int(tables.pieces[:, 1].max()) if len(tables.pieces) else 0
    return max(1, -(-(last + 1 - tables.leave_from) // SLOTS))
