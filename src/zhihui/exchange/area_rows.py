"""Rows of the table ``areas`` → Areas. Called by ``importing`` before every other table."""

from zhihui.district import Area, AreaCode, AreaKind, Datum
from zhihui.exchange.cell_text import normal_form
from zhihui.exchange.cells import Cells
from zhihui.exchange.codelists import DATUMS
from zhihui.exchange.datums import to_wgs84
from zhihui.exchange.drafts import (
    Draft,
    collect_fields,
    lacks,
    normal_area_code,
    row_provenance,
)
from zhihui.exchange.faults import FaultKind

_KINDS = {
    6: AreaKind.DISTRICT,
    9: AreaKind.STREET,
    12: AreaKind.COMMUNITY,
    15: AreaKind.GRID,
}
_PARENT_LENGTH = {9: 6, 12: 9, 15: 12}
_POLYGON = "GeoJSON Polygon / MultiPolygon, [[[lon, lat], …]]"

Ring = tuple[tuple[float, float], ...]


def add_area(cells: Cells, draft: Draft, source: str) -> bool:
    """Add the row as an Area; kind and parent come from the code where not mapped."""
    words = cells.text("code")
    fields = collect_fields(cells)
    if not words:
        cells.reject(FaultKind.EMPTY_REQUIRED, "code", field="code")
        return False
    code = normal_area_code(words) or AreaCode(words)
    if lacks(cells, fields, "name") or not draft.areas.is_new(cells, "code", code):
        return False
    fields.setdefault("kind", _KINDS.get(len(code), AreaKind.COMMUNITY))
    if cells.has("polygon"):
        fields["polygon"] = _read_polygon(cells)
    draft.areas.records[code] = Area(
        **fields,
        code=code,
        parent=_find_parent(cells, code),
        provenance=row_provenance(cells, source),
    )
    for name in fields["name"].values():
        draft.area_names.setdefault(normal_form(name), code)
    return True


def _find_parent(cells: Cells, code: AreaCode) -> AreaCode | None:
    words = cells.text("parent") if cells.has("parent") else ""
    if words:
        return normal_area_code(words) or AreaCode(words)
    length = _PARENT_LENGTH.get(len(code))
    return AreaCode(code[:length]) if length else None


def _read_polygon(cells: Cells) -> tuple[Ring, ...]:
    value = cells.structure("polygon", _POLYGON)
    if value is None:
        return ()
    datum = cells.reading.table.datum or Datum.WGS84
    if cells.has("datum") and cells.text("datum"):
        found = cells.coded("datum", DATUMS)
        if found is None:
            return ()
        datum = found
    try:
        return tuple(_ring(ring, datum) for ring in _list_rings(value))
    except (TypeError, ValueError, KeyError) as problem:
        cells.wrong_structure("polygon", value, _POLYGON, str(problem))
        return ()


def _list_rings(value: object) -> list[object]:
    if isinstance(value, dict):
        if "geometry" in value:
            return _list_rings(value["geometry"])
        rings = value["coordinates"]
        if value.get("type") == "MultiPolygon":
            return [ring for polygon in rings for ring in polygon]
        value = rings
    if not isinstance(value, list):
        raise ValueError("no list of rings")
    return value


def _ring(ring: object, datum: Datum) -> Ring:
    if not isinstance(ring, list) or len(ring) < 4:
        raise ValueError("a ring needs 4 points or more")
    points = []
    for point in ring:
        lon, lat = float(point[0]), float(point[1])
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            raise ValueError(f"no position: {lon}, {lat}")
        points.append(to_wgs84(lon, lat, datum))
    return tuple(points)
