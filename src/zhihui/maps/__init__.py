"""Maps of a generation: vector tiles written by a build, and drawings for pages without scripts.

A build hands ``maps_part`` to ``generation.build``; ``open_tiles`` takes the directory that the
generation gives. Knows streets and records; nothing of HTTP, pages or searching.
"""

from zhihui.maps.archive import TileArchive
from zhihui.maps.contents import AREA_NAMES, Outline, Spot, list_outlines, list_spots
from zhihui.maps.drawing import Palette, Pin, Scene, draw
from zhihui.maps.lines import RANKS, StreetLines, street_lines
from zhihui.maps.part import PART, MapsPart, maps_part, open_lines, open_tiles

__all__ = [
    "AREA_NAMES",
    "PART",
    "RANKS",
    "MapsPart",
    "Outline",
    "Palette",
    "Pin",
    "Scene",
    "Spot",
    "StreetLines",
    "TileArchive",
    "draw",
    "list_outlines",
    "list_spots",
    "maps_part",
    "open_lines",
    "open_tiles",
    "street_lines",
]
