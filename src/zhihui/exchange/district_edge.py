"""Whether a coordinate can be right: in the world, in the district, near the other places.

Pure; called by ``place_rows``. Says what is wrong and how far, and never corrects a number.
"""

from dataclasses import dataclass
from math import cos, inf, isfinite, radians
from statistics import median

from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from zhihui.district import Area, Datum
from zhihui.exchange.datums import Point, distance_km, in_china
from zhihui.exchange.recipe import Bounds

OUTLIER_KM = 150.0
EDGE_TOLERANCE_KM = 1.0
"""A hall may stand just across the border that a simplified polygon draws."""

_KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class DistrictEdge:
    """The border of a district, as a box or as polygons, or not known (neither)."""

    bounds: Bounds | None = None
    polygons: BaseGeometry | None = None
    scale: float = 1.0

    @property
    def is_known(self) -> bool:
        """Whether there is anything to compare with."""
        return self.bounds is not None or self.polygons is not None

    def outside_km(self, point: Point) -> float:
        """How far the point is outside, 0 when inside or just across a polygon's edge."""
        if self.bounds is not None:
            west, south, east, north = self.bounds
            nearest = (min(max(point[0], west), east), min(max(point[1], south), north))
            return distance_km(point, nearest)
        if self.polygons is not None:
            there = ShapelyPoint(point[0] * self.scale, point[1])
            away = float(self.polygons.distance(there)) * _KM_PER_DEGREE
            return away if away > EDGE_TOLERANCE_KM else 0.0
        return 0.0


def find_edge(bounds: Bounds | None, area: Area | None) -> DistrictEdge:
    """The edge from the recipe's box, else from the polygon of the district's area."""
    if bounds is not None or area is None or not area.polygon:
        return DistrictEdge(bounds=bounds)
    scale = cos(radians(area.polygon[0][0][1]))
    outer, *others = [
        Polygon([(lon * scale, lat) for lon, lat in ring]).buffer(0) for ring in area.polygon
    ]
    merged = unary_union([outer, *(ring for ring in others if not outer.contains(ring))])
    return DistrictEdge(polygons=merged, scale=scale)


def is_impossible(lon: float, lat: float, datum: Datum) -> bool:
    """Whether the numbers are no position at all, or none in a datum that only China has."""
    if not (isfinite(lon) and isfinite(lat)) or (abs(lon) < 1e-6 and abs(lat) < 1e-6):
        return True
    if abs(lon) > 180 or abs(lat) > 90:
        return True
    return datum in (Datum.GCJ02, Datum.BD09) and not in_china(lon, lat)


def looks_swapped(lon: float, lat: float, edge: DistrictEdge) -> bool:
    """Whether lat, lon would fit where lon, lat does not."""
    swapped_fits = abs(lat) <= 180 and abs(lon) <= 90
    if edge.is_known:
        return swapped_fits and edge.outside_km((lat, lon)) < 5.0
    return swapped_fits and in_china(lat, lon) and not in_china(lon, lat)


def middle(points: list[Point]) -> Point:
    """The median of longitudes and of latitudes; needs at least one point."""
    return median(lon for lon, _ in points), median(lat for _, lat in points)


def far_from(point: Point, centre: Point) -> float:
    """Kilometres from the centre when that is beyond ``OUTLIER_KM``, else 0."""
    away = distance_km(point, centre)
    return away if inf > away > OUTLIER_KM else 0.0
