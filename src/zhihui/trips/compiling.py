"""A TripProblem as the arrays that the compiled search reads. Called by ``solving`` alone."""

from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhihui.trips.kernel.bounds import NEVER, find_ahead, pad
from zhihui.trips.kernel.search import START_COLUMNS
from zhihui.trips.kernel.tables import (
    FAR,
    Day,
    Ends,
    Frame,
    Ints,
    close_rounds,
    close_travel,
    find_bounds,
    find_ends,
)
from zhihui.trips.linking import Precedence
from zhihui.trips.problem import TripProblem

NO_ENDS = Ends(np.empty(0, np.int32), np.empty((0, 0), np.int32), np.empty((0, 0), np.int32))
LEAST_WEIGHED = 100_000_000
"""So many slots the pairs of all passes may have, however few steps are allowed: half a second."""
HASTE = 20_000_000
"""Steps of all hasty searches of one problem together."""


class Compiled:
    """The arrays of one problem; those of a day are made when they are first asked for.

    Visit tasks are numbered anew in their order, and so are ways; ``tasks`` and ``ways`` lead
    back to the positions in the problem.
    """

    def __init__(
        self, problem: TripProblem, precedence: Precedence, most_weighed: int = LEAST_WEIGHED
    ) -> None:
        self.problem = problem
        self.tasks = [t for t, task in enumerate(problem.tasks) if not task.away]
        self.count = len(self.tasks)
        self.full = (1 << self.count) - 1
        reachable = self._find_reachable().tolist()
        self.ways = [
            (task, number)
            for task in self.tasks
            for number, way in enumerate(problem.tasks[task].ways)
            if reachable[way.stop]
        ]
        number_of = {task: number for number, task in enumerate(self.tasks)}
        self.first_day = [precedence.first_day[task] for task in self.tasks]
        self.tails = {number_of[task]: days for task, days in precedence.tails.items()}
        self.awaited = sorted({number_of[before] for before, _ in precedence.waits})
        column = {task: START_COLUMNS + at for at, task in enumerate(self.awaited)}
        self.waits = np.array(
            [
                (column[number_of[before]], number_of[after], *days)
                for (before, after), days in precedence.waits.items()
            ],
            np.int32,
        ).reshape(-1, 2 + problem.days)
        self.wait_pairs = [(number_of[a], number_of[b]) for a, b in precedence.waits]
        needs = np.zeros(self.count, np.int32)
        for before, after in precedence.at_once:
            needs[number_of[after]] |= 1 << number_of[before]
        self.frame = self._create_frame(needs)
        self.guides: dict[tuple[int, ...], Any] = {}
        """What ``guiding`` made last, by the pass that it is for."""
        self.weighed = 0
        """How many slots the pairs of all passes have so far."""
        self.most_weighed = most_weighed
        """So many they may have before a search that is not hasty gives up."""
        self.haste = HASTE
        """Steps that are left for all hasty passes."""
        self._days: dict[int, Day] = {}
        self._windows: dict[int, list[tuple[int, int]]] = {}
        self._ends: dict[int, Ends] = {}
        self._kinds: dict[bytes, int] = {}
        self._kind_of: dict[int, int] = {}
        self._allowed: dict[tuple[int, int], int] = {}
        self._ahead: dict[tuple[int, int, int, int, int], NDArray[np.int16]] = {}
        self._later: dict[tuple[int, int, int], Ints] = {}

    def _find_reachable(self) -> NDArray[np.bool_]:
        """(stops + 2,): whether one can come there from the origin and go on to the end point."""
        leads = self.problem.travel < FAR
        origin = self.problem.stops
        reachable: NDArray[np.bool_] = _spread(leads, origin) & _spread(leads.T, origin + 1)
        return reachable

    def _create_frame(self, needs: Ints) -> Frame:
        of_way = [self.problem.tasks[task].ways[number].stop for task, number in self.ways]
        stops = sorted(set(of_way))
        number_of = {stop: number for number, stop in enumerate(stops)}
        points = np.array([*stops, self.problem.stops, self.problem.stops + 1], np.int64)
        travel = np.minimum(self.problem.travel[np.ix_(points, points)], FAR).astype(np.int32)
        counts = [0] * self.count
        position = {task: at for at, task in enumerate(self.tasks)}
        for task, _ in self.ways:
            counts[position[task]] += 1
        return Frame(
            travel=travel,
            lead=np.empty((len(stops) + 1, len(stops) + 1), np.int32),
            known=np.zeros(len(stops) + 1, np.int8),
            way_stop=np.array([number_of[stop] for stop in of_way], np.int32),
            task_ways=np.cumsum([0, *counts]).astype(np.int32),
            needs=needs,
        )

    def day(self, day: int) -> Day:
        """The arrays of ``day``."""
        if day not in self._days:
            self._days[day] = self._create_day(day)
        return self._days[day]

    def _create_day(self, day: int) -> Day:
        tasks = self.problem.tasks
        lists = [tasks[task].ways[number].days[day] for task, number in self.ways]
        rows = np.zeros(len(lists) + 1, np.int32)
        np.cumsum([len(pieces) for pieces in lists], out=rows[1:])
        flat = chain.from_iterable(chain.from_iterable(lists))
        pieces = np.fromiter(flat, np.int32, 3 * int(rows[-1])).reshape(-1, 3)
        frame = self.frame
        shortest, least, rounds, latest, over = find_bounds(
            frame.travel, *self._rounds, frame.way_stop, frame.task_ways, rows, pieces
        )
        leave_from, back_by = self.problem.leave_from[day], self.problem.back_by[day]
        close_by = min(back_by, over)
        return Day(rows, pieces, shortest, least, rounds, latest, leave_from, back_by, close_by)

    @cached_property
    def _rounds(self) -> tuple[Ints, Ints]:
        there, home = close_rounds(self.frame.travel)
        return there, home

    def ends(self, day: int) -> Ends:
        """How tasks still to do bound what is to come on ``day``; for a search without guides."""
        if day not in self._ends:
            frame, tables = self.frame, self.day(day)
            found = find_ends(
                self._closed, frame.way_stop, frame.task_ways, tables.piece_rows, tables.pieces
            )
            self._ends[day] = Ends(self._closed[:-1, -1].copy(), *found)
        return self._ends[day]

    @cached_property
    def _closed(self) -> Ints:
        closed: Ints = close_travel(self.frame.travel)
        return closed

    @cached_property
    def rest(self) -> Ints:
        """(n,): the least minutes of each visit task on any day."""
        least = [self.day(day).least for day in range(self.problem.days)]
        minutes: Ints = np.minimum.reduce([np.full(self.count, FAR, np.int32), *least])
        return minutes

    @cached_property
    def rounds(self) -> Ints:
        """(n,): the least travel from the origin by each visit task to the end point."""
        home = [self.day(day).rounds for day in range(self.problem.days)]
        travel: Ints = np.minimum.reduce([np.full(self.count, FAR, np.int32), *home])
        return travel

    @property
    def least_minutes(self) -> int:
        """Minutes out that no plan can beat, from what each visit task takes at least."""
        return int(self.rest.sum() + self.rounds.max())

    def allowed(self, day: int, completion_day: int) -> int:
        """Bits of the visit tasks that can be done on ``day``, each on its own."""
        bits = self._allowed_alone(day, completion_day)
        if self.wait_pairs:
            for task, (first, last) in enumerate(self.windows(completion_day)):
                if not first <= day <= last:
                    bits &= ~(1 << task)
        return bits

    def _allowed_alone(self, day: int, completion_day: int) -> int:
        """Bits of the visit tasks that can be done on ``day``, whatever waits for them."""
        key = day, completion_day if self.tails else 0
        if key not in self._allowed:
            self._allowed[key] = self._find_allowed(day, completion_day)
        return self._allowed[key]

    def windows(self, completion_day: int) -> list[tuple[int, int]]:
        """The first and the last day on which each visit task can be done, all by a day.

        Each chain of tasks that wait for each other has room then. Empty where that cannot be.
        """
        if completion_day not in self._windows:
            self._windows[completion_day] = self._find_windows(completion_day)
        return self._windows[completion_day]

    def _find_windows(self, completion_day: int) -> list[tuple[int, int]]:
        days = range(completion_day + 1)
        bits = [self._allowed_alone(day, completion_day) for day in days]
        can = [[day for day in days if bits[day] >> task & 1] for task in range(self.count)]
        waits = [
            (one, other, row[2:].tolist())
            for row, (one, other) in zip(self.waits, self.wait_pairs, strict=True)
        ]
        if not all(can):
            return []
        for _ in waits:
            for one, other, first in waits:
                can[other] = [day for day in can[other] if day >= first[can[one][0]]]
                if not can[other]:
                    return []
                can[one] = [day for day in can[one] if first[day] <= can[other][-1]]
                if not can[one]:
                    return []
        return [(days[0], days[-1]) for days in can]

    def _find_allowed(self, day: int, completion_day: int) -> int:
        tables = self.day(day)
        ready = tables.leave_from + tables.least + tables.rounds <= tables.back_by
        fits = ready & (tables.latest >= tables.leave_from) & (tables.least < FAR)
        bits = 0
        for task in range(self.count):
            tail = self.tails[task][day] if task in self.tails else -1
            if fits[task] and self.first_day[task] <= day and tail <= completion_day:
                bits |= 1 << task
        return bits

    def _kind(self, day: int) -> int:
        """A number that days with the same pieces share."""
        if day not in self._kind_of:
            tables = self.day(day)
            content = tables.piece_rows.tobytes() + tables.pieces.tobytes()
            self._kind_of[day] = self._kinds.setdefault(content, len(self._kinds))
        return self._kind_of[day]

    def level(self, before: int, after: int) -> int:
        """Bits of the visit tasks for a trip with so many trips before and after it at least."""
        bits = 0
        for task in range(self.count):
            if self._depth_in[task] <= before and self._depth_out[task] <= after:
                bits |= 1 << task
        return bits

    @property
    def least_trips(self) -> int:
        """One more than the longest chain of visit tasks that wait for each other."""
        return max(self._depth_in, default=-1) + 1

    @cached_property
    def _depth_in(self) -> list[int]:
        return _longest_chains(self.count, self.wait_pairs)

    @cached_property
    def _depth_out(self) -> list[int]:
        return _longest_chains(self.count, [(after, before) for before, after in self.wait_pairs])

    def ahead(self, day: int, trips: int, after: int, completion_day: int) -> NDArray[np.int16]:
        """(2^n, width): least minutes from a stop on ``day`` to the end of the plan.

        By the set of tasks done; of a plan with so many ``trips``, of which ``after`` come after
        this one, the last by ``completion_day``. Whatever the time of day.
        """
        tables = self.day(day)
        allowed = self.allowed(day, completion_day) & self.level(trips - 1 - after, after)
        key = self._kind(day), allowed, trips, after, completion_day if after else 0
        if key not in self._ahead:
            fits = np.repeat(
                [allowed >> task & 1 for task in range(self.count)],
                np.diff(self.frame.task_ways),
            )
            self._ahead[key] = find_ahead(
                self.into,
                self.home,
                self.later(trips, after, completion_day),
                self.frame.way_stop,
                self.frame.task_ways,
                np.where(fits, tables.shortest, FAR).astype(np.int32),
                self.frame.needs,
            )
        return self._ahead[key]

    @cached_property
    def into(self) -> NDArray[np.int16]:
        """(m, width): travel to each stop from every stop and the origin, as ``pad`` gives it."""
        return pad(self.frame.travel[:-1, :-2].T)

    @cached_property
    def home(self) -> NDArray[np.int16]:
        """(width,): travel from each stop to the end point; never from the origin."""
        stops = len(self.frame.travel) - 2
        home = np.full((1, stops + 1), NEVER, np.int32)
        home[0, :stops] = self.frame.travel[:stops, -1]
        row: NDArray[np.int16] = pad(home)[0]
        return row

    def later(self, trips: int, after: int, completion_day: int) -> Ints:
        """(2^n,): least minutes of the last ``after`` of ``trips`` trips, by the set done."""
        key = trips, after, completion_day if after else 0
        if key not in self._later:
            if after == 0:
                least = np.full(1 << self.count, NEVER, np.int32)
                least[-1] = 0
            else:
                days = range(completion_day + 1)
                origin = len(self.into)
                tables = [self.ahead(d, trips, after - 1, completion_day)[:, origin] for d in days]
                least = np.minimum.reduce(tables).astype(np.int32)
            self._later[key] = least
        return self._later[key]


def _spread(leads: NDArray[np.bool_], point: int) -> NDArray[np.bool_]:
    """(points,): where one comes from ``point``, if over other points."""
    come: NDArray[np.bool_] = leads[point].copy()
    come[point] = True
    while True:
        further: NDArray[np.bool_] = come | leads[come].any(axis=0)
        if (further == come).all():
            return come
        come = further


def _longest_chains(count: int, pairs: list[tuple[int, int]]) -> list[int]:
    """How many pairs follow each other at most up to each task."""
    depth = [0] * count
    for _ in range(count):
        for before, after in pairs:
            depth[after] = max(depth[after], depth[before] + 1)
    return depth
