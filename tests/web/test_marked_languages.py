"""On a page in English, every Chinese word says that it is Chinese: it is read aloud as such."""

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.web.conftest import PACKAGED

HAN = re.compile(r"[\u3400-\u9fff]")
LETTERS = re.compile(r"[A-Za-z]{3}")
ALONE = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "path", "circle"}
UNREAD = {"script", "style", "title", "textarea"}
"""What holds no marked words: titles and text areas cannot."""


class Marks(HTMLParser):
    """The texts of a page with the language that the page gives them."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = [("", "")]
        self.texts: list[tuple[str, str]] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or self._open[-1][1]
        if tag == "html":
            self.language = language
        if tag not in ALONE:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if any(tag == opened for opened, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1]
        if tag not in UNREAD and data.strip():
            self.texts.append((language, data.strip()))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Marks]:
    """Pages in English of a district that has Chinese alone, by path."""
    tables = tmp_path_factory.mktemp("tables")
    shutil.copytree(Path(__file__).parent / "tables", tables, dirs_exist_ok=True)
    with as_file(files("zhihui.sample") / "tables") as packaged:
        for name in PACKAGED:
            shutil.copy(packaged / name, tables / name)
    script = Path(__file__).with_name("chinese_only.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tables), str(tables / "generation")],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    read = {}
    for path, html in json.loads(done.stdout).items():
        read[path] = Marks()
        read[path].feed(html)
    return read


def test_chinese_words_are_marked(pages: dict[str, Marks]) -> None:
    unmarked = {
        path: [text for language, text in page.texts if language == "en" and HAN.search(text)]
        for path, page in pages.items()
    }
    assert not {path: texts for path, texts in unmarked.items() if texts}


def test_english_words_are_not_marked_as_chinese(pages: dict[str, Marks]) -> None:
    for path, page in pages.items():
        assert page.language == "en", path
        marked = [text for language, text in page.texts if language == "zh-CN"]
        assert not [text for text in marked if LETTERS.search(text) and not HAN.search(text)], path
    assert sum(language == "zh-CN" for page in pages.values() for language, _ in page.texts) > 500
