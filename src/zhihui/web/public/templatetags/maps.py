"""The tags of maps: which places of a page are on its map, under which numbers.

A page makes its map once, ``{% map_of places as map %}``; the tags that follow number the places
of its lists from it.
"""

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

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
from zhihui.web.served import get_served
from zhihui.web.wording import say

register = template.Library()


@register.simple_tag(takes_context=True)
def map_of(context: Context, places: Iterable[PlaceAnswer]) -> MapBlock | None:
    """The map of a list of places, numbered in its order."""
    return create_map(context["language"], number_places(one.place for one in places))


@register.simple_tag(takes_context=True)
def map_of_place(context: Context, place: Place) -> MapBlock | None:
    """The map of one place, which needs no number."""
    pins: dict[str, str] = {place.id: ""} if place.lon is not None else {}
    return create_map(context["language"], pins)


@register.simple_tag(takes_context=True)
def map_of_results(context: Context, answer: BriefAnswer) -> MapBlock | None:
    """The map of the first place of each item found, and of the places found."""
    wheres = (given.where for given in answer.sure if given.where is not None)
    first = [where.places[0].place for where in wheres if where.places]
    places = [*first, *(one.place for one in answer.places)]
    return create_map(context["language"], number_places(places))


@register.simple_tag(takes_context=True)
def map_of_near(context: Context, found: Nearest, origin: Point | None) -> MapBlock | None:
    """The map of what is nearby, numbered in the order of the page."""
    language = context["language"]
    near = (*found.open_now, *found.opens_next, *found.unknown)
    ends = [End(origin, say("map.here", language))] if origin else []
    numbers = number_places(one.answer.place for one in near)
    return create_map(language, numbers, ways=Ways(ends=ends))


@register.simple_tag(takes_context=True)
def map_of_plan(context: Context, plan: Plan, address: str) -> MapBlock | None:
    """The map of a plan; ``address`` is that of its page."""
    return create_plan_map(plan, get_served(), context["language"], address.partition("?")[2])


@register.simple_tag(takes_context=True)
def map_to_pick(context: Context) -> MapBlock | None:
    """The map on which a tap chooses the point of an ``input[data-pick-point]``."""
    return create_map(context["language"], {}, picks=True)


@register.simple_tag(takes_context=True)
def on_map(context: Context, place: Place, fact: Fact) -> SafeString:
    """Attributes of the link to a place, or its heading, which the drawn map reads."""
    block = context.get("map")
    if not isinstance(block, MapBlock) or place.id not in block.pins:
        return SafeString()
    return format_html(
        ' data-lon="{}" data-lat="{}" data-pin="{}" data-mood="{}" data-state="{}"',
        place.lon,
        place.lat,
        block.pins[place.id],
        fact.value,
        label(fact, context["language"], group="open"),
    )


@register.simple_tag(takes_context=True)
def pin(context: Context, place: Place) -> SafeString:
    """The number of a place on the map of the page; nothing where it has none."""
    block = context.get("map")
    number = block.pins.get(place.id) if isinstance(block, MapBlock) else None
    if not number:
        return SafeString()
    said = say("map.number", context["language"], {"number": number})
    return format_html(
        '<span class="pin-number" role="img" aria-label="{}">{}</span> ', said, number
    )
