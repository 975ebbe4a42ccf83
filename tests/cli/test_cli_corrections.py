"""Corrections on the command line: written through the web's store, listed, exported, closed."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

KEPT = """
import django; django.setup()
from datetime import UTC, datetime
from zhihui.web.corrections import store
from zhihui.web.corrections.models import Correction
rows = [
    ("AAAA-2222", "place", "P1", "phone", "no_answer", "0531-1", "", "张女士", 1),
    ("BBBB-3333", "place", "P2", "hours", "was_closed", "9:00-17:00", "=1+1", "", 2),
    ("CCCC-4444", "item", "I1", "", "other", "", "号码, 地址\\"都\\"不对", "", 3),
]
for reference, kind, id, field, what, shown, words, contact, day in rows:
    store.keep(Correction(
        reference=reference, district="370103", record_kind=kind, record_id=id, record_name="名称",
        field=field, kind=what, shown=shown, words=words, contact=contact, language="zh",
        built_at=datetime(2026, 1, 1, tzinfo=UTC),
        received_at=datetime(2026, 1, day, 17, tzinfo=UTC),
    ))
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation's place beside which three corrections are kept."""
    directory = tmp_path_factory.mktemp("served") / "city"
    write(directory)
    return directory


def write(directory: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "zhihui.web.settings",
        "ZHIHUI_GENERATION": str(directory),
    }
    subprocess.run([sys.executable, "-c", KEPT], env=environment, check=True)


def test_they_are_listed_with_what_is_wrong(run: Run, kept: Path) -> None:
    result = run("corrections", "list", kept)
    assert result.exit_code == 0, result.stderr
    for said in ("AAAA-2222", "BBBB-3333", "电话打不通", "0531-1", "2026-01-02 01:00", "place:P1"):
        assert said in result.stdout


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["AAAA-2222", "BBBB-3333", "CCCC-4444"]),
        (["--record", "place"], ["AAAA-2222", "BBBB-3333"]),
        (["--record", "place:P2"], ["BBBB-3333"]),
        (["--field", "phone"], ["AAAA-2222"]),
        (["--since", "2026-01-03"], ["BBBB-3333", "CCCC-4444"]),
        (["--since", "2026-01-03T01:00:01"], ["CCCC-4444"]),
        (["--state", "closed"], []),
        (["--limit", "1"], ["AAAA-2222"]),
    ],
)
def test_filters_choose(run: Run, kept: Path, options: list[str], expected: list[str]) -> None:
    result = run("corrections", "export", kept, "--format", "jsonl", *options)
    assert result.exit_code == 0, result.stderr
    assert [json.loads(line)["reference"] for line in result.stdout.splitlines()] == expected


def test_csv_holds_every_cell_and_no_formula(run: Run, kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "corrections.csv"
    assert run("corrections", "export", kept, "-o", out).exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["words"] for row in rows] == ["", "'=1+1", '号码, 地址"都"不对']
    assert rows[0]["received_at"] == "2026-01-02T01:00:00+08:00"
    assert rows[0]["contact"] == "张女士"


def test_closing_keeps_the_note_and_forgets_the_contact(run: Run, tmp_path: Path) -> None:
    directory = tmp_path / "city"
    write(directory)
    result = run("corrections", "close", directory, "aaaa-2222", "--note", "已更正")
    assert result.exit_code == 0, result.stderr
    assert "AAAA-2222" in result.stdout
    exported = run("corrections", "export", directory, "--format", "jsonl", "--state", "closed")
    (line,) = map(json.loads, exported.stdout.splitlines())
    assert (line["note"], line["contact"], line["state"]) == ("已更正", "", "closed")
    again = run("corrections", "close", directory, "AAAA-2222", "ZZZZ-9999")
    assert again.exit_code == 1
    assert "AAAA-2222 ZZZZ-9999" in again.stderr


def test_where_nothing_was_sent_there_is_nothing_and_no_file_is_made(
    run: Run, tmp_path: Path
) -> None:
    result = run("corrections", "list", tmp_path / "city")
    assert result.exit_code == 0
    assert "No such corrections" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_wrong_options_and_an_unreadable_database_say_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("corrections", "list", tmp_path, "--since", "gestern")
    assert result.exit_code == 2
    broken = tmp_path / "broken.sqlite3"
    broken.write_text("not a database, but long enough to be read as one" * 30, encoding="utf-8")
    monkeypatch.setenv("ZHIHUI_DATABASE", str(broken))
    result = run("corrections", "list", tmp_path)
    assert result.exit_code == 1
    assert "not a database" in result.stderr


def test_a_server_that_cannot_be_reached_is_named_as_it_was_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIHUI_DATABASE", "postgresql://zhihui@%2Fno%2FSuch%2Ffolder/corrections")
    result = run("corrections", "list", tmp_path)
    assert result.exit_code == 1
    assert "/no/Such/folder" in result.stderr


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://x:port/y", "postgresql://x"])
def test_an_address_that_is_none_of_a_database_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ZHIHUI_DATABASE", address)
    result = run("corrections", "list", tmp_path)
    assert result.exit_code == 1
    assert "postgresql://USER:PASSWORD@HOST:PORT/NAME" in result.stderr
    assert "Traceback" not in result.stderr
