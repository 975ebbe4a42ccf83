"""Where a picture writes the names of streets: along stretches without a sharp bend, and clear.

Called by ``drawing``. Each name once, the streets that matter most first; a name that finds no room
is left out, as the drawn map does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from zhihui.maps.lines import StreetLines
from zhihui.maps.mercator import Floats

MOST: Final = 12
"""Names in one picture."""
SIZE_PX: Final = 11
_SHARP: Final = np.cos(np.radians(25.0))
_TOLERANCE_PX: Final = 1.5
_CLEAR_PX: Final = 4.0
_EDGE_PX: Final = 6.0


@dataclass(frozen=True, slots=True)
class StreetLabel:
    """A name and the line that it is written along, in pixels, from left to right."""

    words: str
    line: Floats


def place_names(
    streets: StreetLines,
    pixels: Floats,
    lines: Sequence[int],
    size: tuple[int, int],
    language: str,
    taken: Sequence[shapely.Geometry],
) -> Iterator[StreetLabel]:
    """Labels for the named ``lines``; ``pixels``: every point of ``streets`` in the picture.

    ``taken``: what no name may touch.
    """
    full, written = list(taken), 0
    for label in _list_candidates(streets, pixels, lines, size, language):
        room = shapely.LineString(label.line).buffer(SIZE_PX / 2 + _CLEAR_PX)
        if any(room.intersects(other) for other in full):
            continue
        full.append(room)
        yield label
        written += 1
        if written == MOST:
            return


def width_of(words: str) -> float:
    """How wide words are about, in pixels."""
    return SIZE_PX * sum(0.6 if ord(letter) < 0x2E80 else 1.0 for letter in words)


def _list_candidates(
    streets: StreetLines,
    pixels: Floats,
    lines: Sequence[int],
    size: tuple[int, int],
    language: str,
) -> list[StreetLabel]:
    """Of each name the middle of its longest stretch, where it has room, in order of writing."""
    assert streets.name is not None
    by_name: dict[int, list[int]] = {}
    for line in lines:
        by_name.setdefault(int(streets.name[line]), []).append(line)
    found = []
    for ordinal, own in by_name.items():
        name = streets.names[ordinal]
        words = name.get(language) or name.get("zh", "")
        width = width_of(words) + 2 * _CLEAR_PX
        stretch = _find_stretch(streets, pixels, own, size)
        if words and stretch is not None and stretch.length >= width:
            rank = min(int(streets.rank[line]) for line in own)
            label = StreetLabel(words, _cut_middle(stretch, width))
            found.append((rank, -stretch.length, words, label))
    return [one[3] for one in sorted(found, key=lambda one: one[:3])]


def _find_stretch(
    streets: StreetLines, pixels: Floats, lines: Sequence[int], size: tuple[int, int]
) -> shapely.LineString | None:
    """The longest stretch of some lines in the picture that has no sharp bend."""
    pieces = [
        shapely.LineString(pixels[int(streets.starts[line]) : int(streets.starts[line + 1])])
        for line in lines
    ]
    joined = shapely.line_merge(shapely.MultiLineString(pieces))
    inside = size[0] - _EDGE_PX, size[1] - _EDGE_PX
    cut = shapely.clip_by_rect(joined, _EDGE_PX, _EDGE_PX, *inside)
    stretches = [
        stretch
        for part in shapely.get_parts(shapely.simplify(cut, _TOLERANCE_PX))
        for stretch in _split_at_bends(shapely.get_coordinates(part))
    ]
    return max(stretches, key=lambda stretch: stretch.length, default=None)


def _split_at_bends(points: Floats) -> Iterator[shapely.LineString]:
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    points, steps = points[np.append(True, lengths > 0)], steps[lengths > 0]
    if not len(steps):
        return
    ways = steps / lengths[lengths > 0][:, None]
    turns = (ways[1:] * ways[:-1]).sum(axis=1)
    bends = np.flatnonzero(turns < _SHARP) + 1
    for begin, end in zip([0, *bends], [*bends, len(points) - 1], strict=True):
        yield shapely.LineString(points[begin : end + 1])


def _cut_middle(stretch: shapely.LineString, width: float) -> Floats:
    """``width`` of a stretch around its middle, from left to right or upwards."""
    begin, end = (stretch.length - width) / 2, (stretch.length + width) / 2
    points = shapely.get_coordinates(stretch)
    along = np.append(0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T)))
    marks = np.concatenate(([begin], along[(along > begin) & (along < end)], [end]))
    line = np.column_stack(
        (np.interp(marks, along, points[:, 0]), np.interp(marks, along, points[:, 1]))
    )
    (x1, y1), (x2, y2) = line[0], line[-1]
    is_turned = x2 < x1 - 1 or (abs(x2 - x1) <= 1 and y2 > y1)
    return line[::-1] if is_turned else line
