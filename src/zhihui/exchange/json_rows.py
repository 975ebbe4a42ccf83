"""Rows of a JSON Lines file, streamed, and of a JSON array, decoded row by row from a map.

Called by ``tables``. A column may be a path into nested objects, such as ``address.street``.
"""

import codecs
import mmap
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec

from zhihui.exchange.faults import Fault, FaultKind, InputError, RecipeError
from zhihui.exchange.rows import Reading, Row, missing_column
from zhihui.exchange.text_lines import BOM, UTF8, bad_encoding, decode_lines, open_file

_CHUNK = 1 << 20
_ANY = msgspec.json.Decoder()
_ROWS = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_DECODE_FAULTS = (msgspec.DecodeError, RecursionError, UnicodeError)
MISSING = object()


class _Columns:
    """Which columns the recipe names have been met in some row."""

    def __init__(self, reading: Reading) -> None:
        self._table = reading.table
        self._unmet = set(reading.table.columns)
        self._seen: dict[str, None] = {}

    def pick(self, record: Mapping[str, object]) -> dict[str, object]:
        if self._unmet:
            self._unmet = {name for name in self._unmet if find_path(record, name) is MISSING}
            if len(self._seen) < 1000:
                self._seen.update(dict.fromkeys(record))
        values = {}
        for name in self._table.columns:
            value = find_path(record, name)
            values[name] = None if value is MISSING else value
        return values

    def check(self) -> None:
        for column in self._table.columns:
            if column in self._unmet and self._seen:
                raise missing_column(self._table, column, self._seen)


def find_path(record: Mapping[str, object], name: str) -> object:
    """The value of key ``name``, or of the dotted path it spells, or ``MISSING``."""
    if name in record:
        return record[name]
    if "." not in name:
        return MISSING
    found: object = record
    for key in name.split("."):
        if not isinstance(found, Mapping) or key not in found:
            return MISSING
        found = found[key]
    return found


def read_json_lines(reading: Reading) -> Iterator[Row]:
    """Each row in order; a line that is no JSON object is rejected and reading goes on.

    Raises InputError (encoding, empty) or, at the end, RecipeError for a column no row has.
    """
    table = reading.table
    columns = _Columns(reading)
    number = 0
    with open_file(table.file, table.shown) as stream:
        for words, line, done in decode_lines(stream, table.encoding, table.shown):
            reading.report(done)
            if not words.strip():
                continue
            number += 1
            try:
                record = _ANY.decode(words)
            except _DECODE_FAULTS as problem:
                details = {"problem": str(problem) or type(problem).__name__}
                reading.reject(FaultKind.ROW_NOT_JSON, number, line, details=details)
                continue
            if isinstance(record, dict):
                yield Row(number=number, line=line, values=columns.pick(record))
            else:
                _reject_other(reading, number, line, record)
    if number == 0:
        raise InputError(Fault(kind=FaultKind.EMPTY_FILE, file=table.shown))
    columns.check()


def read_json_rows(reading: Reading) -> Iterator[Row]:
    """Each object of the array, in order. Raises InputError or RecipeError."""
    table = reading.table
    columns = _Columns(reading)
    with open_file(table.file, table.shown) as stream:
        start = _check_utf8(stream, reading)
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        for number, raw in enumerate(_open_array(memoryview(mapped)[start:], reading), start=1):
            record = _ANY.decode(raw)
            if isinstance(record, dict):
                yield Row(number=number, line=None, values=columns.pick(record))
            else:
                _reject_other(reading, number, None, record)
    except _DECODE_FAULTS as problem:
        raise _broken(reading, problem) from None
    columns.check()


def _open_array(view: memoryview, reading: Reading) -> list[msgspec.Raw]:
    source: memoryview | msgspec.Raw = view
    for key in filter(None, reading.table.at.split(".")):
        members = _OBJECT.decode(source)
        if key not in members:
            raise RecipeError(
                Fault(
                    kind=FaultKind.MISSING_PATH,
                    file=reading.table.shown,
                    value=reading.table.at,
                    details={"keys": "、".join(list(members)[:60]) or "—"},
                )
            )
        source = members[key]
    return _ROWS.decode(source)


def _check_utf8(stream: BinaryIO, reading: Reading) -> int:
    """Raise InputError on the first bad byte or an empty file; the bytes of BOM to skip."""
    table = reading.table
    decoder = codecs.getincrementaldecoder(UTF8)()
    offset, line, start, blank = 0, 1, 0, True
    while chunk := stream.read(_CHUNK):
        if offset == 0 and chunk.startswith(BOM):
            start = len(BOM)
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as problem:
            place = max(0, problem.start - pending)
            raise bad_encoding(
                table.shown,
                encoding=UTF8,
                raw=chunk,
                place=place,
                line=line + chunk[:place].count(b"\n"),
                offset=offset,
            ) from problem
        blank = blank and not chunk.removeprefix(BOM).strip()
        offset += len(chunk)
        line += chunk.count(b"\n")
        reading.report(offset)
    if blank:
        raise InputError(Fault(kind=FaultKind.EMPTY_FILE, file=table.shown))
    return start


def _broken(reading: Reading, problem: Exception) -> InputError:
    shown = reading.table.shown
    words = str(problem)
    if isinstance(problem, msgspec.ValidationError):
        details = {"found": words}
        return InputError(Fault(kind=FaultKind.JSON_NOT_ROWS, file=shown, details=details))
    details = {"problem": words or type(problem).__name__}
    return InputError(Fault(kind=FaultKind.JSON_BROKEN, file=shown, details=details))


def _reject_other(reading: Reading, number: int, line: int | None, record: object) -> None:
    details = {"found": type(record).__name__}
    reading.reject(FaultKind.ROW_NOT_OBJECT, number, line, details=details)
