"""The exact solver: a TripProblem becomes its best plan, or the proof that there is none.

Called by ``planning``. Least trips first, then the earliest completion day, then the least minutes
out; every step up is taken only when the search has shown that the step before cannot be.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from zhihui.trips.attempt import Budget, Legs, LimitReachedError, dive_once, search_once
from zhihui.trips.compiling import LEAST_WEIGHED, Compiled
from zhihui.trips.guiding import GUIDED_TASKS, Pass
from zhihui.trips.kernel import search
from zhihui.trips.kernel.bounds import NEVER
from zhihui.trips.kernel.tables import FAR
from zhihui.trips.linking import Precedence, place_away, read_links
from zhihui.trips.problem import (
    DAY_END,
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

MAX_VISIT_TASKS = 20
DEFAULT_LIMIT = 20_000_000
_KERNEL = Path(__file__).parent / "kernel"
_LABELS = 1_000_000
_WEIGHED_A_STEP = 200
"""So many slots of bounds are allowed for each step; they take about four times as long."""
_GREED = 2000
_HASTE = (2000, 60, 20, 8)
_HASTY_STEPS = 1_000_000
_ENDS = 300
_NEAR = 0.05
_STEPS = (0.04, 0.07, 0.1, 0.14, 0.2, 0.3, 0.5)
"""By how much more than the least minutes each pass looks, until one finds the best plan."""
_LEAST_STEP = 4
_DEPTH = 1.3
"""How far above the least minutes a dive looks for a plan."""
_TRUST = 1.12
"""How far above the least minutes one pass goes at once to the plan of a dive."""


def solve(problem: TripProblem, *, limit: int = DEFAULT_LIMIT, or_hastily: bool = True) -> Solution:
    """The best plan. ``limit``: how many steps the search may take, the same on any machine.

    Past the limit hasty searches look for some plan; without ``or_hastily`` only for one that is
    as good in trips and completion day as the bound.
    Raises CircularLinksError, and ValueError for more than MAX_VISIT_TASKS visit tasks.
    """
    precedence = read_links(problem)
    visits = sum(not task.away for task in problem.tasks)
    if visits > MAX_VISIT_TASKS:
        raise ValueError(f"{visits} visit tasks are too many: at most {MAX_VISIT_TASKS}")
    return _Solver(problem, precedence, limit, or_hastily=or_hastily).solve()


class _Solver:
    def __init__(
        self, problem: TripProblem, precedence: Precedence, limit: int, *, or_hastily: bool
    ) -> None:
        self._problem = problem
        self._limit = limit
        self._or_hastily = or_hastily
        self._budget = Budget(steps=limit, labels=_LABELS)
        most_weighed = max(LEAST_WEIGHED, limit * _WEIGHED_A_STEP)
        self._compiled = Compiled(problem, precedence, most_weighed)
        days = [precedence.first_day[t] for t, task in enumerate(problem.tasks) if task.away]
        self._first_completion = max(days, default=0)
        self._bound = Aim(self._compiled.least_trips, self._first_completion, 0)
        self._incumbent: Legs | None = None
        """Some plan for the trips and the completion day that are being searched."""

    def solve(self) -> Solution:
        problem, compiled = self._problem, self._compiled
        if self._first_completion >= problem.days:
            return Solution(status=SolutionStatus.INFEASIBLE)
        if not compiled.count:
            away = place_away(problem, {})
            aim = Aim(0, max(away.values(), default=0), 0)
            return Solution(status=SolutionStatus.OPTIMAL, aim=aim, away_days=away)
        try:
            return self._search()
        except LimitReachedError:
            return self._unproven()

    def _search(self) -> Solution:
        problem, compiled = self._problem, self._compiled
        for trips in range(compiled.least_trips, min(compiled.count, problem.days) + 1):
            for day in range(max(self._first_completion, trips - 1), problem.days):
                if not compiled.windows(day) or (trips == 1 and not self._has_one_day(day)):
                    continue
                self._bound = Aim(trips, day, 0)
                legs = self._find(trips, day)
                if legs is not None:
                    return self._unroll(legs, SolutionStatus.OPTIMAL)
        return Solution(status=SolutionStatus.INFEASIBLE, steps=self._steps())

    def _find(self, trips: int, day: int) -> Legs | None:
        """The best plan with so many trips that is complete by ``day``, proven.

        Looks a little above what no plan can beat, then further; the first pass that finds a plan
        finds the best. Before it looks far, it makes sure that there is a plan at all.
        """
        look = _Looking(self, trips, day)
        least = self._least(trips, day)
        self._bound = Aim(trips, day, least)
        if least >= NEVER:
            return None
        if trips == 1 and self._compiled.count <= GUIDED_TASKS:
            known = look.dive(least)
            if known <= least * _TRUST:
                return look.below(known + 1)
        for step in _STEPS if self._compiled.count <= GUIDED_TASKS else ():
            if step > _NEAR * trips and self._incumbent is None and not look.for_any():
                return None
            upper = least + max(_LEAST_STEP, int(least * step))
            if self._incumbent is not None and upper >= self._minutes_of(self._incumbent):
                break
            legs = look.below(upper)
            if legs is not None:
                return legs
            self._bound = Aim(trips, day, upper)
        if self._incumbent is None and not look.for_any():
            return None
        assert self._incumbent is not None
        return look.below(self._minutes_of(self._incumbent)) or self._incumbent

    def _only_on_last(self, day: int) -> bool:
        """Whether a plan complete by ``day`` and no earlier must have a trip on it."""
        return not self._compiled.tails and day > self._first_completion

    def _least(self, trips: int, day: int) -> int:
        """Minutes that no plan of so many trips, complete by ``day``, can beat."""
        days = self._list_days(trips, day)
        if self._compiled.count > GUIDED_TASKS:
            return min(self._compiled.least_minutes, NEVER - 1)
        origin = len(self._compiled.into)
        return min(int(self._compiled.ahead(one, trips, trips - 1, day)[0, origin]) for one in days)

    def _list_days(self, trips: int, day: int) -> range:
        """The days on which the first trip may be."""
        return range(day if self._only_on_last(day) and trips == 1 else 0, day + 1)

    def _has_one_day(self, completion_day: int) -> bool:
        compiled = self._compiled
        return any(
            compiled.allowed(day, completion_day) == compiled.full
            for day in range(completion_day + 1)
        )

    def _steps(self) -> int:
        return self._limit - max(self._budget.steps, 0)

    def _unproven(self) -> Solution:
        """The best plan that hasty searches find, with the bound that is proven so far."""
        bound, problem = self._bound, self._problem
        self._budget = Budget(steps=self._limit, labels=_LABELS)
        most = min(self._compiled.count, problem.days) if self._or_hastily else bound.trips
        last = problem.days - 1 if self._or_hastily else bound.completion_day
        if self._incumbent is not None:
            _Looking(self, bound.trips, bound.completion_day).hastily()
        for trips in range(bound.trips, most + 1):
            for day in range(max(bound.completion_day, trips - 1), last + 1):
                if self._incumbent is None and self._compiled.windows(day):
                    _Looking(self, trips, day).hastily()
        if self._incumbent is None:
            return Solution(status=SolutionStatus.NOT_PROVEN, bound=bound, steps=self._steps())
        return self._unroll(self._incumbent, SolutionStatus.NOT_PROVEN, bound)

    def _unroll(self, legs: Legs, status: SolutionStatus, bound: Aim | None = None) -> Solution:
        trips = tuple(self._time(day, stays) for day, stays in legs)
        days = {stay.task: trip.day for trip in trips for stay in trip.stays}
        away = place_away(self._problem, days)
        aim = Aim(
            len(trips),
            max([*days.values(), *away.values()]),
            sum(trip.back - trip.depart for trip in trips),
        )
        return Solution(
            status=status, aim=aim, trips=trips, away_days=away, bound=bound, steps=self._steps()
        )

    def _minutes_of(self, legs: Legs) -> int:
        trips = [self._time(day, stays) for day, stays in legs]
        return sum(trip.back - trip.depart for trip in trips)

    def _time(self, day: int, stays: list[tuple[int, int]]) -> TripTimes:
        """The clock of a trip: the earliest departure that keeps its minutes out."""
        compiled, travel = self._compiled, self._problem.travel
        tables = compiled.day(day)
        origin, end = self._problem.stops, self._problem.stops + 1
        stops = [origin, *(self._stop(way) for way, _ in stays), end]
        *theres, home = travel[stops[:-1], stops[1:]].tolist()
        pieces = tables.pieces[[piece for _, piece in stays]].tolist()
        early, work, late = tables.leave_from, 0, FAR
        for there, (first, last, minutes) in zip(theres, pieces, strict=True):
            late = min(late, last - there - work)
            early, work = max(early + there, first) + minutes, work + there + minutes
        early, work = early + home, work + home
        depart = min(late, tables.back_by - work, early - work)
        clock, timed = depart, []
        for (way, row), there, (first, _, minutes) in zip(stays, theres, pieces, strict=True):
            task, number = compiled.ways[way]
            arrive = clock + there
            join = max(arrive, first)
            clock = join + minutes
            position = row - int(tables.piece_rows[way])
            timed.append(Stay(task, number, position, arrive, join, clock))
        return TripTimes(day, depart, clock + home, tuple(timed))

    def _stop(self, way: int) -> int:
        task, number = self._compiled.ways[way]
        return self._problem.tasks[task].ways[number].stop


class _Looking:
    """Passes for one number of trips and one completion day."""

    def __init__(self, solver: _Solver, trips: int, day: int) -> None:
        self._solver = solver
        self._trips = trips
        self._day = day

    def below(self, upper: int) -> Legs | None:
        """The best plan of fewer minutes than ``upper``."""
        return self._look(upper=upper)

    def dive(self, least: int) -> int:
        """The minutes of a plan of one trip found fast, which becomes the incumbent; or NEVER."""
        solver = self._solver
        upper = min(int(least * _DEPTH), NEVER)
        for day in solver._list_days(1, self._day):
            found = dive_once(solver._compiled, day, self._day, upper, solver._budget.pool)
            if found is not None:
                upper, solver._incumbent = found
        return upper if solver._incumbent is not None else NEVER

    def for_any(self) -> bool:
        """Whether there is a plan at all; it becomes the incumbent."""
        legs = self._look(clock_only=True, first_found=True, greed=_GREED)
        self._solver._incumbent = legs
        return legs is not None

    def hastily(self) -> None:
        """Plans found without proof, each better than the one before."""
        for greed in _HASTE:
            legs = self._solver._incumbent
            upper = NEVER if legs is None else self._solver._minutes_of(legs)
            try:
                found = self._look(
                    upper=upper, first_found=True, greed=greed, enough=_ENDS, steps=_HASTY_STEPS
                )
            except LimitReachedError:
                continue
            self._solver._incumbent = found or legs

    def _look(self, *, steps: int = 0, **choice: Any) -> Legs | None:
        solver = self._solver
        wanted = Pass(
            trips=self._trips,
            completion_day=self._day,
            only_on_last=solver._only_on_last(self._day),
            **choice,
        )
        budget = Budget(steps=steps, labels=_LABELS) if steps else solver._budget
        found = search_once(solver._compiled, wanted, budget)
        return found[1] if found else None


def is_compiled() -> bool:
    """Whether the search was compiled since its source was installed, so that it only loads.

    True too where nothing that is compiled can be kept.
    """
    kept = search.run.stats.cache_path
    if kept is None:
        return True
    made: dict[str, float] = {}
    for index in Path(kept).glob("*.nbi"):
        module = index.name.partition(".")[0]
        made[module] = max(made.get(module, 0.0), index.stat().st_mtime)
    sources = {one.stem: one.stat().st_mtime for one in _KERNEL.glob("*.py")}
    return "search" in made and all(made.get(name, at) >= at for name, at in sources.items())


def warm_up() -> None:
    """Load the compiled search, or compile it where that was never done. Costs seconds, once."""
    pieces = (Piece(0, DAY_END, 1),)
    way = Way(0, (pieces, pieces))
    problem = TripProblem(
        days=2,
        leave_from=(0, 0),
        back_by=(DAY_END, DAY_END),
        travel=np.zeros((3, 3), np.int32),
        tasks=(Task(ways=(way,)), Task(ways=(way,))),
        links=(Link(0, 1, (1, 2)),),
    )
    for one in (problem, replace(problem, links=()), replace(problem, back_by=(0, 0), links=())):
        solve(one)
