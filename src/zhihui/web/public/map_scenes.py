"""What the maps of the pages show: pins by place, ways, the drawn picture, settings for scripts.

Called by the tags of the templates and by the map's views. Every map shows what a list on its page
says too, with the same numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, lru_cache
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.utils.html import json_script
from markupsafe import Markup

from zhihui.district import Place
from zhihui.maps import (
    AREA_NAMES,
    Outline,
    Pin,
    Scene,
    Spot,
    draw,
    list_outlines,
    list_spots,
)
from zhihui.web.public.assets import ASSETS
from zhihui.web.public.context import home_of
from zhihui.web.public.map_colours import Scheme, palette_of
from zhihui.web.public.starts import write_point
from zhihui.web.public.tile_views import tile_address
from zhihui.web.served import get_served
from zhihui.web.wording import say

WIDTH: Final = 640
HEIGHT: Final = 420
SMALL: Final = (340, 260)
"""Width and height of a picture on a phone, so that its words are not too small there."""
_PICTURES_KEPT: Final = 256
"""At most about 50 kB each."""
_WORDS: Final = (
    *("title", "zoom_in", "zoom_out", "whole", "group", "close", "picked"),
    *("two_fingers", "ctrl_scroll", "cmd_scroll", "no_basemap"),
)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is asked for."""

    scheme: Scheme = "light"
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Where ways begin or end, and its word."""

    at: Point
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What all maps of a kind share, and how it is written on those that show no ways."""

    values: Mapping[str, object]
    block: Markup
    picks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapBlock:
    """One map of a page, for ``map_block.html`` and the tags that number places."""

    pins: Mapping[str, str]
    """Id of a place → its number; empty where pins have none."""
    picture: str
    """Address of the picture, without its scheme."""
    alt: str
    settings: "Settings"
    """For the drawn map."""
    routes: Sequence[Sequence[Point]]
    ends: Sequence[Mapping[str, object]]
    script: str
    """Address of the drawn map's script; empty where it was not built."""
    attribution: str
    """Who must be named beside the picture and the drawn map."""
    basemap_attribution: str
    """Who must be named beside the drawn map besides; empty where there is no base map."""
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def data(self) -> Markup:
        """What the script of the drawn map reads, as a data block."""
        if not self.routes and not self.ends:
            return self.settings.block
        values = {**self.settings.values, "routes": self.routes, "ends": self.ends}
        return write_data(values)

    @property
    def picks(self) -> bool:
        """Whether a tap on the map chooses a point."""
        return self.settings.picks

    @property
    def pictures(self) -> dict[str, str]:
        """Media query → address of the picture for it."""
        dark, small = "(prefers-color-scheme: dark)", "(max-width: 30rem)"
        return {
            f"screen and {dark} and {small}": f"{self.picture}&scheme=dark&size=small",
            f"screen and {dark}": f"{self.picture}&scheme=dark",
            f"screen and {small}": f"{self.picture}&size=small",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways of a plan."""

    routes: Sequence[Sequence[Point]] = field(default_factory=tuple)
    ends: Sequence[End] = field(default_factory=tuple)


def number_places(places: Iterable[Place]) -> dict[str, str]:
    """Numbers from 1 for the places that have a position, each place once."""
    known = dict.fromkeys(place.id for place in places if place.lon is not None)
    return {place_id: str(number) for number, place_id in enumerate(known, start=1)}


def create_map(
    language: str,
    pins: Mapping[str, str],
    *,
    picture: str = "",
    alt: str = "",
    ways: Ways | None = None,
    is_embedded: bool = True,
    picks: bool = False,
) -> MapBlock | None:
    """The map of ``pins`` and ``ways``; None where there is nothing to show or no map was built.

    ``picks``: a tap on the map chooses the point of an ``input[data-pick-point]``.
    """
    served = get_served()
    ways = ways or Ways()
    if served.tiles is None or not (pins or ways.ends or picks or not is_embedded):
        return None
    query = urlencode(
        [("place", place_id) for place_id in pins]
        + [("from", write_point(end.at)) for end in ways.ends]
    )
    query += "" if any(pins.values()) else "&plain=1"
    home, basemap = home_of(language), settings.ZHIHUI_BASEMAP_URL
    return MapBlock(
        pins=pins,
        picture=picture or f"{home}map.svg?{query}",
        alt=alt or say("map.alt", language, {"count": len(pins)}),
        settings=_settings_of(tile_address(served), basemap, language, is_embedded, picks),
        routes=[[_rounded(point) for point in route] for route in ways.routes],
        ends=[{"lon": end.at[0], "lat": end.at[1], "words": end.words} for end in ways.ends],
        script=ASSETS.get("map_built", ""),
        attribution=attribution(),
        basemap_attribution=settings.ZHIHUI_BASEMAP_ATTRIBUTION if basemap else "",
    )


@lru_cache(maxsize=64)
def _settings_of(
    address: str, basemap: tuple[str, ...], language: str, is_embedded: bool, picks: bool
) -> Settings:
    """``address``: of the served tiles, which differs for others."""
    tiles = get_served().tiles
    assert tiles is not None
    values: dict[str, object] = {
        "tiles": address,
        "min_zoom": tiles.min_zoom,
        "max_zoom": tiles.max_zoom,
        "bounds": tiles.bounds,
        "language": language,
        "embedded": is_embedded,
        "colours": {scheme: asdict(palette_of(scheme)) for scheme in ("light", "dark")},
        "routes": [],
        "ends": [],
        "basemap": basemap or None,
        "picks": picks,
        "words": {name: say(f"map.{name}", language) for name in _WORDS},
    }
    return Settings(values=values, block=write_data(values), picks=picks)


def write_data(values: Mapping[str, object]) -> Markup:
    """A data block that scripts read."""
    return Markup(json_script(values))


def attribution() -> str:
    """Who must be named beside a map of the generation's own streets."""
    tiles = get_served().tiles
    return str(tiles.metadata.get("attribution", "")) if tiles is not None else ""


@lru_cache(maxsize=_PICTURES_KEPT)
def draw_places(
    place_ids: tuple[str, ...],
    *,
    numbered: bool,
    language: str,
    look: Look,
    origin: Point | None = None,
) -> str:
    """The picture of places, with their numbers or without; unknown ids are left out."""
    found = get_served().generation.places
    wanted = dict.fromkeys(place_ids)
    places = [place for place_id in wanted if (place := found.find(place_id)) is not None]
    numbers = number_places(places) if numbered else {}
    pins = [
        Pin((place.lon, place.lat), numbers.get(place.id, ""))
        for place in places
        if place.lon is not None and place.lat is not None
    ]
    ends = [Pin(origin, say("map.here", language))] if origin else []
    return _draw(Scene(pins=pins, ends=ends, language=language), look)


def draw_ways(ways: Ways, stops: Sequence[Pin], language: str, look: Look) -> str:
    """The picture of a plan's ways and stops."""
    scene = Scene(
        pins=stops,
        ends=[Pin(end.at, end.words) for end in ways.ends],
        routes=ways.routes,
        language=language,
    )
    return _draw(scene, look)


def _draw(scene: Scene, look: Look) -> str:
    lines = get_served().lines
    if lines is None:
        return ""
    outlines, names = _shapes()
    width, height = SMALL if look.is_small else (WIDTH, HEIGHT)
    sized = replace(scene, width=width, height=height)
    return draw(sized, palette_of(look.scheme), lines, outlines, names)


@cache
def _shapes() -> tuple[list[Outline], list[Spot]]:
    """Outlines and names of the areas, read once."""
    generation = get_served().generation
    areas = list(generation.areas)
    spots = list_spots(areas, list(generation.places))
    return list_outlines(areas), [spot for spot in spots if spot.layer == AREA_NAMES]


def _rounded(point: Point) -> Point:
    return round(point[0], 6), round(point[1], 6)
