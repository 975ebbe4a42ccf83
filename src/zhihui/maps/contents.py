"""What a map shows besides streets: outlines of areas, their names, and places, as plain data.

Called by ``tiles``. Everything stands in the Mercator plane, with the zoom from which it is
shown. Pure.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

import numpy as np
import shapely

from zhihui.district import Area, AreaKind, Place, PlaceKind, Text
from zhihui.maps.mercator import to_plane

AREA_NAMES: Final = "area_names"
PLACES: Final = "places"
_NAME_FROM_ZOOM: Final = {AreaKind.DISTRICT: 8, AreaKind.STREET: 11}
_OTHER_NAME_FROM_ZOOM: Final = 13
_HALL_FROM_ZOOM: Final = 10
_PLACE_FROM_ZOOM: Final = 12
_HALLS: Final = frozenset((PlaceKind.DISTRICT_HALL, PlaceKind.BRANCH_HALL, PlaceKind.STREET_CENTRE))


@dataclass(frozen=True, slots=True)
class Outline:
    """An area with its polygon in the plane."""

    polygon: shapely.Geometry
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something at a point of the plane."""

    layer: str
    x: float
    y: float
    from_zoom: int
    properties: Mapping[str, str]


def list_outlines(areas: Sequence[Area]) -> list[Outline]:
    """The areas that have a polygon."""
    return [
        Outline(to_polygon(area), {"code": area.code, **_described(area.kind.value, area.name)})
        for area in areas
        if area.polygon
    ]


def list_spots(areas: Sequence[Area], places: Sequence[Place]) -> list[Spot]:
    """Names of areas where they are, and places that have a position.

    A street without a polygon is named amid the places in it and in its communities; another area
    without one is not named.
    """
    return [*_area_names(areas, places), *_places(places)]


def to_polygon(area: Area) -> shapely.Geometry:
    """The polygon of an area in the plane, made valid."""
    rings = [np.column_stack(to_plane(*zip(*ring, strict=True))) for ring in area.polygon]
    return shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))


def _area_names(areas: Sequence[Area], places: Sequence[Place]) -> Iterator[Spot]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    parents = {area.code: area.parent for area in areas}
    for place in places:
        if place.lon is None or place.lat is None or place.area is None:
            continue
        for code in (place.area, parents.get(place.area)):
            if code is not None:
                points[code].append((place.lon, place.lat))
    for area in areas:
        if area.polygon:
            at = shapely.get_coordinates(shapely.point_on_surface(to_polygon(area)))[0]
        elif area.kind is AreaKind.STREET and area.code in points:
            lons, lats = zip(*points[area.code], strict=True)
            at = to_plane(fmean(lons), fmean(lats))
        else:
            continue
        yield Spot(
            AREA_NAMES,
            float(at[0]),
            float(at[1]),
            _NAME_FROM_ZOOM.get(area.kind, _OTHER_NAME_FROM_ZOOM),
            {"code": area.code, **_described(area.kind.value, area.name)},
        )


def _places(places: Sequence[Place]) -> Iterator[Spot]:
    for place in places:
        if place.lon is None or place.lat is None:
            continue
        x, y = to_plane(place.lon, place.lat)
        yield Spot(
            PLACES,
            float(x),
            float(y),
            _HALL_FROM_ZOOM if place.kind in _HALLS else _PLACE_FROM_ZOOM,
            {"id": place.id, **_described(place.kind.value, place.name)},
        )


def _described(kind: str, name: Text) -> dict[str, str]:
    return {"kind": kind, **{f"name_{language}": words for language, words in name.items()}}
