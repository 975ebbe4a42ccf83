"""The points and the length of a fastest way. Used by ``network``."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import routingkit_cch

from zhihui.streets.graph import CLOSED, StreetGraph
from zhihui.streets.modes import Assumptions
from zhihui.streets.snapping import Longs, Snaps
from zhihui.streets.sphere import E7, Floats, polyline_m, straight_m
from zhihui.streets.travel import Reach, StreetPath

_MS: Final = 1000.0
_FORWARD: Final = 0
"""The column of a Snaps' nodes that belongs to the forward direction of its segment."""


class PathFinder:
    """Asks the hierarchy for arcs and strings their shapes together."""

    def __init__(self, graph: StreetGraph, arcs: Longs, metric: routingkit_cch.CCHMetric) -> None:
        self._graph = graph
        self._arcs = arcs
        self._metric = metric

    def find(
        self, start: Snaps, end: Snaps, direct_ms: float, assumptions: Assumptions
    ) -> StreetPath:
        """The way between the first points of both; ``direct_ms``: on one segment, or infinite."""
        best = self._find_along(start, end)
        if best is None or direct_ms <= best[0]:
            duration_ms, pieces = direct_ms, self._direct_pieces(start, end, direct_ms)
        else:
            duration_ms, pieces = best
        is_reached = np.isfinite(duration_ms)
        points = _join([start.points[:1], *pieces, end.points[:1]]) if is_reached else ()
        lonlat = np.array(points).reshape(-1, 2)
        return StreetPath(
            points=points,
            length_m=polyline_m(lonlat[:, 0], lonlat[:, 1]) if is_reached else np.inf,
            duration_s=float(duration_ms) / _MS,
            straight_m=float(straight_m(start.points[:1], end.points[:1])[0, 0]),
            access_m=(float(start.access_m[0]), float(end.access_m[0])),
            reach=_reach(is_reached, start, end),
            assumptions=assumptions,
        )

    def _find_along(self, start: Snaps, end: Snaps) -> tuple[float, list[Floats]] | None:
        """Milliseconds and pieces of the fastest way through nodes, or None."""
        query = routingkit_cch.CCHQuery(self._metric)
        best: tuple[float, int, int, list[int]] | None = None
        for leave, target in _open_pairs(start, end):
            first, last = int(start.leave_ms[0, leave]), int(end.arrive_ms[0, target])
            found = query.run(int(start.leave_nodes[0, leave]), int(end.arrive_nodes[0, target]))
            between, arcs = found.distance, list(found.arc_path)
            del found
            if between is not None and (best is None or first + between + last < best[0]):
                best = (first + between + last, leave, target, arcs)
        if best is None:
            return None
        duration_ms, leave, target, arcs = best
        start_to = 1.0 if leave == _FORWARD else 0.0
        end_from = 0.0 if target == _FORWARD else 1.0
        pieces = [
            self._piece(int(start.segment[0]), float(start.share[0]), start_to),
            self._arc_shapes(self._arcs[arcs].tolist()),
            self._piece(int(end.segment[0]), end_from, float(end.share[0])),
        ]
        return duration_ms, pieces

    def _direct_pieces(self, start: Snaps, end: Snaps, direct_ms: float) -> list[Floats]:
        """The piece of the one segment; nothing when the way is the straight walk."""
        if not np.isfinite(direct_ms):
            return []
        segment = int(start.segment[0])
        from_share, to_share = float(start.share[0]), float(end.share[0])
        graph = self._graph
        whole = graph.forward_ms if to_share >= from_share else graph.backward_ms
        along = np.rint(float(whole[segment]) * abs(to_share - from_share))
        access = int(start.access_ms[0] + end.access_ms[0])
        is_along = whole[segment] != CLOSED and along + access <= direct_ms
        return [self._piece(segment, from_share, to_share)] if is_along else []

    def _shape(self, segment: int) -> Floats:
        graph = self._graph
        part = slice(int(graph.shape_starts[segment]), int(graph.shape_starts[segment + 1]))
        return np.column_stack((graph.shape_lon[part] / E7, graph.shape_lat[part] / E7))

    def _arc_shapes(self, arcs: list[int]) -> Floats:
        """The points of arcs one after another."""
        starts = self._graph.shape_starts
        runs = [
            np.arange(starts[arc], starts[arc + 1])
            if arc >= 0
            else np.arange(starts[~arc + 1] - 1, starts[~arc] - 1, -1)
            for arc in arcs
        ]
        points = np.concatenate([np.empty(0, dtype=np.int64), *runs])
        return np.column_stack((self._graph.shape_lon[points], self._graph.shape_lat[points])) / E7

    def _piece(self, segment: int, from_share: float, to_share: float) -> Floats:
        """The points of a segment between two shares of it, in that direction."""
        shape = self._shape(segment)
        if from_share > to_share:
            return self._piece(segment, to_share, from_share)[::-1]
        steps = np.hypot(
            np.diff(shape[:, 0]) * np.cos(np.radians(shape[0, 1])), np.diff(shape[:, 1])
        )
        along = np.concatenate(([0.0], np.cumsum(steps)))
        if along[-1] > 0:
            along /= along[-1]
        inside = (along > from_share) & (along < to_share)
        ends = [
            np.array([[np.interp(share, along, shape[:, 0]), np.interp(share, along, shape[:, 1])]])
            for share in (from_share, to_share)
        ]
        return np.concatenate((ends[0], shape[inside], ends[1]))


def _open_pairs(start: Snaps, end: Snaps) -> list[tuple[int, int]]:
    if not (start.is_near[0] and end.is_near[0]):
        return []
    return [
        (leave, target)
        for leave in (0, 1)
        if start.leave_ms[0, leave] != CLOSED
        for target in (0, 1)
        if end.arrive_ms[0, target] != CLOSED
    ]


def _reach(is_reached: bool, start: Snaps, end: Snaps) -> Reach:
    if is_reached:
        return Reach.REACHED
    if not start.is_near[0]:
        return Reach.FROM_TOO_FAR
    return Reach.NO_WAY if end.is_near[0] else Reach.TO_TOO_FAR


def _join(pieces: Sequence[Floats]) -> tuple[tuple[float, float], ...]:
    """All points in order, to 1e-7 degrees, none twice in a row."""
    points = np.round(np.concatenate(pieces), 7)
    is_new = np.ones(len(points), dtype=np.bool_)
    is_new[1:] = (points[1:] != points[:-1]).any(axis=1)
    return tuple((lon, lat) for lon, lat in points[is_new].tolist())
