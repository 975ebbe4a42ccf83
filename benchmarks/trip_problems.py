"""The standard questions to the trip planner: ten errands, 2 to 40 places each, seven days.

Seeded; on the streets of Jinan where they are beside the checkout, else in a made-up city. Of ten
questions seven are usual ones (lunch breaks, queues by the hour, some results needed on the spot),
two have a result that takes working days, so that a second trip is needed, and one is hard: little
time on each day, or waits that hardly fit into the days.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from tests.trips.network import Matrix, create_planar_travel, read_travel

from zhihui.trips.problem import UNREACHABLE, Link, Piece, Task, TripProblem, Way

STREETS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "jinan-streets"
KINDS = ("usual",) * 7 + ("second trip",) * 2 + ("hard",)
DAYS = 7
WEEK = 7
SATURDAY = 5
PLACES = (2, 40)
RUSH = (12, 25, 20, 6, 0, 8, 15, 12, 4, 2)
"""Usual minutes of queue by the hour from nine."""
NINE = 9


@dataclass(frozen=True, slots=True)
class Place:
    """Open intervals of each day and the queue by the hour of one stop."""

    days: tuple[tuple[tuple[int, int], ...], ...]
    queue: tuple[int, ...]
    last_admission: int


def get_travel(cache: Path | None = None) -> tuple[str, Matrix]:
    """The name of the city and minutes between its 300 points."""
    if STREETS.is_dir():
        return "Jinan", read_travel(STREETS, cache)
    return "made up", create_planar_travel()


def create_question(
    seed: int, travel: Matrix, errands: int = 10, places: tuple[int, int] = PLACES
) -> tuple[str, TripProblem]:
    """The kind of question ``seed`` and the question."""
    rng = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    monday = rng.randrange(SATURDAY)
    points = rng.sample(range(len(travel)), len(travel))
    home = next(p for p in points if (travel[p] < UNREACHABLE).mean() > 0.9)
    points.remove(home)
    points += [home, home]
    offices = [_create_place(rng, monday) for _ in points[:-2]]
    hard = kind == "hard"
    back_by = 780 if hard and rng.random() < 0.5 else 1110
    return kind, TripProblem(
        days=DAYS,
        leave_from=(rng.choice((480, 510, 540)),) + (480,) * (DAYS - 1),
        back_by=(back_by,) * DAYS,
        travel=travel[points][:, points],
        tasks=tuple(_create_task(rng, offices, places) for _ in range(errands)),
        links=_create_links(rng, kind, errands, monday),
    )


def _create_place(rng: random.Random, monday: int) -> Place:
    opens, closes = rng.choice((510, 540, 540)), rng.choice((1020, 1020, 1050))
    lunch = rng.choice(((690, 780), (720, 780), (720, 810), None))
    whole = ((opens, closes),) if lunch is None else ((opens, lunch[0]), (lunch[1], closes))
    saturday = rng.choice(((), (), ((opens, 720),)))
    week = (whole,) * SATURDAY + (saturday, ())
    busy = rng.choice((0.0, 0.5, 1.0, 1.0, 2.0))
    queue = tuple(round(minutes * busy) + rng.randrange(4) for minutes in RUSH)
    days = tuple(week[(monday + day) % WEEK] for day in range(DAYS))
    return Place(days, queue, rng.choice((0, 0, 15, 30)))


def _create_task(rng: random.Random, offices: list[Place], places: tuple[int, int]) -> Task:
    minutes = rng.randint(4, 20)
    stops = rng.sample(range(len(offices)), rng.randint(*places))
    return Task(tuple(_create_way(stop, offices[stop], minutes) for stop in stops))


def _create_way(stop: int, place: Place, minutes: int) -> Way:
    return Way(
        stop,
        tuple(
            tuple(piece for opened in day for piece in _list_pieces(place, opened, minutes))
            for day in place.days
        ),
    )


def _list_pieces(place: Place, opened: tuple[int, int], minutes: int) -> list[Piece]:
    opens, closes = opened
    end = closes - place.last_admission
    pieces = []
    for hour in range(opens // 60, end // 60 + 1):
        first, last = max(opens, hour * 60), min(end, hour * 60 + 59)
        queue = place.queue[min(max(hour - NINE, 0), len(place.queue) - 1)]
        if first <= last:
            pieces.append(Piece(first, last, queue + minutes))
    return pieces


def _create_links(rng: random.Random, kind: str, errands: int, monday: int) -> tuple[Link, ...]:
    order = rng.sample(range(errands), errands)
    links = [Link(order[0], order[1]), Link(order[2], order[3])]
    if kind == "second trip":
        links.append(_wait(order[4], order[5], rng.randint(1, 2), monday))
    if kind == "hard":
        links.append(_wait(order[4], order[5], rng.randint(1, 3), monday))
        links.append(_wait(order[5], order[6], rng.randint(1, 3), monday))
    return tuple(links)


def _wait(before: int, after: int, waits: int, monday: int) -> Link:
    """``after`` may be done so many working days after ``before``."""
    first_day = []
    for done in range(DAYS):
        day, left = done, waits
        while left:
            day += 1
            left -= (monday + day) % WEEK < SATURDAY
        first_day.append(day)
    return Link(before, after, tuple(first_day))
