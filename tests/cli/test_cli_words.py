"""The words of the terminal, in the languages that the package brings."""

import json
import re
from importlib.resources import files

from zhihui.cli.wording import say

PLACEHOLDER = re.compile(r"{(\w+)")


def read(language: str) -> dict[str, str]:
    file = files("zhihui.cli") / "catalogues" / f"{language}.json"
    words: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return words


def test_both_languages_say_the_same_things() -> None:
    zh, en = read("zh"), read("en")
    assert zh.keys() == en.keys()
    for key, wording in zh.items():
        assert set(PLACEHOLDER.findall(wording)) == set(PLACEHOLDER.findall(en[key])), key


def test_what_a_language_lacks_is_said_in_chinese() -> None:
    assert say("where", "xx") == say("where", "zh") != say("where", "en")
