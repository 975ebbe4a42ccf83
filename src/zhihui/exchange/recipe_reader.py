"""Reads a recipe file, strictly: what is not understood is an error that names the nearest.

Called by the faces before ``read_district``. Opens the recipe; of the files it names it only
checks that they are there.
"""

import math
import re
from pathlib import Path

from zhihui.district import AreaCode, Text
from zhihui.exchange.faults import Fault, FaultKind, InputError, RecipeError
from zhihui.exchange.recipe import (
    Bounds,
    DistrictRecipe,
    FieldName,
    Recipe,
    TableFormat,
    TableKind,
    TableRecipe,
)
from zhihui.exchange.recipe_values import find_file, need, read_datum, read_source
from zhihui.exchange.rows import find_nearest
from zhihui.exchange.shapes import SHAPES, TableShape
from zhihui.exchange.street_recipes import read_streets_list
from zhihui.exchange.text_lines import GB18030, UTF8, decode_lines, open_file
from zhihui.exchange.yaml_parts import Part, parse_yaml

TABLE_KEYS = (
    *("file", "fields", "constants", "datum", "source", "where"),
    *("format", "sheet", "header_row", "delimiter", "encoding", "at"),
)
ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8", "utf-8-sig"), UTF8),
    **dict.fromkeys(("gb18030", "gbk", "gb2312", "cp936"), GB18030),
}
FORMATS = {
    **dict.fromkeys(("csv", "tsv", "txt"), TableFormat.CSV),
    **dict.fromkeys(("xlsx", "xlsm", "xlsb", "xls", "ods", "et"), TableFormat.SHEET),
    **dict.fromkeys(("jsonl", "ndjson"), TableFormat.JSON_LINES),
    **dict.fromkeys(("json", "geojson"), TableFormat.JSON),
}
DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_LANGUAGE = re.compile(r"^(?P<name>[a-z_]+?)[._](?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")


def read_recipe(path: Path) -> Recipe:
    """The recipe at ``path``. Raises RecipeError that says what, on which line, and what to do."""
    if not path.is_file():
        raise RecipeError(Fault(kind=FaultKind.RECIPE_ABSENT, value=str(path)))
    try:
        with open_file(path, path.name) as stream:
            words = "".join(line for line, _, _ in decode_lines(stream, UTF8, path.name))
    except InputError as problem:
        raise RecipeError(problem.fault) from problem
    root = parse_yaml(words, path.name)
    if root.node is None:
        raise RecipeError(Fault(kind=FaultKind.EMPTY_FILE, file=path.name))
    pairs = root.known_pairs(["district", "notice", "streets", *(kind.value for kind in TableKind)])
    tables = {
        kind: tuple(_read_table(kind, part, path.parent) for part in pairs[kind.value].parts())
        for kind in TableKind
        if kind.value in pairs
    }
    return Recipe(
        path=path,
        district=_read_district(need(root, pairs, "district")),
        tables=tables,
        streets=read_streets_list(pairs["streets"], path.parent) if "streets" in pairs else (),
        notice=_read_text(pairs["notice"]) if "notice" in pairs else {},
    )


def _read_district(part: Part) -> DistrictRecipe:
    pairs = part.known_pairs(["code", "name", "bounds"])
    code = need(part, pairs, "code")
    if not re.fullmatch(r"[0-9]{2,12}", code.text()):
        raise code.shape_error(
            "区划代码（数字，如 370103）", "a region code of digits, e.g. 370103"
        )
    return DistrictRecipe(
        code=AreaCode(code.text()),
        name=_read_text(need(part, pairs, "name")),
        bounds=_read_bounds(pairs["bounds"]) if "bounds" in pairs else None,
    )


def _read_text(part: Part) -> Text:
    if not part.is_mapping:
        return {"zh": part.text()}
    return {language: words.text() for language, words in part.pairs().items() if words.text()}


def _read_bounds(part: Part) -> Bounds:
    words = part.texts()
    try:
        west, south, east, north = (float(word) for word in words)
    except ValueError:
        raise part.error(FaultKind.BAD_BOUNDS, value=", ".join(words)) from None
    finite = all(map(math.isfinite, (west, south, east, north)))
    if not (finite and -180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise part.error(FaultKind.BAD_BOUNDS, value=", ".join(words))
    return west, south, east, north


def _read_table(kind: TableKind, part: Part, folder: Path) -> TableRecipe:
    pairs = part.known_pairs(TABLE_KEYS)
    file = need(part, pairs, "file")
    path = find_file(file, folder)
    shape = SHAPES[kind]
    fields = _read_fields(pairs.get("fields"), shape)
    constants = _read_fields(pairs.get("constants"), shape)
    given = {name.name for name in [*fields, *constants]}
    for field in shape.required:
        if field not in given:
            raise part.error(FaultKind.REQUIRED_FIELD, table=kind.value, field=field)
    return TableRecipe(
        kind=kind,
        file=path,
        shown=file.text(),
        format=_read_format(pairs.get("format"), file),
        fields=fields,
        constants=constants,
        where=_read_where(pairs.get("where")),
        datum=read_datum(pairs["datum"]) if "datum" in pairs else None,
        sheet=pairs["sheet"].text() if "sheet" in pairs else "",
        delimiter=_read_delimiter(pairs.get("delimiter")),
        encoding=_read_encoding(pairs.get("encoding")),
        at=pairs["at"].text() if "at" in pairs else "",
        header_row=_read_header_row(pairs.get("header_row")),
        source=read_source(pairs.get("source")),
    )


def _read_fields(part: Part | None, shape: TableShape) -> dict[FieldName, tuple[str, ...]]:
    if part is None:
        return {}
    found: dict[FieldName, tuple[str, ...]] = {}
    for key, value in part.pairs().items():
        name = find_field(key, shape)
        if name is None:
            raise value.error(
                FaultKind.UNKNOWN_FIELD,
                value=key,
                table=shape.kind.value,
                nearest=find_nearest(key, shape.names),
                valid="、".join(shape.names),
            )
        if name in found:
            raise value.error(FaultKind.REPEATED_KEY, value=key)
        if not value.is_empty:
            found[name] = value.texts()
    return found


def find_field(key: str, shape: TableShape) -> FieldName | None:
    """The field that ``key`` names, with its language, or None when the table has no such."""
    if key in shape.readers:
        return FieldName(name=key)
    if key in shape.texts:
        return FieldName(name=key, language="zh")
    found = _LANGUAGE.match(key)
    if found and found["name"] in shape.texts:
        return FieldName(name=found["name"], language=found["language"])
    return None


def _read_where(part: Part | None) -> dict[str, frozenset[str]]:
    if part is None:
        return {}
    return {column: frozenset(value.texts()) for column, value in part.pairs().items()}


def _read_format(part: Part | None, file: Part) -> TableFormat:
    words = part.text() if part else Path(file.text()).suffix.lstrip(".")
    found = FORMATS.get(words.lower())
    if found is None:
        raise (part or file).error(
            FaultKind.UNKNOWN_OPTION,
            key="format",
            value=words or file.text(),
            valid="、".join(FORMATS),
        )
    return found


def _read_encoding(part: Part | None) -> str:
    if part is None:
        return UTF8
    found = ENCODINGS.get(part.text().lower())
    if found is None:
        raise part.error(
            FaultKind.UNKNOWN_OPTION, key="encoding", value=part.text(), valid="utf-8、gb18030"
        )
    return found


def _read_delimiter(part: Part | None) -> str:
    if part is None:
        return ""
    words = DELIMITERS.get(part.text().lower(), str(getattr(part.node, "value", "")))
    if len(words) != 1 or words in '\r\n"' or (not words.isprintable() and words != "\t"):
        valid = "、".join([",", ";", "|", "tab"])
        raise part.error(FaultKind.UNKNOWN_OPTION, key="delimiter", value=words, valid=valid)
    return words


def _read_header_row(part: Part | None) -> int:
    if part is None:
        return 1
    words = part.text()
    if not re.fullmatch(r"[1-9][0-9]{0,5}", words):
        raise part.error(FaultKind.UNKNOWN_OPTION, key="header_row", value=words, valid="1、2、3…")
    return int(words)
