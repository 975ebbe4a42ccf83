"""Many needs from one CSV file: reading it, and the line that each need gets."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from zhihui.district import Reason, in_language
from zhihui.finder import Found, ItemHit

NEED_COLUMN: Final = "query"
ID_COLUMN: Final = "query_id"
NEAREST_SHOWN: Final = 3
ITEMS_SHOWN: Final = 10
_CELL_LIMIT: Final = 1_000_000


class BatchError(ValueError):
    """The batch file cannot be used. The message says what, where and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One need of the file."""

    query_id: str
    query: str


def read_batch(content: bytes, name: str) -> list[BatchRow]:
    """The needs of a CSV file, in order. Raises BatchError; nothing is skipped silently.

    ``name`` is how the user called the file. Columns other than query_id and query are ignored.
    """
    rows = _read_rows(_decode(content, name), name)
    header_line, header = next(rows, (1, []))
    if not any(header):
        raise BatchError(
            f"{name} 是空文件。请给出含 {ID_COLUMN},{NEED_COLUMN} 两列的 CSV。\n"
            f"{name} is empty: give a CSV file with the columns {ID_COLUMN},{NEED_COLUMN}."
        )
    id_place, need_place = (
        _find_column(header, column, name) for column in (ID_COLUMN, NEED_COLUMN)
    )
    found = []
    for line, cells in rows:
        if not cells:
            continue
        if len(cells) != len(header):
            raise BatchError(_word_width(name, line, len(cells), len(header)))
        found.append(BatchRow(query_id=cells[id_place], query=cells[need_place]))
    if not found:
        raise BatchError(
            f"{name} 第 {header_line} 行的表头之后没有数据。\n"
            f"{name} has no rows after the header in line {header_line}: add one row per query."
        )
    return found


def encode_found(row: BatchRow, found: Found) -> bytes:
    """One line of JSON without its end: what was found, or the nearest when declined."""
    declined = found.declined or not found.items
    hits = found.nearest[:NEAREST_SHOWN] if declined else found.items[:ITEMS_SHOWN]
    return msgspec.json.encode(
        {
            "query_id": row.query_id,
            "declined": declined,
            "items": [_as_entry(hit) for hit in hits],
        }
    )


def _as_entry(hit: ItemHit) -> dict[str, object]:
    return {
        "code": hit.item.code,
        "name": in_language(hit.item.name, "zh"),
        "score": round(hit.score, 4),
        "why": [_as_why(reason) for reason in hit.why],
    }


def _as_why(reason: Reason) -> dict[str, object]:
    return {"kind": reason.kind.value, "values": dict(reason.values)}


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BatchError(
            f"{name} 第 {line} 行（第 {error.start} 字节，值 0x{content[error.start]:02x}）"
            f"不是 UTF-8。请另存为 UTF-8。\n"
            f"{name}, line {line}: byte 0x{content[error.start]:02x} at offset {error.start} "
            "is not UTF-8. Save the file as UTF-8."
        ) from error


def _read_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it starts on."""
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BatchError(
            f"{name} 第 {line} 行起不是有效的 CSV：{error}。请检查引号。\n"
            f"{name}, from line {line}: not valid CSV ({error}). Check the quotes."
        ) from error


def _find_column(header: Sequence[str], column: str, name: str) -> int:
    names = [cell.strip() for cell in header]
    if names.count(column) == 1:
        return names.index(column)
    what_zh, what_en = (
        ("缺少", "has no") if column not in names else ("有多个", "has more than one")
    )
    present = ", ".join(names)
    raise BatchError(
        f"{name} {what_zh}列 {column}，现有的列：{present}。"
        f"请在表头写 {ID_COLUMN},{NEED_COLUMN}。\n"
        f"{name} {what_en} column {column}; its columns are: {present}. "
        f"Name the columns {ID_COLUMN},{NEED_COLUMN} in the first line."
    )


def _word_width(name: str, line: int, cells: int, columns: int) -> str:
    return (
        f"{name} 第 {line} 行有 {cells} 个单元格，表头有 {columns} 列。含逗号的内容请加引号。\n"
        f"{name}, line {line}: {cells} cells, but the header has {columns} columns. "
        "Put quotes around text that has commas."
    )
