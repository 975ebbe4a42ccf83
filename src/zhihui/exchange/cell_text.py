"""A cell as text, and a text as several: the conventions of office tables.

Pure. Called by the table readers and the value readers.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

NOTHING = frozenset(
    {
        "",
        "无",
        "空",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "暂无",
        "null",
        "none",
        "nan",
        "n/a",
        "undefined",
    }
)
_LONGEST_NOTHING = max(map(len, NOTHING))
LIST_SEPARATORS = "、,，;；|\n"
ALIAS_SEPARATORS = ",，;；|\n"
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】", "[": "]", "「": "」", "‘": "’"}
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」"}
_CLOSERS = frozenset(_PAIRS.values()) | frozenset(_QUOTES.values())
_EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
_SURROGATES = re.compile("[\ud800-\udfff]")


def cell_text(value: object) -> str:
    """The cell as text without blanks at its edges; a whole number without ``.0``."""
    if isinstance(value, str):
        stripped = value.strip(_EDGES)
        return stripped if stripped.isascii() else _SURROGATES.sub("\ufffd", stripped)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "\n".join(filter(None, (cell_text(part) for part in value)))
    if isinstance(value, dict):
        return cell_text(msgspec.json.encode(value).decode())
    return str(value)


def says_nothing(words: str) -> bool:
    """Whether offices write ``words`` where they have nothing to say."""
    return len(words) <= _LONGEST_NOTHING and words.casefold() in NOTHING


def normal_form(words: str) -> str:
    """NFKC, lower case, no blanks: for comparing, never for showing."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def cell_parts(value: object, separators: str) -> tuple[str, ...]:
    """The several texts of a cell: a list as it is, a text cut at separators outside brackets.

    Parts that say nothing and repeated parts are dropped; quotes around a part are removed.
    """
    if isinstance(value, list):
        pieces = [cell_text(part) for part in value]
    else:
        words = cell_text(value)
        listed = _json_list(words)
        pieces = list(_cut(words, separators)) if listed is None else listed
    trimmed = (piece.strip(_EDGES + "；;，,、。") for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in trimmed if not says_nothing(piece)))


def _json_list(words: str) -> list[str] | None:
    """The parts of a text that is a JSON list, or a list as Python prints it."""
    if not (words.startswith("[") and words.endswith("]")):
        return None
    try:
        found = msgspec.json.decode(words)
    except (msgspec.DecodeError, RecursionError):
        return list(_cut(words[1:-1], ","))
    return [cell_text(part) for part in found] if isinstance(found, list) else None


def _cut(words: str, separators: str) -> Iterator[str]:
    """Cut at separators that stand in no bracket and no quote."""
    last = {closer: words.rfind(closer) for closer in _CLOSERS}
    begins, blank = 0, True
    expected: list[str] = []
    for place, character in enumerate(words):
        if character in separators:
            if not expected or last[expected[-1]] < place:
                yield _unquoted(words[begins:place].strip(_EDGES))
                begins, blank, expected = place + 1, True, []
            continue
        if expected and character == expected[-1]:
            expected.pop()
        elif character in _PAIRS:
            expected.append(_PAIRS[character])
        elif blank and character in _QUOTES:
            expected.append(_QUOTES[character])
        blank = blank and character in _EDGES
    yield _unquoted(words[begins:].strip(_EDGES))


def _unquoted(piece: str) -> str:
    if len(piece) > 1 and _QUOTES.get(piece[0]) == piece[-1] and piece[-1] not in piece[1:-1]:
        return piece[1:-1].strip(_EDGES)
    return piece
