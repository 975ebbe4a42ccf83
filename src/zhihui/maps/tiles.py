"""The tiles of a district: streets, areas, their names, and places, from zoom 8 to 14.

Called by the part. The same records and networks give the same tiles. Pure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from zhihui.maps.archive import Box, Tile
from zhihui.maps.contents import AREA_NAMES, PLACES, Outline, Spot
from zhihui.maps.encoding import (
    EXTENT,
    Feature,
    Geometry,
    Layer,
    encode_tile,
    line_commands,
    point_commands,
    ring_commands,
)
from zhihui.maps.lines import RANKS, StreetLines
from zhihui.maps.mercator import to_degrees
from zhihui.streets import NAMELESS

MIN_ZOOM: Final = 8
MAX_ZOOM: Final = 14
AREAS: Final = "areas"
STREETS: Final = "streets"
STREET_NAMES: Final = "street_names"
BUFFER: Final = 64
"""How far lines and outlines go past the edge of a tile, in its units, so that no seam shows."""
_STREETS_FROM_ZOOM: Final = (8, 10, 12, 13)
"""For each rank."""
_NAMES_FROM_ZOOM: Final = (12, 13, 14, 14)
"""For each rank: where its names have room."""
_TOLERANCE: Final = 6.0
"""How far a simplified line may be off, in tile units."""

Objects = NDArray[Any]
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Streets as long as one name holds, in tile units; each with its properties."""

    lines: Objects
    properties: Sequence[Mapping[str, str]]
    tree: shapely.STRtree


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What the tiles of one zoom show, in tile units of that zoom."""

    units: float
    """Tile units across the world."""
    lines: Objects
    rank: NDArray[np.int8]
    tree: shapely.STRtree
    names: "_Names"
    outlines: list[Outline]
    spots: dict[tuple[int, int], list[Spot]]


def make_tiles(
    outlines: Sequence[Outline],
    spots: Sequence[Spot],
    streets: StreetLines,
    report: Report | None = None,
) -> dict[Tile, bytes]:
    """All tiles that show anything, not compressed."""
    tiles: dict[Tile, bytes] = {}
    for zoom in range(MIN_ZOOM, MAX_ZOOM + 1):
        content = _content(zoom, outlines, spots, streets)
        for column, row in sorted(_covered(content)):
            encoded = encode_tile(_layers(content, column, row))
            if encoded:
                tiles[zoom, column, row] = encoded
        if report is not None:
            report(zoom - MIN_ZOOM + 1, MAX_ZOOM - MIN_ZOOM + 1)
    return tiles


def find_box(
    outlines: Sequence[Outline], spots: Sequence[Spot], streets: StreetLines
) -> Box | None:
    """The box of the district: of its outlines and places, else of its streets; None: nothing."""
    boxes = [shapely.bounds(outline.polygon) for outline in outlines]
    boxes += [np.array([spot.x, spot.y, spot.x, spot.y]) for spot in spots]
    if not boxes and len(streets.x):
        boxes = [np.array([streets.x.min(), streets.y.min(), streets.x.max(), streets.y.max()])]
    if not boxes:
        return None
    low, high = np.min(boxes, axis=0), np.max(boxes, axis=0)
    west, north = to_degrees(float(low[0]), float(low[1]))
    east, south = to_degrees(float(high[2]), float(high[3]))
    return west, south, east, north


def _content(
    zoom: int, outlines: Sequence[Outline], spots: Sequence[Spot], streets: StreetLines
) -> _Content:
    units = EXTENT * 2.0**zoom
    is_shown = np.array(_STREETS_FROM_ZOOM)[streets.rank] <= zoom
    sizes = np.diff(streets.starts)
    points = np.column_stack((streets.x, streets.y))[np.repeat(is_shown, sizes)] * units
    owners = np.repeat(np.arange(int(is_shown.sum())), sizes[is_shown])
    lines = shapely.linestrings(points, indices=owners)
    if zoom < MAX_ZOOM:
        lines = shapely.simplify(lines, _TOLERANCE)
    by_tile: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        if spot.from_zoom <= zoom:
            by_tile[int(spot.x * 2**zoom), int(spot.y * 2**zoom)].append(spot)
    return _Content(
        units=units,
        lines=lines,
        rank=streets.rank[is_shown],
        tree=shapely.STRtree(lines),
        names=_name_lines(lines, streets, is_shown, zoom),
        outlines=[Outline(_scaled(one.polygon, units), one.properties) for one in outlines],
        spots=by_tile,
    )


def _name_lines(lines: Objects, streets: StreetLines, is_shown: Objects, zoom: int) -> _Names:
    """The shown ``lines`` of one name and rank joined, so that a name has room along them."""
    joined: list[shapely.Geometry] = []
    properties: list[Mapping[str, str]] = []
    if streets.name is not None:
        rank, name = streets.rank[is_shown], streets.name[is_shown]
        has_room = (name != NAMELESS) & (np.array(_NAMES_FROM_ZOOM)[rank] <= zoom)
        order = np.flatnonzero(has_room)
        order = order[np.lexsort((rank[order], name[order]))]
        keys = name[order].astype(np.int64) * len(RANKS) + rank[order]
        for same in np.split(order, np.flatnonzero(np.diff(keys)) + 1) if order.size else ():
            words = streets.names[int(name[same[0]])]
            joined.append(shapely.line_merge(shapely.multilinestrings(lines[same])))
            properties.append(
                {
                    "rank": RANKS[int(rank[same[0]])],
                    **{f"name_{language}": text for language, text in words.items()},
                }
            )
    found = np.array(joined, dtype=object)
    return _Names(lines=found, properties=properties, tree=shapely.STRtree(found))


def _scaled(polygon: shapely.Geometry, units: float) -> shapely.Geometry:
    scaled = shapely.transform(polygon, lambda points: points * units)
    return shapely.make_valid(shapely.simplify(scaled, 1.0))


def _covered(content: _Content) -> set[tuple[int, int]]:
    """The tiles that anything may be in."""
    polygons = np.array([one.polygon for one in content.outlines], dtype=object)
    boxes = shapely.bounds(np.concatenate((content.lines, polygons))).reshape(-1, 4)
    low = np.floor((boxes[:, :2] - BUFFER) / EXTENT).astype(np.int64)
    high = np.floor((boxes[:, 2:] + BUFFER) / EXTENT).astype(np.int64)
    found = set(content.spots)
    for (west, north), (east, south) in np.unique(np.stack((low, high), axis=1), axis=0).tolist():
        found.update(
            (column, row) for column in range(west, east + 1) for row in range(north, south + 1)
        )
    return found


def _layers(content: _Content, column: int, row: int) -> Iterator[Layer]:
    corner = np.array([column * EXTENT, row * EXTENT])
    box = (*(corner - BUFFER).tolist(), *(corner + EXTENT + BUFFER).tolist())
    yield Layer(AREAS, list(_outline_features(content, box, corner)))
    yield Layer(STREETS, list(_street_features(content, box, corner)))
    yield Layer(STREET_NAMES, list(_street_name_features(content, box, corner)))
    for name in (AREA_NAMES, PLACES):
        yield Layer(
            name,
            [
                _spot_feature(spot, corner, content)
                for spot in content.spots.get((column, row), ())
                if spot.layer == name
            ],
        )


def _spot_feature(spot: Spot, corner: Objects, content: _Content) -> Feature:
    x, y = np.floor(np.array([spot.x, spot.y]) * content.units - corner).astype(int).tolist()
    return Feature(Geometry.POINT, point_commands(x, y), spot.properties)


def _outline_features(
    content: _Content, box: tuple[float, ...], corner: Objects
) -> Iterator[Feature]:
    for outline in content.outlines:
        cut = shapely.intersection(outline.polygon, shapely.box(*box))
        rings = [
            ring
            for part in shapely.get_parts(cut)
            if part.geom_type == "Polygon"
            for ring in _rings(part, corner)
        ]
        if rings:
            yield Feature(Geometry.POLYGON, ring_commands(rings), outline.properties)


def _rings(polygon: shapely.Geometry, corner: Objects) -> Iterator[Objects]:
    turned = shapely.orient_polygons(polygon)
    for ring in (turned.exterior, *turned.interiors):
        points = _whole(shapely.get_coordinates(ring)[:-1] - corner)
        if len(points) >= 3:
            yield points
        elif ring is turned.exterior:
            return


def _street_features(
    content: _Content, box: tuple[float, ...], corner: Objects
) -> Iterator[Feature]:
    """One feature for all streets of a rank, the least important first."""
    near = np.sort(content.tree.query(shapely.box(*box)))
    cut = shapely.clip_by_rect(content.lines[near], *box)
    for number in reversed(range(len(RANKS))):
        commands = _commands_of(cut[content.rank[near] == number], corner)
        if commands is not None:
            yield Feature(Geometry.LINES, commands, {"rank": RANKS[number]})


def _street_name_features(
    content: _Content, box: tuple[float, ...], corner: Objects
) -> Iterator[Feature]:
    """One feature for each name, the most important first."""
    names = content.names
    near = np.sort(names.tree.query(shapely.box(*box)))
    rank = [RANKS.index(names.properties[number]["rank"]) for number in near.tolist()]
    for number in near[np.argsort(rank, kind="stable")].tolist():
        commands = _commands_of(shapely.clip_by_rect(names.lines[number], *box), corner)
        if commands is not None:
            yield Feature(Geometry.LINES, commands, names.properties[number])


def _commands_of(lines: Objects, corner: Objects) -> Objects | None:
    """All ``lines`` as one feature of the tile at ``corner``; None where none is left."""
    parts = shapely.get_parts(lines)
    points, line = shapely.get_coordinates(parts, return_index=True)
    whole = np.rint(points - corner).astype(np.int64)
    moves = np.ones(len(whole), dtype=np.bool_)
    moves[1:] = (line[1:] != line[:-1]) | (whole[1:] != whole[:-1]).any(axis=1)
    sizes = np.bincount(line[moves], minlength=len(parts))
    is_kept = moves & (sizes[line] >= 2)
    if not is_kept.any():
        return None
    starts = np.concatenate(([0], np.cumsum(sizes[sizes >= 2])))
    return line_commands(whole[is_kept], starts)


def _whole(points: Objects) -> Objects:
    """Points on the grid of tile units, none twice in a row."""
    whole = np.rint(points).astype(np.int64)
    is_new = np.ones(len(whole), dtype=np.bool_)
    is_new[1:] = (whole[1:] != whole[:-1]).any(axis=1)
    return whole[is_new]
