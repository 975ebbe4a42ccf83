"""Rows of a CSV file, streamed: memory does not grow with the file. Called by ``tables``."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from zhihui.exchange.faults import Fault, FaultKind, InputError
from zhihui.exchange.rows import Reading, Row, check_header
from zhihui.exchange.text_lines import decode_lines, open_file

FIELD_LIMIT_MB = 16
DELIMITERS = (",", "\t", ";", "|")


def read_csv_rows(reading: Reading) -> Iterator[Row]:
    """Each row in order. Raises InputError (encoding, quotes) or RecipeError (columns)."""
    table = reading.table
    with open_file(table.file, table.shown) as stream:
        lines = _Lines(stream, reading)
        records = _records(lines, reading)
        header = next((cells for _, cells in records if any(map(str.strip, cells))), [])
        header = [name.strip() for name in header]
        if not header:
            raise InputError(Fault(kind=FaultKind.EMPTY_FILE, file=table.shown))
        check_header(table, header)
        wanted = {column: header.index(column) for column in table.columns}
        for number, (line, cells) in enumerate(records, start=1):
            if not any(cells) or not _fits(reading, header, number, line, cells):
                continue
            values = {
                column: cells[place] if place < len(cells) else ""
                for column, place in wanted.items()
            }
            yield Row(number=number, line=line, values=values)


class _Lines:
    """Decoded lines for the csv module, remembering where they are."""

    def __init__(self, stream: BinaryIO, reading: Reading) -> None:
        self._lines = decode_lines(stream, reading.table.encoding, reading.table.shown)
        self._reading = reading
        self._held: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._held:
            return self._held.pop()
        line, self.number, done = next(self._lines)
        self._reading.report(done)
        return line

    def skip(self, count: int) -> None:
        for _ in range(count):
            next(self, "")

    def peek(self) -> str:
        line = next(self, "")
        if line:
            self._held.append(line)
        return line


def _records(lines: _Lines, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    table = reading.table
    lines.skip(table.header_row - 1)
    delimiter = table.delimiter or guess_delimiter(lines.peek(), table.file.suffix)
    csv.field_size_limit(FIELD_LIMIT_MB << 20)
    records = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = table.header_row
    try:
        for cells in records:
            yield begins, cells
            begins = lines.number + 1
    except csv.Error as problem:
        raise _broken(reading, problem, begins, lines.number) from problem


def guess_delimiter(header: str, suffix: str) -> str:
    """Tab for ``.tsv``, else whichever delimiter the header line holds most of."""
    if suffix.lower() == ".tsv":
        return "\t"
    return max(DELIMITERS, key=header.count)


def _broken(reading: Reading, problem: csv.Error, begins: int, line: int) -> InputError:
    words = str(problem)
    shown = reading.table.shown
    if "field larger" in words:
        return InputError(
            Fault(
                kind=FaultKind.FIELD_TOO_LARGE,
                file=shown,
                line=begins,
                details={"limit_mb": FIELD_LIMIT_MB},
            )
        )
    at = begins if "unexpected end" in words else line
    return InputError(
        Fault(kind=FaultKind.CSV_BROKEN, file=shown, line=at, details={"problem": words})
    )


def _fits(reading: Reading, header: list[str], number: int, line: int, cells: list[str]) -> bool:
    """Whether the row has cells for its columns; says so where it has not."""
    details = {"cells": len(cells), "columns": len(header)}
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        reading.reject(FaultKind.ROW_TOO_LONG, number, line, details=details)
        return False
    if len(cells) < len(header):
        reading.remark(FaultKind.ROW_TOO_SHORT, number, line, details=details)
    return True
