"""An opened street network: travel times, paths and reachable areas along streets.

Made by ``part.open_network``. All durations are summed in whole milliseconds, so times are exact:
the same as those of Dijkstra's algorithm on the same segments. Safe to share between threads: a
query object of the hierarchy may only live in one, so each call makes its own, in microseconds.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import routingkit_cch
from numpy.typing import ArrayLike, NDArray

from zhihui.district import Text
from zhihui.streets.areas import create_area, empty_area
from zhihui.streets.graph import CLOSED, StreetGraph, arcs_of
from zhihui.streets.modes import Assumptions, Mode
from zhihui.streets.names import NAMELESS
from zhihui.streets.paths import PathFinder
from zhihui.streets.snapping import Longs, Snapper, Snaps, part_ms, walking_ms
from zhihui.streets.sphere import E7, Floats, distances_m, read_points, straight_m
from zhihui.streets.travel import ReachableArea, StreetPath, Travel

_MS: Final = 1000.0
NAMED_WITHIN_M: Final = 80.0
"""A place is said to be near a street up to here: across a wide road or behind a front row."""


class Network:
    """The streets of one mode. Fulfils ``TravelTimes``."""

    def __init__(self, graph: StreetGraph, assumptions: Assumptions) -> None:
        self.graph = graph
        self._assumptions = assumptions
        self._snapper = Snapper(graph, assumptions.walking_kmh)
        arcs, source, target, duration = arcs_of(
            graph.tail, graph.head, graph.forward_ms, graph.backward_ms
        )
        hierarchy = routingkit_cch.CCH(
            graph.order.tolist(), source.tolist(), target.tolist(), False
        )
        self._metric = routingkit_cch.CCHMetric(hierarchy, duration.tolist())
        self._paths = PathFinder(graph, arcs, self._metric)

    @property
    def mode(self) -> Mode:
        """How one moves."""
        return self._assumptions.mode

    @property
    def assumptions(self) -> Assumptions:
        """What the times rest on, for the faces to show."""
        return self._assumptions

    def snap(self, points: ArrayLike | Snaps) -> Snaps:
        """Points (longitude, latitude), one pair or shape (n, 2), led to their nearest streets."""
        return points if isinstance(points, Snaps) else self._snapper.snap(read_points(points))

    def find_street_name(self, point: ArrayLike) -> Text | None:
        """The name of the nearest street that has one, within NAMED_WITHIN_M; None: not known."""
        names = self.graph.names
        if names is None:
            return None
        near = self._snapper.list_near(read_points(point), NAMED_WITHIN_M)
        named = near[names.of_segment[near] != NAMELESS]
        return names.find(int(named[0])) if named.size else None

    def list_streets(self, is_wanted: Callable[[Text], bool]) -> list[tuple[Text, Floats]]:
        """The streets whose names are wanted, each with its points: longitude, latitude; (n, 2)."""
        names, graph = self.graph.names, self.graph
        if names is None:
            return []
        found = []
        for ordinal in range(len(names)):
            name = names.read(ordinal)
            if is_wanted(name):
                runs = [
                    slice(int(graph.shape_starts[one]), int(graph.shape_starts[one + 1]))
                    for one in np.flatnonzero(names.of_segment == ordinal)
                ]
                if not runs:  # of a street that another file brought before
                    continue
                lon = np.concatenate([graph.shape_lon[run] for run in runs])
                lat = np.concatenate([graph.shape_lat[run] for run in runs])
                points = np.unique(np.column_stack((lon, lat)), axis=0) / E7
                found.append((name, points))
        return found

    def travel_times_s(
        self, from_points: ArrayLike | Snaps, to_points: ArrayLike | Snaps
    ) -> Floats:
        """Seconds from a points to b points, shape (a, b), infinite where there is no way.

        The walks from the point to the street and from the street to the place are included.
        """
        start, end = self.snap(from_points), self.snap(to_points)
        if len(start) <= len(end):
            return Arrivals(self, end).times_s(start)
        return Departures(self, start).times_s(end)

    def travel(self, from_points: ArrayLike | Snaps, to_points: ArrayLike | Snaps) -> Travel:
        """Times with the straight distances and what each point is away from a street."""
        start, end = self.snap(from_points), self.snap(to_points)
        return Travel(
            duration_s=self.travel_times_s(start, end),
            straight_m=straight_m(start.points, end.points),
            from_access_m=start.access_m,
            to_access_m=end.access_m,
            from_is_near=start.is_near,
            to_is_near=end.is_near,
            assumptions=self._assumptions,
        )

    def path(self, from_point: ArrayLike | Snaps, to_point: ArrayLike | Snaps) -> StreetPath:
        """The fastest way from one point to another; without points when there is none."""
        start, end = self.snap(from_point), self.snap(to_point)
        direct = direct_ms(self.graph, self._assumptions, start, end)[0, 0]
        return self._paths.find(start, end, direct, self._assumptions)

    def reachable_area(self, point: ArrayLike | Snaps, minutes: float) -> ReachableArea:
        """Where one can be within ``minutes``: the streets, and a strip on either side."""
        start = self.snap(point)
        if not start.is_near[0]:
            return empty_area(start, minutes, self._assumptions)
        query = routingkit_cch.CCHOneToMany(self._metric, list(range(self.graph.nodes)))
        found = query.distances_from_multi(_weighted(start, 0, leaving=True))
        reached_ms = np.nan_to_num(np.array(found, dtype=np.float64), nan=np.inf, posinf=np.inf)
        lines = self._snapper.lines
        return create_area(self.graph, lines, start, reached_ms, minutes, self._assumptions)

    def pin(self, places: ArrayLike | Snaps) -> "PinnedOnStreets":
        """Prepare places that will be asked for many times."""
        return PinnedOnStreets(self, self.snap(places))

    def direct_times_s(self, start: Snaps, end: Snaps) -> Floats:
        """Seconds between points at one and the same segment, shape (a, b), else infinite."""
        return direct_ms(self.graph, self._assumptions, start, end) / _MS

    def metric(self) -> routingkit_cch.CCHMetric:
        """The customised hierarchy, for the query objects of this room."""
        return self._metric


class PinnedOnStreets:
    """Places that are snapped once. Safe to share between threads."""

    def __init__(self, network: Network, places: Snaps) -> None:
        self._network = network
        self.places = places
        self._arrivals = Arrivals(network, places)
        self._departures = Departures(network, places)

    def times_from_s(self, points: ArrayLike | Snaps) -> Floats:
        """Seconds from a points to the places; shape (a, places), infinite where no way."""
        return self._arrivals.times_s(self._network.snap(points))

    def times_to_s(self, points: ArrayLike | Snaps) -> Floats:
        """Seconds from the places to b points; shape (places, b), infinite where no way."""
        return self._departures.times_s(self._network.snap(points))


class Arrivals:
    """One to many: from any point to fixed places."""

    def __init__(self, network: Network, places: Snaps) -> None:
        self._network = network
        self._places = places
        nodes, position = np.unique(places.arrive_nodes, return_inverse=True)
        self._position = position.reshape(places.arrive_nodes.shape)
        self._last_ms = _open(places.arrive_ms)
        self._nodes: list[int] = nodes.tolist()

    def times_s(self, start: Snaps) -> Floats:
        """Seconds, shape (points, places)."""
        times = direct_ms(self._network.graph, self._network.assumptions, start, self._places)
        if not len(self._places):
            return times
        query = routingkit_cch.CCHOneToMany(self._network.metric(), self._nodes)
        for row in range(len(start)):
            sources = _weighted(start, row, leaving=True)
            if sources:
                found = query.distances_from_multi(sources)
                along = _best(found, self._position, self._last_ms)
                np.minimum(times[row], along, out=times[row])
        return times / _MS


class Departures:
    """Many to one: from fixed places to any point."""

    def __init__(self, network: Network, places: Snaps) -> None:
        self._network = network
        self._places = places
        nodes, position = np.unique(places.leave_nodes, return_inverse=True)
        self._position = position.reshape(places.leave_nodes.shape)
        self._first_ms = _open(places.leave_ms)
        self._nodes: list[int] = nodes.tolist()

    def times_s(self, end: Snaps) -> Floats:
        """Seconds, shape (places, points)."""
        times = direct_ms(self._network.graph, self._network.assumptions, self._places, end)
        if not len(self._places):
            return times
        query = routingkit_cch.CCHManyToOne(self._network.metric(), self._nodes)
        for column in range(len(end)):
            targets = _weighted(end, column, leaving=False)
            if targets:
                found = query.distances_to_multi(targets)
                along = _best(found, self._position, self._first_ms)
                times[:, column] = np.minimum(times[:, column], along)
        return times / _MS


def direct_ms(graph: StreetGraph, assumptions: Assumptions, start: Snaps, end: Snaps) -> Floats:
    """Milliseconds between points at one and the same segment, shape (a, b), else infinite.

    Along the segment in an allowed direction; or straight on foot, where that is shorter than
    the walks to the street and back.
    """
    times = np.full((len(start), len(end)), np.inf)
    rows, columns = np.nonzero((start.segment[:, None] == end.segment) & start.is_near[:, None])
    if not rows.size:
        return times
    segment = start.segment[rows]
    onward = end.share[columns] - start.share[rows]
    access = start.access_ms[rows] + end.access_ms[columns]
    forward = _open(part_ms(graph.forward_ms[segment], np.abs(onward), access))
    backward = _open(part_ms(graph.backward_ms[segment], np.abs(onward), access))
    best = np.minimum(
        np.where(onward >= 0, forward, np.inf), np.where(onward <= 0, backward, np.inf)
    )
    across_m = distances_m(*start.points[rows].T, *end.points[columns].T)
    is_nearer = across_m <= start.access_m[rows] + end.access_m[columns]
    across = np.where(is_nearer, walking_ms(across_m, assumptions.walking_kmh), np.inf)
    times[rows, columns] = np.minimum(best, across)
    return times


def _weighted(snaps: Snaps, row: int, *, leaving: bool) -> list[tuple[int, int]]:
    """The nodes of one point with the milliseconds between it and them."""
    nodes = snaps.leave_nodes[row] if leaving else snaps.arrive_nodes[row]
    costs = snaps.leave_ms[row] if leaving else snaps.arrive_ms[row]
    return [
        (int(node), int(cost)) for node, cost in zip(nodes, costs, strict=True) if cost != CLOSED
    ]


def _best(found: list[int | None], position: NDArray[np.intp], more_ms: Floats) -> Floats:
    reached = np.array(found, dtype=np.float64)
    best: Floats = np.fmin.reduce(reached[position] + more_ms, axis=1)
    return np.where(np.isnan(best), np.inf, best)


def _open(costs: Longs) -> Floats:
    return np.where(costs == CLOSED, np.inf, costs.astype(np.float64))
