"""Links through away tasks, turned into what the search needs to know of visit tasks alone.

Called by ``solving``. Every link is monotone in the day of what comes before, so the latest of
several demands may be taken link by link along each path.
"""

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from zhihui.trips.problem import Link, TripProblem

_Moment = int
"""2 · day for the morning of a day, 2 · day + 1 for its evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """What links say of the visit tasks, all by position in ``TripProblem.tasks``."""

    first_day: tuple[int, ...]
    """The first day of each task, whatever is visited; the day itself for away tasks."""
    at_once: tuple[tuple[int, int], ...]
    """Pairs of visit tasks (before, after) that may share a trip in this order."""
    waits: dict[tuple[int, int], tuple[int, ...]]
    """Pairs of visit tasks → first day of the second by the day of the first; always later."""
    tails: dict[int, tuple[int, ...]]
    """Visit task → by its day, the last day of the away tasks that hang on it."""


class CircularLinksError(ValueError):
    """The links of a problem make a circle."""


def read_links(problem: TripProblem) -> Precedence:
    """The precedence among visit tasks. Raises CircularLinksError."""
    order = _order(problem)
    into: dict[int, list[Link]] = {task: [] for task in order}
    for link in problem.links:
        into[link.after].append(link)
    away = [task for task in order if problem.tasks[task].away]
    visits = [task for task in order if not problem.tasks[task].away]
    roots = _follow(problem, into, away, source=None, day=0)
    first = [_root_day(problem, into, roots, task) for task in range(len(problem.tasks))]
    waits: dict[tuple[int, int], tuple[int, ...]] = {}
    tails: dict[int, tuple[int, ...]] = {}
    asked_of = {link.before for link in problem.links}
    for source in (task for task in visits if task in asked_of):
        by_day = [
            _follow(problem, into, away, source=source, day=day) for day in range(problem.days)
        ]
        if by_day and by_day[0]:
            tails[source] = tuple(max(moments.values()) // 2 for moments in by_day)
        for task in (task for task in visits if into[task]):
            days = tuple(
                _demand(problem, into[task], moments, source, day)
                for day, moments in enumerate(by_day)
            )
            if any(days):
                waits[source, task] = days
    at_once = tuple(
        (link.before, link.after)
        for link in problem.links
        if link.first_day is None
        and not problem.tasks[link.before].away
        and not problem.tasks[link.after].away
    )
    return Precedence(first_day=tuple(first), at_once=at_once, waits=waits, tails=tails)


def _order(problem: TripProblem) -> list[int]:
    graph: dict[int, set[int]] = {task: set() for task in range(len(problem.tasks))}
    for link in problem.links:
        graph[link.after].add(link.before)
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise CircularLinksError(f"the tasks {error.args[1]} wait for each other") from error


def _follow(
    problem: TripProblem,
    into: dict[int, list[Link]],
    away: list[int],
    *,
    source: int | None,
    day: int,
) -> dict[int, _Moment]:
    """Moments of the away tasks that hang on ``source`` done on ``day``; without: of all."""
    moments: dict[int, _Moment] = {}
    for task in away:
        demands = [
            _lets(problem.days, link, moments, source, day)
            for link in into[task]
            if link.before == source or link.before in moments
        ]
        if source is None or demands:
            moments[task] = max([2 * problem.tasks[task].earliest_day, *demands])
    return moments


def _lets(
    days: int, link: Link, moments: dict[int, _Moment], source: int | None, day: int
) -> _Moment:
    """The moment at which ``link`` lets an away task be done."""
    moment = 2 * day + 1 if link.before == source else moments[link.before]
    return moment if link.first_day is None else 2 * _after(days, link.first_day, moment // 2)


def _after(days: int, first_day: tuple[int, ...], day: int) -> int:
    return first_day[day] if day < days else days


def _root_day(
    problem: TripProblem, into: dict[int, list[Link]], roots: dict[int, _Moment], task: int
) -> int:
    if task in roots:
        return roots[task] // 2
    return max(problem.tasks[task].earliest_day, _demand(problem, into[task], roots, None, 0))


def _demand(
    problem: TripProblem,
    links: list[Link],
    moments: dict[int, _Moment],
    source: int | None,
    day: int,
) -> int:
    """The first day that the links leave to a visit task; 0 when they ask for nothing."""
    first = 0
    for link in links:
        if link.before == source:
            if link.first_day is not None:
                first = max(first, link.first_day[day])
        elif link.before in moments:
            moment = moments[link.before]
            if link.first_day is None:
                first = max(first, (moment + 1) // 2)
            else:
                first = max(first, _after(problem.days, link.first_day, moment // 2))
    return first


def place_away(problem: TripProblem, visit_days: dict[int, int]) -> dict[int, int]:
    """The day of every away task when the visit tasks are done on ``visit_days``."""
    into: dict[int, list[Link]] = {task: [] for task in range(len(problem.tasks))}
    for link in problem.links:
        into[link.after].append(link)
    moments = {task: 2 * day + 1 for task, day in visit_days.items()}
    days: dict[int, int] = {}
    for task in _order(problem):
        if not problem.tasks[task].away:
            continue
        demands = [_lets(problem.days, link, moments, None, 0) for link in into[task]]
        moments[task] = max([2 * problem.tasks[task].earliest_day, *demands])
        days[task] = moments[task] // 2
    return days
