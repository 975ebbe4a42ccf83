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
MARKS = re.compile(r"[■•☐?→─()] ?|\s{2,}")
SPLIT = re.compile(r"\s*(?:[\x1f·、]|\d\d:\d\d)[\s\u2060–]*")
NAMES = {"中文", "English"}
UNSEEN = ("script", "style", "textarea")
SHOWN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
TOLD = ("description", "og:title", "og:description", "og:site_name")
Served = dict[str, dict[str, str]]


class Text(HTMLParser):
    """What a page shows: its text and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._unseen = 0
        self._record = False
        self.languages: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._unseen += tag in UNSEEN
        self._record = values.get("type") == "application/ld+json"
        if tag == "meta" and {values.get("name"), values.get("property")} & {*TOLD}:
            self.shown.append(values.get("content") or "")
        if tag == "html":
            self.languages.add(values.get("lang") or "")
        self.shown += [values[name] or "" for name in SHOWN_ATTRIBUTES if name in values]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN
        self._record = False

    def handle_data(self, data: str) -> None:
        if self._record:
            self.shown += list_told(json.loads(data))
        elif not self._unseen:
            self.shown.append(data)


@pytest.fixture(scope="module")
def shown(generation_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Pages and commands in the made-up language."""
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
    made: Served = json.loads(done.stdout)
    return made


@pytest.fixture(scope="module")
def pages(shown: Served) -> dict[str, str]:
    """The pages, by path."""
    return shown["pages"]


@pytest.fixture(scope="module")
def records(generation_directory: Path) -> str:
    """All that the records of the generation say, as JSON."""
    return "".join(
        file.read_text(encoding="utf-8")
        for file in generation_directory.rglob("*.json*")
        if "tiles" not in file.parts
    )


def list_told(record: object, key: str = "") -> list[str]:
    """The words of a schema.org record; not its types, times and addresses."""
    if isinstance(record, dict):
        return [told for name, value in record.items() for told in list_told(value, name)]
    if isinstance(record, list):
        return [told for value in record for told in list_told(value, key)]
    is_told = key in (
        "name",
        "description",
        "audienceType",
        "alternateName",
        "disambiguatingDescription",
    )
    return [record] if is_told and isinstance(record, str) else []


def read(html: str) -> Text:
    text = Text()
    text.feed(html)
    return text


def test_pages_are_in_the_language_of_the_file(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        text = read(html)
        assert text.languages == {TAG}, path
        assert len(WORDED.findall(" ".join(text.shown))) > 5, path


def strip_worded(shown: str) -> str:
    """A text without what the made-up catalogue says, wordings within wordings included."""
    while (stripped := WORDED.sub(SEPARATOR, shown)) != shown:
        shown = stripped
    return shown


def list_left(shown: str, records: str) -> set[str]:
    """What is in other words than those of the records and of the made-up catalogue."""
    others = {words for tag in ("zh", "en") for words in CATALOGUES[tag].values()} - NAMES
    left = set()
    for rest in SPLIT.split(strip_worded(shown)):
        rest = rest.strip()
        if not LETTERS.search(rest) or rest in NAMES:
            continue
        is_worded = rest in others and f'"{rest}"' not in records
        if is_worded or not all(word in records for word in rest.split()):
            left.add(rest)
    return left


def test_no_wording_of_another_language_is_left(pages: dict[str, str], records: str) -> None:
    """What is left is of the records: no word of another catalogue, none out of a template."""
    left = {
        path: list_left(SEPARATOR.join(read(html).shown), records) for path, html in pages.items()
    }
    assert not {path: words for path, words in left.items() if words}


def test_commands_are_in_the_language_of_the_file(shown: Served, records: str) -> None:
    left = {}
    for line, output in shown["commands"].items():
        assert WORDED.search(output), line
        left[line] = list_left(MARKS.sub(SEPARATOR, output), records + line.replace("，", " "))
    assert not {line: words for line, words in left.items() if words}


def test_files_and_the_api_are_in_the_language_of_the_file(shown: Served) -> None:
    for path, content in shown["others"].items():
        assert WORDED.search(content), path


def test_links_stay_in_the_language(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        inner = re.findall(r'href="(/[^"]*)"', html)
        pages_linked = [url for url in inner if not url.startswith(("/static/", "/api", "/tiles"))]
        away = [url for url in pages_linked if not url.startswith(f"/{TAG}/")]
        assert len(away) < len(pages_linked) / 2, (path, away)
