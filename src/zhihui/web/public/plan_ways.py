"""The ways of a plan as lines, and the map that shows them.

Called by the map's tags and the picture of a plan. A way is asked of the same networks that the
plan's minutes came from; where there is none, it is a straight line.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhihui.maps import Pin
from zhihui.streets import TravelTimes
from zhihui.trips.plan import Plan, Trip
from zhihui.web.public.context import home_of
from zhihui.web.public.map_scenes import End, MapBlock, Ways, create_map, number_places
from zhihui.web.served import Served
from zhihui.web.wording import say

Point = tuple[float, float]


def find_ways(plan: Plan, served: Served, language: str) -> Ways:
    """One line for each trip, and where it begins and ends."""
    question = plan.question
    end = question.end or question.origin
    travel = served.travel(question.mode)
    routes = [_route(trip, question.origin, end, travel) for trip in plan.trips]
    ends = [End(question.origin, say("map.start", language))]
    if end != question.origin:
        ends.append(End(end, say("map.end", language)))
    return Ways(routes=[route for route in routes if len(route) > 1], ends=ends)


def list_stops(plan: Plan) -> list[Pin]:
    """The places of a plan, numbered in the order of the visits, each once."""
    places = {visit.place.id: visit.place for trip in plan.trips for visit in trip.visits}
    numbers = number_places(places.values())
    return [
        Pin((place.lon, place.lat), numbers[place.id])
        for place in places.values()
        if place.lon is not None and place.lat is not None
    ]


def create_plan_map(plan: Plan, served: Served, language: str, query: str) -> MapBlock | None:
    """The map of a plan; None where nothing is visited. ``query`` asks for the plan."""
    if not plan.trips:
        return None
    visits = (visit.place for trip in plan.trips for visit in trip.visits)
    pins = number_places(visits)
    return create_map(
        language,
        pins,
        picture=f"{home_of(language)}plan.svg?{query}",
        alt=say("map.alt_plan", language, {"count": len(pins)}),
        ways=find_ways(plan, served, language),
    )


def _route(trip: Trip, start: Point, end: Point, travel: TravelTimes) -> Sequence[Point]:
    """The line of a trip; a leg of which no way is known is straight."""
    stops = [start, *_positions(trip), end]
    points: list[Point] = []
    for before, after in pairwise(stops):
        points += travel.path(before, after).points or (before, after)
    return points


def _positions(trip: Trip) -> Iterator[Point]:
    for visit in trip.visits:
        if visit.place.lon is not None and visit.place.lat is not None:
            yield visit.place.lon, visit.place.lat
