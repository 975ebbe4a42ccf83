"""Limits of requests, by a fake clock: rates, bursts, kinds, addresses and memory."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from zhihui.web.guard import Guard
from zhihui.web.limits import DEFAULT_PER_MINUTE, Limiter, create_rates, read_per_minute
from zhihui.web.paths import RequestKind, kind_of

pytestmark = pytest.mark.usefixtures("served_site")
PAGE = RequestKind.PAGE


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def limiter_of(per_minute: int, most: int = 100) -> tuple[Limiter, Clock]:
    clock = Clock()
    return Limiter(create_rates(per_minute), clock=clock, most=most), clock


def test_a_burst_then_a_steady_rate() -> None:
    limiter, clock = limiter_of(60)
    assert [limiter.take("a", PAGE) for _ in range(60)] == [0.0] * 60
    assert limiter.take("a", PAGE) == pytest.approx(1.0)
    clock.at += 0.4
    assert limiter.take("a", PAGE) == pytest.approx(0.6)
    clock.at += 0.6
    assert limiter.take("a", PAGE) == 0.0
    assert limiter.take("a", PAGE) > 0
    clock.at += 3600
    assert sum(limiter.take("a", PAGE) == 0 for _ in range(200)) == 60


def test_addresses_and_kinds_have_limits_of_their_own() -> None:
    limiter, _ = limiter_of(60)
    for _ in range(61):
        limiter.take("a", PAGE)
    assert limiter.take("a", PAGE) > 0
    assert limiter.take("b", PAGE) == 0
    assert limiter.take("a", RequestKind.API) == 0
    for kind, most in {
        RequestKind.API: 120,
        RequestKind.TILE: 600,
        RequestKind.PLAN: 12,
        RequestKind.CORRECTION: 2,
    }.items():
        assert sum(limiter.take("c", kind) == 0 for _ in range(1000)) == most


def test_memory_is_bounded_and_the_longest_unused_gives_way() -> None:
    limiter, _ = limiter_of(1, most=10)
    assert limiter.take("first", PAGE) == 0
    for number in range(1000):
        limiter.take(str(number), PAGE)
        assert len(limiter) <= 10
    assert limiter.take("999", PAGE) > 0
    assert limiter.take("first", PAGE) == 0


def test_no_address_is_kept() -> None:
    limiter, _ = limiter_of(60)
    limiter.take("203.0.113.77", PAGE)
    assert "203.0.113.77" not in repr(vars(limiter))


@given(st.lists(st.floats(min_value=0, max_value=30), max_size=60), st.integers(1, 30))
def test_never_more_than_the_burst_and_the_rate(pauses: list[float], per_minute: int) -> None:
    limiter, clock = limiter_of(per_minute)
    begun, taken = clock.at, 0
    for pause in pauses:
        clock.at += pause
        wait = limiter.take("a", PAGE)
        taken += wait == 0
        if wait:
            clock.at += wait + 1e-6
            assert limiter.take("a", PAGE) == 0
            taken += 1
        assert taken <= per_minute + (clock.at - begun) * per_minute / 60 + 1e-6


@pytest.mark.parametrize(("written", "read"), [("", DEFAULT_PER_MINUTE), ("0", 0), (" 40 ", 40)])
def test_the_number_is_read(written: str, read: int) -> None:
    assert read_per_minute(written) == read


@pytest.mark.parametrize("written", ["many", "-1", "1.5"])
def test_a_number_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ZHIHUI_REQUESTS_PER_MINUTE"):
        read_per_minute(written)


def test_zero_turns_limits_off() -> None:
    limiter, _ = limiter_of(0)
    assert all(limiter.take("a", kind) == 0 for kind in RequestKind for _ in range(2000))


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/", RequestKind.PAGE),
        ("GET", "/en/items/1", RequestKind.PAGE),
        ("GET", "/places/planning", RequestKind.PAGE),
        ("GET", "/plan/", RequestKind.PLAN),
        ("GET", "/en/plan/sheet/", RequestKind.PLAN),
        ("GET", "/plan.ics", RequestKind.PLAN),
        ("POST", "/api/v1/plan", RequestKind.PLAN),
        ("GET", "/api/v1/search", RequestKind.API),
        ("GET", "/tiles/1/2/3.mvt", RequestKind.TILE),
        ("GET", "/corrections/new/", RequestKind.PAGE),
        ("POST", "/en/corrections/new/", RequestKind.CORRECTION),
    ],
)
def test_kinds(method: str, path: str, kind: RequestKind) -> None:
    assert kind_of(method, path) is kind


@pytest.fixture
def guarded() -> tuple[Callable[..., HttpResponse], Clock]:
    """Requests through a guard that lets one page a minute pass."""
    limiter, clock = limiter_of(1)
    guard = Guard(lambda request: HttpResponse("fine"), limiter=limiter)

    def ask(path: str, **meta: str) -> HttpResponse:
        request: HttpRequest = RequestFactory().get(path, **meta)
        return guard(request)

    return ask, clock


@pytest.mark.parametrize(("path", "words"), [("/?q=a", "等约一分钟"), ("/en/", "about a minute")])
def test_a_page_too_many_is_a_page_that_says_when(
    guarded: tuple[Callable[..., HttpResponse], Clock], path: str, words: str
) -> None:
    ask, clock = guarded
    assert ask(path).status_code == 200
    response = ask(path)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Content-Type"].startswith("text/html")
    assert words in response.content.decode()
    assert "Content-Security-Policy" in response.headers
    clock.at += 60
    assert ask(path).status_code == 200


def test_an_api_request_too_many_is_a_problem(
    guarded: tuple[Callable[..., HttpResponse], Clock],
) -> None:
    ask, _ = guarded
    for _ in range(2):
        assert ask("/api/v1/search?q=a").status_code == 200
    response = ask("/api/v1/search?q=a")
    assert response.status_code == 429
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Retry-After"] == "30"
    assert b"urn:zhihui:problem:too-many-requests" in response.content
