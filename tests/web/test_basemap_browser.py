"""A base map from a tile server of another origin, in a real browser: seen, named, and missed."""

import io
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.web.test_map_browser import DRAWN, browser, pytestmark
from zhihui.web.headers import security_headers
from zhihui.web.public.map_colours import palette_of

__all__ = ["browser", "pytestmark"]
TINT = (200, 40, 160)
"""Of the tiles; no colour of our own map is like it."""
ATTRIBUTION = "© 样例测绘 审图号 GS(2026)0000"
REFUSED = "() => fetch('{}').then(() => 'answered', () => 'refused')"


@dataclass(slots=True)
class TileServer:
    """A server of tiles of one colour; it can be made to fail, or to answer too late."""

    origin: str
    asked: list[str] = field(default_factory=list)
    is_failing: bool = False
    is_hanging: bool = False
    stopped: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def tiles() -> Iterator[TileServer]:
    """The tile server, on a port of its own and so of another origin."""
    drawn = io.BytesIO()
    Image.new("RGB", (256, 256), TINT).save(drawn, "PNG")

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            if server.is_hanging:
                server.stopped.wait(120)
            self.send_response(500 if server.is_failing else 200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            if not server.is_failing:
                self.wfile.write(drawn.getvalue())

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    listening.daemon_threads = True
    server = TileServer(origin=f"http://127.0.0.1:{listening.server_port}")
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield server
    server.stopped.set()
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def configured(
    tiles: TileServer, served_site: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The site with this base map."""
    template = f"{tiles.origin}/base/{{z}}/{{x}}/{{y}}.png"
    monkeypatch.setattr(settings, "ZHIHUI_BASEMAP_URL", (template,))
    monkeypatch.setattr(settings, "ZHIHUI_BASEMAP_ATTRIBUTION", ATTRIBUTION)
    security_headers.cache_clear()
    yield
    security_headers.cache_clear()


@pytest.fixture
def page(browser: Browser, site: str, configured: None) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, base_url=site, service_workers="block"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def open_map(page: Page) -> None:
    page.goto("/map/")
    page.click("[data-map-open]")
    page.wait_for_selector(DRAWN, timeout=60_000)


def colours_of(page: Page) -> Counter[tuple[int, int, int]]:
    """How often each colour is seen on the drawn map."""
    picture = Image.open(io.BytesIO(page.locator(".maplibregl-canvas").screenshot()))
    flat = picture.convert("RGB").tobytes()
    return Counter(zip(flat[::3], flat[1::3], flat[2::3], strict=True))


def as_colour(written: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(written.removeprefix("#"))
    return red, green, blue


def share_of_tint(page: Page) -> float:
    """What part of the map has the colour of the tiles."""
    colours = colours_of(page)
    near = sum(
        count
        for colour, count in colours.items()
        if all(abs(one - other) < 12 for one, other in zip(colour, TINT, strict=True))
    )
    return near / sum(colours.values())


def await_tint(page: Page) -> None:
    for _ in range(60):
        if share_of_tint(page) > 0.5:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"the base map covers {share_of_tint(page):.0%} of the map")


def test_the_base_map_is_drawn_with_who_must_be_named(
    page: Page, tiles: TileServer, site: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto("/map/")
    page.wait_for_selector("[data-map-open]:not([hidden])")
    expect(page.get_by_text(ATTRIBUTION)).to_be_hidden()  # the picture is of our own streets
    page.click("[data-map-open]")
    page.wait_for_selector(DRAWN, timeout=60_000)
    await_tint(page)
    expect(page.get_by_text(ATTRIBUTION)).to_be_visible()
    assert tiles.asked
    assert all(path.startswith("/base/") for path in tiles.asked)
    elsewhere = {url for url in asked if not url.startswith((site, "data:", "blob:"))}
    assert elsewhere
    assert all(url.startswith(f"{tiles.origin}/base/") for url in elsewhere)
    assert page.locator("[data-map-said]").inner_text() == ""


def test_the_policy_allows_that_origin_and_no_other(page: Page, tiles: TileServer) -> None:
    response = page.goto("/map/")
    assert response is not None
    policy = response.headers["content-security-policy"]
    named = {word for part in policy.split(";") for word in part.split()[1:] if "://" in word}
    assert named == {tiles.origin}
    directives = [part.split()[0] for part in policy.split(";") if tiles.origin in part]
    assert sorted(directives) == ["connect-src", "img-src"]
    assert page.evaluate(REFUSED.format(f"{tiles.origin}/base/1/1/1.png")) == "answered"
    other = tiles.origin.replace("127.0.0.1", "localhost")
    assert page.evaluate(REFUSED.format(f"{other}/base/1/1/1.png")) == "refused"
    assert len(tiles.asked) == 1


@pytest.mark.parametrize("trouble", ["failing", "hanging"])
def test_without_its_tile_server_the_map_shows_our_own_streets(
    page: Page, tiles: TileServer, trouble: str
) -> None:
    tiles.is_failing, tiles.is_hanging = trouble == "failing", trouble == "hanging"
    open_map(page)
    assert page.locator(".map-pin").count() > 0
    assert share_of_tint(page) == 0
    seen, ours = colours_of(page), palette_of("light")
    assert seen[as_colour(ours.district)] > 1000
    assert seen[as_colour(ours.far)] > 20, "streets, which are thin from afar"
    if trouble == "failing":
        expect(page.locator("[data-map-said]")).to_have_text(
            "底图暂时取不到，先显示本站自己的地图。"
        )
        return
    tiles.is_hanging = False
    tiles.stopped.set()
    await_tint(page)
