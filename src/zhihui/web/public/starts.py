"""Where a plan starts or ends: the names that can be given, and what a name or a point means.

Called by the plan form and by all pages that take a starting point. A point is taken to about 100 m
and no finer, so that no address of a page holds where somebody lives (decision 0045).
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from zhihui.answers.named_streets import (
    NamedStreet,
    find_crossing,
    find_street,
    find_street_of_address,
    spread_along,
)
from zhihui.district import Area, Place, PlaceKind, Text, in_language
from zhihui.generation import Generation
from zhihui.trips.question import Point
from zhihui.web.parameters import NEAR_PATTERN
from zhihui.web.served import Served
from zhihui.web.wording import LANGUAGES, say

DECIMALS = 3
"""Of a degree: 0.001° is 111 m north to south, and about 90 m east to west in mid-China."""
CHOICES = 6
NAMES_LISTED = 800
_NEAR_M = 2_000.0
_STATIONS = (PlaceKind.COMMUNITY_STATION, PlaceKind.STREET_CENTRE, PlaceKind.DISTRICT_HALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A point with the record that its name stands for; neither: it was given as a point."""

    point: Point
    place: Place | None = None
    area: Area | None = None
    """Set when an Area was named; ``place`` then stands for it."""
    streets: tuple[Text, ...] = ()
    """The names of the street, or of the two that cross, that was named."""

    @property
    def is_named(self) -> bool:
        """Whether the name says it, so that an address need not hold the point."""
        return self.place is not None or bool(self.streets)

    def words(self, generation: Generation, language: str) -> str:
        """What it means, to be shown to whoever gave it."""
        if self.area is not None and self.place is not None:
            area, place = (in_language(one.name, language) for one in (self.area, self.place))
            return say("start.area", language, {"area": area, "place": place})
        if self.place is not None:
            place, address = (
                in_language(text, language) for text in (self.place.name, self.place.address)
            )
            return say("start.place", language, {"place": place, "address": address or place})
        where = word_point(generation, self.point, language)
        if not self.streets:
            return where
        names = say("start.crossing", language).join(
            in_language(street, language) for street in self.streets
        )
        return say("start.street", language, {"street": names, "where": where})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several records that a name may mean. ``written``: what asks for exactly this one."""

    name: Text
    detail: Text
    written: str


def read_point(written: str) -> Point | None:
    """(lon, lat) of ``lon,lat``, to DECIMALS; None when it is not written so."""
    plain = written.replace("，", ",").replace(" ", "")
    if not re.match(NEAR_PATTERN, plain):
        return None
    lon, lat = plain.split(",")
    return _rounded((float(lon), float(lat)))


def is_swapped(written: str) -> bool:
    """Whether it is a point with the latitude first: no longitude is where it stands."""
    parts = written.replace("，", ",").replace(" ", "").split(",")
    return len(parts) == 2 and read_point(f"{parts[1]},{parts[0]}") is not None


def write_point(point: Point) -> str:
    """``lon,lat`` as ``read_point`` reads it, without zeros at the end."""
    return ",".join(f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".") for value in point)


def find_start(served: Served, words: str) -> Start | list[Choice]:
    """What ``words`` name: a place, an area, a street, or the only place whose name or address
    holds them.

    Several: the choices, of a long street points along it; empty when nothing is named so.
    """
    generation = served.generation
    wanted = words.casefold()
    placed = _list_placed(generation)
    named = [place for place in placed if _is_named(place.name, wanted)]
    if not named:
        areas = [area for area in generation.areas if _is_named(area.name, wanted)]
        starts = [start for area in areas if (start := _start_of(area, placed)) is not None]
        if starts:
            return starts[0] if len(starts) == 1 else _choose_area(generation, starts)
        on_street = _find_on_street(served, words)
        if on_street:
            return on_street
        named = [place for place in placed if _holds(place, wanted)]
        if not named:
            return _choose_along(served, find_street_of_address(served.travel, words))
    if len(named) == 1:
        return Start(point=_point(named[0]), place=named[0])
    return [_choice_of(place, exact=_is_named(place.name, wanted)) for place in named[:CHOICES]]


def _find_on_street(served: Served, words: str) -> Start | list[Choice]:
    """A crossing, the middle of a short street, or points along a long one, told apart."""
    crossing = find_crossing(served.travel, words)
    if crossing is not None:
        one, other, point = crossing
        return Start(point=_rounded(point), streets=(one.name, other.name))
    return _choose_along(served, find_street(served.travel, words))


def _choose_along(served: Served, street: NamedStreet | None) -> Start | list[Choice]:
    if street is None:
        return []
    points = spread_along(street, CHOICES)
    if len(points) == 1:
        return Start(point=_rounded(points[0]), streets=(street.name,))
    return [
        Choice(name=street.name, detail=_tell_apart(served, point), written=write_point(point))
        for point in points
    ]


def _tell_apart(served: Served, point: Point) -> Text:
    """Which community a point is near to, in each language."""
    return {one: word_point(served.generation, point, one) for one in LANGUAGES}


def word_point(generation: Generation, point: Point, language: str) -> str:
    """A point in words: which community it is near to, and how far from which place."""
    placed = _list_placed(generation)
    if not placed:
        return write_point(point)
    stations = [place for place in placed if place.kind in _STATIONS and place.area is not None]
    nearest = min(stations or placed, key=lambda place: _distance_m(point, _point(place)))
    away_m = _distance_m(point, _point(nearest))
    area = generation.areas.find(nearest.area) if nearest.area else None
    values = {
        "place": in_language(nearest.name, language),
        "distance": _word_distance(away_m, language),
        "area": in_language(area.name, language) if area else "",
    }
    return say("start.near" if area and away_m <= _NEAR_M else "start.from", language, values)


@lru_cache(maxsize=8)
def list_names(generation: Generation, language: str) -> tuple[tuple[str, str], ...]:
    """Names that can be given, each with what tells it apart: areas first, then places.

    Read once for a generation.
    """
    names: dict[str, str] = {}
    for area in generation.areas:
        parent = generation.areas.find(area.parent) if area.parent else None
        within = in_language(parent.name, language) if parent else ""
        names.setdefault(in_language(area.name, language), within)
    for place in generation.places:
        if place.lon is not None:
            address = in_language(place.address, language)
            names.setdefault(in_language(place.name, language), address)
    return tuple(names.items())[:NAMES_LISTED]


@lru_cache(maxsize=2)
def _list_placed(generation: Generation) -> tuple[Place, ...]:
    """The places with a position, read once for a generation."""
    return tuple(place for place in generation.places if place.lon is not None)


def _start_of(area: Area, placed: Iterable[Place]) -> Start | None:
    """The place that stands for an area: its station or centre, else any that is in it."""
    inside = [place for place in placed if place.area == area.code]
    inside.sort(key=lambda place: (place.kind not in _STATIONS, place.id))
    if inside:
        return Start(point=_point(inside[0]), place=inside[0], area=area)
    if not area.polygon:
        return None
    ring = area.polygon[0]
    middle = (sum(lon for lon, _ in ring) / len(ring), sum(lat for _, lat in ring) / len(ring))
    return Start(point=_rounded(middle))


def _choose_area(generation: Generation, starts: list[Start]) -> list[Choice]:
    choices = []
    for start in starts[:CHOICES]:
        area = start.area
        parent = generation.areas.find(area.parent) if area and area.parent else None
        name = area.name if area else {}
        detail = parent.name if parent else {}
        choices.append(Choice(name=name, detail=detail, written=write_point(start.point)))
    return choices


def _choice_of(place: Place, *, exact: bool) -> Choice:
    """A place among several; one whose name is not enough is asked for by its position."""
    name = in_language(place.name, "zh")
    written = write_point(_point(place)) if exact else name
    return Choice(name=place.name, detail=place.address, written=written)


def _rounded(point: Point) -> Point:
    return round(point[0], DECIMALS), round(point[1], DECIMALS)


def _point(place: Place) -> Point:
    return place.lon or 0.0, place.lat or 0.0


def _is_named(names: Text, wanted: str) -> bool:
    return any(name.casefold() == wanted for name in names.values())


def _holds(place: Place, wanted: str) -> bool:
    texts = (*place.name.values(), *place.address.values())
    return any(wanted in text.casefold() for text in texts)


def _distance_m(one: Point, other: Point) -> float:
    """Along a straight line, good enough within a city."""
    north = (one[1] - other[1]) * 111_320.0
    east = (one[0] - other[0]) * 111_320.0 * math.cos(math.radians(one[1]))
    return math.hypot(north, east)


def _word_distance(metres: float, language: str) -> str:
    if metres < 1000:
        return say("item.distance_m", language, {"count": f"{max(round(metres, -1), 10):.0f}"})
    return say("item.distance_km", language, {"count": f"{metres / 1000:.1f}"})
