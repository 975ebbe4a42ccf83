"""What a page tells machines in its head: its address, its languages, its title, its records.

Called for every page by ``context``; the views of records add their own. Addresses are absolute and
made from the request's host, which the guard has checked against the allowed ones.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

from zhihui.web.public.assets import ASSETS, SHARED

JsonLd = Mapping[str, Any]
_PRIVATE = ("plan", "errands", "corrections", "simple", "offline")
"""First part of the paths of pages that are one person's, in any language."""
_ESCAPED = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The machine-readable head of one page."""

    canonical: str
    picture: str
    """Address of the picture that stands for the site where a page is shared."""
    alternates: tuple[tuple[str, str], ...]
    """Language tag and address of this page in each language, ``x-default`` last."""
    locale: str
    is_indexed: bool
    title: str = ""
    """Empty: the site's name."""
    description: str = ""
    """Empty: the site's."""
    blocks: tuple[Markup, ...] = ()
    """JSON-LD, ready to stand in a data block."""


def create_head(
    request: HttpRequest,
    languages: list[dict[str, Any]],
    default_tag: str,
    *,
    is_sample: bool,
) -> Head:
    """The head of the page of ``request``. Made-up data is not for search engines."""
    page = request.GET.get("page", "")
    kept = f"?page={page}" if page.isdecimal() and page.isascii() and page != "1" else ""
    site = site_of(request)
    urls = {one["tag"]: f"{site}{_without_query(one['url'])}{kept}" for one in languages}
    tag = next(one["tag"] for one in languages if one["current"])
    return Head(
        canonical=urls[tag],
        picture=f"{site}{ASSETS[SHARED]}",
        alternates=(*urls.items(), ("x-default", urls[default_tag])),
        locale=tag.replace("-", "_"),
        is_indexed=not is_sample and set(request.GET) <= {"page", "lang"} and _is_public(request),
    )


def describe(context: dict[str, Any], title: str, description: str, *records: JsonLd) -> None:
    """Say in the head what the page is about; ``records`` become JSON-LD."""
    context["head"] = replace(
        context["head"],
        title=title,
        description=description,
        blocks=tuple(write_block(record) for record in records),
    )


def hide(context: dict[str, Any]) -> None:
    """Keep the page out of search engines."""
    context["head"] = replace(context["head"], is_indexed=False)


def site_of(request: HttpRequest) -> str:
    """What makes a path an address on the host of the request."""
    return f"{request.scheme}://{request.get_host()}"


def to_absolute(request: HttpRequest, path: str) -> str:
    """The address of ``path`` on the host of the request."""
    return f"{site_of(request)}{path}"


def write_block(record: JsonLd) -> Markup:
    """JSON that can stand between script tags: it holds no character that ends them."""
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escaped in _ESCAPED.items():
        written = written.replace(character, escaped)
    return Markup(written)


def _without_query(url: str) -> str:
    """The path; the API's pages alone have their language in the query, and keep it."""
    path, _, query = url.partition("?")
    return url if query.startswith("lang=") and path.startswith("/api/") else path


def _is_public(request: HttpRequest) -> bool:
    parts = [part for part in request.path_info.split("/") if part][:2]
    return not any(part.split(".", 1)[0] in _PRIVATE for part in parts)
