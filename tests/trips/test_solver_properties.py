"""What must hold for the best aim when a problem is changed in a way whose effect is known."""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.trips.checking import list_faults
from tests.trips.instances import WEEK, Size, create_problem
from tests.trips.network import Matrix
from zhihui.trips.problem import (
    DAY_END,
    Aim,
    Link,
    Piece,
    Solution,
    SolutionStatus,
    Task,
    TripProblem,
    Way,
)
from zhihui.trips.solving import solve

SIZE = Size(tasks=(2, 8), days=(1, 7), ways=(1, 12))
NO_PLAN = Aim(99, 99, 999_999)
Change = Callable[[random.Random, TripProblem], TripProblem | None]


def _solve(problem: TripProblem) -> Solution:
    solution = solve(problem)
    assert solution.status is not SolutionStatus.NOT_PROVEN
    assert list_faults(problem, solution) == []
    return solution


def _aim(problem: TripProblem) -> Aim:
    return _solve(problem).aim or NO_PLAN


def _pick_visit(rng: random.Random, problem: TripProblem) -> int | None:
    visits = [number for number, task in enumerate(problem.tasks) if task.ways]
    return rng.choice(visits) if visits else None


def _put(problem: TripProblem, number: int, task: Task) -> TripProblem:
    tasks = (*problem.tasks[:number], task, *problem.tasks[number + 1 :])
    return replace(problem, tasks=tasks)


def _add_piece(rng: random.Random, problem: TripProblem) -> TripProblem | None:
    number = _pick_visit(rng, problem)
    if number is None:
        return None
    task = problem.tasks[number]
    place, day = rng.randrange(len(task.ways)), rng.randrange(problem.days)
    first = rng.randrange(480, 1020)
    piece = Piece(first, first + rng.randrange(60), rng.randint(5, 60))
    days = list(task.ways[place].days)
    days[day] = (*days[day], piece)
    ways = list(task.ways)
    ways[place] = replace(ways[place], days=tuple(days))
    return _put(problem, number, replace(task, ways=tuple(ways)))


def _add_way(rng: random.Random, problem: TripProblem) -> TripProblem | None:
    number = _pick_visit(rng, problem)
    if number is None:
        return None
    task = problem.tasks[number]
    way = Way(rng.randrange(problem.stops), ((Piece(540, 1000, 15),),) * problem.days)
    return _put(problem, number, replace(task, ways=(*task.ways, way)))


def _add_stop(rng: random.Random, problem: TripProblem) -> TripProblem | None:
    """A new stop next to an old one, with a way of one more task."""
    number = _pick_visit(rng, problem)
    if number is None:
        return None
    old, new = rng.randrange(problem.stops), problem.stops
    kept = [*range(new), old, new, new + 1]
    task = problem.tasks[number]
    way = Way(new, ((Piece(540, 1000, 15),),) * problem.days)
    changed = _put(problem, number, replace(task, ways=(*task.ways, way)))
    return replace(changed, travel=problem.travel[np.ix_(kept, kept)])


def _remove_task(rng: random.Random, problem: TripProblem) -> TripProblem | None:
    gone = rng.randrange(len(problem.tasks))
    tasks = (*problem.tasks[:gone], *problem.tasks[gone + 1 :])
    links = tuple(
        replace(
            link, before=link.before - (link.before > gone), after=link.after - (link.after > gone)
        )
        for link in problem.links
        if gone not in (link.before, link.after)
    )
    return replace(problem, tasks=tasks, links=links)


def _back_later(rng: random.Random, problem: TripProblem) -> TripProblem | None:
    back_by = tuple(min(DAY_END, minute + rng.randint(0, 240)) for minute in problem.back_by)
    leave_from = tuple(max(0, minute - rng.randint(0, 120)) for minute in problem.leave_from)
    return replace(problem, back_by=back_by, leave_from=leave_from)


def _add_days(rng: random.Random, problem: TripProblem) -> TripProblem | None:
    """More days at the end, like those of the weeks before; links reach at least as far."""
    more = rng.randint(1, 4)
    tasks = tuple(
        replace(
            task,
            ways=tuple(
                replace(way, days=way.days + tuple(rng.choice(way.days) for _ in range(more)))
                for way in task.ways
            ),
        )
        for task in problem.tasks
    )
    return replace(
        problem,
        days=problem.days + more,
        leave_from=problem.leave_from + (480,) * more,
        back_by=problem.back_by + (1080,) * more,
        tasks=tasks,
        links=tuple(replace(link, first_day=_reach(link, more)) for link in problem.links),
    )


def _reach(link: Link, more: int) -> tuple[int, ...] | None:
    first_day = link.first_day
    if first_day is None:
        return None
    return (*first_day, *(max(first_day[-1], len(first_day)) + n + 1 for n in range(more)))


@pytest.mark.parametrize(
    "change",
    [_add_piece, _add_way, _add_stop, _remove_task, _back_later, _add_days],
    ids=lambda change: change.__name__.strip("_"),
)
def test_never_worse(change: Change, jinan: Matrix) -> None:
    better = 0
    for seed in range(100):
        problem = create_problem(seed, jinan, SIZE)
        changed = change(random.Random(seed), problem)
        if changed is not None:
            before, after = _aim(problem), _aim(changed)
            assert after <= before, seed
            better += after < before
    assert better, "no change had an effect"


@pytest.mark.parametrize("chunk", range(4))
def test_order_of_tasks_is_nothing_to_the_aim(chunk: int, jinan: Matrix) -> None:
    for seed in range(200 + chunk * 25, 200 + (chunk + 1) * 25):
        problem = create_problem(seed, jinan, SIZE)
        order = random.Random(seed).sample(range(len(problem.tasks)), len(problem.tasks))
        place = {old: new for new, old in enumerate(order)}
        links = tuple(
            replace(link, before=place[link.before], after=place[link.after])
            for link in reversed(problem.links)
        )
        tasks = tuple(problem.tasks[old] for old in order)
        assert _aim(replace(problem, tasks=tasks, links=links)) == _aim(problem), seed


@pytest.mark.parametrize("chunk", range(4))
def test_a_week_later_everything_is_a_week_later(chunk: int, jinan: Matrix) -> None:
    """With the first week barred the plan is that of the first week, a week later."""
    size = Size(tasks=(2, 7), days=(WEEK, WEEK), ways=(1, 12), repeats=True)
    for seed in range(400 + chunk * 15, 400 + (chunk + 1) * 15):
        week = create_problem(seed, jinan, size)
        now, then = _solve(week), _solve(_bar_first_week(week))
        if now.aim is None or then.aim is None:
            assert now.aim == then.aim, seed
            continue
        assert then.aim == replace(now.aim, completion_day=now.aim.completion_day + WEEK), seed
        assert then.trips == tuple(replace(trip, day=trip.day + WEEK) for trip in now.trips), seed
        assert then.away_days == {task: day + WEEK for task, day in now.away_days.items()}, seed


def _bar_first_week(week: TripProblem) -> TripProblem:
    tasks = tuple(
        replace(
            task,
            earliest_day=task.earliest_day + WEEK,
            ways=tuple(replace(way, days=way.days * 2) for way in task.ways),
        )
        for task in week.tasks
    )
    links = tuple(
        link
        if link.first_day is None
        else replace(link, first_day=(*link.first_day, *(day + WEEK for day in link.first_day)))
        for link in week.links
    )
    return replace(
        week,
        days=2 * WEEK,
        leave_from=week.leave_from * 2,
        back_by=week.back_by * 2,
        tasks=tasks,
        links=links,
    )
