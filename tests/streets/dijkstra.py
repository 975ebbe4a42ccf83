"""Dijkstra's algorithm on the arrays of a network: the judge of every travel time.

Knows nothing of hierarchies; points hang on their segments by arcs of their own. Whole
milliseconds throughout.
"""

from heapq import heappop, heappush
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from zhihui.streets import CLOSED, Network, Snaps, StreetGraph
from zhihui.streets.sphere import distances_m

NEVER = 2**60


@numba.njit
def _search(starts: Any, heads: Any, costs: Any, source: int) -> Any:
    reached = np.full(starts.size - 1, NEVER, dtype=np.int64)
    reached[source] = 0
    queue = [(np.int64(0), np.int64(source))]
    while queue:
        cost, node = heappop(queue)
        if cost > reached[node]:
            continue
        for arc in range(starts[node], starts[node + 1]):
            onward = cost + costs[arc]
            if onward < reached[heads[arc]]:
                reached[heads[arc]] = onward
                heappush(queue, (onward, np.int64(heads[arc])))
    return reached


class Judge:
    """All pairs of ``points`` on ``graph``, by Dijkstra's algorithm from each point.

    Every point becomes two nodes, one to leave from and one to arrive at.
    """

    def __init__(self, graph: StreetGraph, points: Snaps, walking_kmh: float) -> None:
        self._graph, self._points = graph, points
        self._walk_ms = np.rint(points.access_m * 3600 / walking_kmh).astype(np.int64)
        self._pace = 3600 / walking_kmh
        arcs = [*self._street_arcs(), *self._point_arcs()]
        tail, head, cost = (np.array(column, dtype=np.int64) for column in zip(*arcs, strict=True))
        order = np.argsort(tail, kind="stable")
        counts = np.bincount(tail, minlength=graph.nodes + 2 * len(points))
        self._starts = np.concatenate(([0], np.cumsum(counts)))
        self._heads, self._costs = head[order], cost[order]

    def times_s(self) -> NDArray[np.float64]:
        """Seconds between all pairs, infinite where there is no way."""
        first = self._graph.nodes
        count = len(self._points)
        times = np.stack(
            [
                _search(self._starts, self._heads, self._costs, first + row)[first + count :]
                for row in range(count)
            ]
        )
        return np.where(times == NEVER, np.inf, times / 1000)

    def _street_arcs(self) -> list[tuple[int, int, int]]:
        graph = self._graph
        columns = (graph.tail, graph.head, graph.forward_ms, graph.backward_ms)
        arcs = []
        for tail, head, forward, backward in zip(*(c.tolist() for c in columns), strict=True):
            if forward != CLOSED:
                arcs.append((tail, head, forward))
            if backward != CLOSED:
                arcs.append((head, tail, backward))
        return arcs

    def _point_arcs(self) -> list[tuple[int, int, int]]:
        graph, points = self._graph, self._points
        arcs = []
        by_segment: dict[int, list[int]] = {}
        for number, segment in enumerate(points.segment.tolist()):
            if segment < 0:
                continue
            by_segment.setdefault(segment, []).append(number)
            leave, arrive = graph.nodes + number, graph.nodes + len(points) + number
            share, walk = float(points.share[number]), int(self._walk_ms[number])
            tail, head = int(graph.tail[segment]), int(graph.head[segment])
            for whole, first, last, along in (
                (int(graph.forward_ms[segment]), tail, head, share),
                (int(graph.backward_ms[segment]), head, tail, 1 - share),
            ):
                if whole != CLOSED:
                    arcs.append((leave, last, int(np.rint(whole * (1 - along))) + walk))
                    arcs.append((first, arrive, int(np.rint(whole * along)) + walk))
        for segment, numbers in by_segment.items():
            arcs += self._neighbour_arcs(segment, numbers)
        return arcs

    def _neighbour_arcs(self, segment: int, numbers: list[int]) -> list[tuple[int, int, int]]:
        """Between points at one segment: along it, or straight where both walks are farther."""
        graph, points = self._graph, self._points
        arcs = []
        for a in numbers:
            for b in numbers:
                ends = graph.nodes + a, graph.nodes + len(points) + b
                onward = float(points.share[b] - points.share[a])
                walks = int(self._walk_ms[a] + self._walk_ms[b])
                if onward >= 0 and graph.forward_ms[segment] != CLOSED:
                    along = int(np.rint(int(graph.forward_ms[segment]) * onward))
                    arcs.append((*ends, along + walks))
                if onward <= 0 and graph.backward_ms[segment] != CLOSED:
                    along = int(np.rint(int(graph.backward_ms[segment]) * -onward))
                    arcs.append((*ends, along + walks))
                (lon_a, lat_a), (lon_b, lat_b) = points.points[a], points.points[b]
                straight = float(distances_m(lon_a, lat_a, lon_b, lat_b))
                if straight <= points.access_m[a] + points.access_m[b]:
                    arcs.append((*ends, int(np.rint(straight * self._pace))))
        return arcs


def judge_times_s(network: Network, points: Snaps) -> NDArray[np.float64]:
    """Seconds between all pairs of points by Dijkstra's algorithm."""
    return Judge(network.graph, points, network.assumptions.walking_kmh).times_s()
