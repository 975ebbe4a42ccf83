"""The best aim of a small trip problem by going through everything.

Goes through every day of every visit, every order within a day, every way, every piece with every
minute of joining, and every minute of departure. Called by the tests; for up to four visits.

The one thing it does not go through: for a fixed departure and order, of all the ways to have done
the last task at one stop only the earliest minute is kept. Who is done earlier may wait there, so
whatever follows a later minute also follows the earlier one, with the same minute back.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from tests.trips.checking import find_moments
from zhihui.trips.problem import DAY_END, UNREACHABLE, Aim, TripProblem

Minutes = NDArray[np.int64]
NEVER = 4 * UNREACHABLE


def find_best_aim(problem: TripProblem) -> Aim | None:
    """The optimum; None when there is no plan."""
    visits = [number for number, task in enumerate(problem.tasks) if not task.away]
    outs = [_list_minutes_out(problem, day, visits) for day in range(problem.days)]
    best: Aim | None = None
    for days in product(range(problem.days), repeat=len(visits)):
        aim = _find_aim(problem, dict(zip(visits, days, strict=True)), outs)
        if aim is not None and (best is None or aim < best):
            best = aim
    return best


def _find_aim(
    problem: TripProblem, days: dict[int, int], outs: list[dict[frozenset[int], int]]
) -> Aim | None:
    """The aim when each visit is done on the day given."""
    out = 0
    used = set(days.values())
    for day in used:
        together = frozenset(task for task in days if days[task] == day)
        if together not in outs[day]:
            return None
        out += outs[day][together]
    moments = find_moments(problem, days)
    if moments is None:
        return None
    for link in problem.links:
        if link.after not in days:
            continue
        before, done = days.get(link.before), days[link.after]
        if link.first_day is not None:
            from_day = before if before is not None else moments[link.before][0]
            if link.first_day[from_day] > done:
                return None
        elif before is None:
            if moments[link.before] > (done, 0):
                return None
        elif before > done:
            return None
    away_days = [moment[0] for moment in moments.values()]
    return Aim(len(used), max([*used, *away_days], default=0), out)


def _list_minutes_out(
    problem: TripProblem, day: int, visits: list[int]
) -> dict[frozenset[int], int]:
    """For each set of visits that one trip can do on the day: the fewest minutes out."""
    departs = np.arange(problem.leave_from[day], problem.back_by[day] + 1)
    if len(departs) == 0:
        return {}
    tables = {task: _list_done(problem, day, task) for task in visits}
    stops = {task: [way.stop for way in problem.tasks[task].ways] for task in visits}
    home = problem.travel[:, problem.stops + 1].astype(np.int64)
    fewest: dict[frozenset[int], int] = {}

    def go(order: tuple[int, ...], here: list[int], left: Minutes) -> None:
        """Try every visit after ``order``; ``left[i]``: minutes at which stop here[i] is left."""
        for task in visits:
            if task in order or not _may_follow(problem, task, order):
                continue
            done = _do(left, problem.travel[here], stops[task], tables[task])
            if done.size == 0 or done.min() >= NEVER:
                continue
            back = (done + home[stops[task]][:, None]).min(axis=0)
            out = np.where(back <= problem.back_by[day], back - departs, NEVER).min()
            longer = (*order, task)
            if out < NEVER:
                together = frozenset(longer)
                fewest[together] = min(int(out), fewest.get(together, NEVER))
            go(longer, stops[task], done)

    go((), [problem.stops], departs[None, :].astype(np.int64))
    return fewest


def _may_follow(problem: TripProblem, task: int, order: tuple[int, ...]) -> bool:
    """Not when something in ``order`` needs the task's result."""
    return not any(link.before == task and link.after in order for link in problem.links)


def _list_done(problem: TripProblem, day: int, task: int) -> list[Minutes]:
    """For each way: when the task is done at the earliest, by the minute of arriving."""
    tables = []
    for way in problem.tasks[task].ways:
        done = np.full(DAY_END + 1, NEVER, dtype=np.int64)
        if day >= problem.tasks[task].earliest_day:
            for piece in way.days[day]:
                joined = np.arange(piece.first, piece.last + 1)
                done[joined] = np.minimum(done[joined], joined + piece.minutes)
        tables.append(np.minimum.accumulate(done[::-1])[::-1])
    return tables


def _do(
    left: Minutes, travel: NDArray[np.int32], stops: list[int], tables: list[Minutes]
) -> Minutes:
    """Row for each way: the earliest minute done, by the minute of departure."""
    done = np.full((len(stops), left.shape[1]), NEVER, dtype=np.int64)
    for row, (stop, table) in enumerate(zip(stops, tables, strict=True)):
        if table[0] >= NEVER:
            continue
        arrive = (left + travel[:, stop, None]).min(axis=0)
        done[row] = np.where(arrive <= DAY_END, table[np.minimum(arrive, DAY_END)], NEVER)
    return done
