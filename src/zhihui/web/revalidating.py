"""Tells who has a page already that it is still the same: ETag and 304, without making it anew.

Called by the guard. A tag is the digest of the page itself, so it changes when, and only when, the
page does. Which tag belongs to which request is remembered, by a digest of all that a page can
depend on: address, host, look and, where a page says what is open, the minute; so most are answered
without being made. Nothing of a request can be read from what is remembered (see decision 0056).
"""

import re
import secrets
from collections import OrderedDict
from hashlib import blake2b, sha256
from threading import Lock

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from zhihui.web.clock import now
from zhihui.web.paths import first_of
from zhihui.web.public.context import SIMPLE_COOKIE

MOST_REMEMBERED = 10_000
_BY_MINUTE = {"items", "places", "widget", "map", "events"}
"""Pages on which something is open now, today, or so many months old."""
_BY_GENERATION = {"topics", "bodies", "audiences", "areas", "services", "offline", "widgets"}
_API_BY_GENERATION = ("/api/v1/suggest", "/api/docs", "/api/openapi.json")
_TAG_LENGTH = 24
_TAG = re.compile(r'"([^"]*)"')
_SENT = ("text/html", "application/json")


class Revalidation:
    """The tags of what was sent last, by request. Safe to share between threads."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._tags: OrderedDict[bytes, str] = OrderedDict()
        self._lock = Lock()
        self._secret = secrets.token_bytes(16)

    def key_of(self, request: HttpRequest) -> bytes:
        """A digest of all that the answer can depend on; empty where nothing is remembered."""
        if request.method not in ("GET", "HEAD"):
            return b""
        depends = _moment_of(request)
        if depends is None:
            return b""
        parts = (
            request.scheme or "",
            request.get_host(),
            request.get_full_path(),
            "simple" if request.COOKIES.get(SIMPLE_COOKIE) == "1" else "",
            depends,
        )
        said = "\0".join(parts).encode("utf-8", "surrogatepass")
        return blake2b(said, digest_size=16, key=self._secret).digest()

    def find(self, request: HttpRequest, key: bytes) -> HttpResponse | None:
        """304 where the asker has what would be sent now; None where that is not known."""
        if not key or "HTTP_IF_NONE_MATCH" not in request.META:
            return None
        with self._lock:
            tag = self._tags.get(key)
        return _not_modified(tag) if tag and _has(request, tag) else None

    def note(self, request: HttpRequest, key: bytes, response: HttpResponse) -> HttpResponse:
        """The response with its tag, or 304 where the asker has it."""
        if not key or not _is_tagged(response):
            return response
        tag = sha256(response.content).hexdigest()[:_TAG_LENGTH]
        with self._lock:
            self._tags[key] = tag
            self._tags.move_to_end(key)
            while len(self._tags) > self._most:
                self._tags.popitem(last=False)
        if _has(request, tag):
            return _not_modified(tag)
        response.headers["ETag"] = f'W/"{tag}"'
        return response


def _moment_of(request: HttpRequest) -> str | None:
    """The minute for pages that change with it, else empty; None for what is never remembered."""
    path = request.path_info
    first = first_of(path)
    if first == "api":
        return "" if path.startswith(_API_BY_GENERATION) else f"{now():%Y-%m-%dT%H:%M}"
    if first in _BY_GENERATION or (first == "" and not request.GET.get("q")):
        return ""
    return f"{now():%Y-%m-%dT%H:%M}" if first in _BY_MINUTE or first == "" else None


def _is_tagged(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and "ETag" not in response.headers
        and "no-store" not in response.headers.get("Cache-Control", "")
        and response.headers.get("Content-Type", "").startswith(_SENT)
    )


def _has(request: HttpRequest, tag: str) -> bool:
    return tag in _TAG.findall(request.META.get("HTTP_IF_NONE_MATCH", ""))


def _not_modified(tag: str) -> HttpResponse:
    return HttpResponseNotModified(headers={"ETag": f'W/"{tag}"'})
