"""Rows of CSV, workbooks, JSON Lines and JSON."""

import json
import tracemalloc
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.conftest import Load
from zhihui.exchange import FaultKind, InputError, RecipeError
from zhihui.exchange.csv_rows import guess_delimiter
from zhihui.exchange.faults import FaultLog
from zhihui.exchange.recipe import FieldName, TableFormat, TableKind, TableRecipe
from zhihui.exchange.rows import Reading
from zhihui.exchange.tables import read_rows

ITEMS = "items: [{{file: {file}, fields: {{code: code, name: name}}{more}}}]\n"
LARGE_MB = 12


def recipe(file: str, more: str = "") -> str:
    return ITEMS.format(file=file, more=more and f", {more}")


def reading(path: Path, format_: TableFormat, *columns: str) -> Reading:
    fields = {FieldName(name=column): (column,) for column in columns}
    table = TableRecipe(
        kind=TableKind.ITEMS, file=path, shown=path.name, format=format_, fields=fields
    )
    return Reading(table=table, log=FaultLog())


def names(load: Load, *arguments: str, **files: str | bytes) -> list[str]:
    return [item.name["zh"] for item in load(*arguments, **files).records.items]


def test_csv_with_bom_quotes_line_breaks_and_blank_lines(load: Load) -> None:
    content = '\ufeffcode,name\r\na,"甲\n乙"\r\n\r\nb,"say ""hi"""\r\n'
    found = load(recipe("items.csv"), items_csv=content)
    assert [item.name["zh"] for item in found.records.items] == ["甲\n乙", 'say "hi"']
    assert [item.provenance.row for item in found.records.items] == [1, 3]


def test_line_numbers_count_line_breaks_inside_fields(load: Load) -> None:
    found = load(recipe("items.csv"), items_csv='code,name\na,"甲\n乙"\na,丙\n')
    assert (found.rejections[0].row, found.rejections[0].line) == (2, 4)


def test_ragged_rows(load: Load) -> None:
    found = load(recipe("items.csv"), items_csv="code,name,x\na,甲\nb,乙,1,2\nc,丙,1,,\n")
    assert [item.code for item in found.records.items] == ["a", "c"]
    assert [(fault.kind, fault.row) for fault in found.rejections] == [(FaultKind.ROW_TOO_LONG, 2)]
    assert (FaultKind.ROW_TOO_SHORT, 1) in [(fault.kind, fault.row) for fault in found.remarks]


def test_repeated_header_matters_only_when_it_is_used(load: Load) -> None:
    assert names(load, recipe("items.csv"), items_csv="code,name,x,x\na,甲,1,2\n") == ["甲"]
    with pytest.raises(RecipeError) as raised:
        load(recipe("items.csv"), items_csv="code,name,name\na,甲,乙\n")
    assert raised.value.fault.kind is FaultKind.REPEATED_COLUMN


def test_huge_field_is_read_and_an_unclosed_quote_is_not(load: Load) -> None:
    huge = "长" * 200_000
    assert names(load, recipe("items.csv"), items_csv=f"code,name\na,{huge}\n") == [huge]
    with pytest.raises(InputError) as raised:
        load(recipe("items.csv"), items_csv='code,name\na,"甲\nb,乙\nc,丙\n')
    assert (raised.value.fault.kind, raised.value.fault.line) == (FaultKind.CSV_BROKEN, 2)


def test_field_beyond_the_limit_names_its_line(load: Load) -> None:
    content = 'code,name\na,"' + "x\n" * (9 << 20)
    with pytest.raises(InputError) as raised:
        load(recipe("items.csv"), items_csv=content)
    assert (raised.value.fault.kind, raised.value.fault.line) == (FaultKind.FIELD_TOO_LARGE, 2)


def test_delimiters_are_guessed_or_said(load: Load) -> None:
    assert guess_delimiter("a;b;c,d", ".csv") == ";"
    assert names(load, recipe("items.tsv"), items_tsv="code\tname\na\t甲,乙\n") == ["甲,乙"]
    said = recipe("items.txt", 'delimiter: "|"')
    assert names(load, said, items_txt="code|name\na|甲\n") == ["甲"]


def test_header_row_below_a_title(load: Load) -> None:
    said = recipe("items.csv", "header_row: 2")
    assert names(load, said, items_csv="事项清单,,\ncode,name,\na,甲,\n") == ["甲"]


def test_where_reads_only_rows_that_fit(load: Load) -> None:
    said = recipe("items.csv", "where: {state: [有效, 1]}")
    content = "code,name,state\na,甲,有效\nb,乙,停用\nc,丙,1\n"
    found = load(said, items_csv=content)
    assert [item.provenance.row for item in found.records.items] == [1, 3]
    assert found.records.sources[0].rows_read == 2
    assert not found.rejections


def test_large_csv_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = "code{n},名称{n}," + "说明" * 60 + "\n"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("code,name,note\n")
        for number in range((LARGE_MB << 20) // len(line.encode())):
            stream.write(line.format(n=number))
    tracemalloc.start()
    count = sum(1 for _ in read_rows(reading(path, TableFormat.CSV, "code", "name", "note")))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 10 << 20
    assert count > 25_000
    assert peak < 1 << 20


def test_progress_is_told_by_bytes(tmp_path: Path) -> None:
    class Bar:
        def __init__(self) -> None:
            self.seen: list[tuple[str, int, int | None]] = []

        def advance(self, stage: str, done: int, total: int | None) -> None:
            self.seen.append((stage, done, total))

    path = tmp_path / "rows.jsonl"
    path.write_text('{"code": "x", "pad": "' + "y" * 1000 + '"}\n', encoding="utf-8")
    path.write_bytes(path.read_bytes() * 4000)
    bar = Bar()
    told = reading(path, TableFormat.JSON_LINES, "code")
    told.progress = bar
    assert sum(1 for _ in read_rows(told)) == 4000
    size = path.stat().st_size
    done = [step for _, step, _ in bar.seen]
    assert done == sorted(done)
    assert done[-1] == size
    assert 3 <= len(done) <= 8
    assert {(stage, total) for stage, _, total in bar.seen} == {("rows.jsonl", size)}


def write_book(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "说明"
    sheet["A1"] = "请看第二张表"
    rows = book.create_sheet("事项")
    rows.append([])
    rows.append([None, "code", "name", "visits", "checked"])
    rows.append([None, 1001, "甲", 1.0, date(2026, 2, 14)])
    rows.append([])
    rows.append([None, "b", "乙", "无", None])
    book.save(path)


def test_workbook_sheet_numbers_dates_and_blank_rows(load: Load, tmp_path: Path) -> None:
    write_book(tmp_path / "items.xlsx")
    fields = "code: code, name: name, visits: visits, verified_on: checked"
    table = f"items: [{{file: items.xlsx, sheet: 事项, fields: {{{fields}}}}}]"
    first, second = load(table).records.items
    assert (first.code, first.visits, first.provenance.verified_on) == (
        "1001",
        1,
        date(2026, 2, 14),
    )
    assert (second.code, second.visits, second.provenance.row) == ("b", None, 3)


def test_workbook_faults(load: Load, tmp_path: Path) -> None:
    write_book(tmp_path / "items.xlsx")
    with pytest.raises(RecipeError) as raised:
        load(recipe("items.xlsx", "sheet: 没有"))
    assert raised.value.fault.details["sheets"] == "说明、事项"
    with pytest.raises(InputError) as broken:
        load(recipe("items.xlsx"), items_xlsx=b"no workbook")
    assert broken.value.fault.kind is FaultKind.SHEET_BROKEN
    openpyxl.Workbook().save(tmp_path / "items.xlsx")
    with pytest.raises(InputError) as empty:
        load(recipe("items.xlsx"))
    assert empty.value.fault.kind is FaultKind.EMPTY_FILE


def test_json_lines_reject_broken_lines_and_go_on(load: Load) -> None:
    lines = '{"code": "a", "name": "甲"}\n{"code": \n[1]\n\n{"code": "b", "name": "乙"}\n'
    found = load(recipe("items.jsonl"), items_jsonl=lines)
    assert [item.code for item in found.records.items] == ["a", "b"]
    assert [(fault.kind, fault.line) for fault in found.rejections] == [
        (FaultKind.ROW_NOT_JSON, 2),
        (FaultKind.ROW_NOT_OBJECT, 3),
    ]
    assert found.records.items[1].provenance.row == 4


def test_json_at_a_path_and_nested_columns(load: Load) -> None:
    content = json.dumps({"data": {"rows": [{"id": "a", "title": {"zh": "甲", "en": "A"}}]}})
    table = (
        "items: [{file: items.json, at: data.rows,"
        " fields: {code: id, name: title.zh, name.en: title.en}}]"
    )
    (item,) = load(table, items_json="\ufeff" + content).records.items
    assert item.name == {"zh": "甲", "en": "A"}
    with pytest.raises(RecipeError) as raised:
        load(table.replace("data.rows", "data.row"), items_json=content)
    assert raised.value.fault.details["keys"] == "rows"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"code": "a"}', FaultKind.JSON_NOT_ROWS),
        ('[{"code": "a",}]', FaultKind.JSON_BROKEN),
        ('[{"code": "a", "name": "甲"}', FaultKind.JSON_BROKEN),
        ("[" * 100_000, FaultKind.JSON_BROKEN),
    ],
)
def test_json_faults(load: Load, content: str, kind: FaultKind) -> None:
    with pytest.raises(InputError) as raised:
        load(recipe("items.json"), items_json=content)
    assert raised.value.fault.kind is kind
