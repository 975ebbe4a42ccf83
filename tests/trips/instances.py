"""Seeded trip problems by chance: offices with lunch breaks and queues, errands that need others.

Called by the tests of the planner and by the benchmarks. Knows nothing of the right answers.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from tests.trips.network import Matrix
from zhihui.trips.problem import DAY_END, UNREACHABLE, Link, Piece, Task, TripProblem, Way

WEEK = 7
SATURDAY = 5
FEW = 3
"""With more tasks than this they are the less difficult one by one."""
QUEUES = (0, 3, 5, 10, 15, 25, 40, 60, 95)


@dataclass(frozen=True, slots=True)
class Size:
    """Ranges, both ends included. ``repeats``: every week is like the first."""

    tasks: tuple[int, int]
    days: tuple[int, int] = (1, 7)
    ways: tuple[int, int] = (1, 40)
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """What stands at one stop: open intervals by day, queue by hour."""

    stop: int
    days: tuple[tuple[tuple[int, int], ...], ...]
    queue: tuple[int, ...]
    """Minutes of waiting by the hour of joining; of one hour only, when the same all day."""
    last_admission: int
    """Minutes before closing."""
    to_the_end: bool
    """Whether work goes on after closing."""


def create_problem(seed: int, travel: Matrix, size: Size) -> TripProblem:
    """One problem; the same for the same seed, matrix and size."""
    rng = random.Random(seed)
    days = rng.randint(*size.days)
    monday = rng.randrange(WEEK)
    """How many days before day 0 the last Monday was."""
    count = rng.randint(*size.tasks)
    picked = _pick_points(rng, len(travel), max(3, min(60, size.ways[1] * 2)))
    offices = [_create_office(rng, stop, days, monday, size) for stop in range(len(picked) - 2)]
    calm = min(1.0, FEW / max(count, 1))
    tasks = tuple(_create_task(rng, offices, days, size, calm) for _ in range(count))
    tasks, links = _create_links(rng, tasks, days, monday)
    return TripProblem(
        days=days,
        leave_from=_create_leave_from(rng, days, size),
        back_by=_create_back_by(rng, days),
        travel=_cut(rng, travel[np.ix_(picked, picked)]),
        tasks=tasks,
        links=links,
    )


def _pick_points(rng: random.Random, points: int, stops: int) -> list[int]:
    """Points of the matrix for the stops, the origin and the end point."""
    picked = rng.sample(range(points), stops + 2)
    if rng.random() < 0.6:
        picked[-1] = picked[-2]
    return picked


def _cut(rng: random.Random, travel: Matrix) -> Matrix:
    """Now and then some ways do not exist, or are longer than a way round."""
    travel = travel.copy()
    size = len(travel)
    if rng.random() < 0.25:
        for _ in range(size):
            travel[rng.randrange(size), rng.randrange(size)] = UNREACHABLE
    if rng.random() < 0.15:
        for _ in range(size * 2):
            here, there = rng.randrange(size), rng.randrange(size)
            travel[here, there] = min(UNREACHABLE, int(travel[here, there]) * 4)
    np.fill_diagonal(travel, 0)
    return travel


def _create_leave_from(rng: random.Random, days: int, size: Size) -> tuple[int, ...]:
    usual = rng.choice((0, 420, 480, 510))
    first = rng.randint(480, 960) if rng.random() < 0.35 and not size.repeats else usual
    return (first, *[usual] * (days - 1))


def _create_back_by(rng: random.Random, days: int) -> tuple[int, ...]:
    usual = rng.choice((DAY_END, 1140, 1080, 1080, rng.randint(660, 1080)))
    return tuple([usual] * days)


def _create_office(rng: random.Random, stop: int, days: int, monday: int, size: Size) -> Office:
    opens, closes = rng.choice((510, 540, 540, 570)), rng.choice((960, 990, 1020, 1020, 1050))
    lunch = rng.choice(((690, 780), (720, 780), (690, 810), (720, 840), None))
    saturday = rng.choice((None, None, (opens, 720), (opens, 960)))
    sunday = (600, 900) if rng.random() < 0.05 else None
    holiday = rng.randrange(days) if rng.random() < 0.2 and not size.repeats else None
    closed = rng.randrange(5) if rng.random() < 0.15 else None
    whole = ((opens, closes),) if lunch is None else ((opens, lunch[0]), (lunch[1], closes))

    def hours(day: int) -> tuple[tuple[int, int], ...]:
        weekday = (day + monday) % WEEK
        if day == holiday or weekday == closed:
            return ()
        if weekday < SATURDAY:
            return whole
        short = saturday if weekday == SATURDAY else sunday
        return () if short is None else (short,)

    queue = tuple(rng.choice(QUEUES) for _ in range(24)) if rng.random() < 0.6 else (10,)
    return Office(
        stop,
        tuple(hours(day) for day in range(days)),
        queue,
        rng.choice((0, 0, 15, 30)),
        rng.random() < 0.5,
    )


def _create_task(
    rng: random.Random, offices: Sequence[Office], days: int, size: Size, calm: float
) -> Task:
    """``calm``: with many tasks each is less likely to be a difficult one."""
    if rng.random() < 0.1:
        return Task(away=True, earliest_day=rng.choice((0, 0, 0, rng.randrange(days))))
    least, most = size.ways
    ways = max(least, min(most, round(least * (most / least) ** (rng.random() ** 1.5))))
    minutes = rng.randint(3, 30) * rng.choice((1, 1, 1, 2, 3))
    booked = rng.random() < 0.12 * calm
    chosen = [rng.choice(offices) for _ in range(ways)]
    chosen += [offices[0]] if rng.random() < 0.25 and ways < most else []
    return Task(
        tuple(_create_way(rng, office, minutes, booked) for office in chosen),
        earliest_day=rng.randrange(days) if rng.random() < 0.1 * calm else 0,
    )


def _create_way(rng: random.Random, office: Office, minutes: int, booked: bool) -> Way:
    days: list[tuple[Piece, ...]] = []
    for day in office.days:
        pieces = [p for opened in day for p in _list_pieces(rng, office, minutes, opened, booked)]
        days.append(tuple(pieces) if len(days) < WEEK or not booked else days[-WEEK])
    return Way(office.stop, tuple(days))


def _list_pieces(
    rng: random.Random, office: Office, minutes: int, opened: tuple[int, int], booked: bool
) -> list[Piece]:
    """The pieces of one open interval."""
    opens, closes = opened
    if booked:
        slots = sorted(rng.sample(range(opens, closes, 10), 2)) if rng.random() < 0.6 else []
        return [Piece(slot, slot, minutes) for slot in slots]
    end = closes - office.last_admission
    pieces = []
    hours = [opens, *range(opens // 60 * 60 + 60, end, 60), end + 1]
    if len(office.queue) == 1:
        hours = [opens, end + 1]
    for first, after in pairwise(hours):
        spent = minutes + office.queue[first // 60 % len(office.queue)]
        last = after - 1 if office.to_the_end else min(after - 1, closes - spent)
        if first <= last:
            pieces.append(Piece(first, last, spent))
    return pieces


def _create_links(
    rng: random.Random, tasks: tuple[Task, ...], days: int, monday: int
) -> tuple[tuple[Task, ...], tuple[Link, ...]]:
    """Results that others need: none, a few at once, a chain with waiting days."""
    order = rng.sample(range(len(tasks)), len(tasks))
    links = []
    for place, after in enumerate(order):
        if place and rng.random() < 0.25 * min(1.0, FEW / len(order)):
            waits = rng.choice((None, None, 1, 1, 2, 3))
            links.append(_create_link(order[rng.randrange(place)], after, waits, days, monday))
    if len(order) >= 3 and rng.random() < 0.35:
        for before, after in pairwise(order[:3]):
            waits = rng.choice((None, 1, 1, 2))
            links.append(_create_link(before, after, waits, days, monday))
        if rng.random() < 0.5:  # the middle one is an away task
            away = replace(tasks[order[1]], away=True, ways=())
            tasks = tuple(away if n == order[1] else task for n, task in enumerate(tasks))
    return tasks, tuple(links)


def _create_link(before: int, after: int, waits: int | None, days: int, monday: int) -> Link:
    """``waits`` working days after the day on which ``before`` is done; None: at once."""
    if waits is None:
        return Link(before, after)
    return Link(before, after, tuple(_add_working_days(d, waits, monday) for d in range(days)))


def _add_working_days(day: int, waits: int, monday: int) -> int:
    while waits:
        day += 1
        waits -= (day + monday) % WEEK < SATURDAY
    return day
