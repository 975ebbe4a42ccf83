"""One pass of the search: so many trips, done by such a day, cheaper than so many minutes.

Called by ``solving``, which chooses the passes. Goes through the days in order; a trip that leaves
something undone becomes a start for the days after it.
"""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhihui.trips.compiling import NO_ENDS, Compiled
from zhihui.trips.guiding import Guide, LimitReachedError, Pass, create_guides
from zhihui.trips.kernel import search
from zhihui.trips.kernel.bounds import NEVER
from zhihui.trips.kernel.diving import dive
from zhihui.trips.kernel.tables import Day, Ints

__all__ = ["Budget", "Legs", "LimitReachedError", "dive_once", "search_once"]

Legs = list[tuple[int, list[tuple[int, int]]]]
"""Trips: day, and its stays in order as (way, piece), numbered as in Compiled and its Day."""


class Budget:
    """Steps that are left, and the pool for so many labels, which the passes share."""

    def __init__(self, steps: int, labels: int) -> None:
        self.steps = steps
        self.labels = labels
        self.pool = np.empty((labels, search.COLUMNS), np.int32)


_WEIGHED_A_STEP = 16
"""So many numbers of the bounds take about as long as a step."""
_WIDTH = 64
"""How many labels a dive keeps after each task."""
_STRIDE = 3
"""By how many minutes at a time the trips of several days are searched side by side."""


def search_once(compiled: Compiled, wanted: Pass, budget: Budget) -> tuple[int, Legs] | None:
    """The least minutes below ``wanted.upper`` and the trips. Raises LimitReachedError.

    Hasty passes of one problem share HASTE steps; what their bounds take counts, too.
    """
    if not wanted.enough:
        return _Sweep(compiled, wanted, budget).go()
    if compiled.haste <= 0:
        raise LimitReachedError
    steps, weighed = budget.steps, compiled.weighed
    try:
        return _Sweep(compiled, wanted, budget).go()
    finally:
        compiled.haste -= steps - budget.steps + (compiled.weighed - weighed) // _WEIGHED_A_STEP


def dive_once(
    compiled: Compiled, day: int, completion_day: int, upper: int, pool: Ints
) -> tuple[int, Legs] | None:
    """Some plan of one trip on ``day`` and its minutes, fewer than ``upper``; fast, not proven."""
    if compiled.allowed(day, completion_day) != compiled.full:
        return None
    ahead = compiled.ahead(day, 1, 0, completion_day)
    minutes, row = dive(pool, _WIDTH, compiled.frame, compiled.day(day), ahead, upper)
    if row < 0:
        return None
    return int(minutes), [(day, _list_stays(pool, int(row))[0])]


def _list_stays(pool: Ints, row: int) -> tuple[list[tuple[int, int]], int]:
    """The stays up to label ``row`` in order, as (way, piece), and the label that left home."""
    stays: list[tuple[int, int]] = []
    while pool[row, search.PARENT] >= 0:
        stays.append((int(pool[row, search.WAY]), int(pool[row, search.PIECE])))
        row = int(pool[row, search.PARENT])
    return stays[::-1], row


@dataclass(slots=True, kw_only=True)
class _Board:
    """One day on which the trip of one level (0: the first) may be, and its part of the search."""

    day: int
    level: int
    allowed: int
    tables: Day
    guide: Guide
    heads: Ints
    queue: NDArray[np.int64]
    seen: int = 0
    """Rows of the table of starts that have been begun."""
    waiting: int = 0
    """Keys in the queue."""


class _Sweep:
    def __init__(self, compiled: Compiled, wanted: Pass, budget: Budget) -> None:
        self._compiled = compiled
        self._wanted = wanted
        self._budget = budget
        self._columns = search.START_COLUMNS + len(compiled.awaited)
        self._pool = budget.pool
        self._used = 0
        self._runs: list[tuple[int, int, int]] = []  # first row, day, level
        self._levels = [self._create_level(level) for level in range(wanted.trips)]
        self._begin_at_home()
        self._awaited = np.array(compiled.awaited, np.int32)
        self._upper = wanted.upper
        self._best: tuple[int, Legs] | None = None

    def _create_level(self, level: int) -> tuple[Ints, Ints, list[int]]:
        """A table of starts, the first row of each set of tasks in it, and how many rows."""
        rows = 1 if level == 0 else self._budget.labels // 4
        table = np.empty((rows, self._columns), np.int32)
        return table, np.full(1 << self._compiled.count, -1, np.int32), [0]

    def _begin_at_home(self) -> None:
        table, heads, count = self._levels[0]
        table[0, : search.START_COLUMNS] = (0, 0, -1, -1, -1)
        table[0, search.START_COLUMNS :] = search.NOT_DONE
        heads[0] = 0
        count[0] = 1

    def go(self) -> tuple[int, Legs] | None:
        wanted = self._wanted
        boards = self._create_boards()
        least = min((board.guide.least for board in boards if board.level == 0), default=NEVER)
        stride = NEVER if wanted.trips == 1 or wanted.clock_only else _STRIDE
        for until in range(least + stride, wanted.upper + stride, stride):
            before = self._measure(boards)
            for board in boards:
                self._run(board, until)
                if self._best is not None and wanted.first_found:
                    return self._best
            if self._best is not None and self._best[0] <= until:
                break
            if self._is_over(boards) or (wanted.greed and self._measure(boards) == before):
                break
        return self._best

    def _is_over(self, boards: list[_Board]) -> bool:
        """Whether there is nothing left to search, however far one looks."""
        return not any(b.waiting or b.seen < self._levels[b.level][2][0] for b in boards)

    def _measure(self, boards: list[_Board]) -> tuple[int, ...]:
        """What a round changes; greedy rounds are all alike, so that one without effect ends it."""
        ends = (count[0] for _, _, count in self._levels)
        return (self._used, self._budget.steps, *ends, *(board.waiting for board in boards))

    def _create_boards(self) -> list[_Board]:
        compiled, wanted = self._compiled, self._wanted
        places: list[tuple[int, int, int]] = []
        for day in range(wanted.completion_day + 1):
            for level in range(min(wanted.trips, day + 1)):
                still = wanted.trips - 1 - level
                too_early = still == 0 and wanted.only_on_last and day < wanted.completion_day
                allowed = compiled.allowed(day, wanted.completion_day)
                allowed &= compiled.level(level, still)
                if allowed and not too_early and day + still <= wanted.completion_day:
                    places.append((day, level, allowed))
        guides = create_guides(compiled, wanted, [(day, level) for day, level, _ in places])
        return [
            _Board(
                day=day,
                level=level,
                allowed=allowed,
                tables=compiled.day(day),
                guide=guides[day, level],
                heads=np.full(1 << compiled.count, -1, np.int32),
                queue=np.empty(self._budget.labels, np.int64),
            )
            for day, level, allowed in places
        ]

    def _run(self, board: _Board, until: int) -> None:
        last = board.level == self._wanted.trips - 1
        starts, _, count = self._levels[board.level]
        closes, close_heads, closed = self._levels[board.level if last else board.level + 1]
        counts = np.array([0, closed[0], board.waiting], np.int64)
        query = self._create_query(board, last=last)
        first = self._used
        used = search.begin(
            self._pool, first, board.queue, board.heads, starts, (board.seen, count[0]),
            board.allowed, self._compiled.waits, self._compiled.frame, board.tables, query, counts,
        )  # fmt: skip
        if used < 0:
            raise LimitReachedError
        board.seen = count[0]
        self._used, best = search.run(
            self._pool, used, until, board.queue, board.heads, self._compiled.frame, board.tables,
            query, starts, closes, close_heads, counts,
        )  # fmt: skip
        self._budget.steps -= int(counts[0])
        if self._used < 0 or self._budget.steps < 0:
            raise LimitReachedError
        self._runs.append((first, board.day, board.level))
        board.waiting = int(counts[2])
        if not last:
            closed[0] = int(counts[1])
        if best >= 0:
            self._upper = self._minutes(int(best), board.day)
            self._best = self._upper, self._follow(int(best))

    def _create_query(self, board: _Board, *, last: bool) -> search.Query:
        compiled, wanted = self._compiled, self._wanted
        return search.Query(
            full=compiled.full,
            last=last,
            clock_only=wanted.clock_only,
            greed=wanted.greed if last or wanted.enough else -wanted.greed,
            first_found=wanted.first_found,
            enough=wanted.enough,
            upper=self._upper,
            rest=board.tables.least if last else compiled.rest,
            rounds=board.tables.rounds if last else compiled.rounds,
            ends=NO_ENDS if board.guide.number.size else compiled.ends(board.day),
            awaited=self._awaited,
            close=board.guide.close,
            day=board.day,
            limit=self._budget.steps,
            ahead=board.guide.ahead,
            number=board.guide.number,
            later=board.guide.later,
            pairs=board.guide.pairs,
            opens=board.tables.leave_from,
            length=board.guide.length,
        )

    def _minutes(self, row: int, day: int) -> int:
        back_by = self._compiled.day(day).back_by
        return int(search.minutes_home(self._pool[row], self._compiled.frame.travel, back_by))

    def _follow(self, row: int) -> Legs:
        """The trips that end with label ``row``, in order."""
        legs: Legs = []
        firsts = [first for first, _, _ in self._runs]
        while row >= 0:
            _, day, level = self._runs[bisect_right(firsts, row) - 1]
            stays, row = _list_stays(self._pool, row)
            legs.append((day, stays))
            start = int(self._pool[row, search.START])
            row = int(self._levels[level][0][start, search.START_LABEL])
        return legs[::-1]
