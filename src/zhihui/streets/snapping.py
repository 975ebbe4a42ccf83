"""Leading points to the nearest usable street, with the distance walked to it.

Used by ``network``. A point in the plane is led to the nearest segment that streets lead on from:
one of the largest component, unless some other street is nearer by more than PREFER_MAIN_M.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from zhihui.streets.graph import CLOSED, StreetGraph
from zhihui.streets.sphere import E7, Floats, distances_m, from_plane, to_plane

MAX_ACCESS_M: Final = 5_000.0
"""A point farther from every street than this is too far to be led to one."""
PREFER_MAIN_M: Final = 500.0
NOT_SNAPPED: Final = -1

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snaps:
    """n points led to streets. Can be kept and used again with the network that made them."""

    points: Floats
    """Longitude and latitude of each point, shape (n, 2)."""
    segment: Longs
    """The segment, or NOT_SNAPPED where every street is too far."""
    share: Floats
    """How far along the segment, 0 at its tail to 1 at its head."""
    access_m: Floats
    """Straight distance to the nearest usable street, also where it is too far."""
    street_points: Floats
    """Longitude and latitude on the street, shape (n, 2)."""
    in_main: NDArray[np.bool_]
    """Whether the street is of the largest connected part of the network."""
    access_ms: Longs
    """The walk between point and street."""
    leave_nodes: Longs
    """The nodes that the street leads on to, shape (n, 2)."""
    leave_ms: Longs
    """From the point to them, the walk included; CLOSED where the street does not go there."""
    arrive_nodes: Longs
    """The nodes that the street is come to from, shape (n, 2)."""
    arrive_ms: Longs
    """From them to the point, the walk included; CLOSED where the street does not go here."""

    def __len__(self) -> int:
        return int(self.segment.size)

    @property
    def is_near(self) -> NDArray[np.bool_]:
        """Whether each point is near enough to a street."""
        near: NDArray[np.bool_] = self.segment != NOT_SNAPPED
        return near


class Snapper:
    """Finds the nearest streets of one network."""

    def __init__(self, graph: StreetGraph, walking_kmh: float) -> None:
        self._graph = graph
        self._walking_kmh = walking_kmh
        lonlat = np.column_stack((graph.shape_lon / E7, graph.shape_lat / E7))
        owners = np.repeat(np.arange(graph.segments), np.diff(graph.shape_starts))
        self.lines = shapely.linestrings(to_plane(lonlat), indices=owners)
        is_main = (graph.is_main[graph.tail] & graph.is_main[graph.head]).astype(bool)
        is_usable = (graph.forward_ms != CLOSED) | (graph.backward_ms != CLOSED)
        self._is_main = is_main
        self._main = _Nearest(self.lines, np.flatnonzero(is_main & is_usable))
        self._others = _Nearest(self.lines, np.flatnonzero(~is_main & is_usable))

    def snap(self, points: Floats) -> Snaps:
        """``points`` of shape (n, 2) in degrees, led to streets."""
        plane = to_plane(points)
        places = shapely.points(plane)
        stretch = np.cos(np.radians(points[:, 1]))
        segment, away = self._main.find(places)
        other, other_away = self._others.find(places)
        is_other = (other_away + PREFER_MAIN_M / stretch) < away
        segment = np.where(is_other, other, segment)
        share, on_street = self._locate(segment, places)
        access_m = distances_m(points[:, 0], points[:, 1], on_street[:, 0], on_street[:, 1])
        segment = np.where(access_m <= MAX_ACCESS_M, segment, NOT_SNAPPED)
        return self._with_costs(points, segment, share, access_m, on_street)

    def list_near(self, point: Floats, within_m: float) -> Longs:
        """The usable segments within ``within_m`` of one point of shape (1, 2), nearest first."""
        place = shapely.points(to_plane(point))[0]
        within = within_m / float(np.cos(np.radians(point[0, 1])))
        near = np.concatenate([one.list_near(place, within) for one in (self._main, self._others)])
        return near[np.argsort(shapely.distance(self.lines[near], place), kind="stable")]

    def _locate(self, segment: Longs, places: NDArray[np.object_]) -> tuple[Floats, Floats]:
        lines = self.lines[segment]
        share = shapely.line_locate_point(lines, places, normalized=True)
        share = np.clip(np.nan_to_num(share, nan=0.0), 0.0, 1.0)
        on_line = shapely.line_interpolate_point(lines, share, normalized=True)
        on_street = np.column_stack((shapely.get_x(on_line), shapely.get_y(on_line)))
        return share, from_plane(on_street)

    def _with_costs(
        self, points: Floats, segment: Longs, share: Floats, access_m: Floats, on_street: Floats
    ) -> Snaps:
        graph = self._graph
        is_near = segment != NOT_SNAPPED
        tail, head = graph.tail[segment], graph.head[segment]
        access_ms = walking_ms(np.minimum(access_m, MAX_ACCESS_M), self._walking_kmh)
        forward = np.where(is_near, graph.forward_ms[segment], CLOSED)
        backward = np.where(is_near, graph.backward_ms[segment], CLOSED)
        return Snaps(
            points=points,
            segment=segment,
            share=share,
            access_m=access_m,
            street_points=on_street,
            in_main=is_near & self._is_main[segment],
            access_ms=access_ms,
            leave_nodes=np.column_stack((head, tail)).astype(np.int64),
            leave_ms=np.column_stack(
                (part_ms(forward, 1 - share, access_ms), part_ms(backward, share, access_ms))
            ),
            arrive_nodes=np.column_stack((tail, head)).astype(np.int64),
            arrive_ms=np.column_stack(
                (part_ms(forward, share, access_ms), part_ms(backward, 1 - share, access_ms))
            ),
        )


def part_ms(whole_ms: NDArray[np.integer], share: Floats, more_ms: Longs) -> Longs:
    """``share`` of each duration plus ``more_ms``, in whole milliseconds; CLOSED stays CLOSED."""
    part = np.rint(whole_ms * share).astype(np.int64) + more_ms
    return np.where(whole_ms == CLOSED, CLOSED, part)


def walking_ms(length_m: Floats, walking_kmh: float) -> Longs:
    """Whole milliseconds for walks of these lengths."""
    return np.rint(length_m * 3600.0 / walking_kmh).astype(np.int64)


class _Nearest:
    """The nearest of some of the lines."""

    def __init__(self, lines: NDArray[np.object_], numbers: Longs) -> None:
        self._numbers = numbers
        self._tree = shapely.STRtree(lines[numbers])

    def find(self, places: NDArray[np.object_]) -> tuple[Longs, Floats]:
        """The line nearest to each place, and how far in the plane; 0 and infinite for none."""
        found = np.zeros(len(places), dtype=np.int64)
        away = np.full(len(places), np.inf)
        if len(self._numbers) and len(places):
            (asked, nearest), distance = self._tree.query_nearest(
                places, return_distance=True, all_matches=False
            )
            found[asked] = self._numbers[nearest]
            away[asked] = distance
        return found, away

    def list_near(self, place: shapely.Geometry, within: float) -> Longs:
        """The lines within a distance in the plane, in no order."""
        found: Longs = self._tree.query(place, predicate="dwithin", distance=within)
        return self._numbers[found]
