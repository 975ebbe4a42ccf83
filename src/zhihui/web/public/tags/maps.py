"""The tags of maps: which places of a page are on its map, under which numbers.

A page makes its map once, ``{% set map = map_of(places) %}``, and gives it to the functions that
number the places of its lists.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from zhihui.answers import BriefAnswer, PlaceAnswer, label
from zhihui.answers.nearest import Nearest
from zhihui.district import Fact, Place
from zhihui.trips.plan import Plan
from zhihui.web.public.map_scenes import (
    End,
    MapBlock,
    Point,
    Ways,
    create_map,
    number_places,
)
from zhihui.web.public.plan_ways import create_plan_map
from zhihui.web.public.tags import Tags
from zhihui.web.served import get_served
from zhihui.web.wording import say

tags = Tags()
_ON_MAP = Markup(' data-lon="{}" data-lat="{}" data-pin="{}" data-mood="{}" data-state="{}"')


@tags.worded
def map_of(language: str, places: Iterable[PlaceAnswer]) -> MapBlock | None:
    """The map of a list of places, numbered in its order."""
    return create_map(language, number_places(one.place for one in places))


@tags.worded
def map_of_place(language: str, place: Place) -> MapBlock | None:
    """The map of one place, which needs no number."""
    pins: dict[str, str] = {place.id: ""} if place.lon is not None else {}
    return create_map(language, pins)


@tags.worded
def map_of_results(language: str, answer: BriefAnswer) -> MapBlock | None:
    """The map of the first place of each item found, and of the places found."""
    wheres = (given.where for given in answer.sure if given.where is not None)
    first = [where.places[0].place for where in wheres if where.places]
    places = [*first, *(one.place for one in answer.places)]
    return create_map(language, number_places(places))


@tags.worded
def map_of_near(language: str, found: Nearest, origin: Point | None) -> MapBlock | None:
    """The map of what is nearby, numbered in the order of the page."""
    language = language
    near = (*found.open_now, *found.opens_next, *found.unknown)
    ends = [End(origin, say("map.here", language))] if origin else []
    numbers = number_places(one.answer.place for one in near)
    return create_map(language, numbers, ways=Ways(ends=ends))


@tags.worded
def map_of_plan(language: str, plan: Plan, address: str) -> MapBlock | None:
    """The map of a plan; ``address`` is that of its page."""
    return create_plan_map(plan, get_served(), language, address.partition("?")[2])


@tags.worded
def on_map(language: str, block: object, place: Place, fact: Fact) -> Markup:
    """Attributes of the link to a place on a map, or its heading, which the drawn map reads.

    ``block``: the map of the page, if it has one.
    """
    if not isinstance(block, MapBlock) or place.id not in block.pins:
        return Markup()
    state = escape(label(fact, language, group="open"))
    return Markup(
        f' data-lon="{place.lon}" data-lat="{place.lat}" data-pin="{escape(block.pins[place.id])}"'
        f' data-mood="{fact.value}" data-state="{state}"'
    )


@tags.worded
def pin(language: str, block: object, place: Place) -> Markup:
    """The number of a place on the map of the page, ``block``; nothing where it has none."""
    number = block.pins.get(place.id) if isinstance(block, MapBlock) else None
    if not number:
        return Markup()
    said = escape(say("map.number", language, {"number": number}))
    return Markup(
        f'<span class="pin-number" role="img" aria-label="{said}">{escape(number)}</span> '
    )
