"""Reads the packaged tables into typed rows; the only module of this room that touches files.

Called by create_sample. Never repairs a row: a wrong one raises SampleTableError with the file,
the row and what is wrong with it.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec
import yaml

from zhihui.sample.rows import (
    AreaRow,
    BodyRow,
    EventRow,
    ItemRow,
    MaterialRow,
    OutlinePoint,
    PatternsFile,
    PlacesFile,
)

RowT = TypeVar("RowT")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SampleTableError(ValueError):
    """A packaged table is wrong: the message names the file, the row and the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All packaged tables."""

    areas: tuple[AreaRow, ...]
    outline: tuple[OutlinePoint, ...]
    bodies: tuple[BodyRow, ...]
    items: tuple[ItemRow, ...]
    materials: tuple[MaterialRow, ...]
    places: PlacesFile
    patterns: PatternsFile
    life_events: tuple[EventRow, ...]


def read_tables(folder: Traversable | None = None) -> Tables:
    """All tables of ``folder`` (the packaged ones when None). Raises SampleTableError."""
    root = folder if folder is not None else files("zhihui.sample") / "tables"
    return Tables(
        areas=_read_csv(root / "areas.csv", AreaRow),
        outline=_read_csv(root / "outline.csv", OutlinePoint),
        bodies=_read_list(root / "bodies.yaml", BodyRow),
        items=_read_folder(root / "items", ItemRow),
        materials=_read_folder(root / "materials", MaterialRow),
        places=_convert(_read_yaml(root / "places.yaml"), PlacesFile, "places.yaml"),
        patterns=_convert(_read_yaml(root / "patterns.yaml"), PatternsFile, "patterns.yaml"),
        life_events=_read_list(root / "life-events.yaml", EventRow),
    )


def _read_folder(folder: Traversable, kind: type[RowT]) -> tuple[RowT, ...]:
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(row for name in names for row in _read_list(folder / name, kind))


def _read_list(file: Traversable, kind: type[RowT]) -> tuple[RowT, ...]:
    content = _read_yaml(file)
    if not isinstance(content, list):
        raise SampleTableError(
            f"{file.name}: expected a list of rows, found {type(content).__name__}; "
            "start every row with '- '"
        )
    return tuple(
        _convert(row, kind, f"{file.name}, {_label(i, row)}") for i, row in enumerate(content, 1)
    )


def _read_csv(file: Traversable, kind: type[RowT]) -> tuple[RowT, ...]:
    lines = [line for line in _read_text(file).splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, strict=True)
    return tuple(
        _convert(
            {name: value for name, value in row.items() if value},
            kind,
            f"{file.name}, row {number}",
            strict=False,
        )
        for number, row in enumerate(rows, start=1)
    )


def _read_text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SampleTableError(f"{file.name}: the packaged table is missing; reinstall") from None
    except UnicodeDecodeError as error:
        raise SampleTableError(
            f"{file.name}: not UTF-8 at byte {error.start}; save the file as UTF-8"
        ) from error


def _read_yaml(file: Traversable) -> object:
    try:
        return yaml.load(_read_text(file), Loader=_Loader)
    except yaml.YAMLError as error:
        raise SampleTableError(f"{file.name}: not YAML: {error}") from error


def _convert(row: object, kind: type[RowT], where: str, *, strict: bool = True) -> RowT:
    try:
        return msgspec.convert(row, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise SampleTableError(f"{where}: {error}; correct the row") from error


def _label(number: int, row: object) -> str:
    key = row.get("key") or row.get("id") or row.get("zh") if isinstance(row, dict) else None
    return f"row {number} ({key})" if key else f"row {number}"
