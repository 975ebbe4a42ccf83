"""Distances on the sphere, and the Mercator plane in which nearest streets are looked up.

Mercator keeps angles, so near a point all directions are stretched alike: what is nearest in the
plane is nearest on the ground, and a short distance is the plane's times the cosine of the
latitude. Pure; used by the whole room.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhihui.streets.errors import StreetsError

EARTH_RADIUS_M: Final = 6_371_008.8
E7: Final = 1e7
"""Coordinates are kept as whole 1e-7 degrees, about a centimetre, as OpenStreetMap does."""
MAX_MERCATOR_LAT: Final = 89.0

Floats = NDArray[np.float64]


def distances_m(lon_a: ArrayLike, lat_a: ArrayLike, lon_b: ArrayLike, lat_b: ArrayLike) -> Floats:
    """Great-circle distances in metres of points in degrees; the arguments broadcast."""
    lon_1, lat_1, lon_2, lat_2 = (
        np.radians(np.asarray(degrees, dtype=np.float64))
        for degrees in (lon_a, lat_a, lon_b, lat_b)
    )
    half = np.sin((lat_2 - lat_1) / 2) ** 2
    half = half + np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_2 - lon_1) / 2) ** 2
    found: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return found


def straight_m(points_a: Floats, points_b: Floats) -> Floats:
    """Distances in metres between all points of shape (a, 2) and (b, 2); shape (a, b)."""
    return distances_m(
        points_a[:, :1], points_a[:, 1:], points_b[:, 0][None, :], points_b[:, 1][None, :]
    )


def to_plane(lonlat: Floats) -> Floats:
    """Degrees of shape (n, 2) → Mercator metres of the same shape."""
    lat = np.clip(lonlat[:, 1], -MAX_MERCATOR_LAT, MAX_MERCATOR_LAT)
    plane = np.empty_like(lonlat)
    plane[:, 0] = np.radians(lonlat[:, 0]) * EARTH_RADIUS_M
    plane[:, 1] = np.arctanh(np.sin(np.radians(lat))) * EARTH_RADIUS_M
    return plane


def from_plane(plane: Floats) -> Floats:
    """Mercator metres of shape (n, 2) → degrees of the same shape."""
    lonlat = np.empty_like(plane)
    lonlat[:, 0] = np.degrees(plane[:, 0] / EARTH_RADIUS_M)
    lonlat[:, 1] = np.degrees(np.arcsin(np.tanh(plane[:, 1] / EARTH_RADIUS_M)))
    return lonlat


def read_points(points: ArrayLike) -> Floats:
    """Longitudes and latitudes in degrees as an array of shape (n, 2). Raises StreetsError."""
    read = np.asarray(points, dtype=np.float64)
    if read.ndim == 1 and read.size == 2:
        read = read.reshape(1, 2)
    if read.size == 0:
        return np.empty((0, 2))
    if read.ndim != 2 or read.shape[1] != 2:
        raise StreetsError(
            f"坐标应为若干组（经度，纬度），实为形状 {read.shape}。请按此给出。",
            f"Points are pairs of longitude and latitude, not of shape {read.shape}. Give pairs.",
        )
    wrong = ~(np.isfinite(read).all(axis=1) & (abs(read[:, 0]) <= 180) & (abs(read[:, 1]) <= 90))
    if wrong.any():
        lon, lat = read[int(np.argmax(wrong))]
        raise StreetsError(
            f"坐标（{lon}, {lat}）不是经纬度：应先经度（−180 至 180）后纬度（−90 至 90）。"
            "请检查次序和单位。",
            f"The point ({lon}, {lat}) is not in degrees: longitude (-180 to 180) comes first, "
            "then latitude (-90 to 90). Check order and unit.",
        )
    return read


def polyline_m(lon: Floats, lat: Floats) -> float:
    """Length in metres of a line through points in degrees."""
    return math.fsum(distances_m(lon[:-1], lat[:-1], lon[1:], lat[1:]).tolist())
