"""Headers on every kind of response, bounded requests, proxies, and logs that tell nothing."""

import io
import logging
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory

from zhihui.web.addresses import client_address, is_secure, limited_as, read_proxies
from zhihui.web.bodies import MOST_FOR_AN_ADDRESS, REFUSED, BoundedBodies
from zhihui.web.guard import MAX_PARAMETERS, MAX_QUERY, Guard
from zhihui.web.logs import PrivateFormatter

pytestmark = pytest.mark.usefixtures("served_site")
REQUIRED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PATHS = [
    ("/", 200),
    ("/?q=孩子要上户口", 200),
    ("/places/hall-370103", 200),
    ("/events/newborn", 200),
    ("/plan/", 200),
    ("/corrections/new/?record=place:hall-370103", 503),
    ("/corrections/thanks/?reference=K7QF-3M2P", 200),
    ("/nothing", 404),
    ("/tiles/1/1/1.mvt", 204),
    ("/api/v1/search?q=a", 200),
    ("/api/v1/nothing", 404),
    ("/api/v1/search", 422),
    ("/api/openapi.json", 200),
    ("/api/docs", 200),
    ("/?" + "x" * (MAX_QUERY + 1), 414),
    ("/" + "x" * 2001, 414),
    ("/?" + "&".join("errand=1" for _ in range(MAX_PARAMETERS + 1)), 400),
    ("/api/v1/search?" + "x" * (MAX_QUERY + 1), 414),
]


def check_headers(headers: Any) -> None:
    for name, value in REQUIRED.items():
        assert headers[name] == value, name
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["worker-src"] == policy["manifest-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "geolocation=(self)" in headers["Permissions-Policy"]


@pytest.mark.parametrize(("path", "status"), PATHS)
def test_headers_are_on_every_kind_of_response(path: str, status: int) -> None:
    response = Client().get(path)
    assert response.status_code == status
    check_headers(response.headers)
    assert "Strict-Transport-Security" not in response.headers
    assert "upgrade-insecure-requests" not in response.headers["Content-Security-Policy"]


def test_headers_are_on_failures_too(monkeypatch: pytest.MonkeyPatch) -> None:
    client = break_site(monkeypatch)
    for path in ("/", "/api/v1/search?q=a"):
        response = client.get(path)
        assert response.status_code == 500
        check_headers(response.headers)


def test_headers_are_on_files() -> None:
    from zhihui.web.public.assets import ASSETS
    from zhihui.web.wsgi import application

    for name in ("style_css", "suggest_js", "icon_svg"):
        path, _, query = ASSETS[name].partition("?")
        status, headers, body = call(application, path, QUERY_STRING=query)
        assert status == "200 OK"
        check_headers(headers)
        assert len(body) > 100


def test_https_is_kept_and_asked_for() -> None:
    response = Client().get("/", secure=True)
    assert response.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "upgrade-insecure-requests" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/widget/search/", "/en/widget/places/x"])
def test_only_widgets_may_be_framed(path: str) -> None:
    response = Client().get(path)
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers


def test_no_page_sets_a_cookie() -> None:
    for path, _ in PATHS:
        client = Client()
        client.get(path)
        assert not client.cookies, path


@pytest.mark.parametrize("path", ["/corrections/new/?record=place:hall-370103", "/api/v1/plan"])
def test_a_body_too_large_is_refused(path: str) -> None:
    response = Client().post(path, b"x" * 70_000, content_type="application/json")
    assert response.status_code == 413
    assert b"64 KB" in response.content


PROXIES = read_proxies("10.0.0.0/8, 192.0.2.1")


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.1.1.1", "198.51.100.1", "198.51.100.1"),
        ("10.1.1.1", "6.6.6.6, 198.51.100.1, 192.0.2.1", "198.51.100.1"),
        ("10.1.1.1", "10.2.2.2", "10.1.1.1"),
        ("10.1.1.1", "nonsense", "10.1.1.1"),
        ("10.1.1.1", "", "10.1.1.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_trusted_proxies_name_the_address(remote: str, forwarded: str, expected: str) -> None:
    meta = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(meta, PROXIES) == expected
    assert client_address(meta, ()) == remote


def test_only_trusted_proxies_say_https() -> None:
    meta = {"REMOTE_ADDR": "10.1.1.1", "HTTP_X_FORWARDED_PROTO": "https"}
    assert is_secure(meta, PROXIES)
    assert not is_secure(meta | {"REMOTE_ADDR": "203.0.113.9"}, PROXIES)
    assert not is_secure(meta, ())
    assert is_secure({"wsgi.url_scheme": "https"}, ())


def test_behind_a_trusted_proxy_addresses_are_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ZHIHUI_TRUSTED_PROXIES", "10.0.0.0/8")
    guard = Guard(lambda request: HttpResponse(request.build_absolute_uri()))
    request = RequestFactory().get(
        "/x", REMOTE_ADDR="10.1.1.1", headers={"X-Forwarded-Proto": "https", "Host": "localhost"}
    )
    response = guard(request)
    assert response.content == b"https://localhost/x"
    assert "Strict-Transport-Security" in response.headers


def test_wrong_proxies_are_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="ZHIHUI_TRUSTED_PROXIES"):
        read_proxies("10.0.0.0/8, proxy.example")


def test_one_subscriber_is_one_address() -> None:
    assert limited_as("2001:db8:1:2:aaaa::1") == limited_as("2001:db8:1:2:bbbb::2")
    assert limited_as("2001:db8:1:2::1") != limited_as("2001:db8:1:3::1")
    assert limited_as("::ffff:203.0.113.9") == "203.0.113.9"
    assert limited_as("203.0.113.9") == "203.0.113.9"


class Dripping(io.BytesIO):
    """A body that never ends until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = Event()

    def read(self, size: int | None = -1, /) -> bytes:
        self.let_go.wait(30)
        return b""


@pytest.fixture
def bodies() -> BoundedBodies:
    """Around an application that says what it was given."""

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [str(environ.get(REFUSED, "")).encode(), b"|", environ["wsgi.input"].read()]

    return BoundedBodies(application, most_bytes=10, patience_s=0.05)


def call(application: Any, path: str, **environ: Any) -> tuple[str, dict[str, str], bytes]:
    given: list[Any] = []
    request = RequestFactory().get(path, **environ)
    body = application(request.environ, lambda *values: given.extend(values))
    return given[0], dict(given[1]), b"".join(body)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, b"|"),
        ({"CONTENT_LENGTH": "3", "wsgi.input": io.BytesIO(b"abc")}, b"|abc"),
        ({"CONTENT_LENGTH": "0"}, b"|"),
        ({"CONTENT_LENGTH": "11"}, b"body_too_large|"),
        ({"CONTENT_LENGTH": "-1"}, b"length_required|"),
        ({"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}, b"length_required|"),
        ({"CONTENT_LENGTH": "5", "wsgi.input": io.BytesIO(b"abc")}, b"body_cut_short|"),
    ],
)
def test_bodies_are_read_or_refused(
    bodies: BoundedBodies, environ: dict[str, Any], expected: bytes
) -> None:
    assert call(bodies, "/", **environ)[2] == expected


def test_slow_bodies_hold_no_worker_and_are_few_for_an_address(bodies: BoundedBodies) -> None:
    dripping = [Dripping() for _ in range(MOST_FOR_AN_ADDRESS)]
    for one in dripping:
        slow = {"CONTENT_LENGTH": "5", "wsgi.input": one, "REMOTE_ADDR": "203.0.113.9"}
        assert call(bodies, "/", **slow)[2] == b"body_too_slow|"
    quick = {"CONTENT_LENGTH": "3", "wsgi.input": io.BytesIO(b"abc")}
    assert call(bodies, "/", REMOTE_ADDR="203.0.113.9", **quick)[2] == b"too_many_bodies|"
    assert call(bodies, "/", REMOTE_ADDR="203.0.113.8", **quick)[2] == b"|abc"
    assert call(bodies, "/", REMOTE_ADDR="203.0.113.9")[2] == b"|"
    for one in dripping:
        one.let_go.set()


def test_the_guard_answers_for_a_body_that_was_not_read() -> None:
    guard = Guard(lambda request: HttpResponse("fine"))
    for kind, status in (
        ("body_too_slow", 408),
        ("length_required", 411),
        ("too_many_bodies", 503),
    ):
        request = RequestFactory().post("/api/v1/plan", **{REFUSED: kind})
        assert guard(request).status_code == status


def break_site(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of a site whose finder fails with what was typed in the text of its error."""

    def fail(*values: object, **named: object) -> None:
        raise ValueError(f"cannot find {values} {named}")

    monkeypatch.setattr("zhihui.web.served.Finder.find", fail)
    monkeypatch.setattr("zhihui.web.public.views.create_context", fail)
    return Client(raise_request_exception=False)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, written as the settings have it written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PrivateFormatter("{asctime} {levelname} {name} {message}", style="{"))
    loggers = [logging.getLogger(name) for name in ("django", "zhihui")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


def test_the_settings_log_through_the_private_formatter() -> None:
    formatter = settings.LOGGING["formatters"]["private"]
    assert formatter["()"] == f"{PrivateFormatter.__module__}.{PrivateFormatter.__name__}"
    assert all(one["formatter"] == "private" for one in settings.LOGGING["handlers"].values())


def test_logs_say_where_it_failed_and_not_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    client = break_site(monkeypatch)
    for path in ("/?q=张三的秘密", "/api/v1/search?q=张三的秘密"):
        assert client.get(path, REMOTE_ADDR="203.0.113.77").status_code == 500
    written = log.getvalue()
    assert "ValueError" in written
    assert "operations.py" in written
    for private in ("张三", "秘密", "203.0.113.77", "q=", "%E5%BC%A0"):
        assert private not in written


def test_ordinary_requests_and_faults_are_not_logged(log: io.StringIO) -> None:
    for path, _ in PATHS:
        Client().get(path, REMOTE_ADDR="203.0.113.77")
    for line in log.getvalue().splitlines():
        assert "Service Unavailable: /corrections/new/" in line
        assert "?" not in line
        assert "203.0.113.77" not in line
