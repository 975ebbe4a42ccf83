"""Travel times on real street networks, beside plain Dijkstra on the same graph and points.

Every time of ours is compared with Dijkstra's; the share that is equal is part of the result.
"""

import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from heapq import heappop, heappush
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from benchmarks.timing import Timing, time_calls
from zhihui.district import AreaCode, Records, text
from zhihui.streets import (
    CLOSED,
    ImportedStreets,
    Mode,
    Network,
    Snaps,
    StreetFile,
    import_streets,
    open_network,
    streets_part,
)
from zhihui.streets.graph import arcs_of

POINTS = 300
_PEER_ROWS = 20
"""Points that Dijkstra answers: one search each."""
NEVER = np.int64(2**60)
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetsRow:
    """One question on one network. ``peer``: plain Dijkstra; ``equal``: share of equal times."""

    network: str
    nodes: int
    segments: int
    question: str
    timing: Timing
    peer: Timing | None = None
    equal: float | None = None

    def to_dict(self) -> dict[str, object]:
        """For the file of results."""
        return asdict(self)


def measure_streets(data: Path) -> list[StreetsRow]:
    """Every question on Jinan (drive) and Heidelberg (walk, drive); nothing without ``data``."""
    edges = data / "jinan-streets" / "edges.shp"
    osm = data / "heidelberg" / "heidelberg_ors.osm.pbf"
    if not (edges.is_file() and osm.is_file()):
        return []
    jinan = StreetFile(
        path=edges,
        shown=edges.name,
        modes=(Mode.DRIVE,),
        directed=True,
        class_field="highway",
    )
    heidelberg = StreetFile(path=osm, shown=osm.name, modes=(Mode.WALK, Mode.DRIVE))
    return [*_measure("Jinan", jinan), *_measure("Heidelberg", heidelberg)]


def _measure(city: str, file: StreetFile) -> list[StreetsRow]:
    start = perf_counter()
    networks, _ = import_streets([file])
    import_us = (perf_counter() - start) * 1e6
    records = Records(district_code=AreaCode("370103"), district_name=text("示例", "Sample"))
    rows: list[StreetsRow] = []
    with tempfile.TemporaryDirectory() as folder:
        streets_part(networks).write(Path(folder), records, None)
        for imported in networks:
            mode = imported.summary.mode
            network = open_network(Path(folder), mode)
            opening = time_calls(lambda mode: open_network(Path(folder), mode), [mode] * 5, 1)
            asker = _Asker(f"{city}, {mode.value}", imported, network)
            rows.append(asker.row("import of all modes", Timing(1, import_us, import_us)))
            rows.append(asker.row("open", opening))
            rows += asker.questions()
    return rows


class _Asker:
    """Asks one network and its judge the same."""

    def __init__(self, title: str, imported: ImportedStreets, network: Network) -> None:
        self._title, self._summary, self._network = title, imported.summary, network
        graph = network.graph
        chance = np.random.default_rng(7)
        main = np.flatnonzero(graph.is_main)
        nodes = chance.choice(main, POINTS, replace=False)
        self._points = np.column_stack((graph.node_lon[nodes], graph.node_lat[nodes])) / 1e7
        self._points += chance.normal(0, 0.0003, self._points.shape)

    def row(self, question: str, timing: Timing, **compared: object) -> StreetsRow:
        """A row of this network."""
        return StreetsRow(
            network=self._title,
            nodes=self._summary.nodes,
            segments=self._summary.segments,
            question=question,
            timing=timing,
            **compared,  # type: ignore[arg-type]
        )

    def questions(self) -> list[StreetsRow]:
        """Point to point, 1 × 300, 300 × 300, path, and area."""
        network, points = self._network, self._points
        origins = [points[number : number + 1] for number in range(POINTS)]
        pairs = list(pairwise(origins))
        pinned = network.pin(points)
        snapped = [network.snap(origin) for origin in origins]
        dijkstra = PlainDijkstra(network)
        places = network.snap(points)
        peer = time_calls(
            lambda origin: dijkstra.times_s(origin, places), snapped[:_PEER_ROWS], rounds=1
        )
        judged = [dijkstra.times_s(each, places) for each in snapped[:_PEER_ROWS]]
        expected = np.concatenate(judged)
        found = np.concatenate([pinned.times_from_s(each) for each in origins[:_PEER_ROWS]])
        compared = {"peer": peer, "equal": float((found == expected).mean())}
        ask: list[tuple[str, Callable[..., object], list[object], dict[str, object]]] = [
            ("point to point", lambda pair: network.travel_times_s(*pair), [*pairs], {}),
            ("point to point, path", lambda pair: network.path(*pair), [*pairs], {}),
            ("1 × 300, places pinned", pinned.times_from_s, [*origins], compared),
            ("1 × 300, all snapped", pinned.times_from_s, [*snapped], compared),
            ("300 × 300", lambda _: network.travel_times_s(points, points), [0] * 5, {}),
            (
                "area in 15 minutes",
                lambda one: network.reachable_area(one, 15),
                [*origins[:10]],
                {},
            ),
            (
                "area in 30 minutes",
                lambda one: network.reachable_area(one, 30),
                [*origins[:10]],
                {},
            ),
        ]
        return [
            self.row(question, time_calls(call, inputs, rounds=1), **more)
            for question, call, inputs, more in ask
        ]


class PlainDijkstra:
    """Dijkstra's algorithm with a binary heap, compiled, from the same snapped points."""

    def __init__(self, network: Network) -> None:
        self._network = network
        graph = network.graph
        _, tail, head, cost = arcs_of(graph.tail, graph.head, graph.forward_ms, graph.backward_ms)
        order = np.argsort(tail, kind="stable")
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(tail, minlength=graph.nodes))))
        self._heads, self._costs = head[order].astype(np.int64), cost[order].astype(np.int64)

    def times_s(self, start: Snaps, end: Snaps) -> Points:
        """Seconds from one point to all places; shape (1, places)."""
        reached = _search(
            self._starts, self._heads, self._costs, start.leave_nodes[0], start.leave_ms[0]
        )
        reached = np.where(reached == NEVER, np.inf, reached)
        last = np.where(end.arrive_ms == CLOSED, np.inf, end.arrive_ms)
        through = (reached[end.arrive_nodes] + last).min(axis=1)
        best: Points = np.minimum(through / 1000, self._network.direct_times_s(start, end)[0])
        return best[None, :]


@numba.njit
def _search(starts: Any, heads: Any, costs: Any, sources: Any, first_costs: Any) -> Any:
    reached = np.full(starts.size - 1, NEVER, dtype=np.int64)
    queue = [(NEVER, np.int64(0))]
    for number in range(sources.size):
        node, cost = sources[number], first_costs[number]
        if cost < CLOSED and cost < reached[node]:
            reached[node] = cost
            heappush(queue, (cost, node))
    while len(queue) > 1:
        cost, node = heappop(queue)
        if cost > reached[node]:
            continue
        for arc in range(starts[node], starts[node + 1]):
            onward = cost + costs[arc]
            if onward < reached[heads[arc]]:
                reached[heads[arc]] = onward
                heappush(queue, (onward, heads[arc]))
    return reached
