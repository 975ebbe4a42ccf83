"""Marks Chinese on pages in other languages, so that it is read aloud and set as Chinese.

Called by the tags. Most records say most things in Chinese alone.
"""

import re
from functools import cache

from markupsafe import Markup, escape

from zhihui.web.wording import DEFAULT, say

_CHINESE = re.compile(r"[\u3400-\u9fff](?:[\u3000-\u9fff\uff01-\uff5e]*[\u3400-\u9fff])?")
_HAN = re.compile(r"[\u3400-\u9fff]")


def mark_chinese(words: str, language: str) -> Markup:
    """Plain words that may be in Chinese, as HTML for a page in ``language``."""
    escaped = escape(words)
    if is_chinese(language) or str(escaped).isascii():
        return escaped
    return Markup(_CHINESE.sub(_span(), str(escaped)))


def language_attribute(words: str, language: str) -> Markup:
    """`` lang="…"`` for an element that holds nothing but ``words``; empty where none is needed."""
    if is_chinese(language) or _HAN.search(words) is None:
        return Markup("")
    return Markup(' lang="{}"').format(say("language.html", DEFAULT))


@cache
def is_chinese(language: str) -> bool:
    """Whether pages in ``language`` are in Chinese of some kind."""
    return say("language.html", language).startswith("zh")


@cache
def _span() -> str:
    return rf'<span lang="{escape(say("language.html", DEFAULT))}">\g<0></span>'
