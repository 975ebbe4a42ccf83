"""Long lists, written in one go: hundreds of links or names would each cost a tag of their own.

Called by the templates of places and plans. Everything is escaped here.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup, escape

from zhihui.district import Text, in_language
from zhihui.web.public.context import page_of
from zhihui.web.public.marking import language_attribute, mark_chinese
from zhihui.web.public.tags import Tags

tags = Tags()


class Named(Protocol):
    """What has a code and a name."""

    @property
    def code(self) -> str:
        """Its id."""
        ...

    @property
    def name(self) -> Text:
        """Its name."""
        ...


@tags.worded
def choices(language: str, pairs: Iterable[tuple[str, str]], picked: str) -> Markup:
    """Value and words of each option of a ``<select>``; ``picked`` is the value selected."""
    return _write_choices(language, tuple(pairs), picked or "")


@lru_cache(maxsize=64)
def _write_choices(language: str, pairs: tuple[tuple[str, str], ...], picked: str) -> Markup:
    return Markup(
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == picked else ""}'
            f"{language_attribute(words, language)}>{escape(words)}</option>"
            for value, words in pairs
        )
    )


@tags.worded
def item_links(language: str, items: Iterable[Named], query: str) -> Markup:
    """The items as ``<li>`` with links to their pages; ``query``: that of the errands."""
    query = escape(query)
    return Markup(
        "".join(
            f'<li><a href="{page_of(language, "items", item.code)}{query}">'
            f"{mark_chinese(in_language(item.name, language), language)}</a></li>"
            for item in items
        )
    )


@tags.filter
def options(names: Sequence[tuple[str, str] | str]) -> Markup:
    """Names, or names each with what tells it apart, as the options of a ``<datalist>``."""
    return _write_options(tuple(names))


@lru_cache(maxsize=16)
def _write_options(names: tuple[tuple[str, str] | str, ...]) -> Markup:
    lines: list[str] = []
    for one in names:
        name, detail = (one, "") if isinstance(one, str) else one
        shown = f' label="{escape(name)} · {escape(detail)}"' if detail else ""
        lines.append(f'<option value="{escape(name)}"{shown}></option>')
    return Markup("".join(lines))
