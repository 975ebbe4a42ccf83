"""The words of ``ask`` and ``plan`` in the terminal, by language.

Chinese and English stand in the catalogues beside this module; a further language is one file, the
catalogue of ``answers``, whose ``terminal`` has the keys of ``zh.json`` here. What it lacks is said
in Chinese.
"""

import json
from functools import lru_cache
from importlib.resources import files

from zhihui.answers.wordings import DEFAULT, fill, word_face


def say(key: str, language: str, **values: object) -> str:
    """The words of ``key`` with its values filled in. Raises KeyError for an unknown key."""
    own = _catalogue(language)
    return fill(own[key] if key in own else _catalogue(DEFAULT)[key], values)


def join(key: str, language: str, words: list[str]) -> str:
    """Words with what stands between them: ``comma``, ``list`` or ``semicolon``."""
    return say(key, language).join(words)


@lru_cache(maxsize=32)
def _catalogue(language: str) -> dict[str, str]:
    file = files("zhihui.cli") / "catalogues" / f"{language}.json"
    own = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {**word_face("terminal", language), **own}
