"""What every page shows: language, district, notice, and the addresses of the other languages.

Called by all page views and by the API's documentation page.
"""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest

from zhihui.district import in_language
from zhihui.web.public.errand_list import read_list
from zhihui.web.public.head import create_head
from zhihui.web.served import get_served
from zhihui.web.wording import DEFAULT, LANGUAGES, say

Context = dict[str, Any]
SIMPLE_COOKIE = "simple"


def create_context(request: HttpRequest, language: str, *, path: str | None = None) -> Context:
    """The common part. ``path``: the page's path where it is the same in all languages."""
    manifest = get_served().generation.manifest
    languages = _list_languages(request, language, path)
    default_tag = say("language.html", DEFAULT)
    return {
        "language": language,
        "html_lang": say("language.html", language),
        "languages": languages,
        "head": create_head(request, languages, default_tag, is_sample=manifest.is_sample),
        "home": home_of(language),
        "simple": request.COOKIES.get(SIMPLE_COOKIE) == "1",
        "here": request.get_full_path(),
        "errands": read_list(request.GET, home_of(language)),
        "district_name": in_language(manifest.district_name, language),
        "notice": in_language(manifest.notice, language),
        "is_sample": manifest.is_sample,
        "built_at": f"{manifest.built_at:%Y-%m-%d %H:%M}",
    }


@lru_cache(maxsize=32)
def home_of(language: str) -> str:
    """Path of the search page in a language."""
    return "/" if language == DEFAULT else f"/{language}/"


def page_of(language: str, kind: str, record_id: str) -> str:
    """Path of the page of a record; ``kind`` is items, places or events."""
    return f"{home_of(language)}{kind}/{quote(record_id, safe='')}"


def _list_languages(request: HttpRequest, language: str, path: str | None) -> list[Context]:
    """This page in every language, with the same query."""
    own = home_of(language)
    rest = request.path_info[len(own) :] if request.path_info.startswith(own) else ""
    query = request.META.get("QUERY_STRING", "")
    asked = f"?{query}" if query and path is None else ""
    return [
        {
            "tag": say("language.html", other),
            "name": say("language.name", other),
            "url": f"{path}?lang={other}" if path else f"{home_of(other)}{quote(rest)}{asked}",
            "current": other == language,
        }
        for other in LANGUAGES
    ]
