"""A street file as a recipe names it, and a street that is in no file.

Made by the recipe reader, the sample and tests; read by ``importing`` and the importers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zhihui.streets.errors import StreetsError
from zhihui.streets.modes import Mode
from zhihui.streets.tags import Tags

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
    name_field: str = ""
    """Field with the name of the street; empty: streets stay without names."""
    oneway_field: str = ""
    """Field with yes, no, -1, or F, T, B for from-to, to-from and both."""
    to_wgs84: ToWgs84 | None = None
    """None: the file is in WGS-84."""


@dataclass(frozen=True, slots=True)
class StreetLine:
    """One street as a line through ``points`` (longitude, latitude), with tags as OSM has them."""

    points: tuple[tuple[float, float], ...]
    tags: Tags


def unreadable(file: StreetFile, problem: str) -> StreetsError:
    """The error for a file that is broken as a whole."""
    return StreetsError(
        f"路网文件 {file.shown} 无法读取：{problem}。请检查文件是否完整，重新导出或下载。",
        f"The street file {file.shown} cannot be read: {problem}. Check that it is complete; "
        "export or download it again.",
    )
