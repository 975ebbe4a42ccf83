"""Is this plan one of the trip problem's, and is its aim what it says? By the statement alone.

Called by the tests of the solver and by the benchmarks. Never asks the solver, never repairs.
"""

from collections.abc import Iterator

from zhihui.trips.problem import (
    DAY_END,
    UNREACHABLE,
    Aim,
    Link,
    Piece,
    Solution,
    SolutionStatus,
    Stay,
    TripProblem,
    TripTimes,
)

Moment = tuple[int, int]
"""A day, and 0 for its morning or 1 for its evening."""


def list_faults(problem: TripProblem, solution: Solution) -> list[str]:
    """Everything in the solution that is not as the statement wants it; empty when sound."""
    if solution.status is not SolutionStatus.NOT_PROVEN and solution.bound is not None:
        return ["a bound on what is proven"]
    if solution.aim is None:
        return list(_check_no_plan(solution))
    if solution.status is SolutionStatus.INFEASIBLE:
        return ["an aim, but infeasible"]
    faults = [f"trip {t.day}: {fault}" for t in solution.trips for fault in _check(problem, t)]
    faults += _check_once(problem, solution)
    if faults:
        return faults
    faults += _check_links(problem, solution)
    aim = add_up(solution)
    if aim != solution.aim:
        faults.append(f"the trips add up to {aim}, not {solution.aim}")
    if solution.bound is not None and solution.bound > aim:
        faults.append(f"the plan {aim} beats the bound {solution.bound}")
    return faults


def add_up(solution: Solution) -> Aim:
    """The aim of the solution's trips and away days."""
    days = [trip.day for trip in solution.trips] + list(solution.away_days.values())
    out = sum(trip.back - trip.depart for trip in solution.trips)
    return Aim(len(solution.trips), max(days, default=0), out)


def _check_no_plan(solution: Solution) -> Iterator[str]:
    if solution.status is SolutionStatus.OPTIMAL:
        yield "optimal, but without an aim"
    if solution.trips or solution.away_days:
        yield "trips or away days, but no aim"


def _check(problem: TripProblem, trip: TripTimes) -> Iterator[str]:
    """One trip by itself: its day, its clock, its stays."""
    if not 0 <= trip.day < problem.days:
        yield "not a day"
        return
    if not trip.stays:
        yield "no stay"
        return
    if not 0 <= trip.depart <= trip.back <= DAY_END:
        yield f"{trip.depart} to {trip.back} is not within the day"
    if trip.depart < problem.leave_from[trip.day]:
        yield f"leaves at {trip.depart}, before {problem.leave_from[trip.day]}"
    if trip.back > problem.back_by[trip.day]:
        yield f"back at {trip.back}, after {problem.back_by[trip.day]}"
    here, left = problem.stops, trip.depart
    for stay in trip.stays:
        if (fault := _check_position(problem, trip.day, stay)) is not None:
            yield fault
            return
        stop = problem.tasks[stay.task].ways[stay.way].stop
        yield from _check_stay(problem, trip.day, stay, left + _ride(problem, here, stop))
        here, left = stop, stay.done
    if trip.back != left + _ride(problem, here, problem.stops + 1):
        yield f"back at {trip.back}, but the last stay ends at {left}"
    if (best := _find_departure(problem, trip)) != trip.depart:
        yield f"leaves at {trip.depart}, but {best} is the earliest with the fewest minutes out"


def _ride(problem: TripProblem, here: int, there: int) -> int:
    return int(problem.travel[here, there])


def _check_position(problem: TripProblem, day: int, stay: Stay) -> str | None:
    if not 0 <= stay.task < len(problem.tasks):
        return f"no task {stay.task}"
    ways = problem.tasks[stay.task].ways
    if not 0 <= stay.way < len(ways):
        return f"task {stay.task} has no way {stay.way}"
    if not 0 <= stay.piece < len(ways[stay.way].days[day]):
        return f"task {stay.task} has no piece {stay.piece} in way {stay.way} on day {day}"
    return None


def _piece(problem: TripProblem, day: int, stay: Stay) -> Piece:
    return problem.tasks[stay.task].ways[stay.way].days[day][stay.piece]


def _check_stay(problem: TripProblem, day: int, stay: Stay, arrive: int) -> Iterator[str]:
    """One stay that is reached at minute ``arrive``."""
    name, piece = f"task {stay.task}", _piece(problem, day, stay)
    if arrive >= UNREACHABLE:
        yield f"{name} cannot be reached"
    if stay.arrive != arrive:
        yield f"{name} is reached at {arrive}, not {stay.arrive}"
    if not piece.first <= stay.join <= piece.last:
        yield f"{name} is joined at {stay.join}, outside {piece}"
    if stay.join != max(arrive, piece.first):
        yield f"{name} is joined at {stay.join}, not as early as can be"
    if stay.done != stay.join + piece.minutes:
        yield f"{name} is done at {stay.done}, not {piece.minutes} minutes after joining"
    if day < problem.tasks[stay.task].earliest_day:
        yield f"{name} is done before its earliest day"


def _find_departure(problem: TripProblem, trip: TripTimes) -> int | None:
    """The earliest departure with the fewest minutes out, for these ways and pieces."""
    best: tuple[int, int] | None = None
    for depart in range(problem.leave_from[trip.day], problem.back_by[trip.day] + 1):
        here, now = problem.stops, depart
        for stay in trip.stays:
            piece = _piece(problem, trip.day, stay)
            stop = problem.tasks[stay.task].ways[stay.way].stop
            join = max(now + _ride(problem, here, stop), piece.first)
            if join > piece.last:
                return None if best is None else best[1]
            here, now = stop, join + piece.minutes
        back = now + _ride(problem, here, problem.stops + 1)
        if back <= problem.back_by[trip.day] and (best is None or back - depart < best[0]):
            best = back - depart, depart
    return None if best is None else best[1]


def _check_once(problem: TripProblem, solution: Solution) -> Iterator[str]:
    """One trip a day, each task once, away tasks away."""
    days = [trip.day for trip in solution.trips]
    if days != sorted(set(days)):
        yield f"the days of the trips are {days}"
    visited = sorted(stay.task for trip in solution.trips for stay in trip.stays)
    visits = [number for number, task in enumerate(problem.tasks) if not task.away]
    if visited != visits:
        yield f"visited are {visited}, not {visits}"
    aways = {number for number, task in enumerate(problem.tasks) if task.away}
    if set(solution.away_days) != aways:
        yield f"away are {sorted(solution.away_days)}, not {sorted(aways)}"


def _check_links(problem: TripProblem, solution: Solution) -> Iterator[str]:
    """Visits against what they need, away tasks at their earliest moment."""
    place = {
        stay.task: (trip.day, position)
        for trip in solution.trips
        for position, stay in enumerate(trip.stays)
    }
    days = {task: day for task, (day, _) in place.items()}
    moments = find_moments(problem, days)
    if moments is None:
        yield "an away task is not done within the days"
        return
    for task, day in solution.away_days.items():
        if day != moments[task][0]:
            yield f"away task {task} is done on day {day}, not at its earliest {moments[task]}"
    for link in problem.links:
        if link.after not in place:
            continue
        if link.before in place and link.first_day is None:
            if place[link.before] >= place[link.after]:
                yield f"task {link.after} is done before {link.before}"
        elif not _fits(link, days, moments):
            yield f"task {link.after} is too early for {link.before}"


def find_moments(problem: TripProblem, visit_days: dict[int, int]) -> dict[int, Moment] | None:
    """When each away task is done, given the days of the visits; None when beyond the days."""
    moments: dict[int, Moment] = {}
    open_tasks = [number for number, task in enumerate(problem.tasks) if task.away]
    while open_tasks:
        task = next(
            t
            for t in open_tasks
            if not any(k.after == t and k.before in open_tasks for k in problem.links)
        )
        moment = (problem.tasks[task].earliest_day, 0)
        for link in problem.links:
            if link.after == task:
                moment = max(moment, _let(problem, link, visit_days, moments))
        if moment[0] >= problem.days:
            return None
        moments[task] = moment
        open_tasks.remove(task)
    return moments


def _let(
    problem: TripProblem, link: Link, days: dict[int, int], moments: dict[int, Moment]
) -> Moment:
    """The moment from which the link lets an away task be done."""
    away = problem.tasks[link.before].away
    before = moments[link.before] if away else (days[link.before], 1)
    return before if link.first_day is None else (link.first_day[before[0]], 0)


def _fits(link: Link, days: dict[int, int], moments: dict[int, Moment]) -> bool:
    """Does a visit fit a link that does not come from a visit of the same trip?"""
    day = days[link.after]
    if link.first_day is not None:
        before = days[link.before] if link.before in days else moments[link.before][0]
        return link.first_day[before] <= day
    return moments[link.before] <= (day, 0)
