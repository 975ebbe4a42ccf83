"""Travel matrices for the tests of the planner: of the streets of Jinan, or made up.

Reads the shapefile and runs a plain Dijkstra from each point, by itself: what the planner is judged
on must not come from the code that is judged. Called by the tests and by the benchmarks.
"""

import heapq
import random
import zlib
from pathlib import Path

import numpy as np
import shapefile
from numpy.typing import NDArray

from zhihui.trips.problem import UNREACHABLE

Matrix = NDArray[np.int32]
Streets = list[list[tuple[int, float]]]

POINTS = 300
STRAYS = 6
"""So many of the points may lie anywhere, also where no street leads back from."""
CENTRE = (117.02, 36.66)
HALF_BOX = (0.16, 0.07)
KMH = {"motorway": 90, "trunk": 60, "primary": 45, "secondary": 38, "tertiary": 32}
KMH_ELSEWHERE = 22
M_PER_DEGREE = 111_195


def read_travel(folder: Path, cache: Path | None = None, points: int = POINTS) -> Matrix:
    """Minutes, rounded up, between ``points`` crossings of the network in ``folder``, by car."""
    kept = cache / f"jinan-{points}-{_made_by():08x}.npy" if cache is not None else None
    if kept is not None and kept.is_file():
        return np.asarray(np.load(kept), dtype=np.int32)
    streets, places = _read_streets(folder)
    travel = _create_matrix(streets, _choose(streets, places, points))
    if kept is not None:
        part = kept.with_suffix(f".{random.SystemRandom().getrandbits(32)}.npy")
        np.save(part, travel)
        part.replace(kept)
    return travel


def _made_by() -> int:
    """Changes when this file does: what was kept is then made anew."""
    return zlib.crc32(Path(__file__).read_bytes())


def create_planar_travel(points: int = POINTS, seed: int = 1) -> Matrix:
    """A made-up city: detours by chance in each direction, some points cut off."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 28, points), rng.uniform(0, 16, points)
    direct = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    travel = np.ceil(direct * rng.uniform(1.0, 1.5, direct.shape) + 1).astype(np.int32)
    travel[:, :2] = travel[2:4, :] = UNREACHABLE
    np.fill_diagonal(travel, 0)
    return travel


def _read_streets(folder: Path) -> tuple[Streets, list[tuple[float, float]]]:
    """Directed streets with seconds, and where the crossings are."""
    numbers: dict[tuple[float, float], int] = {}
    streets: Streets = []
    with shapefile.Reader(str(folder / "edges")) as reader:
        for found in reader.iterShapeRecords(fields=["highway"]):
            line = [(float(p[0]), float(p[1])) for p in found.shape.points]
            ends = []
            for lon, lat in (line[0], line[-1]):
                ends.append(numbers.setdefault((round(lon, 7), round(lat, 7)), len(numbers)))
                if len(streets) < len(numbers):
                    streets.append([])
            kmh = KMH.get(str(found.record["highway"]).split("_")[0], KMH_ELSEWHERE)
            streets[ends[0]].append((ends[1], _measure_m(line) * 3.6 / kmh))
    return streets, list(numbers)


def _measure_m(line: list[tuple[float, float]]) -> float:
    shrink = np.cos(np.radians(CENTRE[1]))
    steps = np.diff(np.array(line), axis=0) * (M_PER_DEGREE * shrink, M_PER_DEGREE)
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def _choose(streets: Streets, places: list[tuple[float, float]], points: int) -> list[int]:
    """Crossings in the middle of the city; the last few of them anywhere."""
    rng = random.Random(1)
    inner = [
        number
        for number, (lon, lat) in enumerate(places)
        if abs(lon - CENTRE[0]) < HALF_BOX[0] and abs(lat - CENTRE[1]) < HALF_BOX[1]
    ]
    there = _ride(streets, inner[0])
    inner = [number for number in inner if there[number] < float("inf")]
    dead_ends = [number for number, onward in enumerate(streets) if not onward]
    strays = rng.sample(dead_ends, STRAYS // 2)
    strays += rng.sample(range(len(places)), STRAYS - STRAYS // 2)
    return rng.sample(inner, points - STRAYS) + strays


def _ride(streets: Streets, start: int) -> list[float]:
    """Seconds from ``start`` to every crossing."""
    seconds = [float("inf")] * len(streets)
    seconds[start] = 0.0
    heap = [(0.0, start)]
    while heap:
        spent, here = heapq.heappop(heap)
        if spent > seconds[here]:
            continue
        for there, ride in streets[here]:
            if spent + ride < seconds[there]:
                seconds[there] = spent + ride
                heapq.heappush(heap, (spent + ride, there))
    return seconds


def _create_matrix(streets: Streets, chosen: list[int]) -> Matrix:
    travel = np.full((len(chosen), len(chosen)), UNREACHABLE, dtype=np.int32)
    for row, start in enumerate(chosen):
        seconds = np.array(_ride(streets, start))[chosen]
        reached = seconds < float("inf")
        travel[row, reached] = np.ceil(seconds[reached] / 60)
    np.fill_diagonal(travel, 0)
    return travel
