"""The commands of the README, run as they stand there."""

import os
import re
import shlex
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT

READMES = ("README.md", "README.zh-CN.md")
CONSOLE = re.compile(r"^\$ (.+)$", re.MULTILINE)
BIN = Path(sys.executable).parent


def list_commands(readme: str) -> list[str]:
    """The `zhihui` commands of a README that need no files of the reader's own, in order."""
    lines = CONSOLE.findall((ROOT / readme).read_text(encoding="utf-8"))
    return [
        line
        for line in lines
        if line.startswith("zhihui ") and ("var/sample" in line or "lexicon" in line)
    ]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command line in ``folder`` with the project's programs on the path."""
    path = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    words = shlex.split(command)
    done = subprocess.run(words, cwd=folder, env=path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.mark.parametrize("readme", READMES)
def test_every_command_of_the_readme_works(readme: str, tmp_path: Path) -> None:
    commands = list_commands(readme)
    assert commands[0] == "zhihui sample -o var/sample"
    outputs = {command: run(command, tmp_path).stdout for command in commands}
    asked = next(command for command in commands if "孩子要上户口" in command)
    assert "新生儿出生登记" in outputs[asked]


def test_both_readmes_name_the_same_two_commands() -> None:
    for readme in READMES:
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert "\nmake demo\n" in text
        assert "\nmake test\n" in text


def test_make_demo_ends_with_pages_served_and_a_question_answered(tmp_path: Path) -> None:
    port = "18080"
    options = [f"PORT={port}", f"DEMO={tmp_path / 'sample'}"]
    try:
        done = subprocess.run(
            ["make", "demo", *options], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "新生儿出生登记" in done.stdout
        address = re.search(r"http://127\.0\.0\.1:\d+/", done.stdout)
        assert address is not None
        with urllib.request.urlopen(address.group(), timeout=10) as page:
            assert "智惠导航" in page.read().decode()
    finally:
        subprocess.run(["make", "demo-stop"], cwd=ROOT, capture_output=True, check=False)


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]
    assert broken == []
