"""The commands that read a generation: ask, suggest, serve, lexicon check."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CODES, NAMES, Run
from zhihui.cli import lexicon as lexicon_command
from zhihui.cli.serving import APPLICATION, ARENAS, ARENAS_VARIABLE, GENERATION_VARIABLE
from zhihui.district import Lexeme

MONDAY = "2026-05-11T10:00"


def test_an_answer_for_people_names_the_item_and_the_place(city: Path, run: Run) -> None:
    result = run("ask", city, "身份证丢了怎么办？", "--at", MONDAY)
    assert result.exit_code == 0, result.output
    assert NAMES[0] in result.stdout
    assert "市中区政务服务中心" in result.stdout
    english = run("ask", city, "身份证丢了怎么办？", "--at", MONDAY, "--lang", "en")
    assert "Where" in english.stdout


def test_an_answer_for_programs_is_one_json_object(city: Path, run: Run) -> None:
    result = run("ask", city, "出生登记", "--json", "--at", MONDAY, "--limit", 1)
    answer = json.loads(result.stdout)
    assert answer["need"] == "出生登记"
    assert answer["at"].startswith(MONDAY)
    assert not answer["declined"]
    assert [item["code"] for item in answer["items"]] == [CODES[1]]


def test_filters_reach_the_finder(city: Path, run: Run) -> None:
    def codes(*options: str) -> list[str]:
        result = run("ask", city, "出生登记", "--json", *options)
        assert result.exit_code == 0, result.output
        return [item["code"] for item in json.loads(result.stdout)["items"]]

    assert CODES[1] in codes("--audience", "person", "--body", "市中区公安分局")
    assert codes("--audience", "enterprise") == []
    assert codes("--body", "税务局") == []
    assert CODES[1] in codes("--open", "--at", MONDAY)
    assert codes("--open", "--at", "2026-05-11T03:00") == []
    assert CODES[1] in codes("--near", "117.0,36.65", "--within", "500")
    assert codes("--near", "118.0,36.65", "--within", "500") == []


def test_a_batch_gives_one_line_for_each_row_in_order(city: Path, tmp_path: Path, run: Run) -> None:
    rows = [*enumerate(NAMES), (98, ""), (99, "qqqq zzzz")]
    content = "query_id,query\n" + "".join(f"{number},{query}\n" for number, query in rows)
    (tmp_path / "batch.csv").write_text(content, encoding="utf-8")
    result = run("ask", city, "--batch", tmp_path / "batch.csv", "--json-lines")
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["query_id"] for line in lines] == [str(number) for number, _ in rows]
    assert [line["items"][0]["code"] for line in lines[: len(NAMES)]] == list(CODES)
    assert not any(line["declined"] for line in lines[: len(NAMES)])
    for line in lines[len(NAMES) :]:
        assert line["declined"]
        assert len(line["items"]) <= 3
    piped = run("ask", city, "--batch", "-", "--json-lines", input=content)
    assert piped.stdout == result.stdout, piped.output


def test_a_bad_batch_file_prints_no_answer(city: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "batch.csv").write_bytes(b"query_id,query\n1,\xe5\xbc\x80\n2,a,b\n")
    result = run("ask", city, "--batch", tmp_path / "batch.csv", "--json-lines")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line 3: 3 cells" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "What is wanted?"),
        (("  ",), "What is wanted?"),
        (("x", "--lang", "fr"), "--lang"),
        (("x", "--at", "noon"), "--at"),
        (("x", "--near", "here"), "--near"),
        (("x", "--within", "100"), "--near"),
        (("x", "--limit", "0"), "--limit"),
        (("--json-lines",), "--batch"),
        (("--batch", "absent.csv", "--json-lines"), "absent.csv"),
    ],
)
def test_wrong_usage_is_said(
    city: Path, run: Run, arguments: tuple[str, ...], expected: str
) -> None:
    result = run("ask", city, *arguments)
    assert result.exit_code == 2
    assert expected in result.stderr


@pytest.mark.parametrize("command", [("ask",), ("suggest",), ("serve",)])
def test_no_generation_is_said(tmp_path: Path, run: Run, command: tuple[str, ...]) -> None:
    need = () if command == ("serve",) else ("x",)
    result = run(*command, tmp_path / "absent", *need)
    assert result.exit_code == 1
    assert "There is no generation at" in result.stderr


def test_suggestions_for_people_and_programs(city: Path, run: Run) -> None:
    assert f"{NAMES[1]}\titem\t{CODES[1]}" in run("suggest", city, "出生").stdout.splitlines()
    (first, *_) = json.loads(run("suggest", city, "出生", "--json").stdout)
    assert first == {"words": NAMES[1], "kind": "item", "id": CODES[1]}


def test_serve_hands_over_to_the_server(
    city: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *arguments: started.extend(arguments))
    monkeypatch.chdir(city.parent)
    result = run("serve", "generation", "--port", 18476, "--workers", 2)
    assert result.exit_code == 0, result.output
    assert "http://127.0.0.1:18476/" in result.stderr
    program, command, environment = started
    assert program == sys.executable
    assert command[1:3] == ["-m", "granian"]
    assert command[-1] == APPLICATION
    assert command[command.index("--port") + 1] == "18476"
    assert command[command.index("--workers") + 1] == "2"
    assert environment[GENERATION_VARIABLE] == str(city)
    assert environment[ARENAS_VARIABLE] == os.environ.get(ARENAS_VARIABLE, ARENAS)


def test_serve_says_when_it_cannot_listen(city: Path, run: Run) -> None:
    result = run("serve", city, "--host", "192.0.2.1")
    assert result.exit_code == 2
    assert "cannot listen" in result.stderr


def test_the_lexicon_is_checked_against_generations(
    city: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexemes = [
        Lexeme(say="证丢了", means=("居民身份证丢失补领",), source="actions"),
        Lexeme(say="遛狗", means=("犬只登记",), source="actions"),
        Lexeme(say="报多少", means=("居民身份证丢失补领",), source="people"),
    ]
    monkeypatch.setattr(lexicon_command, "read_lexicon", lambda: lexemes)
    result = run("lexicon", "check", city)
    assert result.exit_code == 1
    said = [line.split(":")[0] for line in result.stdout.splitlines()]
    assert said == ["actions.tsv 遛狗", "people.tsv 报多少"]
    monkeypatch.setattr(lexicon_command, "read_lexicon", lambda: lexemes[:1])
    assert run("lexicon", "check", city).exit_code == 0
