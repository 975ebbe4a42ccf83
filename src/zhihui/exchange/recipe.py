"""A recipe: which files make up a district, and which column is which of our fields.

Written by a city as YAML, read by ``recipe_reader``. Plain data; touches no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from zhihui.district import AreaCode, Datum, Text
from zhihui.streets import StreetFile

Bounds = tuple[float, float, float, float]
"""minlon, minlat, maxlon, maxlat in WGS-84 degrees."""


class TableKind(Enum):
    """The tables a recipe may hold, by their key."""

    AREAS = "areas"
    MATERIALS = "materials"
    ITEMS = "items"
    REQUIREMENTS = "requirements"
    PLACES = "places"
    QUEUES = "queues"
    OFFERS = "offers"
    LIFE_EVENTS = "life_events"
    LEXICON = "lexicon"
    CALENDAR_DAYS = "calendar_days"


class TableFormat(Enum):
    """File formats, by the name that ``format:`` takes."""

    CSV = "csv"
    SHEET = "xlsx"
    JSON_LINES = "jsonl"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecipe:
    """What the recipe says of where a file comes from."""

    title: str = ""
    licence: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRecipe:
    """The district that is built."""

    code: AreaCode
    name: Text
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldName:
    """A field of ours, with the language for those that are Text, such as ``name.en``."""

    name: str
    language: str = ""

    def __str__(self) -> str:
        return f"{self.name}.{self.language}" if self.language else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRecipe:
    """One table: a file, how to open it, and the meaning of its columns."""

    kind: TableKind
    file: Path
    shown: str
    """The file as the recipe writes it, for messages."""
    format: TableFormat
    fields: Mapping[FieldName, tuple[str, ...]] = field(default_factory=dict)
    """Field → the columns it is collected from."""
    constants: Mapping[FieldName, tuple[str, ...]] = field(default_factory=dict)
    """Field → values that every row gets where its columns say nothing."""
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Column → the values with which a row is read at all."""
    datum: Datum | None = None
    sheet: str = ""
    delimiter: str = ""
    encoding: str = "utf-8"
    at: str = ""
    header_row: int = 1
    source: SourceRecipe = field(default_factory=SourceRecipe)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the file that the recipe names, once."""
        named = [column for columns in self.fields.values() for column in columns]
        return tuple(dict.fromkeys([*named, *self.where]))


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetRecipe:
    """One file of streets."""

    file: StreetFile
    source: SourceRecipe = field(default_factory=SourceRecipe)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A whole recipe."""

    path: Path
    district: DistrictRecipe
    tables: Mapping[TableKind, tuple[TableRecipe, ...]]
    streets: tuple[StreetRecipe, ...] = ()
    notice: Text = field(default_factory=dict)
