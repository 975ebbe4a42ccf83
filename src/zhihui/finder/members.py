"""Which body's Item stands for a catalogue entry, from the asker's filters.

Called by Finder after ranking. Reads records, Offers and Places of the generation.
"""

from collections.abc import Iterator
from datetime import datetime
from math import asin, cos, radians, sin, sqrt

from zhihui.district import AreaCode, Fact, Item, Place, in_language
from zhihui.finder.found import Filters
from zhihui.generation import Generation
from zhihui.hours import HoursFault, china_calendar, open_state, parse_hours, resolve_hours

EARTH_RADIUS_M = 6_371_008.8
_MEMBERS_LOOKED_AT = 400


def list_area_chain(generation: Generation, area: AreaCode) -> list[AreaCode]:
    """``area`` and its parents, innermost first. An unknown code stands for itself."""
    chain: list[AreaCode] = []
    code: AreaCode | None = area
    while code is not None and code not in chain:
        chain.append(code)
        found = generation.areas.find(code)
        code = found.parent if found else None
    return chain


def choose_member(
    generation: Generation, ordinals: list[int], filters: Filters, chain: list[AreaCode]
) -> Item | None:
    """The Item to show, or None where no member satisfies the filters.

    ``ordinals`` come widest area first. Nearest place first when a point is given, else the
    innermost area of ``chain``, else the widest.
    """
    if filters == Filters():
        return generation.items[ordinals[0]]
    fitting = [
        item
        for item in (generation.items[ordinal] for ordinal in ordinals[:_MEMBERS_LOOKED_AT])
        if _satisfies(item, filters, chain)
    ]
    if filters.near is not None or filters.open_at is not None:
        return _choose_by_place(generation, fitting, filters)
    if not fitting:
        return None
    return min(fitting, key=lambda item: chain.index(item.area) if item.area in chain else 99)


def _satisfies(item: Item, filters: Filters, chain: list[AreaCode]) -> bool:
    return (
        (filters.audience is None or not item.audiences or filters.audience in item.audiences)
        and (not filters.topic or filters.topic in item.topics)
        and (not filters.body or in_language(item.body, "zh") == filters.body)
        and (not chain or item.area is None or item.area in chain)
        and (not filters.online or item.online is Fact.YES)
    )


def _choose_by_place(generation: Generation, items: list[Item], filters: Filters) -> Item | None:
    best: tuple[float, Item] | None = None
    for item in items:
        for distance_m in _distances(generation, item, filters):
            if best is None or distance_m < best[0]:
                best = (distance_m, item)
    if best is not None:
        return best[1]
    asked_for_place = filters.open_at is not None or filters.within_m is not None
    return None if asked_for_place or not items else items[0]


def _distances(generation: Generation, item: Item, filters: Filters) -> Iterator[float]:
    """Metres to every place of ``item`` that satisfies the filters; 0 without a point."""
    for offer in generation.list_offers_of_item(item.code):
        place = generation.places.find(offer.place)
        if place is None:
            continue
        distance_m = 0.0
        if filters.near is not None:
            if place.lon is None or place.lat is None:
                continue
            distance_m = get_distance_m(filters.near, (place.lon, place.lat))
            if filters.within_m is not None and distance_m > filters.within_m:
                continue
        if filters.open_at is None or is_open(place, filters.open_at):
            yield distance_m


def is_open(place: Place, at: datetime) -> bool:
    """Whether ``place`` is known to be open at ``at``."""
    hours = parse_hours(resolve_hours(place, None, None, at.date()))
    if isinstance(hours, HoursFault):
        return False
    return open_state(hours, at, china_calendar()).fact is Fact.YES


def get_distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in metres between two (lon, lat) points."""
    lon1, lat1, lon2, lat2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(half))
