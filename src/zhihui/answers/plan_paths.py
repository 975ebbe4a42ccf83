"""The ways of a plan as lines along the streets, for maps and programs.

Called by the faces. A way is asked of the same travel times that the plan's minutes came from, and
only when somebody wants to see it: planning needs times alone.
"""

from collections.abc import Iterator
from itertools import pairwise

from zhihui.streets import TravelTimes
from zhihui.trips.plan import Plan, Trip
from zhihui.trips.question import Point

Line = tuple[Point, ...]
"""Longitudes and latitudes in WGS-84 degrees."""


def list_paths(plan: Plan, travel: TravelTimes) -> tuple[Line, ...]:
    """One line for each trip, from the start by every place to the end.

    ``travel`` is that of the plan's mode. A leg of which no way is known is straight.
    """
    start = plan.question.origin
    return tuple(_path(trip, start, plan.question.end or start, travel) for trip in plan.trips)


def _path(trip: Trip, start: Point, end: Point, travel: TravelTimes) -> Line:
    points: list[Point] = []
    for before, after in pairwise((start, *_positions(trip), end)):
        leg = travel.path(before, after).points or (before, after)
        points += leg[1:] if points[-1:] == [leg[0]] else leg
    return tuple(points)


def _positions(trip: Trip) -> Iterator[Point]:
    for visit in trip.visits:
        if visit.place.lon is not None and visit.place.lat is not None:
            yield visit.place.lon, visit.place.lat
