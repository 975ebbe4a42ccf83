"""The area that is reached within some minutes: the streets, and a strip on either side.

Used by ``network``. The strip stands for the buildings along a street; what lies farther from
every reached street is outside, and small gaps between streets are filled.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping
from shapely.ops import substring

from zhihui.streets.graph import CLOSED, StreetGraph
from zhihui.streets.modes import Assumptions
from zhihui.streets.snapping import Snaps
from zhihui.streets.sphere import Floats, from_plane
from zhihui.streets.strips import outline
from zhihui.streets.travel import ReachableArea

Lines = NDArray[np.object_]
"""Shapely lines in the Mercator plane."""

STRIP_M: Final = 60.0
FILLED_HOLE_M2: Final = 250_000.0
_SIMPLER_M: Final = 5.0
_MS_PER_MINUTE: Final = 60_000.0


def empty_area(start: Snaps, minutes: float, assumptions: Assumptions) -> ReachableArea:
    """The area of a point that no street is near."""
    return _area(start, minutes, assumptions, {"type": "MultiPolygon", "coordinates": []})


def create_area(
    graph: StreetGraph,
    lines: Lines,
    start: Snaps,
    reached_ms: Floats,
    minutes: float,
    assumptions: Assumptions,
) -> ReachableArea:
    """The area around the streets reached.

    ``lines``: every segment in the plane; ``reached_ms``: from the point to every node.
    """
    reached = _reached_lines(graph, lines, start, reached_ms, minutes * _MS_PER_MINUTE)
    if not reached.size:
        return empty_area(start, minutes, assumptions)
    stretch = 1.0 / np.cos(np.radians(start.points[0, 1]))
    polygons = outline(reached, STRIP_M * stretch, FILLED_HOLE_M2 * stretch**2)
    simple = shapely.simplify(polygons, _SIMPLER_M * stretch, preserve_topology=False)
    polygons = shapely.get_parts(shapely.union_all(simple))
    ground = shapely.transform(shapely.multipolygons(polygons), from_plane)
    return _area(start, minutes, assumptions, mapping(ground))


def _area(
    start: Snaps, minutes: float, assumptions: Assumptions, geometry: Mapping[str, object]
) -> ReachableArea:
    return ReachableArea(
        geometry=geometry,
        minutes=minutes,
        access_m=float(start.access_m[0]),
        is_near=bool(start.is_near[0]),
        assumptions=assumptions,
    )


def _reached_lines(
    graph: StreetGraph, lines: Lines, start: Snaps, reached_ms: Floats, budget_ms: float
) -> Lines:
    """The parts of all segments that are passed within the budget, in the plane."""
    ahead = _share_within(graph.forward_ms, budget_ms - reached_ms[graph.tail])
    behind = _share_within(graph.backward_ms, budget_ms - reached_ms[graph.head])
    own = int(start.segment[0])
    intervals = [
        (int(segment), 0.0, float(ahead[segment])) for segment in np.flatnonzero(ahead > 0)
    ]
    intervals += [
        (int(segment), 1.0 - float(behind[segment]), 1.0)
        for segment in np.flatnonzero((behind > 0) & (ahead < 1))
    ]
    left_ms = np.array([budget_ms - start.access_ms[0]])
    if left_ms[0] >= 0:
        share = float(start.share[0])
        onward = _share_within(graph.forward_ms[own : own + 1], left_ms)[0]
        back = _share_within(graph.backward_ms[own : own + 1], left_ms)[0]
        intervals.append((own, max(share - back, 0.0), min(share + onward, 1.0)))
    return _cut(lines, intervals)


def _share_within(whole_ms: NDArray[np.int32], left_ms: Floats) -> Floats:
    """The share of each segment that can be passed in the time left, 0 to 1."""
    whole = np.maximum(whole_ms.astype(np.float64), 1.0)
    share = np.clip(np.where(np.isfinite(left_ms), left_ms, 0.0) / whole, 0.0, 1.0)
    return np.where(whole_ms == CLOSED, 0.0, share)


def _cut(lines: Lines, intervals: list[tuple[int, float, float]]) -> Lines:
    whole = [segment for segment, first, last in intervals if first <= 0 and last >= 1]
    parts = [
        substring(lines[segment], first, last, normalized=True)
        for segment, first, last in intervals
        if first > 0 or last < 1
    ]
    return np.concatenate((lines[whole], np.array(parts, dtype=object)))
