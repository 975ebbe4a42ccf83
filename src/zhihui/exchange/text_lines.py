"""Lines of a text file, decoded one by one, with an exact place for bytes that cannot be.

Called by the CSV and JSON Lines readers, the recipe and the lexicon. Never reads a whole file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from zhihui.exchange.faults import Fault, FaultKind, InputError

BOM = b"\xef\xbb\xbf"
UTF8 = "utf-8"
GB18030 = "gb18030"


def open_file(path: Path, shown: str) -> BinaryIO:
    """Open for reading bytes. Raises InputError where that is not possible."""
    try:
        return path.open("rb")
    except OSError as problem:
        raise unreadable(shown, problem) from problem


def unreadable(shown: str, problem: OSError) -> InputError:
    """The error for a file that the system does not let us read."""
    return InputError(
        Fault(
            kind=FaultKind.FILE_UNREADABLE,
            file=shown,
            details={"problem": problem.strerror or type(problem).__name__},
        )
    )


def decode_lines(stream: BinaryIO, encoding: str, shown: str) -> Iterator[tuple[str, int, int]]:
    """Each line with its end, its 1-based number, and the bytes read so far.

    Raises InputError at the first byte that is not in ``encoding``.
    """
    offset = 0
    for number, raw in enumerate(stream, start=1):
        skipped = len(BOM) if number == 1 and raw.startswith(BOM) else 0
        try:
            line = raw[skipped:].decode(encoding)
        except UnicodeDecodeError as problem:
            place = skipped + problem.start
            raise bad_encoding(
                shown, encoding=encoding, raw=raw, place=place, line=number, offset=offset
            ) from problem
        offset += len(raw)
        yield line, number, offset


def bad_encoding(
    shown: str, *, encoding: str, raw: bytes, place: int, line: int, offset: int
) -> InputError:
    """The error for byte ``place`` of ``raw``, which begins at ``offset`` of the file."""
    hint_zh, hint_en = _hint(raw, encoding, offset)
    return InputError(
        Fault(
            kind=FaultKind.BAD_ENCODING,
            file=shown,
            line=line,
            details={
                "encoding": encoding.upper(),
                "offset": offset + place,
                "byte": f"0x{raw[place]:02X}",
                "hint_zh": hint_zh,
                "hint_en": hint_en,
            },
        )
    )


def _hint(raw: bytes, encoding: str, offset: int) -> tuple[str, str]:
    if offset == 0 and raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "文件像是 UTF-16，请另存为 UTF-8。", "The file looks like UTF-16: save it as UTF-8."
    if encoding == UTF8:
        try:
            sample = raw.decode(GB18030).strip()[:24]
        except UnicodeDecodeError:
            return (
                "请另存为 UTF-8，或改正这一处的字节。",
                "Save the file as UTF-8, or correct these bytes.",
            )
        return (
            f"按 GB18030 读作“{sample}”：如果对，请在此表写 encoding: gb18030；否则请另存为"
            " UTF-8。",
            f"Read as GB18030 the line says “{sample}”: if that is right, say encoding: gb18030 for"
            " this table; if not, save the file as UTF-8.",
        )
    return (
        "如果文件是 UTF-8，请去掉 encoding；否则请改正这一处的字节。",
        "If the file is UTF-8, leave encoding out; if not, correct these bytes.",
    )
