"""The page of one place.

Called by Django. What a place offers, by counter, is read once for a place and kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.answers import answer_place
from zhihui.answers.going import is_visit_needed
from zhihui.answers.near_streets import name_near_street
from zhihui.answers.nearest import find_neighbours
from zhihui.answers.place_days import (
    find_unpublished_year,
    list_queues,
    list_unusual,
    list_week,
)
from zhihui.district import (
    Area,
    Counter,
    Fact,
    ItemCode,
    Place,
    PlaceId,
    Text,
    in_language,
)
from zhihui.generation import Generation
from zhihui.streets import Mode
from zhihui.web.public.browse_lists import Crumb, address_of, list_crumbs
from zhihui.web.public.context import create_context
from zhihui.web.public.errors import show_missing
from zhihui.web.public.head import describe, site_of
from zhihui.web.public.linked_data import describe_office, describe_trail
from zhihui.web.public.origins import Point, read_start
from zhihui.web.public.templating import render
from zhihui.web.served import Served, get_served
from zhihui.web.wording import say

ITEMS_LISTED = 1000
_PLACES_KEPT = 500
KNOWN_ACCESS = (
    "wheelchair",
    "step_free_entrance",
    "toilet",
    "lift",
    "hearing_loop",
    "nursing_room",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One Item handled at a place."""

    code: ItemCode
    name: Text
    needed: Fact
    """Whether one must come for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterLine:
    """One counter and its Items; without a name: those of no particular counter."""

    name: Text
    floor: str
    items: tuple[ItemLine, ...]


@require_safe
def show_place(request: HttpRequest, language: str, place_id: str) -> HttpResponse:
    """One place: open or shut, when, how to get there, facilities, and what can be done there."""
    served = get_served()
    generation, calendar = served.generation, served.calendar
    place = generation.places.find(place_id)
    if place is None:
        return show_missing(request, language, "place")
    start = read_start(request, served)
    given = answer_place(generation, place, now=start.at, origin=start.origin, calendar=calendar)
    counters, left_out = _list_counters(generation, place.id)
    week = list_week(given, calendar)
    queue_day = next((day.day for day in week if day.intervals), start.at.date())
    areas = _list_areas(generation, place)
    context = create_context(request, language)
    context |= {
        "given": given,
        "crumbs": [*_list_area_crumbs(language, areas), (place.name, "")],
        "week": week,
        "today": start.at.date(),
        "unusual": list_unusual(given, calendar),
        "unpublished": find_unpublished_year(given, calendar) if week else None,
        "queues": list_queues(place, queue_day, calendar),
        "queue_day": queue_day,
        "hour": start.at.hour if queue_day == start.at.date() else -1,
        "facilities": _list_facilities(place),
        "counters": counters,
        "items_left_out": left_out,
        "no_visit": _list_no_visit(counters),
        "neighbours": find_neighbours(generation, place),
        "near_street": _name_street(served, place, language),
        "ways_there": _list_ways_there(served, place, start.origin),
        "start": start,
    }
    values = {
        "name": in_language(place.name, language),
        "address": in_language(place.address, language),
    }
    to_url = site_of(request).__add__
    records = (
        describe_office(given, areas[-1] if areas else None, calendar, language, to_url),
        describe_trail(context["crumbs"], language, to_url),
    )
    describe(context, values["name"], say("head.place", language, values), *records)
    return render("public/place.html", context)


def _list_areas(generation: Generation, place: Place) -> list[Area]:
    """The areas that the place lies in, the widest first."""
    trail: list[Area] = []
    code = place.area
    while code is not None and all(area.code != code for area in trail):
        area = generation.areas.find(code)
        if area is None:
            break
        trail.append(area)
        code = area.parent
    return trail[::-1]


def _list_area_crumbs(language: str, areas: Sequence[Area]) -> list[Crumb]:
    """Each area that the place lies in; the list of areas where none is known."""
    if not areas:
        return list_crumbs(language, "areas")
    return [(area.name, address_of(language, "areas", area.code)) for area in areas]


def _list_facilities(place: Place) -> list[tuple[str, Fact]]:
    """The facilities that people ask for, unknown ones as unknown, then all others recorded."""
    names = dict.fromkeys((*KNOWN_ACCESS, *place.accessibility))
    return [(name, place.accessibility.get(name, Fact.UNKNOWN)) for name in names]


def _name_street(served: Served, place: Place, language: str) -> str:
    """The street that the place is near to; empty where its name or the position is not known."""
    if place.lon is None or place.lat is None:
        return ""
    return name_near_street(served.travel, (place.lon, place.lat), language)


def _list_ways_there(
    served: Served, place: Place, origin: Point | None
) -> list[tuple[Mode, float | None, bool]]:
    """By each mode the seconds (None: no way) and whether they follow a straight line."""
    if origin is None or place.lon is None or place.lat is None:
        return []
    there = np.array([(place.lon, place.lat)])
    ways: list[tuple[Mode, float | None, bool]] = []
    for mode in Mode:
        travel = served.travel(mode)
        seconds = float(travel.travel_times_s(np.array([origin]), there)[0, 0])
        ways.append(
            (mode, seconds if np.isfinite(seconds) else None, travel.assumptions.is_estimate)
        )
    return ways


def _list_no_visit(counters: tuple[CounterLine, ...]) -> list[ItemLine]:
    lines = {line.code: line for counter in counters for line in counter.items}
    return [line for line in lines.values() if line.needed is Fact.NO]


@lru_cache(maxsize=_PLACES_KEPT)
def _list_counters(
    generation: Generation, place_id: PlaceId
) -> tuple[tuple[CounterLine, ...], int]:
    """The counters in the place's order with their Items, and how many Items are left out.

    Windows that the place does not list come last.
    """
    place = generation.places.get(place_id)
    groups: dict[str, dict[ItemCode, ItemLine]] = {counter.id: {} for counter in place.counters}
    offers = generation.list_offers_at_place(place_id)
    for offer in offers[:ITEMS_LISTED]:
        group = groups.setdefault(offer.counter, {})
        located = None if offer.item in group else generation.items.locate(offer.item)
        if located is not None:
            ordinal, item = located
            needed = is_visit_needed(item, generation.list_offers_of_item_at(ordinal))
            group[item.code] = ItemLine(code=item.code, name=item.name, needed=needed)
    counters: dict[str, Counter] = {counter.id: counter for counter in place.counters}
    lines = tuple(
        CounterLine(
            name=counters[key].name if key in counters else ({"zh": key} if key else {}),
            floor=counters[key].floor if key in counters else "",
            items=tuple(items.values()),
        )
        for key, items in groups.items()
        if items
    )
    return lines, max(0, len(offers) - ITEMS_LISTED)
