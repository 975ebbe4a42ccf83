"""Renders the pages: Jinja2 templates, compiled once for each language.

Called by all page views. Everything put into a page is escaped unless it is ``Markup``. A filter
of a constant, such as ``{{ "skip"|say }}``, is worked out when the template is compiled.
"""

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.template.defaultfilters import linebreaksbr
from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from zhihui.web.corrections import links
from zhihui.web.public.assets import ASSETS
from zhihui.web.public.tags import freshness, going, lists, maps, places, words
from zhihui.web.wording import LANGUAGES

_PUBLIC = Path(__file__).parent
_FOLDERS = (_PUBLIC / "templates", _PUBLIC.parent / "corrections" / "templates")
_TAGS = (words.tags, places.tags, maps.tags, lists.tags, going.tags, freshness.tags, links.tags)


class Absent(ChainableUndefined):
    """What nobody gave: empty at any depth, and neither less nor more than anything."""

    def _is_not(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _is_not  # type: ignore[assignment]


@cache
def environment_of(language: str) -> Environment:
    """The templates in one language: what depends on it is bound to it."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS),
        autoescape=True,
        auto_reload=False,
        cache_size=-1,
        keep_trailing_newline=True,
        undefined=Absent,
    )
    environment.filters |= {
        "asset": ASSETS.__getitem__,
        "linebreaksbr": linebreaksbr,
    }
    for tags in _TAGS:
        environment.filters |= tags.plain
        for name, function in tags.worded_ones.items():
            environment.filters[name] = partial(function, language)
    return environment


def compile_all() -> None:
    """Compile every template in every language, so that nobody waits for it."""
    for language in LANGUAGES:
        environment = environment_of(language)
        for name in environment.list_templates(extensions=["html"]):
            environment.get_template(name)


def render(name: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """The page of the template ``name`` in the language of ``context``."""
    template = environment_of(context["language"]).get_template(name)
    return HttpResponse(template.render(context), status=status)
