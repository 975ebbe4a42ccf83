"""A street file as a recipe names it, and the counting that every importer shares.

Made by the recipe reader and by tests; read by ``importing`` and the importers of the formats.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from zhihui.streets.errors import StreetsError
from zhihui.streets.graph import CLOSED, GraphBuilder, PointE7
from zhihui.streets.imported import LeftOut
from zhihui.streets.modes import DRIVING_KMH_BY_CLASS, Mode, duration_ms
from zhihui.streets.sphere import E7, EARTH_RADIUS_M
from zhihui.streets.tags import Permission, Tags, speed_kmh

_RADIANS: Final = math.pi / 180.0 / E7

ToWgs84 = Callable[[float, float], tuple[float, float]]
"""Longitude and latitude in the datum of a file → in WGS-84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetFile:
    """One file of streets and how to read it. The field names are for shapefile and GeoJSON."""

    path: Path
    shown: str
    """The file as the recipe writes it, for messages."""
    modes: tuple[Mode, ...]
    source: str = ""
    """Id of the source in the generation."""
    directed: bool = False
    """Whether each line runs in its own direction only; walking and riding use both."""
    class_field: str = ""
    """Field with the OSM class, such as residential; empty: all of unknown class."""
    maxspeed_field: str = ""
    oneway_field: str = ""
    """Field with yes, no, -1, or F, T, B for from-to, to-from and both."""
    to_wgs84: ToWgs84 | None = None
    """None: the file is in WGS-84."""


@dataclass(slots=True)
class ModeDraft:
    """What is gathered for one mode over all files."""

    builder: GraphBuilder
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    unknown_classes: Counter[str] = field(default_factory=Counter)
    sources: list[str] = field(default_factory=list)

    @property
    def mode(self) -> Mode:
        """The mode."""
        return self.builder.mode

    def note_class(self, tags: Tags) -> None:
        """Count a way that is driven at the speed for unknown classes."""
        highway = tags.get("highway", "")
        if self.mode is Mode.DRIVE and highway not in DRIVING_KMH_BY_CLASS:
            self.unknown_classes[highway] += 1

    def add(
        self,
        ends: tuple[int, int],
        shape: Sequence[PointE7],
        permission: Permission,
        tags: Tags,
        length_m: float,
    ) -> LeftOut | None:
        """Add one segment; why not, when it is not added."""
        if ends[0] == ends[1] and length_m == 0.0:
            return LeftOut.NO_LENGTH
        passing_ms = duration_ms(length_m, speed_kmh(tags, self.mode))
        added = self.builder.add(
            *ends,
            shape,
            passing_ms if permission.forward else CLOSED,
            passing_ms if permission.backward else CLOSED,
        )
        return None if added else LeftOut.REPEATED


def shape_length_m(shape: Sequence[PointE7]) -> float:
    """Length in metres of a line through points in 1e-7 degrees."""
    total = 0.0
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(shape):
        half = math.sin((lat_b - lat_a) * _RADIANS / 2) ** 2
        shrink = math.cos(lat_a * _RADIANS) * math.cos(lat_b * _RADIANS)
        half += shrink * math.sin((lon_b - lon_a) * _RADIANS / 2) ** 2
        total += 2 * EARTH_RADIUS_M * math.asin(min(math.sqrt(half), 1.0))
    return total


def unreadable(file: StreetFile, problem: str) -> StreetsError:
    """The error for a file that is broken as a whole."""
    return StreetsError(
        f"路网文件 {file.shown} 无法读取：{problem}。请检查文件是否完整，重新导出或下载。",
        f"The street file {file.shown} cannot be read: {problem}. Check that it is complete; "
        "export or download it again.",
    )
