"""The street network of one mode as arrays, and putting it together from segments.

A segment is a street between two nodes, with a duration in each direction or none. Filled by the
importers and the sample, written by ``part``, read by ``network``. Holds no speed and no file.
"""

from array import array
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import routingkit_cch
from numpy.typing import NDArray

from zhihui.streets.components import find_largest_component
from zhihui.streets.modes import Mode
from zhihui.streets.names import NAMELESS, NameTable, StreetNames
from zhihui.streets.sphere import E7, distances_m

CLOSED: Final = 2**31 - 1
"""The duration of a direction that may not be used."""

Ints = NDArray[np.int32]
PointE7 = tuple[int, int]
"""lon, lat in whole 1e-7 degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetGraph:
    """n nodes and m segments. Coordinates in 1e-7 degrees, durations in milliseconds."""

    mode: Mode
    node_lon: Ints
    node_lat: Ints
    tail: Ints
    head: Ints
    forward_ms: Ints
    """From tail to head; CLOSED where that is not allowed."""
    backward_ms: Ints
    length_m: NDArray[np.float64]
    shape_starts: NDArray[np.int64]
    """Segment i runs through the points ``shape_starts[i]:shape_starts[i + 1]``, ends included."""
    shape_lon: Ints
    shape_lat: Ints
    order: Ints
    """Nodes by rising rank of the contraction hierarchy."""
    is_main: NDArray[np.uint8]
    """1 for nodes of the largest strongly connected component."""
    names: StreetNames | None = None
    """None: no segment has a name."""

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return int(self.node_lon.size)

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return int(self.tail.size)


def arcs_of(
    tail: Ints, head: Ints, forward_ms: Ints, backward_ms: Ints
) -> tuple[NDArray[np.int64], Ints, Ints, Ints]:
    """The directed arcs: their segment, from, to and duration. Loops are left out.

    An arc of segment s is written s when it runs forward and ~s when it runs backward.
    """
    is_way = tail != head
    forward = np.flatnonzero(is_way & (forward_ms != CLOSED))
    backward = np.flatnonzero(is_way & (backward_ms != CLOSED))
    return (
        np.concatenate((forward, ~backward)),
        np.concatenate((tail[forward], head[backward])),
        np.concatenate((head[forward], tail[backward])),
        np.concatenate((forward_ms[forward], backward_ms[backward])),
    )


@dataclass(slots=True)
class GraphBuilder:
    """Collects the segments of one mode, file by file.

    Nodes of different files meet where their coordinates are equal; within a file they meet where
    their keys are. The same street met twice is kept once, with the shorter duration.
    """

    mode: Mode
    _lon: "array[int]" = field(default_factory=lambda: array("i"))
    _lat: "array[int]" = field(default_factory=lambda: array("i"))
    _of_key: dict[Hashable, int] = field(default_factory=dict)
    _of_earlier: dict[PointE7, int] = field(default_factory=dict)
    _segments: dict[tuple[int, int, tuple[PointE7, ...]], list[int]] = field(default_factory=dict)
    """Both durations and the ordinal of the name."""
    _names: NameTable = field(default_factory=NameTable)

    def begin_file(self) -> None:
        """The keys of the nodes that follow are those of another file."""
        self._of_key.clear()
        for number, point in enumerate(zip(self._lon, self._lat, strict=True)):
            self._of_earlier.setdefault(point, number)

    def node(self, key: Hashable, point: PointE7) -> int:
        """The node with this key in the file."""
        known = self._of_key.get(key)
        if known is None:
            known = self._of_earlier.get(point)
            if known is None:
                known = self.lone_node(point)
            self._of_key[key] = known
        return known

    def lone_node(self, point: PointE7) -> int:
        """A new node that nothing else of this file meets at."""
        self._lon.append(point[0])
        self._lat.append(point[1])
        return len(self._lon) - 1

    def add(
        self,
        tail: int,
        head: int,
        shape: Sequence[PointE7],
        forward_ms: int,
        backward_ms: int,
        name: Mapping[str, str] | None = None,
    ) -> bool:
        """Add a segment; ``shape`` includes both ends. False when the street was there already.

        ``name`` by language; None where it has none.
        """
        named = self._names.add(name or {})
        points = tuple(shape)
        same = self._segments.get((tail, head, points))
        if same is None:
            same = self._segments.get((head, tail, points[::-1]))
            if same is not None:
                forward_ms, backward_ms = backward_ms, forward_ms
        if same is None:
            self._segments[tail, head, points] = [forward_ms, backward_ms, named]
            return True
        is_new = (same[0] == CLOSED != forward_ms) or (same[1] == CLOSED != backward_ms)
        same[0], same[1] = min(same[0], forward_ms), min(same[1], backward_ms)
        if same[2] == NAMELESS:
            same[2] = named
        return is_new

    @property
    def segments(self) -> int:
        """How many segments there are so far."""
        return len(self._segments)

    def build(self) -> StreetGraph:
        """The network of all that was added, which must be something."""
        ends = np.array([(tail, head) for tail, head, _ in self._segments], dtype=np.int32)
        durations = np.array(list(self._segments.values()), dtype=np.int32)
        sizes = [len(points) for _, _, points in self._segments]
        starts = np.zeros(len(sizes) + 1, dtype=np.int64)
        np.cumsum(sizes, out=starts[1:])
        shape = np.array(
            [point for _, _, points in self._segments for point in points], dtype=np.int32
        )
        tail, head = ends[:, 0].copy(), ends[:, 1].copy()
        forward, backward = durations[:, 0].copy(), durations[:, 1].copy()
        node_lon = np.array(self._lon, dtype=np.int32)
        node_lat = np.array(self._lat, dtype=np.int32)
        _, source, target, _ = arcs_of(tail, head, forward, backward)
        return StreetGraph(
            mode=self.mode,
            node_lon=node_lon,
            node_lat=node_lat,
            tail=tail,
            head=head,
            forward_ms=forward,
            backward_ms=backward,
            length_m=segment_lengths_m(starts, shape[:, 0], shape[:, 1]),
            shape_starts=starts,
            shape_lon=shape[:, 0].copy(),
            shape_lat=shape[:, 1].copy(),
            order=_find_order(node_lon, node_lat, source, target),
            is_main=find_largest_component(node_lon.size, source, target),
            names=self._names.build(numbers[2] for numbers in self._segments.values()),
        )


def segment_lengths_m(starts: NDArray[np.int64], lon: Ints, lat: Ints) -> NDArray[np.float64]:
    """Length of every segment along its shape."""
    lon_deg, lat_deg = lon / E7, lat / E7
    steps = np.zeros(lon.size + 1)
    steps[1:-1] = distances_m(lon_deg[:-1], lat_deg[:-1], lon_deg[1:], lat_deg[1:])
    steps[starts[:-1]] = 0.0
    return np.add.reduceat(steps[:-1], starts[:-1])


def _find_order(lon: Ints, lat: Ints, source: Ints, target: Ints) -> Ints:
    order = routingkit_cch.compute_order_inertial(
        int(lon.size),
        source.tolist(),
        target.tolist(),
        (lat / E7).tolist(),
        (lon / E7).tolist(),
    )
    return np.array(order, dtype=np.int32)
