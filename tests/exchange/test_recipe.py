"""Recipes are read strictly, with the line and the nearest valid word."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.conftest import DISTRICT
from zhihui.district import Datum
from zhihui.exchange import (
    FaultKind,
    FieldName,
    Import,
    InputError,
    Recipe,
    RecipeError,
    TableFormat,
    TableKind,
    read_district,
    read_recipe,
)
from zhihui.exchange.shapes import SHAPES

ITEMS = "items:\n  - file: items.csv\n    fields: {code: code, name: name}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "items.csv").write_text("code,name\na,甲\n", encoding="utf-8")
    return tmp_path


def read(folder: Path, words: str | bytes) -> Recipe:
    path = folder / "recipe.yaml"
    path.write_bytes(words.encode() if isinstance(words, str) else words)
    return read_recipe(path)


def test_the_whole_shape(folder: Path) -> None:
    recipe = read(
        folder,
        """
district: {code: 370103, name: {zh: 市中区, en: Shizhong}, bounds: [116.8, 36.5, 117.1, 36.7]}
notice: {zh: 试用, en: On trial}
items:
  - file: items.csv
    fields: {code: code, name: name, name_en: english, body.en: body, aliases: [a, b]}
    constants: {body: 区民政局, audiences: [自然人, 企业法人]}
    where: {state: 1}
    source: {title: 事项表, licence: CC-BY-4.0, url: https://example.org}
places:
  - {file: items.csv, datum: 高德, delimiter: tab, header_row: 2, fields: {name: name}}
""",
    )
    assert recipe.district.code == "370103"
    assert recipe.district.bounds == (116.8, 36.5, 117.1, 36.7)
    (items,) = recipe.tables[TableKind.ITEMS]
    assert items.fields[FieldName(name="name", language="en")] == ("english",)
    assert items.fields[FieldName(name="body", language="en")] == ("body",)
    assert items.constants[FieldName(name="body", language="zh")] == ("区民政局",)
    assert items.columns == ("code", "name", "english", "body", "a", "b", "state")
    assert items.source.licence == "CC-BY-4.0"
    assert items.format is TableFormat.CSV
    (places,) = recipe.tables[TableKind.PLACES]
    assert (places.datum, places.delimiter, places.header_row) == (Datum.GCJ02, "\t", 2)


def test_codes_keep_their_leading_zeros(folder: Path) -> None:
    assert read(folder, "district: {code: 010203, name: 甲}\n").district.code == "010203"


def test_absolute_paths(folder: Path) -> None:
    words = DISTRICT + ITEMS.replace("items.csv", str(folder / "items.csv"))
    assert read(folder, words).tables[TableKind.ITEMS][0].file == folder / "items.csv"


@pytest.mark.parametrize(
    ("words", "kind", "line", "nearest"),
    [
        (DISTRICT + "item: []\n", FaultKind.UNKNOWN_KEY, 2, "items"),
        (DISTRICT + ITEMS + "    datums: WGS-84\n", FaultKind.UNKNOWN_KEY, 5, "datum"),
        (DISTRICT + ITEMS.replace("name: name", "nmae: name"), FaultKind.UNKNOWN_FIELD, 4, "name"),
        (DISTRICT + ITEMS.replace(", name: name", ""), FaultKind.REQUIRED_FIELD, 3, None),
        (DISTRICT + ITEMS + "    file: x.csv\n", FaultKind.REPEATED_KEY, 5, None),
        (DISTRICT + "items: items.csv\n", FaultKind.RECIPE_SHAPE, 2, None),
        (DISTRICT + "items: [{fields: {code: a, name: b}}]\n", FaultKind.MISSING_KEY, 2, None),
        (DISTRICT + ITEMS + "    encoding: latin-1\n", FaultKind.UNKNOWN_OPTION, 5, None),
        (DISTRICT + ITEMS + "    format: pdf\n", FaultKind.UNKNOWN_OPTION, 5, None),
        (DISTRICT + ITEMS + "    header_row: 0\n", FaultKind.UNKNOWN_OPTION, 5, None),
        (DISTRICT + ITEMS + "    delimiter: '--'\n", FaultKind.UNKNOWN_OPTION, 5, None),
        ("district: {code: 市中区, name: x}\n", FaultKind.RECIPE_SHAPE, 1, None),
        ("district: {code: '1', bounds: [1]}\n", FaultKind.RECIPE_SHAPE, 1, None),
        ("items: []\n", FaultKind.MISSING_KEY, 1, None),
        ("district: {code: 37, name: x, bounds: [2, 1, 1, 2]}\n", FaultKind.BAD_BOUNDS, 1, None),
        ("district: [1\nitems: 2\n", FaultKind.YAML_BROKEN, 2, None),
        ("district: a: b\n", FaultKind.YAML_BROKEN, 1, None),
        ("", FaultKind.EMPTY_FILE, None, None),
        ("- a\n", FaultKind.RECIPE_SHAPE, 1, None),
        ("[" * 5000, FaultKind.YAML_BROKEN, None, None),
        (b"district: \xff\n", FaultKind.BAD_ENCODING, 1, None),
    ],
)
def test_mistakes_name_the_line_and_the_nearest(
    folder: Path, words: str | bytes, kind: FaultKind, line: int | None, nearest: str | None
) -> None:
    with pytest.raises(RecipeError) as raised:
        read(folder, words)
    fault = raised.value.fault
    assert (fault.kind, fault.line, fault.file) == (kind, line, "recipe.yaml")
    if nearest is not None:
        assert fault.details["nearest"] == nearest
        assert nearest in fault.message_zh
    assert "recipe.yaml" in str(raised.value)


COLUMNS = ["code", "name", "字段", "x.y", "missing"]
CELL = st.text(alphabet="甲1,;、\"'[]{}无年日.-°()\n x", max_size=12)
ANY_CELL = st.one_of(
    CELL, st.none(), st.integers(), st.floats(), st.booleans(), st.lists(CELL, max_size=3)
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str]:
    """A table key and its mapping, with any of the fields on any of the columns."""
    kind = draw(st.sampled_from(TableKind))
    names = sorted(SHAPES[kind].names)
    fields = draw(
        st.dictionaries(
            st.sampled_from([*names, "nonsense"])
            if draw(st.integers(0, 9)) == 0
            else st.sampled_from(names),
            st.lists(st.sampled_from(COLUMNS[:4]), min_size=1, max_size=2),
            max_size=12,
        )
    )
    for required in SHAPES[kind].required:
        fields.setdefault(required, ["code"])
    shown = ", ".join(f"{name}: [{', '.join(columns)}]" for name, columns in fields.items())
    return kind.value, f"{{{shown}}}"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    table=tables(),
    rows=st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS[:4], ANY_CELL)), max_size=4),
)
def test_any_field_map_and_any_cells_import_or_say_why(
    tmp_path: Path, table: tuple[str, str], rows: list[dict[str, object]]
) -> None:
    key, fields = table
    (tmp_path / "rows.json").write_text(
        json.dumps(rows, allow_nan=False, default=str) if all_finite(rows) else "[]",
        encoding="utf-8",
    )
    words = f"{DISTRICT}{key}: [{{file: rows.json, fields: {fields}}}]\n"
    found = import_or_say_why(tmp_path, words)
    if found is None:
        return
    for fault in (*found.rejections, *found.remarks):
        assert str(fault).count("\n") == 1
    source = found.records.sources[0]
    assert source.rows_left_out == len(found.rejections)


def import_or_say_why(folder: Path, words: str) -> Import | None:
    """The import, or None when it was refused with a message. Any other error fails the test."""
    try:
        return read_district(read(folder, words))
    except (RecipeError, InputError) as problem:
        if not problem.fault.message_zh or not problem.fault.message_en:
            pytest.fail(f"no message for {problem.fault}")
        return None


def all_finite(rows: list[dict[str, object]]) -> bool:
    return all(
        not isinstance(cell, float) or abs(cell) < 1e308 for row in rows for cell in row.values()
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="district: items[]{}\"'&*!|>-#\n\tcode,name市0~%@`", max_size=60))
def test_any_text_as_a_recipe_is_a_recipe_error(tmp_path: Path, words: str) -> None:
    with pytest.raises(RecipeError) as raised:
        read(tmp_path, words)
    assert str(raised.value)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=80), st.sampled_from(["csv", "xlsx", "json", "jsonl"]))
def test_any_bytes_as_a_file_import_or_say_why(tmp_path: Path, raw: bytes, suffix: str) -> None:
    (tmp_path / f"items.{suffix}").write_bytes(raw)
    words = DISTRICT + ITEMS.replace("csv", suffix)
    import_or_say_why(tmp_path, words)
