"""Maps of a generation: vector tiles written by a build, and drawings for pages without scripts.

A build hands ``maps_part`` to ``generation.build``; ``open_tiles`` takes the directory that the
generation gives. Knows streets and records; nothing of HTTP, pages or searching.
"""

from zhihui.maps.archive import TileArchive
from zhihui.maps.errors import MapsError
from zhihui.maps.lines import RANKS, StreetLines, street_lines
from zhihui.maps.part import PART, MapsPart, maps_part, open_tiles

__all__ = [
    "PART",
    "RANKS",
    "MapsError",
    "MapsPart",
    "StreetLines",
    "TileArchive",
    "maps_part",
    "open_tiles",
    "street_lines",
]
