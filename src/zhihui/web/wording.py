"""The words of the pages and the API, by language.

Called by all of web. Chinese and English stand in the catalogues beside this module; a further
language is one file, the catalogue of ``answers``, whose ``pages`` has the keys of ``zh.json``.
What it lacks is said in Chinese. Read once, at import.
"""

import json
from collections.abc import Mapping
from importlib.resources import files

from django.http import HttpRequest

from zhihui.answers.wordings import DEFAULT, LANGUAGES, fill, word_face


def _read_catalogues() -> dict[str, dict[str, str]]:
    folder = files("zhihui.web") / "catalogues"
    read = {}
    for language in LANGUAGES:
        file = folder / f"{language}.json"
        own = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        read[language] = {**word_face("pages", language), **own}
    return read


__all__ = ["CATALOGUES", "DEFAULT", "LANGUAGES", "knows", "language_of", "say"]
CATALOGUES = _read_catalogues()


def say(key: str, language: str, values: Mapping[str, object] | None = None) -> str:
    """The wording of ``key`` with ``values`` filled in. Raises KeyError for a key that none has.

    A placeholder without a value stays as it is written.
    """
    own = CATALOGUES.get(language, {})
    wording = own[key] if key in own else CATALOGUES[DEFAULT][key]
    if not values:
        return wording
    return fill(wording, _Values(values))


def knows(key: str) -> bool:
    """Whether there is a wording for ``key``."""
    return key in CATALOGUES[DEFAULT]


def language_of(request: HttpRequest) -> str:
    """The language of a page by its path, of an API request by ``lang``."""
    first: str = request.path_info.lstrip("/").split("/", 1)[0]
    if first in LANGUAGES:
        return first
    asked: str = request.GET.get("lang", DEFAULT)
    return asked if asked in LANGUAGES else DEFAULT


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
