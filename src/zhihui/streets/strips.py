"""Strips on either side of lines, as polygons: the outline at a distance from the nearest line.

Called by ``areas``. The distance is worked out on a grid and followed between its points, which
takes time for the area alone, however many strips lie over each other.
"""

from typing import Final

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray

from zhihui.streets.sphere import Floats

GRID_SHARE: Final = 0.25
"""Grid points lie apart by so much of the width of a strip, and farther in very large areas."""
MOST_GRID_POINTS: Final = 6_000_000
_CLEARANCE: Final = 1e-3
"""The outline passes grid points at so much of a step at least."""
_MARGIN: Final = 2
_AHEAD: Final = (
    (),
    ((0, 3),),
    ((1, 0),),
    ((1, 3),),
    ((2, 1),),
    ((0, 3), (2, 1)),
    ((2, 0),),
    ((2, 3),),
    ((3, 2),),
    ((0, 2),),
    ((1, 0), (3, 2)),
    ((1, 2),),
    ((3, 1),),
    ((0, 1),),
    ((3, 0),),
    (),
)
"""By which corners of a square are inside (1 south-west, 2 south-east, 4 north-east, 8 north-west):
from which side (0 south, 1 east, 2 north, 3 west) to which the outline goes, inside on its left."""
Ids = NDArray[np.int64]


def outline(lines: NDArray[np.object_], width: float, hole_area: float) -> NDArray[np.object_]:
    """Polygons of all that is nearer than ``width`` to a line or point, in the plane of ``lines``.

    Holes smaller than ``hole_area`` are filled.
    """
    starts, ends = _list_pieces(lines)
    low = np.minimum(starts, ends).min(axis=0) - width
    high = np.maximum(starts, ends).max(axis=0) + width
    step = max(width * GRID_SHARE, float(np.sqrt(np.prod(high - low) / MOST_GRID_POINTS)))
    low = (np.floor(low / step) - _MARGIN) * step
    columns, rows = (np.ceil((high - low) / step).astype(int) + _MARGIN).tolist()
    cap = width + 2 * step
    distance = np.full((rows, columns), cap, np.float32)
    _fill(distance, (starts - low) / step, (ends - low) / step, step, cap)
    # no grid point lies on the outline itself, where it could touch itself
    touch = step * _CLEARANCE
    distance[np.abs(distance - width) < touch] = width + touch
    rings = _trace(distance, width)
    return _build([low + ring * step for ring in rings], hole_area)


def _list_pieces(lines: NDArray[np.object_]) -> tuple[Floats, Floats]:
    """Both ends of every straight piece, shape (n, 2); a lone point is a piece of no length."""
    points, owner = shapely.get_coordinates(lines, return_index=True)
    follows = owner[1:] == owner[:-1]
    alone = np.ones(len(points), bool)
    alone[1:] &= ~follows
    alone[:-1] &= ~follows
    starts = np.concatenate((points[:-1][follows], points[alone]))
    ends = np.concatenate((points[1:][follows], points[alone]))
    return starts, ends


@njit(cache=True)
def _fill(distance, starts, ends, step, cap):  # type: ignore[no-untyped-def]
    """Lower ``distance`` (rows, columns) to that of the nearest piece, where below ``cap``.

    ``starts`` and ``ends`` are in steps of the grid.
    """
    rows, columns = distance.shape
    reach = cap / step
    for number in range(starts.shape[0]):
        x, y = starts[number]
        along_x, along_y = ends[number, 0] - x, ends[number, 1] - y
        square = along_x * along_x + along_y * along_y
        left = max(0, int(np.ceil(min(x, x + along_x) - reach)))
        right = min(columns - 1, int(np.floor(max(x, x + along_x) + reach)))
        bottom = max(0, int(np.ceil(min(y, y + along_y) - reach)))
        top = min(rows - 1, int(np.floor(max(y, y + along_y) + reach)))
        for row in range(bottom, top + 1):
            for column in range(left, right + 1):
                far_x, far_y = column - x, row - y
                share = 0.0
                if square > 0.0:
                    share = min(1.0, max(0.0, (far_x * along_x + far_y * along_y) / square))
                off_x, off_y = far_x - share * along_x, far_y - share * along_y
                found = np.float32(np.sqrt(off_x * off_x + off_y * off_y) * step)
                if found < distance[row, column]:
                    distance[row, column] = found


def _trace(distance: NDArray[np.float32], width: float) -> list[Floats]:
    """Closed outlines where ``distance`` is ``width``, in grid steps, the near side on the left."""
    inside = (distance < width).astype(np.uint8)
    kind = inside[:-1, :-1] | inside[:-1, 1:] << 1 | inside[1:, 1:] << 2 | inside[1:, :-1] << 3
    row, column = np.nonzero((kind > 0) & (kind < 15))
    kinds = kind[row, column]
    begins: list[Ids] = []
    finishes: list[Ids] = []
    for number in range(1, 15):
        chosen = kinds == number
        for first, last in _AHEAD[number]:
            begins.append(_side(row[chosen], column[chosen], first, distance.shape))
            finishes.append(_side(row[chosen], column[chosen], last, distance.shape))
    begin, finish = np.concatenate(begins), np.concatenate(finishes)
    order = np.argsort(begin)
    begin = begin[order]
    visited, starts = _follow(np.searchsorted(begin, finish[order]))
    return np.split(_crossings(distance, begin[visited], width), starts)


@njit(cache=True)
def _follow(following):  # type: ignore[no-untyped-def]
    """The circles of ``following`` one after the other, and where the second and later begin."""
    visited = np.empty_like(following)
    starts = []
    is_done = np.zeros(following.size, np.uint8)
    count = 0
    for start in range(following.size):
        if is_done[start]:
            continue
        if count:
            starts.append(count)
        at = start
        while not is_done[at]:
            is_done[at] = 1
            visited[count] = at
            count += 1
            at = following[at]
    return visited, np.array(starts, np.int64)


def _side(row: Ids, column: Ids, side: int, shape: tuple[int, ...]) -> Ids:
    """The number of a side of squares: twice that of its first grid point, and 1 if upright."""
    row, column = row + (side == 2), column + (side == 1)
    return 2 * (row * shape[1] + column) + (side in (1, 3))


def _crossings(distance: NDArray[np.float32], sides: Ids, width: float) -> Floats:
    """Where the outline crosses ``sides``: column and row, shape (n, 2)."""
    row, column = np.divmod(sides // 2, distance.shape[1])
    upright = sides % 2
    near = distance[row, column].astype(np.float64)
    far = distance[row + upright, column + 1 - upright]
    share = (width - near) / (far - near)
    return np.column_stack((column + share * (1 - upright), row + share * upright))


def _build(rings: list[Floats], hole_area: float) -> NDArray[np.object_]:
    """Polygons of ``rings``: outer ones run left about, holes right about."""
    closed = [np.concatenate((ring, ring[:1])) for ring in rings if len(ring) > 2]
    areas = [_signed_area(ring) for ring in closed]
    shells = [ring for ring, area in zip(closed, areas, strict=True) if area > 0]
    holes = [ring for ring, area in zip(closed, areas, strict=True) if -area > hole_area]
    polygons = np.array([shapely.Polygon(shell) for shell in shells], dtype=object)
    if not holes:
        return polygons
    tree = shapely.STRtree(polygons)
    owned: dict[int, list[Floats]] = {}
    corners = shapely.points([hole[0] for hole in holes])
    for hole, owner in zip(*tree.query(corners, predicate="within").tolist(), strict=True):
        owned.setdefault(owner, []).append(holes[hole])
    for owner, inner in owned.items():
        polygons[owner] = shapely.Polygon(shells[owner], inner)
    return polygons


def _signed_area(ring: Floats) -> float:
    x, y = (ring - ring[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2
