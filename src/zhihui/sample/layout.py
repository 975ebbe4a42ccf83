"""Where the sample's places stand: coordinates laid out by rule inside the hand-drawn outline.

Called by the places builder. Pure geometry on WGS-84 degrees; no place has been surveyed.
"""

import math
from itertools import pairwise

Point = tuple[float, float]
METRES_PER_DEGREE = 111_320.0
"""Of latitude."""
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_STEPS_TOWARDS_CENTRE = 20


def lay_out(
    centre: Point, index: int, total: int, spread_m: float, outline: tuple[Point, ...]
) -> Point:
    """The ``index``-th of ``total`` points spread evenly around ``centre``, inside ``outline``.

    A point that falls outside is drawn towards the centre until it is inside.
    """
    radius_m = spread_m * math.sqrt((index + 0.7) / total)
    angle = index * _GOLDEN_ANGLE
    east_m, north_m = radius_m * math.cos(angle), radius_m * math.sin(angle)
    per_lon = METRES_PER_DEGREE * math.cos(math.radians(centre[1]))
    for step in range(_STEPS_TOWARDS_CENTRE):
        share = 1 - step / _STEPS_TOWARDS_CENTRE
        lon = centre[0] + share * east_m / per_lon
        lat = centre[1] + share * north_m / METRES_PER_DEGREE
        if is_inside((lon, lat), outline):
            return round(lon, 6), round(lat, 6)
    return centre


def is_inside(point: Point, outline: tuple[Point, ...]) -> bool:
    """Whether ``point`` is inside the closed ring ``outline`` (even-odd rule)."""
    lon, lat = point
    inside = False
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(outline):
        if (lat_a > lat) != (lat_b > lat):
            crossing = lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
            inside ^= lon < crossing
    return inside
