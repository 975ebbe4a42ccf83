"""A third language needs a catalogue file, and nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import zhihui
from tests.web.third_language import TAG
from zhihui.web.wording import CATALOGUES

WORDED = re.compile(r"⟦[^⟦⟧]*⟧")
LETTERS = re.compile(r"[^\W\d_]{2,}")
SEPARATOR = "\x1f"
SPLIT = re.compile(r"\s*(?:[\x1f·、]|\d\d:\d\d)[\s\u2060–]*")
NAMES = {"中文", "English"}
UNSEEN = ("script", "style", "title", "textarea")
SHOWN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")


class Text(HTMLParser):
    """What a page shows: its text and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._unseen = 0
        self.languages: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._unseen += tag in UNSEEN
        if tag == "html":
            self.languages.add(values.get("lang") or "")
        self.shown += [values[name] or "" for name in SHOWN_ATTRIBUTES if name in values]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.shown.append(data)


@pytest.fixture(scope="module")
def pages(generation_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages in the made-up language, by path."""
    root = tmp_path_factory.mktemp("copy")
    package = root / "zhihui"
    ignored = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(Path(zhihui.__file__).parent, package, ignore=ignored)
    script = Path(__file__).with_name("third_language.py")
    done = subprocess.run(
        [sys.executable, str(script), str(package), str(generation_directory)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    made: dict[str, str] = json.loads(done.stdout)
    return made


def read(html: str) -> Text:
    text = Text()
    text.feed(html)
    return text


def test_pages_are_in_the_language_of_the_file(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        text = read(html)
        assert text.languages == {TAG}, path
        assert len(WORDED.findall(" ".join(text.shown))) > 10, path


def strip_worded(shown: str) -> str:
    """A text without what the made-up catalogue says, wordings within wordings included."""
    while (stripped := WORDED.sub(SEPARATOR, shown)) != shown:
        shown = stripped
    return shown


def test_no_wording_of_another_language_is_left(
    pages: dict[str, str], generation_directory: Path
) -> None:
    """What is left is of the records: no word of another catalogue, none out of a template."""
    others = {words for tag in ("zh", "en") for words in CATALOGUES[tag].values()} - NAMES
    records = "".join(
        file.read_text(encoding="utf-8")
        for file in generation_directory.rglob("*.json*")
        if "tiles" not in file.parts
    )
    left = set()
    for path, html in pages.items():
        for rest in SPLIT.split(strip_worded(SEPARATOR.join(read(html).shown))):
            rest = rest.strip()
            if LETTERS.search(rest) and rest not in NAMES:
                if rest in others and f'"{rest}"' not in records:
                    left.add((path, rest))
                if not all(word in records for word in rest.split()):
                    left.add((path, rest))
    assert not left


def test_links_stay_in_the_language(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        inner = re.findall(r'href="(/[^"]*)"', html)
        pages_linked = [url for url in inner if not url.startswith(("/static/", "/api", "/tiles"))]
        away = [url for url in pages_linked if not url.startswith(f"/{TAG}/")]
        assert len(away) < len(pages_linked) / 2, (path, away)
