"""Street networks: import, travel times, paths and reachable areas.

Imported from OpenStreetMap, shapefiles or GeoJSON by a build, kept in a generation as one part,
opened by whoever needs travel times. Knows no opening hours and no HTTP.
"""

from zhihui.streets.errors import StreetsError
from zhihui.streets.estimates import StraightLines
from zhihui.streets.files import StreetFile
from zhihui.streets.graph import CLOSED, GraphBuilder, StreetGraph
from zhihui.streets.imported import ImportedStreets, LeftOut, ModeSummary, summarise
from zhihui.streets.importing import import_streets
from zhihui.streets.modes import Assumptions, Mode, Note, duration_ms, street_assumptions
from zhihui.streets.network import Network, PinnedOnStreets
from zhihui.streets.part import (
    PART,
    StreetsPart,
    list_modes,
    open_network,
    open_travel_times,
    read_summaries,
    streets_part,
)
from zhihui.streets.snapping import MAX_ACCESS_M, Snaps
from zhihui.streets.travel import (
    PinnedPlaces,
    Reach,
    ReachableArea,
    StreetPath,
    Travel,
    TravelTimes,
)

__all__ = [
    "CLOSED",
    "MAX_ACCESS_M",
    "PART",
    "Assumptions",
    "GraphBuilder",
    "ImportedStreets",
    "LeftOut",
    "Mode",
    "ModeSummary",
    "Network",
    "Note",
    "PinnedOnStreets",
    "PinnedPlaces",
    "Reach",
    "ReachableArea",
    "Snaps",
    "StraightLines",
    "StreetFile",
    "StreetGraph",
    "StreetPath",
    "StreetsError",
    "StreetsPart",
    "Travel",
    "TravelTimes",
    "duration_ms",
    "import_streets",
    "list_modes",
    "open_network",
    "open_travel_times",
    "read_summaries",
    "street_assumptions",
    "streets_part",
    "summarise",
]
