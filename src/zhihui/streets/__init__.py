"""Street networks: import, travel times, paths and reachable areas.

Imported from OpenStreetMap, shapefiles or GeoJSON by a build, kept in a generation as one part,
opened by whoever needs travel times. Knows no opening hours and no HTTP.
"""

from zhihui.streets.errors import StreetsError
from zhihui.streets.estimates import StraightLines
from zhihui.streets.files import StreetFile, StreetLine
from zhihui.streets.graph import CLOSED, GraphBuilder, StreetGraph
from zhihui.streets.imported import ImportedStreets, LeftOut, ModeSummary, WaysRead, summarise
from zhihui.streets.importing import (
    LINE_SUFFIXES,
    OSM_SUFFIXES,
    create_streets,
    import_streets,
    is_osm,
)
from zhihui.streets.modes import (
    UNKNOWN_CLASS_KMH,
    Assumptions,
    Mode,
    Note,
    duration_ms,
    street_assumptions,
)
from zhihui.streets.names import NAMELESS, StreetNames
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
    "LINE_SUFFIXES",
    "MAX_ACCESS_M",
    "NAMELESS",
    "OSM_SUFFIXES",
    "PART",
    "UNKNOWN_CLASS_KMH",
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
    "StreetLine",
    "StreetNames",
    "StreetPath",
    "StreetsError",
    "StreetsPart",
    "Travel",
    "TravelTimes",
    "WaysRead",
    "create_streets",
    "duration_ms",
    "import_streets",
    "is_osm",
    "list_modes",
    "open_network",
    "open_travel_times",
    "read_summaries",
    "street_assumptions",
    "streets_part",
    "summarise",
]
