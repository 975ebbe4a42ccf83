"""Compresses text responses for clients that take gzip: pages, the API, and static files once.

Wrapped around everything by wsgi. What is compressed already (tiles, images) passes through. A
page holds no secret that its compressed size could give away: the one random value, the token of a
form, is no right to anything.
"""

import gzip
import re
from collections.abc import Callable, Iterable
from typing import Any

LEAST_BYTES = 600
LEVEL = 4
"""A quarter of the time of 9, for a twentieth more bytes."""
STATIC_LEVEL = 9
MOST_KEPT = 64
_TAKES_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|$)")
_TEXTS = (
    *("text/", "application/json", "application/javascript", "application/problem+json"),
    *("application/ld+json", "application/manifest+json", "application/xml", "image/svg+xml"),
)

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Compressed:
    """A WSGI application around another. ``kept_below``: prefix of what is compressed once."""

    def __init__(self, application: Application, *, kept_below: str) -> None:
        self._application = application
        self._kept_below = kept_below
        self._kept: dict[tuple[str, str], bytes] = {}
        """By path and tag of the version."""

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _TAKES_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
            return self._application(environ, _varying(start_response))
        if "HTTP_IF_NONE_MATCH" in environ:
            environ["HTTP_IF_NONE_MATCH"] = environ["HTTP_IF_NONE_MATCH"].removeprefix("W/")
        begun: list[Any] = []

        def begin(status: str, headers: Headers, error: Any = None) -> None:
            begun[:] = [status, headers, error]

        body = self._application(environ, begin)
        status, headers, error = begun
        named = {name.lower(): value for name, value in headers}
        if _is_text(named) and "HTTP_RANGE" not in environ:
            content = _join(body)
            if len(content) >= LEAST_BYTES:
                content = self._compress(environ.get("PATH_INFO", ""), status, named, content)
                headers = _describe(headers, len(content))
            body = [content]
            headers = _vary(headers)
        start_response(status, headers, *([error] if error else []))
        return body

    def _compress(self, path: str, status: str, named: dict[str, str], content: bytes) -> bytes:
        if not path.startswith(self._kept_below) or not status.startswith("200"):
            return gzip.compress(content, LEVEL, mtime=0)
        key = (path, named.get("etag", ""))
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = gzip.compress(content, STATIC_LEVEL, mtime=0)
        return self._kept[key]


def _is_text(named: dict[str, str]) -> bool:
    return "content-encoding" not in named and named.get("content-type", "").startswith(_TEXTS)


def _join(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()


def _describe(headers: Headers, length: int) -> Headers:
    """The headers of the compressed body; a strong tag would be that of other bytes."""
    described = [
        (name, f"W/{value}" if name.lower() == "etag" and value.startswith('"') else value)
        for name, value in headers
        if name.lower() != "content-length"
    ]
    return [*described, ("Content-Encoding", "gzip"), ("Content-Length", str(length))]


def _varying(start_response: Callable[..., Any]) -> Callable[..., Any]:
    def begin(status: str, headers: Headers, *rest: Any) -> Any:
        if _is_text({name.lower(): value for name, value in headers}):
            headers = _vary(headers)
        return start_response(status, headers, *rest)

    return begin


def _vary(headers: Headers) -> Headers:
    """Caches keep one response for each encoding."""
    before = [value for name, value in headers if name.lower() == "vary"]
    if any("accept-encoding" in value.lower() for value in before):
        return headers
    kept = [(name, value) for name, value in headers if name.lower() != "vary"]
    return [*kept, ("Vary", ", ".join([*before, "Accept-Encoding"]))]
