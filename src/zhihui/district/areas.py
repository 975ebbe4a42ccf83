"""Areas: the tree of district, street, community and grid."""

from dataclasses import dataclass, field
from enum import Enum

from zhihui.district.facts import Provenance, Text
from zhihui.district.ids import AreaCode


class AreaKind(Enum):
    """区域类型."""

    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """区域. ``polygon`` is a list of rings of (lon, lat) in WGS-84, outer ring first."""

    code: AreaCode
    name: Text
    kind: AreaKind
    parent: AreaCode | None = None
    polygon: tuple[tuple[tuple[float, float], ...], ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
