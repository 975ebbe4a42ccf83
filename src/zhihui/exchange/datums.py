"""Between WGS-84 and the datums of Chinese maps: GCJ-02 (Amap, Tencent) and BD-09 (Baidu).

Pure; called by the place and area readers, and by faces that take a point from a map. Outside
China GCJ-02 equals WGS-84. CGCS2000 differs from WGS-84 by centimetres and is taken as equal.
"""

from math import atan2, cos, hypot, pi, radians, sin, sqrt

from zhihui.district import Datum

Point = tuple[float, float]
"""lon, lat in degrees."""

CHINA = (72.004, 0.8293, 137.8347, 55.8271)
"""minlon, minlat, maxlon, maxlat within which GCJ-02 is shifted."""

_AXIS_M = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_BAIDU = pi * 3000.0 / 180.0
_ROUNDS = 30
_CLOSE_DEG = 1e-11


def to_wgs84(lon: float, lat: float, datum: Datum) -> Point:
    """The point of ``datum`` in WGS-84 degrees, to about a millimetre of the forward formula."""
    if datum is Datum.BD09:
        return _unshift(*_from_baidu(lon, lat))
    if datum is Datum.GCJ02:
        return _unshift(lon, lat)
    return lon, lat


def from_wgs84(lon: float, lat: float, datum: Datum) -> Point:
    """The WGS-84 point in degrees of ``datum``."""
    if datum is Datum.BD09:
        return _to_baidu(*_shift(lon, lat))
    if datum is Datum.GCJ02:
        return _shift(lon, lat)
    return lon, lat


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance of two WGS-84 points."""
    lon_a, lat_a, lon_b, lat_b = map(radians, (*one, *other))
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * atan2(sqrt(half), sqrt(max(0.0, 1 - half)))


def in_china(lon: float, lat: float) -> bool:
    """Whether the point is in the box where GCJ-02 is shifted."""
    west, south, east, north = CHINA
    return west <= lon <= east and south <= lat <= north


def _shift(lon: float, lat: float) -> Point:
    if not in_china(lon, lat):
        return lon, lat
    east, north = lon - 105.0, lat - 35.0
    wave = (20.0 * sin(6.0 * east * pi) + 20.0 * sin(2.0 * east * pi)) * 2.0 / 3.0
    root = sqrt(abs(east))
    d_lat = -100.0 + 2.0 * east + 3.0 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * root
    d_lat += wave
    d_lat += (20.0 * sin(north * pi) + 40.0 * sin(north / 3.0 * pi)) * 2.0 / 3.0
    d_lat += (160.0 * sin(north / 12.0 * pi) + 320.0 * sin(north * pi / 30.0)) * 2.0 / 3.0
    d_lon = 300.0 + east + 2.0 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * root
    d_lon += wave
    d_lon += (20.0 * sin(east * pi) + 40.0 * sin(east / 3.0 * pi)) * 2.0 / 3.0
    d_lon += (150.0 * sin(east / 12.0 * pi) + 300.0 * sin(east / 30.0 * pi)) * 2.0 / 3.0
    latitude = radians(lat)
    squared = 1 - _ECCENTRICITY * sin(latitude) ** 2
    meridian = _AXIS_M * (1 - _ECCENTRICITY) / (squared * sqrt(squared))
    return (
        lon + d_lon * 180.0 / (_AXIS_M / sqrt(squared) * cos(latitude) * pi),
        lat + d_lat * 180.0 / (meridian * pi),
    )


def _unshift(lon: float, lat: float) -> Point:
    """The point that shifts to the given one, by fixed-point iteration."""
    found_lon, found_lat = lon, lat
    for _ in range(_ROUNDS):
        there_lon, there_lat = _shift(found_lon, found_lat)
        off_lon, off_lat = lon - there_lon, lat - there_lat
        found_lon, found_lat = found_lon + off_lon, found_lat + off_lat
        if abs(off_lon) < _CLOSE_DEG and abs(off_lat) < _CLOSE_DEG:
            break
    return found_lon, found_lat


def _to_baidu(lon: float, lat: float) -> Point:
    radius = hypot(lon, lat) + 0.00002 * sin(lat * _BAIDU)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BAIDU)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006


def _from_baidu(lon: float, lat: float) -> Point:
    """The GCJ-02 point whose Baidu form is the given one, by fixed-point iteration."""
    found_lon, found_lat = lon - 0.0065, lat - 0.006
    for _ in range(_ROUNDS):
        there_lon, there_lat = _to_baidu(found_lon, found_lat)
        off_lon, off_lat = lon - there_lon, lat - there_lat
        found_lon, found_lat = found_lon + off_lon, found_lat + off_lat
        if abs(off_lon) < _CLOSE_DEG and abs(off_lat) < _CLOSE_DEG:
            break
    return found_lon, found_lat
