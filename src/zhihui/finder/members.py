"""Which body's Item stands for a catalogue entry, from the asker's filters.

Called by Finder after ranking. Reads records, Offers and Places of the generation.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from math import asin, cos, inf, radians, sin, sqrt

import msgspec

from zhihui.district import AreaCode, Audience, Fact, Place, in_language
from zhihui.finder.found import Filters
from zhihui.generation import Generation
from zhihui.hours import HoursFault, WorkingCalendar, open_state, parse_hours, resolve_hours

EARTH_RADIUS_M = 6_371_008.8
ITEMS_KEPT = 2_000
"""Decoded Items kept in memory, some 10 kB each: what is found is found again and again."""
PLACES_KEPT = 1_000
_MEMBERS_KEPT = 50_000
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


class Members:
    """The Items of catalogue entries, with what choosing among them needs kept once known.

    Thread-safe: what is kept does not depend on what is asked.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self.calendar = generation.calendar
        self.get_item = lru_cache(ITEMS_KEPT)(generation.items.__getitem__)
        self.get_place = lru_cache(PLACES_KEPT)(generation.places.__getitem__)
        self.get_traits = lru_cache(_MEMBERS_KEPT)(self._read_traits)
        self.list_places = lru_cache(_MEMBERS_KEPT)(self._read_places)

    def _read_traits(self, ordinal: int) -> "_Traits":
        item = self._generation.items[ordinal]
        return _Traits(
            audiences=item.audiences,
            topics=item.topics,
            body=in_language(item.body, "zh"),
            area=item.area,
            is_online=item.online is Fact.YES,
        )

    def _read_places(self, ordinal: int) -> tuple[int, ...]:
        """Ordinals of the places of the Offers of the Item at ``ordinal``."""
        offers = self._generation.list_offers_of_item_at(ordinal)
        found = (self._generation.places.find_ordinal(offer.place) for offer in offers)
        return tuple(place for place in found if place is not None)


class Chooser:
    """Chooses the members that one search shows."""

    def __init__(self, members: Members, filters: Filters, chain: list[AreaCode]) -> None:
        self._members = members
        self._filters = filters
        self._chain = chain
        self._by_place = filters.near is not None or filters.open_at is not None
        self._by_traits = bool(
            filters.audience or filters.topic or filters.body or chain or filters.online
        )
        self._distances: dict[int, float | None] = {}
        self._open: dict[str, bool] = {}

    def choose(self, ordinals: list[int]) -> int | None:
        """The ordinal of the Item to show, or None where no member satisfies the filters.

        ``ordinals`` come widest area first. Nearest place first when a point is given, else the
        innermost area of the chain, else the widest.
        """
        fitting: Iterable[int] = ordinals[:_MEMBERS_LOOKED_AT]
        if self._by_traits:
            fitting = (o for o in fitting if self._satisfies(self._members.get_traits(o)))
        if self._by_place:
            return self._choose_by_place(list(fitting))
        if self._chain:
            return min(fitting, key=self._rank_by_area, default=None)
        return next(iter(fitting), None)

    def _rank_by_area(self, ordinal: int) -> int:
        area = self._members.get_traits(ordinal).area
        return self._chain.index(area) if area in self._chain else 99

    def _satisfies(self, traits: "_Traits") -> bool:
        filters = self._filters
        return (
            (
                filters.audience is None
                or not traits.audiences
                or filters.audience in traits.audiences
            )
            and (not filters.topic or filters.topic in traits.topics)
            and (not filters.body or traits.body == filters.body)
            and (not self._chain or traits.area is None or traits.area in self._chain)
            and (not filters.online or traits.is_online)
        )

    def _choose_by_place(self, ordinals: list[int]) -> int | None:
        best: int | None = None
        best_m = inf
        for ordinal in ordinals:
            for place in self._members.list_places(ordinal):
                distance_m = self._measure(place)
                if distance_m is not None and (best is None or distance_m < best_m):
                    best, best_m = ordinal, distance_m
        if best is not None:
            return best
        asked_for_place = self._filters.open_at is not None or self._filters.within_m is not None
        return None if asked_for_place or not ordinals else ordinals[0]

    def _measure(self, ordinal: int) -> float | None:
        """Metres to a place, 0 without a point; None where it does not satisfy the filters."""
        if ordinal not in self._distances:
            self._distances[ordinal] = self._measure_place(self._members.get_place(ordinal))
        return self._distances[ordinal]

    def _measure_place(self, place: Place) -> float | None:
        filters = self._filters
        distance_m = 0.0
        if filters.near is not None:
            if place.lon is None or place.lat is None:
                return None
            distance_m = get_distance_m(filters.near, (place.lon, place.lat))
            if filters.within_m is not None and distance_m > filters.within_m:
                return None
        if filters.open_at is None or self._is_open(place, filters.open_at):
            return distance_m
        return None

    def _is_open(self, place: Place, at: datetime) -> bool:
        """Whether ``place`` is known to be open at ``at``, the same moment for all places."""
        hours = resolve_hours(place, None, None, at.date())
        known = self._open.get(hours)
        if known is None:
            known = self._open[hours] = is_open(hours, at, self._members.calendar)
        return known


class _Traits(msgspec.Struct, frozen=True):
    """What filters ask of an Item."""

    audiences: tuple[Audience, ...]
    topics: tuple[str, ...]
    body: str
    area: AreaCode | None
    is_online: bool


def is_open(opening_hours: str, at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether OSM ``opening_hours`` are known to be open at ``at`` under ``calendar``."""
    hours = parse_hours(opening_hours)
    if isinstance(hours, HoursFault):
        return False
    return open_state(hours, at, calendar).fact is Fact.YES


def get_distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in metres between two (lon, lat) points."""
    lon1, lat1, lon2, lat2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(half))
