"""The square Web Mercator plane of tile maps: the world from 0 to 1, x east, y south.

Pure; used by the whole room.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MAX_LAT: Final = 85.051128
"""Latitude of the edge of the plane."""


def to_plane(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """x and y from 0 to 1 of points in degrees; latitudes past the edge are put on it."""
    x = np.asarray(lon, dtype=np.float64) / 360.0 + 0.5
    radians = np.radians(np.clip(np.asarray(lat, dtype=np.float64), -MAX_LAT, MAX_LAT))
    y = 0.5 - np.arcsinh(np.tan(radians)) / (2 * math.pi)
    return x, y


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a point of the plane."""
    lat = math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi)))
    return (x - 0.5) * 360.0, lat


def tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Column and row of the tile of ``zoom`` that a point is in."""
    across = 2**zoom
    x, y = to_plane(lon, lat)
    return min(int(float(x) * across), across - 1), min(int(float(y) * across), across - 1)
