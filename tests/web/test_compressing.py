"""Compressed responses: the same bytes, fewer of them, and headers that caches can go by."""

import gzip
from typing import Any

import pytest
from django.test import RequestFactory

from zhihui.web.compressing import LEAST_BYTES, Compressed

LONG = "办事地点 " * 400


def application(content: bytes, kind: str = "text/html", *more: tuple[str, str]) -> Any:
    def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        length = ("Content-Length", str(len(content)))
        start_response("200 OK", [("Content-Type", kind), length, *more])
        return [content]

    return answer


def ask(wrapped: Any, path: str = "/", **environ: Any) -> tuple[dict[str, str], bytes]:
    begun: list[Any] = []
    request = RequestFactory().get(path, **environ)
    body = wrapped(request.environ, lambda *values: begun.extend(values))
    headers = {name.lower(): value for name, value in begun[1]}
    assert len(headers) == len(begun[1])
    return headers, b"".join(body)


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "gzip;q=0.5", "deflate , gzip, br"])
def test_text_is_compressed_for_who_takes_it(accepted: str) -> None:
    wrapped = Compressed(
        application(LONG.encode(), "text/html; charset=utf-8", ("ETag", '"a"'), ("Vary", "Cookie")),
        kept_below="/static/",
    )
    headers, body = ask(wrapped, HTTP_ACCEPT_ENCODING=accepted)
    assert gzip.decompress(body).decode() == LONG
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(body) < len(LONG)
    assert headers["etag"] == 'W/"a"'
    assert headers["vary"] == "Cookie, Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "x-gzip", "gzip; q=0.0, br"])
def test_others_get_it_as_it_is_and_caches_know(accepted: str) -> None:
    wrapped = Compressed(application(LONG.encode()), kept_below="/static/")
    headers, body = ask(wrapped, HTTP_ACCEPT_ENCODING=accepted)
    assert body.decode() == LONG
    assert "content-encoding" not in headers
    assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("kind", "more"),
    [("image/png", ()), ("application/vnd.mapbox-vector-tile", (("Content-Encoding", "gzip"),))],
)
def test_what_is_compressed_already_passes_through(kind: str, more: Any) -> None:
    wrapped = Compressed(application(b"x" * 5000, kind, *more), kept_below="/static/")
    headers, body = ask(wrapped, HTTP_ACCEPT_ENCODING="gzip")
    assert body == b"x" * 5000
    assert headers["content-length"] == "5000"


def test_short_texts_and_ranges_stay_as_they_are() -> None:
    wrapped = Compressed(application(b"x" * (LEAST_BYTES - 1)), kept_below="/static/")
    assert ask(wrapped, HTTP_ACCEPT_ENCODING="gzip")[1] == b"x" * (LEAST_BYTES - 1)
    wrapped = Compressed(application(LONG.encode()), kept_below="/static/")
    assert ask(wrapped, HTTP_ACCEPT_ENCODING="gzip", HTTP_RANGE="bytes=0-9")[1] == LONG.encode()


def test_files_are_compressed_once_and_anew_when_they_change() -> None:
    versions = [b"a" * 2000, b"b" * 2000]
    tags = ['"1"', '"2"']
    given: list[bytes] = []
    for content, tag in zip(versions, tags, strict=True):
        wrapped = Compressed(application(content, "text/css", ("ETag", tag)), kept_below="/static/")
        asked = (ask(wrapped, "/static/a.css", HTTP_ACCEPT_ENCODING="gzip") for _ in range(2))
        given.extend(body for _, body in asked)
        assert len(wrapped._kept) == 1
    assert given[0] is given[1]
    assert [gzip.decompress(one) for one in given[::2]] == versions


@pytest.mark.usefixtures("served_site")
def test_the_site_is_compressed_and_says_what_has_not_changed() -> None:
    from zhihui.web.public.assets import ASSETS
    from zhihui.web.wsgi import application as site

    page, body = ask(site, "/places/hall-370103", HTTP_ACCEPT_ENCODING="gzip")
    assert page["content-encoding"] == "gzip"
    assert "办事" in gzip.decompress(body).decode()
    style = ASSETS["style_css"].partition("?")[0]
    headers, body = ask(site, style, HTTP_ACCEPT_ENCODING="gzip")
    assert b":root" in gzip.decompress(body)
    headers, body = ask(
        site, style, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=headers["etag"]
    )
    assert body == b""
