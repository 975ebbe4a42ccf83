"""Every street of a generation once, with how much it matters, from the networks of all modes.

Called by ``tiles`` and by who draws. A network keeps no street class; how fast one drives there
says as much. A stretch that several modes use is kept as the first of driving, riding, walking.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from zhihui.district import Text
from zhihui.maps.mercator import Floats, to_plane
from zhihui.streets import CLOSED, NAMELESS, Mode, StreetGraph

RANKS: Final = ("major", "middle", "minor", "path")
"""Streets by what they are for, the most important first; the last are not for cars."""
_MAJOR_KMH: Final = 42.0
_MIDDLE_KMH: Final = 31.0
_PATH: Final = len(RANKS) - 1
_ORDER: Final = (Mode.DRIVE, Mode.BIKE, Mode.WALK)
_E7: Final = 1e7


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetLines:
    """Lines in the Mercator plane: line i is ``starts[i]:starts[i + 1]`` of ``x`` and ``y``."""

    starts: NDArray[np.int64]
    x: Floats
    y: Floats
    rank: NDArray[np.int8]
    """Ordinal in RANKS, one a line."""
    name: NDArray[np.int32] | None = None
    """Ordinal in ``names`` or NAMELESS, one a line; None: not known here."""
    names: tuple[Text, ...] = ()


def street_lines(graphs: Sequence[StreetGraph]) -> StreetLines:
    """All streets of the networks, in a fixed order."""
    seen: NDArray[np.int64] = np.empty((0, 4), dtype=np.int64)
    pieces: list[_Piece] = []
    table: dict[tuple[tuple[str, str], ...], int] = {}
    by_mode = {graph.mode: graph for graph in graphs}
    for graph in (by_mode[mode] for mode in _ORDER if mode in by_mode):
        points, lines, steps = _new_steps(graph, seen)
        pieces.append(_Piece(points, lines, _ranks(graph)[lines], _names(graph, table)[lines]))
        seen = np.concatenate((seen, steps))
    return _join(pieces, tuple(dict(name) for name in table))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Steps of one network: their ends (n, 4), and of each its segment, rank and name."""

    ends: NDArray[np.int64]
    owner: NDArray[np.int64]
    rank: NDArray[np.int8]
    name: NDArray[np.int32]


def _names(graph: StreetGraph, table: dict[tuple[tuple[str, str], ...], int]) -> NDArray[np.int32]:
    """The names of all segments as ordinals of one table for all networks, which is added to."""
    names = graph.names
    if names is None:
        return np.full(graph.segments, NAMELESS, dtype=np.int32)
    ordinals = [
        table.setdefault(tuple(names.read(number).items()), len(table))
        for number in range(len(names))
    ]
    return np.array([*ordinals, NAMELESS], dtype=np.int32)[names.of_segment]


def _ranks(graph: StreetGraph) -> NDArray[np.int8]:
    ranks = np.full(graph.segments, _PATH, dtype=np.int8)
    if graph.mode is not Mode.DRIVE:
        return ranks
    passing_ms = np.minimum(graph.forward_ms, graph.backward_ms)
    is_open = (passing_ms != CLOSED) & (passing_ms > 0)
    speed_kmh = np.where(is_open, graph.length_m * 3600.0 / np.maximum(passing_ms, 1), 0.0)
    ranks[is_open] = 2
    ranks[speed_kmh >= _MIDDLE_KMH] = 1
    ranks[speed_kmh >= _MAJOR_KMH] = 0
    return ranks


def _new_steps(
    graph: StreetGraph, seen: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Steps between two points that are not in ``seen``: ends (n, 4), segment (n,), keys (n, 4)."""
    points = np.column_stack((graph.shape_lon, graph.shape_lat)).astype(np.int64)
    segment = np.repeat(np.arange(graph.segments), np.diff(graph.shape_starts))
    goes_on = segment[1:] == segment[:-1]
    ends = np.column_stack((points[:-1], points[1:]))[goes_on]
    owner = segment[:-1][goes_on]
    is_turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    keys = np.where(is_turned[:, None], ends[:, [2, 3, 0, 1]], ends)
    everything = np.concatenate((seen, keys))
    _, first = np.unique(everything, axis=0, return_index=True)
    fresh = np.zeros(len(everything), dtype=np.bool_)
    fresh[first] = True
    is_new = fresh[len(seen) :]
    return ends[is_new], owner[is_new], keys[is_new]


def _join(pieces: Iterable[_Piece], names: tuple[Text, ...]) -> StreetLines:
    """Steps that follow each other in one segment as one line."""
    starts, lons, lats, ranks, total = [np.zeros(1, np.int64)], [], [], [], 0
    named = [np.empty(0, np.int32)]
    for piece in pieces:
        ends, owner = piece.ends, piece.owner
        if not len(ends):
            continue
        begins = np.ones(len(ends), dtype=np.bool_)
        begins[1:] = (owner[1:] != owner[:-1]) | (ends[1:, :2] != ends[:-1, 2:]).any(axis=1)
        first = np.flatnonzero(begins)
        sizes = np.diff(np.append(first, len(ends))) + 1
        line = np.cumsum(begins) - 1
        points = np.empty((len(ends) + len(first), 2), dtype=np.int64)
        points[np.arange(len(ends)) + line + 1] = ends[:, 2:]
        points[first + np.arange(len(first))] = ends[first, :2]
        starts.append(total + np.cumsum(sizes))
        total += len(points)
        lons.append(points[:, 0] / _E7)
        lats.append(points[:, 1] / _E7)
        ranks.append(piece.rank[first])
        named.append(piece.name[first])
    x, y = to_plane(np.concatenate([np.empty(0), *lons]), np.concatenate([np.empty(0), *lats]))
    return StreetLines(
        starts=np.concatenate(starts),
        x=x,
        y=y,
        rank=np.concatenate([np.empty(0, np.int8), *ranks]),
        name=np.concatenate(named),
        names=names,
    )
