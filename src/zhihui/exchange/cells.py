"""The cells of one row under our field names, read into values; doubts go to the log.

Called by the readers of ``shapes`` and by the record builders. A value that cannot be read is
remarked and left unknown, never guessed.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TypeAlias, TypeVar

import msgspec

from zhihui.district import Fact, TimeLimit, TimeUnit
from zhihui.exchange.cell_text import (
    ALIAS_SEPARATORS,
    LIST_SEPARATORS,
    cell_parts,
    cell_text,
    says_nothing,
)
from zhihui.exchange.codelists import FACTS, TIME_UNITS, CodeTable
from zhihui.exchange.faults import FaultKind
from zhihui.exchange.limits import read_time_limit, read_visits
from zhihui.exchange.phones import read_phones
from zhihui.exchange.recipe import FieldName
from zhihui.exchange.rows import Reading, Row
from zhihui.hours import HoursFault, parse_hours, read_office_hours

T = TypeVar("T")
Reader: TypeAlias = "Callable[[Cells, str], object]"
"""Reads one field of a row; None when nothing is said or it could not be read."""

SHORTEST_ALIAS = 3
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Cells:
    """One table's rows, one at a time: set ``row``, then read fields by name."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.row = Row(number=0, line=None, values={})
        table = reading.table
        self._columns = {str(name): columns for name, columns in table.fields.items()}
        self._constants = {str(name): words for name, words in table.constants.items()}
        self.names: tuple[FieldName, ...] = tuple(dict.fromkeys([*table.fields, *table.constants]))

    def has(self, field: str) -> bool:
        """Whether the recipe maps the field at all."""
        return field in self._columns or field in self._constants

    def values(self, field: str) -> list[object]:
        """The cells of the field that say something, else its constants."""
        row = self.row.values
        found = [row.get(column) for column in self._columns.get(field, ())]
        said = [value for value in found if not says_nothing(cell_text(value))]
        return said or list(self._constants.get(field, ()))

    def column(self, field: str) -> str:
        """The file's word for the field, for messages."""
        return "、".join(self._columns.get(field, ())) or field

    def remark(self, kind: FaultKind, name: str, value: object, /, **details: str | float) -> None:
        """Note a doubt about the field of this row."""
        self.reading.remark(
            kind,
            self.row.number,
            self.row.line,
            column=self.column(name),
            value=cell_text(value),
            details=details,
        )

    def reject(self, kind: FaultKind, name: str, value: str = "", /, **details: str | int) -> None:
        """Leave this row out."""
        self.reading.reject(
            kind,
            self.row.number,
            self.row.line,
            column=self.column(name),
            value=value,
            details=details,
        )

    def text(self, field: str) -> str:
        """The text of the field; several columns are joined by line breaks."""
        columns = self._columns.get(field, ())
        if len(columns) == 1:
            words = cell_text(self.row.values.get(columns[0]))
            if not says_nothing(words):
                return words
        return "\n".join(map(cell_text, self.values(field)))

    def written(self, field: str) -> str:
        """The text as written, also where it is 无, which is an answer for some fields."""
        row = self.row.values
        words = [cell_text(row.get(column)) for column in self._columns.get(field, ())]
        return "\n".join(filter(None, words)) or self.text(field)

    def words(self, field: str) -> tuple[str, ...]:
        """The several texts of the field, without repeats."""
        return self._parts(field, LIST_SEPARATORS)

    def aliases(self, field: str) -> tuple[str, ...]:
        """Everyday names: cut at commas; at 、 only where every part can stand alone."""
        found: list[str] = []
        for words in self._parts(field, ALIAS_SEPARATORS):
            parts = cell_parts(words, LIST_SEPARATORS)
            apart = len(parts) > 1 and min(map(len, parts)) >= SHORTEST_ALIAS
            found.extend(parts if apart else (words,))
        return tuple(dict.fromkeys(found))

    def _parts(self, field: str, separators: str) -> tuple[str, ...]:
        values = self.values(field)
        parts = [part for value in values for part in cell_parts(value, separators)]
        return tuple(dict.fromkeys(parts))

    def fact(self, field: str) -> Fact | None:
        """是 or 否, or None where nothing is said."""
        return self.coded(field, FACTS)

    def coded(self, field: str, table: CodeTable[T]) -> T | None:
        """The value of a code table, or None; an unknown word is remarked."""
        words = self.text(field)
        if not words:
            return None
        found = table.find(words)
        if found is None:
            self.remark(FaultKind.VALUE_NOT_KNOWN, field, words, valid=table.valid)
        return found

    def coded_words(self, field: str, table: CodeTable[T]) -> tuple[T, ...] | None:
        """The values of a code table, or None; unknown words are remarked and left out."""
        found: list[T] = []
        for value in self.values(field):
            whole = table.find(cell_text(value))
            if whole is not None:
                found.append(whole)
                continue
            for words in cell_parts(value, LIST_SEPARATORS + "/ "):
                known = table.find(words)
                if known is None:
                    self.remark(FaultKind.VALUE_NOT_KNOWN, field, words, valid=table.valid)
                else:
                    found.append(known)
        return tuple(dict.fromkeys(found)) or None

    def kept_code(self, field: str, table: CodeTable[str]) -> str:
        """The code of a code table; an unknown word is remarked and kept as written."""
        words = self.text(field)
        found = table.find(words) if words else ""
        if found is None:
            self.remark(FaultKind.VALUE_NOT_KNOWN, field, words, valid=table.valid)
            return words
        return found

    def number(self, field: str, low: float, high: float) -> float | None:
        """A number from ``low`` to ``high``, or None."""
        words = self.text(field)
        if not words:
            return None
        match = re.fullmatch(r"([+-]?\d{1,18}(?:\.\d{1,30})?)\s*(?:份|分钟|次)?", words)
        value = float(match[1]) if match else None
        if value is None or not low <= value <= high:
            self.remark(FaultKind.NUMBER_UNREADABLE, field, words)
            return None
        return value

    def count(self, field: str) -> int | None:
        """A whole number from 0, or None."""
        value = self.number(field, 0, 100_000)
        if value is not None and value % 1:
            self.remark(FaultKind.NUMBER_UNREADABLE, field, self.text(field))
            return None
        return None if value is None else int(value)

    def day(self, field: str) -> date | None:
        """A date, or None."""
        words = self.text(field)
        if not words:
            return None
        found = read_date(words)
        if found is None:
            self.remark(FaultKind.DATE_UNREADABLE, field, words)
        return found

    def phones(self, field: str) -> tuple[str, ...]:
        """Phone numbers as written."""
        found: list[str] = []
        for value in self.values(field):
            numbers, understood = _phones(cell_text(value))
            found.extend(numbers)
            if not understood:
                self.remark(FaultKind.PHONE_UNREADABLE, field, value)
        return tuple(dict.fromkeys(found))

    def visits(self, field: str) -> int | None:
        """How often one has to come, at most."""
        words = self.text(field)
        understood, count = read_visits(words)
        if not understood:
            self.remark(FaultKind.VISITS_UNREADABLE, field, words)
        return count

    def time_limit(self, field: str) -> TimeLimit:
        """A time limit; its unit may stand in ``<field>_unit``."""
        words = self.written(field)
        unit_field = f"{field}_unit"
        unit = TimeUnit.UNKNOWN
        if self.has(unit_field):
            unit = self.coded(unit_field, TIME_UNITS) or unit
        limit = _time_limit(words, unit)
        if limit is None:
            self.remark(FaultKind.TIME_LIMIT_UNREADABLE, field, words)
            return TimeLimit(original=words)
        return limit

    def hours(self, field: str) -> str:
        """OSM opening_hours, or empty when not said or not readable (which is remarked)."""
        words = self.text(field)
        return (self.read_hours(field, words) or "") if words else ""

    def read_hours(self, field: str, words: str) -> str | None:
        """OSM opening_hours of words that stand inside the field; None (remarked) if unreadable."""
        found = _hours(words)
        if found is None:
            self.remark(FaultKind.HOURS_UNREADABLE, field, words)
        return found

    def structure(self, field: str, expected: str) -> object:
        """A list or object, given as such or as JSON text; None when nothing is said."""
        values = self.values(field)
        if not values:
            return None
        value = values[0]
        if not isinstance(value, str) or value.strip()[:1] not in ("[", "{"):
            return value
        try:
            return msgspec.json.decode(value)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as problem:
            self.wrong_structure(field, value, expected, str(problem))
            return None

    def wrong_structure(self, field: str, value: object, expected: str, problem: str) -> None:
        """Remark that a list or object could not be read."""
        self.remark(
            FaultKind.STRUCTURE_UNREADABLE, field, value, expected=expected, problem=problem
        )


def read_date(words: str) -> date | None:
    """A date as 2026-02-14, 2026/2/14, 2026年2月14日 or 20260214, else None."""
    match = _DATE.fullmatch(words) or _COMPACT_DATE.fullmatch(words)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _time_limit(words: str, unit: TimeUnit) -> TimeLimit | None:
    return read_time_limit(words, unit)


@lru_cache(maxsize=4096)
def _phones(words: str) -> tuple[tuple[str, ...], bool]:
    return read_phones(words)


@lru_cache(maxsize=4096)
def _hours(words: str) -> str | None:
    return read_office_hours(words) if isinstance(parse_hours(words), HoursFault) else words
