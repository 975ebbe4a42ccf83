"""What the record builders share: records so far, who came first, and the fields of a row.

Called by the ``*_rows`` builders. One draft lives for one import.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from zhihui.district import (
    Area,
    AreaCode,
    CalendarDay,
    Item,
    Lexeme,
    LifeEvent,
    Material,
    Offer,
    Place,
    Provenance,
    QueueHour,
    Text,
)
from zhihui.exchange.cell_text import normal_form
from zhihui.exchange.cells import Cells, read_date
from zhihui.exchange.faults import FaultKind, FaultLog
from zhihui.exchange.recipe import DistrictRecipe
from zhihui.exchange.shapes import SHAPES

T = TypeVar("T")


@dataclass(slots=True)
class Shelf(Generic[T]):
    """Records by key in the order met, and where each key was met first."""

    records: dict[str, T] = field(default_factory=dict)
    met: dict[str, tuple[str, int]] = field(default_factory=dict)

    def is_new(self, cells: Cells, name: str, key: str) -> bool:
        """Whether no earlier row has the key; a repeated one is rejected."""
        here = (cells.reading.table.shown, cells.row.number)
        first_file, first_row = self.met.setdefault(key, here)
        if (first_file, first_row) == here and key not in self.records:
            return True
        cells.reject(
            FaultKind.DUPLICATE,
            name,
            key,
            field=name,
            first_file=first_file,
            first_row=first_row,
        )
        return False


@dataclass(slots=True)
class Draft:
    """All records of an import while it runs."""

    district: DistrictRecipe
    log: FaultLog
    areas: Shelf[Area] = field(default_factory=Shelf)
    materials: Shelf[Material] = field(default_factory=Shelf)
    items: Shelf[Item] = field(default_factory=Shelf)
    places: Shelf[Place] = field(default_factory=Shelf)
    offers: Shelf[Offer] = field(default_factory=Shelf)
    queues: Shelf[QueueHour] = field(default_factory=Shelf)
    life_events: Shelf[LifeEvent] = field(default_factory=Shelf)
    lexicon: list[Lexeme] = field(default_factory=list)
    calendar: Shelf[CalendarDay] = field(default_factory=Shelf)
    material_names: dict[str, str] = field(default_factory=dict)
    """Normal form of a material's name → its id."""
    area_names: dict[str, AreaCode] = field(default_factory=dict)
    place_names: dict[str, list[str]] = field(default_factory=dict)


RowBuilder = Callable[[Cells, Draft, str], bool]
"""Adds the row to the draft as a record of the source; False when the row was left out."""


def collect_fields(cells: Cells) -> dict[str, Any]:
    """The mapped fields of the row that say something and have a reader of their own."""
    shape = SHAPES[cells.reading.table.kind]
    found: dict[str, Any] = {}
    for name in cells.names:
        if name.language:
            words = cells.text(str(name))
            if words:
                found.setdefault(name.name, {})[name.language] = words
            continue
        value = shape.readers[name.name](cells, name.name)
        if value is not None:
            found[name.name] = value
    return found


def lacks(cells: Cells, fields: dict[str, Any], name: str) -> bool:
    """Whether a required field is empty, which leaves the row out."""
    if fields.get(name):
        return False
    column = name if cells.has(name) else f"{name}.zh"
    cells.reject(FaultKind.EMPTY_REQUIRED, column, field=name)
    return True


def row_provenance(cells: Cells, source: str) -> Provenance:
    """Where the row comes from, and who verified it when, where mapped."""
    verified_on = cells.day("verified_on") if cells.has("verified_on") else None
    verified_by = cells.text("verified_by") if cells.has("verified_by") else ""
    return Provenance(
        source=source, row=cells.row.number, verified_on=verified_on, verified_by=verified_by
    )


def short_hash(*parts: str, length: int = 16) -> str:
    """Hexadecimal digits that stay the same for the same parts."""
    return hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()[:length]


def find_area(cells: Cells, draft: Draft, name: str) -> AreaCode | None:
    """The area that the field names by code or by name; an unknown one is remarked."""
    words = cells.text(name) if cells.has(name) else ""
    if not words:
        return None
    code = normal_area_code(words)
    known = draft.areas.records
    if code is not None and (not known or code in known):
        return code
    if code is None:
        code = draft.area_names.get(normal_form(words))
        if code is not None:
            return code
    cells.remark(FaultKind.AREA_NOT_KNOWN, name, words)
    return None


def normal_area_code(words: str) -> AreaCode | None:
    """A region code without the zeros that pad it to 9 or 12 digits, or None."""
    if not (words.isascii() and words.isdigit() and 2 <= len(words) <= 15):
        return None
    while len(words) in (9, 12) and words.endswith("000"):
        words = words[:-3]
    return AreaCode(words)


def list_of(value: object) -> Iterator[object]:
    """The members of a list, or the value itself as the only one."""
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value


def text_of(value: object) -> Text:
    """A Text from words or from an object of words per language. Raises ValueError."""
    if isinstance(value, str):
        return {"zh": value.strip()} if value.strip() else {}
    if isinstance(value, dict) and all(isinstance(words, str) for words in value.values()):
        return {language: words.strip() for language, words in value.items() if words.strip()}
    if value is None:
        return {}
    raise ValueError(f"not a text: {value!r:.40}")


def parse_day(value: object) -> date:
    """A date from a structure. Raises ValueError."""
    found = read_date(str(value))
    if found is None:
        raise ValueError(f"not a date: {value!r:.40}")
    return found
