"""The ways of a plan as lines, and the map that shows them.

Called by the map's tags and the picture of a plan.
"""

from zhihui.answers.plan_paths import list_paths
from zhihui.maps import Pin
from zhihui.trips.plan import Plan
from zhihui.web.public.context import home_of
from zhihui.web.public.map_scenes import End, MapBlock, Ways, create_map, number_places
from zhihui.web.served import Served
from zhihui.web.wording import say


def find_ways(plan: Plan, served: Served, language: str) -> Ways:
    """One line for each trip, and where it begins and ends."""
    question = plan.question
    ends = [End(question.origin, say("map.start", language))]
    if question.end is not None and question.end != question.origin:
        ends.append(End(question.end, say("map.end", language)))
    routes = list_paths(plan, served.travel(question.mode))
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
