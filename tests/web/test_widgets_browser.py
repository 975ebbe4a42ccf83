"""A widget in a page of another origin, in a real browser; data blocks under the strict policy."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.test_browser import item_path

pytestmark = pytest.mark.xdist_group("browser")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def other_site(site: str, tmp_path: Path) -> Iterator[str]:
    """A page of another origin that frames both widgets and a page that is none."""
    frames = "".join(
        f'<iframe id="{name}" src="{site}{path}" width="500" height="320"></iframe>'
        for name, path in (
            ("search", "/en/widget/search/"),
            ("place", "/widget/place/hall-370103"),
            ("page", "/places/hall-370103"),
        )
    )
    (tmp_path / "index.html").write_text(f"<!DOCTYPE html><title>x</title>{frames}", "utf-8")
    handler = partial(_Silent, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_shop_owner_searches_from_another_site(
    site: str, browser: Browser, other_site: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(other_site)
    place = page.frame_locator("#place")
    assert place.locator("h1").inner_text() == "市中区政务服务中心（示例）"
    assert "市中区" not in page.frame_locator("#page").locator("body").inner_text()
    search = page.frame_locator("#search")
    search.locator("#q").fill("id card")
    search.locator("button").click()
    page.wait_for_url(f"{site}/en/?q=*")
    assert page.locator("h1").inner_text()
    assert context.cookies() == []
    context.close()


def test_the_place_opens_in_the_whole_window(site: str, browser: Browser, other_site: str) -> None:
    page = browser.new_page()
    page.goto(other_site)
    page.frame_locator("#place").locator("h1 a").click()
    page.wait_for_url(f"{site}/places/hall-370103")
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_data_blocks_and_previews_break_no_policy(site: str, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    for path in (item_path(), "/en/places/hall-370103", "/widgets/", "/en/near/?from=116.99,36.65"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, path
    assert said == []
    page.goto(f"{site}/widgets/")
    frame = page.frame_locator("iframe >> nth=0")
    assert frame.locator("#q").is_visible()
    page.close()


def test_the_code_is_copied(site: str, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/en/widgets/")
    page.click("button[data-copy=code-search]")
    page.wait_for_selector("text=Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f'<iframe src="{site}/en/widget/search/"')
    context.close()


def test_the_device_says_where_one_is(site: str, browser: Browser) -> None:
    context = browser.new_context(
        geolocation={"longitude": 116.99123456, "latitude": 36.65123456},
        permissions=["geolocation"],
    )
    page = context.new_page()
    page.goto(f"{site}/en/near/")
    page.click("text=Use my location")
    page.wait_for_url("**from=116.991%2C36.651*")
    assert page.locator("#open-now").is_visible()
    context.close()
