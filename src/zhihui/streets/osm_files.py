"""Streets from OpenStreetMap data (PBF or XML): ways cut where they meet, tags read per mode.

Called by ``importing``. Ways meet at the nodes they share; a barrier that a mode cannot pass ends
the way on both sides of it. Ferries are left out.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np
import osmium
from numpy.typing import NDArray

from zhihui.streets.drafts import ModeDraft
from zhihui.streets.files import StreetFile, unreadable
from zhihui.streets.graph import PointE7
from zhihui.streets.imported import LeftOut, WaysRead
from zhihui.streets.sphere import E7, distances_m
from zhihui.streets.tags import Tags, is_blocked, permit

_UNKNOWN: Final = 2**31 - 1
"""Both coordinates of a node whose location the file lacks."""
_WAY_KEYS: Final = ("highway", "route")


@dataclass(slots=True)
class _Ways:
    """All ways of a file one after another."""

    tags: list[Tags] = field(default_factory=list)
    starts: "array[int]" = field(default_factory=lambda: array("q", [0]))
    refs: "array[int]" = field(default_factory=lambda: array("q"))
    lon: "array[int]" = field(default_factory=lambda: array("i"))
    lat: "array[int]" = field(default_factory=lambda: array("i"))
    barriers: dict[int, Tags] = field(default_factory=dict)
    """Node → its tags."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of points between two cuts: positions of its ends in the arrays, and its length."""

    first: int
    last: int
    length_m: float


def import_osm(file: StreetFile, drafts: Sequence[ModeDraft]) -> WaysRead:
    """Add the ways of ``file`` to each draft. Raises StreetsError."""
    ways = _read(file)
    points = list(zip(ways.lon, ways.lat, strict=True))
    is_cut = _find_cuts(ways)
    reached_m = _lengths_from_start(ways)
    left_out = 0
    for number, tags in enumerate(ways.tags):
        start, end = ways.starts[number], ways.starts[number + 1]
        cuts = [start + int(cut) for cut in np.flatnonzero(is_cut[start:end])]
        stretches = [
            _Stretch(first, last, float(reached_m[last] - reached_m[first]))
            for first, last in pairwise(cuts)
            if ways.lon[first] != _UNKNOWN != ways.lon[last]
        ]
        is_incomplete = _UNKNOWN in ways.lon[start:end]
        added = [_add_way(draft, ways, points, tags, stretches) for draft in drafts]
        left_out += not any(added)
        for draft in drafts:
            draft.left_out[LeftOut.NO_LOCATION] += is_incomplete
    return WaysRead(len(ways.tags), left_out)


def _read(file: StreetFile) -> _Ways:
    ways = _Ways()
    wanted = osmium.osm.NODE | osmium.osm.WAY
    try:
        processor = osmium.FileProcessor(str(file.path), wanted).with_locations()
        for found in processor.with_filter(osmium.filter.KeyFilter(*_WAY_KEYS, "barrier")):
            _keep(found, ways)
    except (RuntimeError, OSError, ValueError) as error:
        raise unreadable(file, str(error) or type(error).__name__) from error
    return ways


def _keep(found: Any, ways: _Ways) -> None:
    tags = {tag.k: tag.v for tag in found.tags}
    if found.is_node():
        if "barrier" in tags:
            ways.barriers[found.id] = tags
        return
    if "highway" not in tags and tags.get("route") != "ferry":
        return
    ways.tags.append(tags)
    for node in found.nodes:
        ways.refs.append(node.ref)
        is_known = node.location.valid()
        ways.lon.append(node.location.x if is_known else _UNKNOWN)
        ways.lat.append(node.location.y if is_known else _UNKNOWN)
    ways.starts.append(len(ways.refs))


def _find_cuts(ways: _Ways) -> NDArray[np.bool_]:
    """Where ways are cut: at their ends, at shared nodes, barriers and unknown locations."""
    refs = np.frombuffer(ways.refs, dtype=np.int64)
    if not refs.size:
        return np.zeros(0, dtype=np.bool_)
    _, position, times = np.unique(refs, return_inverse=True, return_counts=True)
    is_cut: NDArray[np.bool_] = times[position] > 1
    is_cut |= np.isin(refs, np.fromiter(ways.barriers, dtype=np.int64, count=len(ways.barriers)))
    is_unknown = np.frombuffer(ways.lon, dtype=np.int32) == _UNKNOWN
    is_cut |= is_unknown
    is_cut[1:] |= is_unknown[:-1]
    is_cut[:-1] |= is_unknown[1:]
    starts = np.frombuffer(ways.starts, dtype=np.int64)
    filled = starts[1:] > starts[:-1]
    is_cut[starts[:-1][filled]] = True
    is_cut[starts[1:][filled] - 1] = True
    return is_cut


def _lengths_from_start(ways: _Ways) -> NDArray[np.float64]:
    """Metres from the first point of the file to each, through all points in their order."""
    lon = np.frombuffer(ways.lon, dtype=np.int32) / E7
    lat = np.frombuffer(ways.lat, dtype=np.int32) / E7
    reached = np.zeros(lon.size)
    reached[1:] = np.cumsum(distances_m(lon[:-1], lat[:-1], lon[1:], lat[1:]))
    return reached


def _add_way(
    draft: ModeDraft,
    ways: _Ways,
    points: Sequence[PointE7],
    tags: Mapping[str, str],
    stretches: Sequence[_Stretch],
) -> bool:
    """Add one way to one draft; False when the mode may not use it."""
    permission = permit(tags, draft.mode)
    if permission.left_out:
        draft.left_out[permission.left_out] += 1
        return False
    draft.note_class(tags)
    reasons = {
        draft.add(
            (
                _node_at(draft, ways, stretch.first, points),
                _node_at(draft, ways, stretch.last, points),
            ),
            points[stretch.first : stretch.last + 1],
            permission,
            tags,
            stretch.length_m,
        )
        for stretch in stretches
    }
    for reason in reasons:
        if reason is not None:
            draft.left_out[reason] += 1
    return True


def _node_at(draft: ModeDraft, ways: _Ways, position: int, points: Sequence[PointE7]) -> int:
    """The node at a position; at a barrier that the mode cannot pass, one of its own each time."""
    ref = ways.refs[position]
    barrier = ways.barriers.get(ref)
    if barrier is not None and is_blocked(barrier, draft.mode):
        return draft.builder.lone_node(points[position])
    return draft.builder.node(ref, points[position])
