"""A map as one SVG picture: for pages without scripts, without WebGL, and for paper.

Called by the web. The same view gives the same bytes. Only plain attributes are written, no style
and no script, so that any content security policy lets it pass. Pure.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely
from numpy.typing import NDArray

from zhihui.maps.contents import Outline, Spot
from zhihui.maps.lines import StreetLines
from zhihui.maps.mercator import Floats, to_plane
from zhihui.maps.naming import SIZE_PX, place_names
from zhihui.streets import NAMELESS

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

_EARTH_M: Final = 40_075_016.686
_MARGIN_PX: Final = 44
_LEAST_M: Final = 1200.0
"""A view is at least so wide."""
_RANK_FROM_ZOOM: Final = (0.0, 9.0, 11.5, 13.3)
_WIDTHS: Final = (2.2, 1.6, 1.0, 0.7)
_CASED_FROM_ZOOM: Final = 13.5
_NAMES_FROM_ZOOM: Final = (12.5, 13.5, 14.3)
"""By rank; paths are not named."""
_CASED_WIDTHS: Final = (5.0, 4.0, 2.6, 1.0)
_SCALES_M: Final = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
_SCALE_PX: Final = 110
_TOLERANCE_PX: Final = 0.6
_APART_PX: Final = 24.0
"""Numbers closer than this are drawn as one pin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as ``#rrggbb``. ``far`` and ``near``: streets seen from afar and from close by."""

    land: str
    district: str
    outline: str
    far: str
    near: str
    casing: str
    path: str
    label: str
    halo: str
    route: str
    route_edge: str
    pin: str
    on_pin: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A place or an end of a way; ``label`` is its number in the list, or empty."""

    at: Point
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a picture shows."""

    pins: Sequence[Pin] = ()
    ends: Sequence[Pin] = ()
    """Where ways begin and end; ``label`` says it in a word."""
    routes: Sequence[Sequence[Point]] = ()
    language: str = "zh"
    width: int = 640
    height: int = 420


@dataclass(frozen=True, slots=True)
class _View:
    """The corner and the scale of a picture in the Mercator plane."""

    left: float
    top: float
    scale: float
    """Pixels across the world."""
    width: int
    height: int

    @property
    def zoom(self) -> float:
        """As maps of 512-pixel tiles count it."""
        return math.log2(self.scale / 512)

    @property
    def box(self) -> tuple[float, float, float, float]:
        right, bottom = self.left + self.width / self.scale, self.top + self.height / self.scale
        return self.left, self.top, right, bottom

    def pixels(self, x: Floats, y: Floats) -> Floats:
        return np.column_stack(((x - self.left) * self.scale, (y - self.top) * self.scale))

    def pixel(self, at: Point) -> tuple[float, float]:
        x, y = to_plane(*at)
        found = self.pixels(x.reshape(1), y.reshape(1))[0]
        return round(float(found[0]), 1), round(float(found[1]), 1)

    @property
    def metres_per_pixel(self) -> float:
        y = self.top + self.height / self.scale / 2
        return _EARTH_M / (math.cosh(math.pi * (1 - 2 * y)) * self.scale)


def draw(
    scene: Scene,
    palette: Palette,
    streets: StreetLines,
    outlines: Sequence[Outline],
    names: Sequence[Spot],
) -> str:
    """The picture; of the whole district when the scene has no points and no routes."""
    view = _find_view(scene, outlines)
    routes = [view.pixels(*to_plane(*zip(*route, strict=True))) for route in scene.routes]
    ways = shapely.MultiLineString([route for route in routes if len(route) > 1]).buffer(5)
    words = list(_place_areas(view, names, scene, ways))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {view.width} {view.height}" '
        f'width="{view.width}" height="{view.height}">',
        f'<rect width="100%" height="100%" fill="{palette.land}"/>',
        *_draw_areas(view, palette, outlines),
        *_draw_streets(view, palette, streets),
        *_draw_outlines(view, palette, outlines),
        *_draw_street_names(view, palette, streets, scene, words, ways),
        *(_draw_words(palette, *one) for one in words),
        *_draw_routes(palette, routes),
        *_draw_pins(view, palette, scene.pins),
        *(_draw_end(view, palette, end) for end in scene.ends),
        _draw_scale(view, palette),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _find_view(scene: Scene, outlines: Sequence[Outline]) -> _View:
    points = [pin.at for pin in (*scene.pins, *scene.ends)]
    points += [point for route in scene.routes for point in route]
    if points:
        x, y = to_plane(*zip(*points, strict=True))
        box = np.array([x.min(), y.min(), x.max(), y.max()])
    elif outlines:
        box = shapely.total_bounds(np.array([outline.polygon for outline in outlines]))
    else:
        box = np.array([0.0, 0.0, 1.0, 1.0])
    middle = (box[:2] + box[2:]) / 2
    least = _LEAST_M * math.cosh(math.pi * (1 - 2 * float(middle[1]))) / _EARTH_M
    spans = np.maximum(box[2:] - box[:2], [least, least * scene.height / scene.width])
    room = np.array([scene.width, scene.height]) - 2 * _MARGIN_PX
    scale = float((room / spans).min())
    corner = middle - np.array([scene.width, scene.height]) / scale / 2
    return _View(float(corner[0]), float(corner[1]), scale, scene.width, scene.height)


def _draw_areas(view: _View, palette: Palette, outlines: Sequence[Outline]) -> Iterator[str]:
    for outline in outlines:
        if outline.properties.get("kind") == "district":
            yield f'<path d="{_area_path(view, outline)}" fill="{palette.district}"/>'


def _draw_outlines(view: _View, palette: Palette, outlines: Sequence[Outline]) -> Iterator[str]:
    for outline in outlines:
        width = 1.6 if outline.properties.get("kind") == "district" else 0.8
        yield (
            f'<path d="{_area_path(view, outline)}" fill="none" stroke="{palette.outline}" '
            f'stroke-width="{width}" stroke-dasharray="5 3"/>'
        )


def _area_path(view: _View, outline: Outline) -> str:
    left, top, right, bottom = view.box
    slack = (right - left) * 0.1
    box = shapely.box(left - slack, top - slack, right + slack, bottom + slack)
    cut = shapely.intersection(outline.polygon, box)
    rings = shapely.get_rings(shapely.get_parts(cut))
    drawn = [
        _line_path(view.pixels(*shapely.get_coordinates(ring).T), closed=True) for ring in rings
    ]
    return "".join(drawn)


def _draw_streets(view: _View, palette: Palette, streets: StreetLines) -> Iterator[str]:
    shown = [rank for rank in reversed(range(4)) if view.zoom >= _RANK_FROM_ZOOM[rank]]
    near = _find_near(view, streets)
    paths = {rank: _streets_path(view, streets, near[streets.rank[near] == rank]) for rank in shown}
    is_cased = view.zoom >= _CASED_FROM_ZOOM
    widths = _CASED_WIDTHS if is_cased else _WIDTHS
    if is_cased:
        for rank in (rank for rank in shown if rank < 3 and paths[rank]):
            yield _stroke(paths[rank], palette.casing, widths[rank] + 1.4)
    for rank in (rank for rank in shown if paths[rank]):
        colour = palette.path if rank == 3 else palette.near if is_cased else palette.far
        yield _stroke(paths[rank], colour, widths[rank])


def _find_near(view: _View, streets: StreetLines) -> NDArray[np.int64]:
    """Numbers of the lines whose box meets the picture."""
    firsts = streets.starts[:-1]
    if not firsts.size:
        return np.empty(0, dtype=np.int64)
    left, top, right, bottom = view.box
    return np.flatnonzero(
        (np.minimum.reduceat(streets.x, firsts) <= right)
        & (np.maximum.reduceat(streets.x, firsts) >= left)
        & (np.minimum.reduceat(streets.y, firsts) <= bottom)
        & (np.maximum.reduceat(streets.y, firsts) >= top)
    )


def _streets_path(view: _View, streets: StreetLines, numbers: NDArray[np.int64]) -> str:
    if not numbers.size:
        return ""
    sizes = streets.starts[numbers + 1] - streets.starts[numbers]
    owners = np.repeat(np.arange(numbers.size), sizes)
    within = np.arange(owners.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    points = streets.starts[numbers][owners] + within
    lines = shapely.linestrings(view.pixels(streets.x[points], streets.y[points]), indices=owners)
    joined = shapely.line_merge(shapely.multilinestrings(lines))
    cut = shapely.clip_by_rect(joined, -9, -9, view.width + 9, view.height + 9)
    simple = shapely.simplify(shapely.get_parts(cut), _TOLERANCE_PX)
    return "".join(_line_path(shapely.get_coordinates(line)) for line in simple)


def _line_path(points: Floats, *, closed: bool = False) -> str:
    """Path data in whole pixels, relative, without steps of no length; empty for no line."""
    whole: NDArray[np.int64] = np.rint(points).astype(np.int64)
    steps = np.diff(whole, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    drawn = " ".join(f"{x} {y}" for x, y in steps.tolist())
    return f"M{whole[0, 0]} {whole[0, 1]}l{drawn}{'z' if closed else ''}"


def _stroke(path: str, colour: str, width: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _place_areas(
    view: _View, names: Sequence[Spot], scene: Scene, ways: shapely.Geometry
) -> Iterator[tuple[str, float, float, float]]:
    """Names of areas that lie in the picture, away from pins, ways and from each other.

    Each with its middle and half of its width.
    """
    taken = [view.pixel(pin.at) for pin in (*scene.pins, *scene.ends)]
    for spot in names:
        if spot.from_zoom > view.zoom + 1:
            continue
        words = spot.properties.get(f"name_{scene.language}") or spot.properties.get("name_zh", "")
        x, y = view.pixels(np.array([spot.x]), np.array([spot.y]))[0].tolist()
        half = 3.5 * sum(1 if ord(letter) < 0x2E80 else 2 for letter in words)
        is_inside = half < x < view.width - half and 12 < y < view.height - 24
        is_clear = not ways.intersects(shapely.box(x - half, y - 14, x + half, y + 5))
        if (
            is_inside
            and is_clear
            and all(abs(x - a) > half + 14 or abs(y - b) > 24 for a, b in taken)
        ):
            taken.append((x, y))
            yield words, x, y, half


def _draw_words(palette: Palette, words: str, x: float, y: float, half: float) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-family="sans-serif" font-size="13" '
        f'text-anchor="middle" fill="{palette.label}" stroke="{palette.halo}" '
        f'stroke-width="3" paint-order="stroke">{escape(words)}</text>'
    )


def _draw_street_names(
    view: _View,
    palette: Palette,
    streets: StreetLines,
    scene: Scene,
    words: Sequence[tuple[str, float, float, float]],
    ways: shapely.Geometry,
) -> Iterator[str]:
    """Names along the streets, clear of pins, ends, ways and names of areas."""
    if streets.name is None or view.zoom < _NAMES_FROM_ZOOM[0]:
        return
    shown = sum(view.zoom >= zoom for zoom in _NAMES_FROM_ZOOM)
    near = _find_near(view, streets)
    named = near[(streets.name[near] != NAMELESS) & (streets.rank[near] < shown)]
    taken = [shapely.box(x - half, y - 14, x + half, y + 5) for _, x, y, half in words]
    taken += [shapely.Point(view.pixel(pin.at)).buffer(17) for pin in scene.pins]
    for end in scene.ends:
        x, y = view.pixel(end.at)
        taken.append(shapely.box(x - 45, y - 38, x + 45, y + 9))
    taken += [ways, shapely.box(0, view.height - 26, _SCALE_PX + 20, view.height)]
    size = view.width, view.height
    pixels = view.pixels(streets.x, streets.y)
    labels = place_names(streets, pixels, named.tolist(), size, scene.language, taken)
    for number, label in enumerate(labels):
        yield (
            f'<path id="s{number}" d="{_line_path(label.line)}" fill="none"/>'
            f'<text dy="4" font-family="sans-serif" font-size="{SIZE_PX}" text-anchor="middle" '
            f'fill="{palette.label}" stroke="{palette.halo}" stroke-width="2.5" '
            f'paint-order="stroke"><textPath href="#s{number}" startOffset="50%">'
            f"{escape(label.words)}</textPath></text>"
        )


def _draw_routes(palette: Palette, routes: Sequence[Floats]) -> Iterator[str]:
    paths = []
    for points in routes:
        simple = shapely.simplify(shapely.linestrings(points), _TOLERANCE_PX)
        paths.append(_line_path(shapely.get_coordinates(simple)))
    for colour, width in ((palette.route_edge, 7), (palette.route, 4)):
        yield from (_stroke(path, colour, width) for path in paths if path)


def _draw_pins(view: _View, palette: Palette, pins: Sequence[Pin]) -> Iterator[str]:
    """The first one last, so that it lies on top; numbers that would overlap as one."""
    radius = 9 if len(pins) == 1 else 4.5
    groups: list[tuple[float, float, list[str]]] = []
    for pin in pins:
        x, y = view.pixel(pin.at)
        near = (one for one in groups if math.hypot(one[0] - x, one[1] - y) < _APART_PX)
        group = next(near, None) if pin.label else None
        if group is None:
            groups.append((x, y, [pin.label]))
        else:
            group[2].append(pin.label)
    for x, y, labels in reversed(groups):
        if labels[0]:
            yield _draw_number(x, y, palette, _join_labels(labels))
        else:
            yield (
                f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{palette.pin}" '
                f'stroke="{palette.on_pin}" stroke-width="{2 if radius > 5 else 1.2}"/>'
            )


def _join_labels(labels: Sequence[str]) -> str:
    return "·".join(labels) if len(labels) <= 3 else f"{labels[0]}…{labels[-1]}"


def _draw_number(x: float, y: float, palette: Palette, label: str) -> str:
    half = max(13, 6 + 4 * len(label))
    return (
        f'<rect x="{x - half:g}" y="{y - 13:g}" width="{2 * half}" height="26" rx="13" '
        f'fill="{palette.pin}" stroke="{palette.on_pin}" stroke-width="2"/>'
        f'<text x="{x:g}" y="{y + 5:g}" font-family="sans-serif" font-size="14" '
        f'font-weight="700" text-anchor="middle" fill="{palette.on_pin}">{escape(label)}</text>'
    )


def _draw_end(view: _View, palette: Palette, end: Pin) -> str:
    x, y = view.pixel(end.at)
    half = 9 + 4 * sum(1 if ord(letter) < 0x2E80 else 2 for letter in end.label)
    middle = min(max(x, half + 2), view.width - half - 2)
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{palette.on_pin}" stroke="{palette.route}" '
        f'stroke-width="4"/><rect x="{middle - half:g}" y="{y - 36:g}" width="{2 * half}" '
        f'height="24" rx="12" fill="{palette.route}"/><text x="{middle:g}" y="{y - 19:g}" '
        'font-family="sans-serif" font-size="14" font-weight="700" text-anchor="middle" '
        f'fill="{palette.route_edge}">{escape(end.label)}</text>'
    )


def _draw_scale(view: _View, palette: Palette) -> str:
    per_pixel = view.metres_per_pixel
    metres = max((m for m in _SCALES_M if m <= _SCALE_PX * per_pixel), default=_SCALES_M[0])
    width = round(metres / per_pixel)
    words = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    bottom = view.height - 10
    return (
        f'<path d="M10 {bottom - 6}v6h{width}v-6" fill="none" stroke="{palette.label}" '
        f'stroke-width="1.5"/><text x="{14}" y="{bottom - 5}" font-family="sans-serif" '
        f'font-size="11" fill="{palette.label}" stroke="{palette.halo}" stroke-width="3" '
        f'paint-order="stroke" aria-label={quoteattr(words)}>{words}</text>'
    )
