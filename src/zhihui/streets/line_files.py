"""Streets from ESRI shapefiles and GeoJSON: lines that meet where their ends meet.

Called by ``importing``. Coordinates are longitude and latitude; classes are OpenStreetMap's.
"""

import contextlib
import json
import math
import struct
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import shapefile

from zhihui.streets.drafts import ModeDraft, add_shapes
from zhihui.streets.errors import StreetsError
from zhihui.streets.files import StreetFile, unreadable
from zhihui.streets.graph import PointE7
from zhihui.streets.imported import WaysRead
from zhihui.streets.sphere import E7

_LINE_TYPES: Final = frozenset({"POLYLINE", "POLYLINEZ", "POLYLINEM"})
_ENCODING: Final = "utf-8"
_CODE_PAGES: Final = dict.fromkeys(("936", "gbk", "gb2312", "cp936"), "gb18030")
_DIRECTION_WORDS: Final = {"F": "yes", "T": "-1", "B": "no", "FT": "yes", "TF": "-1"}

_BROKEN: Final = (
    *(shapefile.ShapefileException, shapefile.PossiblyCorruptFileHeader),
    *(struct.error, OSError, ValueError, LookupError),
)

Line = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class _Feature:
    """One feature: its number from 1, its fields, and its lines; no lines: not a line."""

    number: int
    fields: Mapping[str, object]
    lines: tuple[Line, ...]


def import_lines(file: StreetFile, drafts: Sequence[ModeDraft]) -> WaysRead:
    """Add all lines of ``file`` to each draft. Raises StreetsError."""
    read = _read_shapefile if file.path.suffix.lower() == ".shp" else _read_geojson
    count = lines = left_out = 0
    for feature in read(file):
        count += 1
        lines += len(feature.lines)
        tags = _tags_of(feature, file)
        shapes = [_to_e7(line, feature.number, file) for line in feature.lines]
        added = add_shapes(drafts, shapes, tags, directed=file.directed)
        left_out += not added
    if count and not lines:
        raise _wrong_geometry(file, "points or areas")
    return WaysRead(count, left_out)


def _tags_of(feature: _Feature, file: StreetFile) -> dict[str, str]:
    named = {
        "highway": file.class_field,
        "maxspeed": file.maxspeed_field,
        "oneway": file.oneway_field,
        "name": file.name_field,
    }
    tags = {tag: _words(feature.fields.get(name)) for tag, name in named.items() if name}
    if "oneway" in tags:
        tags["oneway"] = _DIRECTION_WORDS.get(tags["oneway"].upper(), tags["oneway"].lower())
    return {tag: words for tag, words in tags.items() if words}


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _to_e7(line: Line, number: int, file: StreetFile) -> list[PointE7]:
    shape: list[PointE7] = []
    for point in line:
        lon, lat = float(point[0]), float(point[1])
        if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
            raise _not_degrees(file, number, lon, lat)
        if file.to_wgs84:
            lon, lat = file.to_wgs84(lon, lat)
        shape.append((round(lon * E7), round(lat * E7)))
    return shape


def _read_shapefile(file: StreetFile) -> Iterator[_Feature]:
    for suffix in (".dbf", ".shx"):
        if not _find_beside(file.path, suffix):
            name = Path(file.shown).with_suffix(suffix)
            raise StreetsError(
                f"路网文件 {file.shown} 旁边没有 {name}。shapefile 由 .shp、.shx、.dbf 三个文件"
                "组成，请把它们放在一起。",
                f"There is no {name} beside the street file {file.shown}. A shapefile is three "
                "files, .shp, .shx and .dbf; put them together.",
            )
    with contextlib.ExitStack() as stack:
        try:
            reader = stack.enter_context(_open_shapefile(file))
            if len(reader) and reader.shapeTypeName not in _LINE_TYPES:
                raise _wrong_geometry(file, reader.shapeTypeName)
            _check_fields(file, [each[0] for each in reader.fields[1:]])
            for number, record in enumerate(reader.iterShapeRecords(), start=1):
                yield _Feature(number, record.record.as_dict(), _parts(record.shape))
        except _BROKEN as error:
            raise unreadable(file, str(error) or type(error).__name__) from error


def _open_shapefile(file: StreetFile) -> shapefile.Reader:
    with warnings.catch_warnings():
        warnings.simplefilter("error", shapefile.PossiblyCorruptFileHeader)
        return shapefile.Reader(
            str(file.path), encoding=_find_encoding(file), encodingErrors="replace"
        )


def _find_beside(path: Path, suffix: str) -> bool:
    return any(path.with_suffix(each).is_file() for each in (suffix, suffix.upper()))


def _find_encoding(file: StreetFile) -> str:
    """The encoding of texts that the .cpg file names, else UTF-8."""
    with contextlib.suppress(OSError, ValueError):
        written = file.path.with_suffix(".cpg").read_text(encoding="ascii").strip().lower()
        return _CODE_PAGES.get(written, written) or _ENCODING
    return _ENCODING


def _parts(shape: shapefile.Shape) -> tuple[Line, ...]:
    if shape.shapeTypeName not in _LINE_TYPES:
        return ()
    starts = [*shape.parts, len(shape.points)]
    parts = (shape.points[a:b] for a, b in pairwise(starts))
    return tuple(part for part in parts if len(part) >= 2)


def _read_geojson(file: StreetFile) -> Iterator[_Feature]:
    try:
        content = json.loads(file.path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise unreadable(file, str(error)) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise unreadable(file, "not a GeoJSON FeatureCollection")
    fields = [each["properties"] for each in features if isinstance(each.get("properties"), dict)]
    _check_fields(file, sorted({str(name) for each in fields for name in each}))
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties")
        try:
            lines = _lines_of(feature.get("geometry"))
        except (TypeError, ValueError, LookupError) as error:
            raise unreadable(file, f"feature {number}: coordinates are not numbers") from error
        yield _Feature(number, properties if isinstance(properties, dict) else {}, lines)


def _lines_of(geometry: object) -> tuple[Line, ...]:
    if not isinstance(geometry, dict):
        return ()
    coordinates = geometry.get("coordinates")
    kind = geometry.get("type")
    if not isinstance(coordinates, list) or kind not in ("LineString", "MultiLineString"):
        return ()
    lines = [coordinates] if kind == "LineString" else coordinates
    return tuple([(float(p[0]), float(p[1])) for p in line] for line in lines if len(line) >= 2)


def _check_fields(file: StreetFile, present: Sequence[str]) -> None:
    named = {
        "class_field": file.class_field,
        "maxspeed_field": file.maxspeed_field,
        "oneway_field": file.oneway_field,
        "name_field": file.name_field,
    }
    for key, name in named.items():
        if name and name not in present:
            shown = "、".join(present) or "–"
            raise StreetsError(
                f"路网文件 {file.shown} 没有字段 {name}（{key}）。文件中的字段：{shown}。"
                "请改正配方中的字段名。",
                f"The street file {file.shown} has no field {name} ({key}). Its fields: {shown}. "
                "Correct the name in the recipe.",
            )


def _wrong_geometry(file: StreetFile, found: str) -> StreetsError:
    return StreetsError(
        f"路网文件 {file.shown} 的几何类型是 {found}，应为线（折线）。请给出道路中心线的文件。",
        f"The street file {file.shown} holds {found}, not lines. Give the file of street centre "
        "lines.",
    )


def _not_degrees(file: StreetFile, number: int, lon: float, lat: float) -> StreetsError:
    return StreetsError(
        f"路网文件 {file.shown} 第 {number} 个要素的坐标（{lon:g}, {lat:g}）不是经纬度。"
        "请先转换为 WGS-84 经纬度（EPSG:4326），或在配方中写明 datum。",
        f"Feature {number} of the street file {file.shown} is at ({lon:g}, {lat:g}), which is not "
        "in degrees. Convert the file to longitude and latitude in WGS-84 (EPSG:4326) first.",
    )
