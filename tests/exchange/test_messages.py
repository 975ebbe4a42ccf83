"""Each mistake of a city gets a message that says what, where, why and what to do."""

import string
from pathlib import Path

import pytest

from tests.exchange.conftest import Load
from zhihui.exchange import FaultKind, InputError, RecipeError, read_recipe
from zhihui.exchange.wordings import CODE_FAULT_WORDINGS, WORDINGS

ITEMS = "items: [{file: items.csv, fields: {code: code, name: name}}]\n"
PLACES = """
places:
  - file: places.csv
    datum: WGS-84
    fields: {id: id, name: name, lon: lon, lat: lat}
"""
BOUNDED = 'district: {code: "370103", name: 市中区, bounds: [116.8, 36.5, 117.1, 36.7]}\n'


@pytest.mark.parametrize("kind", list(FaultKind))
def test_every_fault_is_worded_in_both_languages_with_the_same_details(kind: FaultKind) -> None:
    def names(template: str) -> set[str]:
        found = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        return {name.removesuffix("_zh").removesuffix("_en") for name in found}

    chinese, english = WORDINGS[kind]
    assert names(chinese) == names(english)
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
    assert english.isprintable()


def test_code_faults_are_worded() -> None:
    assert set(CODE_FAULT_WORDINGS) == {"empty", "length", "character", "check_digit", "level"}


def test_missing_column_lists_the_columns_and_the_nearest(load: Load) -> None:
    with pytest.raises(RecipeError) as raised:
        load(ITEMS, items_csv="codes,name,body\n1,甲,乙\n")
    fault = raised.value.fault
    assert (fault.kind, fault.file, fault.column) == (
        FaultKind.MISSING_COLUMN,
        "items.csv",
        "code",
    )
    assert fault.details == {"nearest": "codes", "columns": "codes、name、body"}
    zh, en = str(raised.value).splitlines()
    assert "没有列 “code”，最接近的是 codes" in zh
    assert "Columns of the file: codes、name、body" in en


def test_missing_column_of_json_lines_is_found_at_the_end(load: Load) -> None:
    recipe = "items: [{file: items.jsonl, fields: {code: code, name: title}}]"
    with pytest.raises(RecipeError) as raised:
        load(recipe, items_jsonl='{"code": "1", "name": "甲"}\n{"code": "2", "name": "乙"}\n')
    assert raised.value.fault.column == "title"
    assert raised.value.fault.details["columns"] == "code、name"


def test_json_column_that_only_later_rows_have_is_no_mistake(load: Load) -> None:
    recipe = "items: [{file: items.jsonl, fields: {code: code, name: name, address: at}}]"
    found = load(
        recipe,
        items_jsonl='{"code": "1", "name": "甲"}\n{"code": "2", "name": "乙", "at": "某路1号"}\n',
    )
    assert [item.address for item in found.records.items] == ["", "某路1号"]


def test_wrong_datum_lists_the_valid_ones(load: Load) -> None:
    with pytest.raises(RecipeError) as raised:
        load(PLACES.replace("WGS-84", "GCJ-20"), places_csv="id,name,lon,lat\n")
    assert raised.value.fault.kind is FaultKind.UNKNOWN_DATUM
    assert raised.value.fault.line == 5
    assert "WGS-84、CGCS2000、GCJ-02、BD-09" in str(raised.value)


def test_duplicate_code_keeps_the_first_and_names_both_rows(load: Load) -> None:
    found = load(ITEMS, items_csv="code,name\na,甲\nb,乙\na,丙\n")
    assert [item.name["zh"] for item in found.records.items] == ["甲", "乙"]
    (rejection,) = found.rejections
    assert (rejection.kind, rejection.row, rejection.line) == (FaultKind.DUPLICATE, 3, 4)
    assert rejection.details["first_row"] == 1
    assert "items.csv 第 1 行" in rejection.message_zh
    assert found.records.sources[0].rows_left_out == 1
    assert found.records.sources[0].rows_read == 3


def test_coordinate_outside_the_bounds_keeps_the_place_and_says_how_far(load: Load) -> None:
    found = load(PLACES, BOUNDED, places_csv="id,name,lon,lat\np,大厅,118.0,36.6\n")
    (place,) = found.records.places
    assert (place.lon, place.lat) == (None, None)
    assert (place.source_lon, place.source_lat) == (118.0, 36.6)
    (remark,) = found.remarks
    assert remark.kind is FaultKind.COORDINATE_OUTSIDE
    assert remark.details["distance_km"] == 80
    assert "datum" in remark.message_en
    assert "swapped" in remark.message_en


def test_coordinate_outside_the_polygon_of_the_district(load: Load) -> None:
    areas = "areas: [{file: areas.json, fields: {code: code, name: name, polygon: shape}}]\n"
    ring = "[[[116.8,36.5],[117.1,36.5],[117.1,36.7],[116.8,36.7],[116.8,36.5]]]"
    found = load(
        areas + PLACES,
        areas_json=f'[{{"code": "370103", "name": "市中区", "shape": {ring}}}]',
        places_csv="id,name,lon,lat\nin,甲,117.0,36.6\nedge,乙,117.105,36.6\nout,丙,117.5,36.6\n",
    )
    assert [place.lon for place in found.records.places] == [117.0, 117.105, None]
    assert [remark.row for remark in found.remarks] == [3]


def test_swapped_coordinates_are_named_as_such(load: Load) -> None:
    for district in (BOUNDED, None):
        arguments = (PLACES,) if district is None else (PLACES, district)
        found = load(*arguments, places_csv="id,name,lon,lat\np,大厅,36.6,117.0\n")
        assert [remark.kind for remark in found.remarks] == [FaultKind.COORDINATE_SWAPPED]
        assert found.records.places[0].lon is None


@pytest.mark.parametrize(
    ("lon", "lat", "kind"),
    [
        ("0", "0", FaultKind.COORDINATE_IMPOSSIBLE),
        ("1170", "36.6", FaultKind.COORDINATE_IMPOSSIBLE),
        ("117.0", "", FaultKind.COORDINATE_UNREADABLE),
        ("东经", "36.6", FaultKind.COORDINATE_UNREADABLE),
    ],
)
def test_impossible_and_unreadable_coordinates(
    load: Load, lon: str, lat: str, kind: FaultKind
) -> None:
    found = load(PLACES, places_csv=f"id,name,lon,lat\np,大厅,{lon},{lat}\n")
    assert [remark.kind for remark in found.remarks] == [kind]
    assert found.records.places[0].lat is None


def test_without_bounds_a_place_far_from_the_others_is_an_outlier(load: Load) -> None:
    rows = "".join(f"p{n},厅{n},117.0{n},36.6{n}\n" for n in range(5))
    found = load(PLACES, places_csv=f"id,name,lon,lat\n{rows}far,远,113.0,23.0\n")
    (remark,) = found.remarks
    assert (remark.kind, remark.row) == (FaultKind.COORDINATE_OUTLIER, 6)
    assert [place.lon is None for place in found.records.places] == [False] * 5 + [True]


def test_datum_not_said_is_remarked(load: Load) -> None:
    found = load(
        PLACES.replace("    datum: WGS-84\n", ""),
        places_csv="id,name,lon,lat\np,大厅,117.0,36.6\n",
    )
    assert [remark.kind for remark in found.remarks] == [FaultKind.DATUM_NOT_SAID]


def test_bad_utf8_names_offset_line_and_what_to_do(load: Load) -> None:
    raw = b"code,name\na,ok\n" + "b,市中区\n".encode("gb18030")
    with pytest.raises(InputError) as raised:
        load(ITEMS, items_csv=raw)
    fault = raised.value.fault
    assert (fault.kind, fault.line) == (FaultKind.BAD_ENCODING, 3)
    assert fault.details["offset"] == len(b"code,name\na,ok\nb,")
    assert "encoding: gb18030" in fault.message_zh
    assert "b,市中区" in fault.message_en


def test_bad_utf8_in_json_and_utf16(load: Load) -> None:
    recipe = "items: [{file: items.json, fields: {code: code, name: name}}]"
    raw = b'[\n{"code": "a", "name": "\xff"}]'
    with pytest.raises(InputError) as raised:
        load(recipe, items_json=raw)
    assert raised.value.fault.line == 2
    assert raised.value.fault.details["offset"] == raw.index(b"\xff")
    with pytest.raises(InputError) as raised:
        load(ITEMS, items_csv="code,name\n".encode("utf-16"))
    assert "UTF-16" in str(raised.value)


def test_gb18030_is_read_when_said(load: Load) -> None:
    recipe = ITEMS.replace("fields", "encoding: gb18030, fields")
    found = load(recipe, items_csv="code,name\na,市中区\n".encode("gb18030"))
    assert found.records.items[0].name == {"zh": "市中区"}


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json"])
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file(load: Load, suffix: str, content: bytes) -> None:
    recipe = ITEMS.replace("csv", suffix)
    with pytest.raises(InputError) as raised:
        load(recipe, **{f"items_{suffix}": content})
    assert raised.value.fault.kind is FaultKind.EMPTY_FILE
    assert "文件是空的" in str(raised.value)


def test_header_without_rows_is_remarked(load: Load) -> None:
    found = load(ITEMS, items_csv="code,name\n")
    assert [remark.kind for remark in found.remarks] == [FaultKind.NO_ROWS]


def test_absent_recipe_and_absent_file(load: Load, tmp_path: Path) -> None:
    with pytest.raises(RecipeError) as raised:
        read_recipe(tmp_path / "none.yaml")
    assert raised.value.fault.kind is FaultKind.RECIPE_ABSENT
    with pytest.raises(RecipeError) as raised:
        load(ITEMS)
    assert raised.value.fault.kind is FaultKind.FILE_ABSENT
    assert raised.value.fault.line == 2


def test_codes_rounded_by_a_spreadsheet_are_rejected(load: Load) -> None:
    found = load(ITEMS, items_csv="code,name\n1.144E+30,甲\n")
    assert [rejection.kind for rejection in found.rejections] == [FaultKind.CODE_ROUNDED]
    assert not found.records.items
