"""Rows of one sheet of a workbook (.xlsx, .xls, .xlsb, .ods). Called by ``tables``.

Calamine holds the sheet in memory; its cells are handed on one row at a time.
"""

from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from zhihui.exchange.cell_text import cell_text
from zhihui.exchange.faults import Fault, FaultKind, InputError, RecipeError
from zhihui.exchange.rows import Reading, Row, check_header
from zhihui.exchange.text_lines import open_file


def read_sheet_rows(reading: Reading) -> Iterator[Row]:
    """Each row in order. Raises InputError (not a workbook) or RecipeError (sheet, columns)."""
    table = reading.table
    open_file(table.file, table.shown).close()
    sheet = _open_sheet(reading)
    records = enumerate(sheet.iter_rows() if sheet.start else (), start=1)
    header: list[str] = []
    for line, cells in records:
        header = [cell_text(cell) for cell in cells]
        if line >= table.header_row and any(header):
            break
        header = []
    if not header:
        raise InputError(Fault(kind=FaultKind.EMPTY_FILE, file=table.shown))
    check_header(table, header)
    wanted = {column: header.index(column) for column in table.columns}
    for number, (line, cells) in enumerate(records, start=1):
        if any(cell != "" for cell in cells):
            values: dict[str, object] = {name: cells[place] for name, place in wanted.items()}
            yield Row(number=number, line=line, values=values)


def _open_sheet(reading: Reading) -> CalamineSheet:
    table = reading.table
    try:
        book = CalamineWorkbook.from_path(table.file)
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        name = table.sheet or (shown or book.sheet_names)[0]
        if name not in book.sheet_names:
            sheets = "、".join(book.sheet_names)
            raise RecipeError(
                Fault(
                    kind=FaultKind.MISSING_SHEET,
                    file=table.shown,
                    value=name,
                    details={"sheets": sheets},
                )
            )
        return book.get_sheet_by_name(name)
    except (CalamineError, PasswordError, XmlError, ZipError, OSError, IndexError) as problem:
        details = {"problem": str(problem) or type(problem).__name__}
        raise InputError(
            Fault(kind=FaultKind.SHEET_BROKEN, file=table.shown, details=details)
        ) from problem
