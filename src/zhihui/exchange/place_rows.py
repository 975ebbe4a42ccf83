"""Rows of the table ``places`` → Places. Called by ``importing``.

Coordinates become WGS-84 and the source's numbers stay. A doubtful coordinate costs the place
its position, never its row.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from zhihui.district import (
    Counter,
    CounterId,
    DatedHours,
    Datum,
    Fact,
    Place,
    PlaceId,
)
from zhihui.exchange.cell_text import cell_text, normal_form
from zhihui.exchange.cells import Cells
from zhihui.exchange.codelists import DATUMS, FACTS
from zhihui.exchange.datums import Point, to_wgs84
from zhihui.exchange.district_edge import (
    DistrictEdge,
    far_from,
    find_edge,
    is_impossible,
    looks_swapped,
    middle,
)
from zhihui.exchange.drafts import (
    Draft,
    collect_fields,
    find_area,
    lacks,
    list_of,
    parse_day,
    row_provenance,
    short_hash,
    text_of,
)
from zhihui.exchange.faults import FaultKind
from zhihui.exchange.time_cells import LONGEST_MINUTES

_DATED = '[{"first", "last", "hours", "note"}]'
_COUNTERS = '[{"id", "name", "floor", "hours", "last_admission_minutes"}]'
_ACCESS = '{"wheelchair": "yes"}'
_DEGREES = re.compile(r"[NSEW]?\s*([+-]?\d{1,9}(?:\.\d{1,20})?)\s*°?\s*[NSEW]?", re.IGNORECASE)
_SEXAGESIMAL = re.compile(
    r"[NSEW]?\s*(\d{1,3})\s*[°度]\s*(\d{1,2})\s*[′'分]\s*(?:(\d{1,2}(?:\.\d{1,10})?)\s*[″\"秒]?)?\s*[NSEW]?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PlaceTable:
    """Builds the places of one table; keeps what the check of outliers needs."""

    draft: Draft
    edge: DistrictEdge = field(init=False)
    located: list[tuple[str, Cells, object, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        district = self.draft.areas.records.get(self.draft.district.code)
        self.edge = find_edge(self.draft.district.bounds, district)

    def add(self, cells: Cells, draft: Draft, source: str) -> bool:
        """Add the row as a Place; False when it was left out."""
        fields = collect_fields(cells)
        if lacks(cells, fields, "name"):
            return False
        name = next(iter(fields["name"].values()))
        given = cells.text("id") if cells.has("id") else ""
        address = next(iter(fields.get("address", {}).values()), "")
        chosen = PlaceId(given or "p-" + short_hash(name, address))
        if not draft.places.is_new(cells, "id" if given else "name", chosen):
            return False
        if cells.has("area"):
            fields["area"] = find_area(cells, draft, "area")
        if cells.has("hours"):
            fields["hours"] = cells.hours("hours")
            fields["hours_original"] = cells.text("hours")
        fields.update(_read_structures(cells))
        fields.update(self._read_position(cells, chosen))
        place = Place(**fields, id=chosen, provenance=row_provenance(cells, source))
        draft.places.records[chosen] = place
        draft.place_names.setdefault(normal_form(name), []).append(chosen)
        return True

    def _read_position(self, cells: Cells, chosen: str) -> dict[str, Any]:
        words = _position_words(cells)
        if words is None:
            return {}
        shown = ", ".join(words)
        lon, lat = (read_degrees(word) for word in words)
        column = "lonlat" if cells.has("lonlat") else "lon"
        if lon is None or lat is None:
            cells.remark(FaultKind.COORDINATE_UNREADABLE, column, shown)
            return {"source_lon": lon, "source_lat": lat}
        datum = _read_datum(cells)
        kept: dict[str, Any] = {"source_datum": datum, "source_lon": lon, "source_lat": lat}
        if datum is None:
            return kept
        if self._is_doubtful(cells, column, shown, (lon, lat), datum):
            return kept
        found_lon, found_lat = to_wgs84(lon, lat, datum)
        self.located.append((chosen, cells, cells.row, shown))
        return {**kept, "lon": round(found_lon, 8), "lat": round(found_lat, 8)}

    def _is_doubtful(
        self, cells: Cells, column: str, shown: str, source: Point, datum: Datum
    ) -> bool:
        if looks_swapped(*source, self.edge):
            wrong_here = is_impossible(*source, datum) or not self.edge.is_known
            if wrong_here or self.edge.outside_km(to_wgs84(*source, datum)) > 0:
                cells.remark(FaultKind.COORDINATE_SWAPPED, column, shown)
                return True
        if is_impossible(*source, datum):
            cells.remark(FaultKind.COORDINATE_IMPOSSIBLE, column, shown)
            return True
        away = self.edge.outside_km(to_wgs84(*source, datum))
        if away > 0:
            cells.remark(
                FaultKind.COORDINATE_OUTSIDE,
                column,
                shown,
                distance_km=_rounded(away),
                datum=datum.value,
            )
        return away > 0

    def drop_outliers(self) -> None:
        """Without a known edge: take the position from places far from all the others."""
        if self.edge.is_known or len(self.located) < 3:
            return
        places = self.draft.places.records
        positions = [_position(places[chosen]) for chosen, *_ in self.located]
        centre = middle(positions)
        for (chosen, cells, row, shown), position in zip(self.located, positions, strict=True):
            away = far_from(position, centre)
            if away:
                place = places[chosen]
                places[chosen] = replace(place, lon=None, lat=None)
                cells.row = row  # type: ignore[assignment]
                cells.remark(
                    FaultKind.COORDINATE_OUTLIER,
                    "lonlat" if cells.has("lonlat") else "lon",
                    shown,
                    distance_km=_rounded(away),
                    datum=place.source_datum.value if place.source_datum else "",
                )


def read_degrees(words: str) -> float | None:
    """Decimal degrees, or degrees, minutes and seconds, else None."""
    match = _DEGREES.fullmatch(words)
    if match:
        return float(match[1])
    match = _SEXAGESIMAL.fullmatch(words)
    if match is None:
        return None
    degrees, minutes, seconds = (float(part or 0) for part in match.groups())
    return degrees + minutes / 60 + seconds / 3600


def _position_words(cells: Cells) -> tuple[str, str] | None:
    if cells.has("lonlat"):
        parts = re.split(r"[,，;；\s]+", cells.text("lonlat"))
        words = (parts[0], parts[1] if len(parts) == 2 else "")
    else:
        lon, lat = (cells.text(name) if cells.has(name) else "" for name in ("lon", "lat"))
        words = (lon, lat)
    return words if any(words) else None


def _read_datum(cells: Cells) -> Datum | None:
    if cells.has("datum") and cells.text("datum"):
        return cells.coded("datum", DATUMS)
    return cells.reading.table.datum or Datum.WGS84


def _position(place: Place) -> Point:
    return (place.lon or 0.0, place.lat or 0.0)


def _rounded(away: float) -> float:
    return round(away) if away >= 10 else round(away, 2)


def _read_structures(cells: Cells) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, expected, read in (
        ("counters", _COUNTERS, _counters),
        ("dated_hours", _DATED, _dated_hours),
        ("accessibility", _ACCESS, _accessibility),
    ):
        if not cells.has(name):
            continue
        value = cells.structure(name, expected)
        if isinstance(value, str):
            value = list(cells.words(name))
        try:
            fields[name] = read(value)
            if name != "accessibility":
                fields[name] = tuple(_with_hours(cells, name, each) for each in fields[name])
        except (ValueError, KeyError) as problem:
            cells.wrong_structure(name, value, expected, str(problem))
    return fields


def _with_hours(cells: Cells, name: str, record: Any) -> Any:
    """The counter or dated hours with OSM hours; a date keeps words that cannot be read."""
    if not record.hours:
        return record
    kept = record.hours if isinstance(record, DatedHours) else ""
    return replace(record, hours=cells.read_hours(name, record.hours) or kept)


def _counters(value: object) -> tuple[Counter, ...]:
    return tuple(_counter(each) for each in list_of(value))


def _counter(value: object) -> Counter:
    if not isinstance(value, dict):
        words = cell_text(value)
        return Counter(id=CounterId(words), name=text_of(words))
    name = text_of(value["name"])
    chosen = cell_text(value.get("id")) or next(iter(name.values()), "")
    return Counter(
        id=CounterId(chosen),
        name=name,
        floor=cell_text(value.get("floor")),
        hours=cell_text(value.get("hours")),
        last_admission_minutes=_minutes(value.get("last_admission_minutes")),
    )


def _minutes(value: object) -> int | None:
    words = cell_text(value)
    if not words:
        return None
    if not (words.isascii() and words.isdigit()) or int(words) > LONGEST_MINUTES:
        raise ValueError(f"not minutes from 0 to {LONGEST_MINUTES}: {words[:40]}")
    return int(words)


def _dated_hours(value: object) -> tuple[DatedHours, ...]:
    return tuple(_dated(each) for each in list_of(value))


def _dated(value: object) -> DatedHours:
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {value!r:.40}")
    return DatedHours(
        first=parse_day(value["first"]),
        last=parse_day(value.get("last") or value["first"]),
        hours=cell_text(value["hours"]),
        note=text_of(value.get("note")),
    )


def _accessibility(value: object) -> dict[str, Fact]:
    if isinstance(value, dict):
        pairs: Iterable[tuple[object, object]] = value.items()
    else:
        pairs = (cell_text(each).partition("=")[::2] for each in list_of(value))
    found: dict[str, Fact] = {}
    for key, words in pairs:
        fact = FACTS.find(cell_text(words) or "yes")
        if fact is None:
            raise ValueError(f"neither yes nor no: {cell_text(words)[:40]}")
        found[cell_text(key)] = fact
    return found
