"""The addresses of all pages for search engines (sitemaps.org), and what robots may read.

Called by Django. Parts are made when asked for, from a few fields of the records of that part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.answers.directory import get_directory
from zhihui.district import LifeEvent, Place
from zhihui.generation import Generation
from zhihui.generation.table import Table
from zhihui.web.public.context import home_of
from zhihui.web.public.head import to_absolute
from zhihui.web.served import get_served
from zhihui.web.wording import LANGUAGES

RECORDS_A_PART = 5_000
"""Each has an address in every language; the protocol allows 50,000 addresses in a part."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_UNREAD = (
    "plan",
    "errands/",
    "corrections/",
    "simple/",
    "offline/",
    "*?q=",
    "*?errand=",
    "*?from=",
    "*?near=",
)


@dataclass(frozen=True, slots=True)
class _Coded:
    code: str


@dataclass(frozen=True, slots=True)
class _Named:
    id: str


@require_safe
def show_index(request: HttpRequest) -> HttpResponse:
    """The list of all parts."""
    generation = get_served().generation
    base, built = to_absolute(request, ""), f"{generation.manifest.built_at:%Y-%m-%d}"
    lines = [
        f"<sitemap><loc>{escape(f'{base}/sitemaps/{kind}-{number}.xml')}</loc>"
        f"<lastmod>{built}</lastmod></sitemap>"
        for kind, count in _count_records(generation).items()
        for number in range(1, -(-count // RECORDS_A_PART) + 1)
    ]
    return _xml(f'<sitemapindex xmlns="{_SCHEMA}">\n' + "\n".join(lines) + "\n</sitemapindex>\n")


@require_safe
def show_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One part: addresses of one kind of record, or of the browse pages, in all languages."""
    generation = get_served().generation
    start = (number - 1) * RECORDS_A_PART
    if not 0 <= start < _count_records(generation).get(kind, 0):
        return HttpResponse(status=404, content_type="text/plain")
    base = to_absolute(request, "")
    homes = [f"{base}{home_of(language)}" for language in LANGUAGES]
    lines = [
        f"<url><loc>{escape(home + path)}</loc></url>"
        for path in _list_paths(generation, kind, start)
        for home in homes
    ]
    return _xml(f'<urlset xmlns="{_SCHEMA}">\n' + "\n".join(lines) + "\n</urlset>\n")


@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    """Which pages robots leave alone, and where the sitemap is."""
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /widget/"]
    for language in LANGUAGES:
        lines += [f"Disallow: {home_of(language)}{path}" for path in _UNREAD]
    lines += ["", f"Sitemap: {to_absolute(request, '/sitemap.xml')}", ""]
    return _cached(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _count_records(generation: Generation) -> dict[str, int]:
    return {
        "pages": len(_list_pages(generation)),
        "items": len(generation.items),
        "places": len(generation.places),
        "events": len(generation.life_events),
    }


def _list_paths(generation: Generation, kind: str, start: int) -> Iterable[str]:
    """Paths of one part below the first page of a language."""
    stop = start + RECORDS_A_PART
    if kind == "pages":
        return _list_pages(generation)[start:stop]
    if kind == "items":
        coded = generation.items.read_as(_Coded, start, stop)
        return (f"items/{quote(one.code, safe='')}" for one in coded)
    table: Table[Place] | Table[LifeEvent] = (
        generation.places if kind == "places" else generation.life_events
    )
    named = table.read_as(_Named, start, stop)
    return (f"{kind}/{quote(one.id, safe='')}" for one in named)


@lru_cache(maxsize=2)
def _list_pages(generation: Generation) -> tuple[str, ...]:
    """The first page, the browse pages and every shelf."""
    directory = get_directory(generation)
    shelves: dict[str, Iterable[str]] = {
        "topics": directory.topics,
        "bodies": directory.bodies,
        "audiences": directory.audiences,
        "areas": directory.tree,
        "services": (code for code, found in directory.entries.items() if len(found) > 1),
    }
    paths = ["", "events/", "near/", "widgets/", "topics/", "bodies/", "audiences/", "areas/"]
    for kind, keys in shelves.items():
        paths += [f"{kind}/{quote(key, safe='')}/" for key in keys]
    paths += [
        f"audiences/{name}/{quote(topic, safe='')}/"
        for name, topics in directory.audience_topics.items()
        for topic in topics
    ]
    return tuple(paths)


def _xml(content: str) -> HttpResponse:
    return _cached(HttpResponse(_HEAD + content, content_type="application/xml; charset=utf-8"))


def _cached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
