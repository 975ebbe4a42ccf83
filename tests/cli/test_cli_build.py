"""The commands that make and check a generation: exit codes, messages, and what is left behind."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CODES, Run, write_city
from zhihui import __version__
from zhihui.cli.clock import get_now
from zhihui.generation import open_generation, verify


def test_a_build_says_what_it_loaded_and_what_it_left_out(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "generation"
    before = get_now()
    result = run("build", write_city(tmp_path), "-o", out, "--without-meaning")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "事项 items" in result.stderr
    assert "Rows left out: 1" in result.stderr
    assert "duplicate" in result.stderr
    assert CODES[0] in result.stderr
    assert str(out / "report.json") in result.stderr
    assert verify(out) == ()
    with open_generation(out) as generation:
        assert generation.manifest.counts["items"] == len(CODES)
        assert generation.manifest.counts["lexicon"] > 0
        assert before <= generation.manifest.built_at <= get_now()


def test_the_report_file_has_every_row_left_out(city: Path) -> None:
    report = json.loads((city / "report.json").read_text(encoding="utf-8"))
    assert report["summary"]["rows_left_out"] == {"duplicate": 1}
    (rejection,) = report["rejections"]
    assert (rejection["file"], rejection["row"], rejection["value"]) == ("items.jsonl", 6, CODES[0])
    assert rejection["message_zh"]
    assert rejection["message_en"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("TASK_NAME", "TASK_TITLE", "TASK_TITLE"),
        ("items.jsonl", "absent.jsonl", "absent.jsonl"),
        ("WGS-84", "WGS-85", "WGS-85"),
        ("district:", "distrikt:", "distrikt"),
        ("{code:", "{{code:", "YAML"),
    ],
)
def test_a_bad_recipe_ends_in_a_message_and_changes_nothing(
    tmp_path: Path, run: Run, old: str, new: str, expected: str
) -> None:
    recipe = write_city(tmp_path)
    recipe.write_text(recipe.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    names = {path.name for path in tmp_path.iterdir()}
    result = run("build", recipe, "-o", tmp_path / "generation")
    assert result.exit_code == 1
    assert "错误 Error" in result.stderr
    assert expected in result.stderr
    assert "Traceback" not in result.output
    assert {path.name for path in tmp_path.iterdir()} == names


def test_a_directory_of_something_else_is_not_replaced(tmp_path: Path, run: Run) -> None:
    recipe = write_city(tmp_path)
    result = run("build", recipe, "-o", tmp_path, "--without-meaning")
    assert result.exit_code == 1
    assert "is not a generation" in result.stderr
    assert recipe.exists()


def test_a_build_that_is_told_to_stop_cleans_up(tmp_path: Path) -> None:
    recipe = write_city(tmp_path)
    program = (
        "import sys, time, zhihui.finder.index as index\n"
        "def wait(self, directory, records, progress):\n"
        "    print('writing', flush=True)\n"
        "    time.sleep(600)\n"
        "index.IndexPart.write = wait\n"
        "from zhihui.cli import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", program, "build", str(recipe), "-o", str(tmp_path / "new/g")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 128 + signal.SIGTERM
    assert not (tmp_path / "new").exists()


def test_a_sound_generation_is_said_to_be_sound(city: Path, run: Run) -> None:
    result = run("verify", city)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Sound" in result.stderr


def test_every_damage_is_one_line(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "generation"
    run("build", write_city(tmp_path), "-o", out, "--without-meaning")
    (out / "records" / "items.jsonl").unlink()
    (out / "report.json").write_text("{}")
    result = run("verify", out)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("records/items.jsonl: 缺失 missing")
    assert lines[1].startswith("report.json: 大小不符 wrong size")
    assert run("verify", tmp_path / "absent").exit_code == 1


def test_the_sample_district_is_built_and_labelled(tmp_path: Path, run: Run) -> None:
    result = run("sample", "-o", tmp_path / "sample", "--without-meaning")
    assert result.exit_code == 0, result.output
    assert "Sample data" in result.stderr
    with open_generation(tmp_path / "sample") as generation:
        assert generation.manifest.is_sample
        assert generation.manifest.notice["zh"].startswith("示例数据")
        assert generation.manifest.counts["items"] >= 7600


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout == f"zhihui {__version__}\n"
