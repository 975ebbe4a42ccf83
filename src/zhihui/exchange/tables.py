"""Rows of the file that a table of the recipe names, whatever its format.

Called by the record readers. Opens the file, applies ``where``, and reports progress by bytes.
"""

import hashlib
from collections.abc import Iterator
from io import BufferedReader
from typing import cast

from zhihui.exchange.cell_text import cell_text
from zhihui.exchange.csv_rows import read_csv_rows
from zhihui.exchange.faults import FaultKind
from zhihui.exchange.json_rows import read_json_lines, read_json_rows
from zhihui.exchange.recipe import TableFormat, TableRecipe
from zhihui.exchange.rows import Reading, Row
from zhihui.exchange.sheet_rows import read_sheet_rows
from zhihui.exchange.text_lines import open_file, unreadable

_READERS = {
    TableFormat.CSV: read_csv_rows,
    TableFormat.SHEET: read_sheet_rows,
    TableFormat.JSON_LINES: read_json_lines,
    TableFormat.JSON: read_json_rows,
}


def read_rows(reading: Reading) -> Iterator[Row]:
    """Rows of the table that fit its ``where``. Raises InputError or RecipeError."""
    table = reading.table
    try:
        reading.total = table.file.stat().st_size
        count = 0
        for row in _READERS[table.format](reading):
            if all(_equals(row, column, wanted) for column, wanted in table.where.items()):
                count += 1
                yield row
    except OSError as problem:
        raise unreadable(table.shown, problem) from problem
    reading.finish()
    if count == 0:
        reading.remark(FaultKind.NO_ROWS, None, None)


def file_sha256(table: TableRecipe) -> str:
    """Checksum of the table's file, read in blocks."""
    with open_file(table.file, table.shown) as stream:
        return hashlib.file_digest(cast(BufferedReader, stream), "sha256").hexdigest()


def _equals(row: Row, column: str, wanted: frozenset[str]) -> bool:
    value = row.values.get(column)
    if isinstance(value, list):
        return any(cell_text(part) in wanted for part in value)
    return cell_text(value) in wanted
