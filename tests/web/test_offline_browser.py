"""What has been looked at can be read without a network; nothing else is kept. In Chromium."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.test_errands_browser import BIRTH, CARD, plan_address
from tests.web.test_pages import HOMES, see
from tests.web.test_plan_pages import code_of
from tests.web.waiting import wait_until_true
from zhihui.web.public import offline_views

pytestmark = pytest.mark.xdist_group("browser")
_KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    if (!/^zhihui-(pages|pictures)-/.test(name)) continue;
    for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
  }
  return kept;
}"""


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(f"{site}/plan/")
    wait_for_worker(page)
    page.close()
    yield context
    context.close()


def wait_for_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until_true(page, "navigator.serviceWorker.controller !== null")


def wait_until(page: Page, is_so: Callable[[list[str]], bool]) -> list[str]:
    """Poll what is kept until ``is_so``; what is kept then."""
    for _ in range(300):
        kept: list[str] = page.evaluate(_KEPT)
        if is_so(kept):
            return kept
        page.wait_for_timeout(100)
    raise AssertionError(kept)


def wait_until_kept(page: Page, part: str) -> None:
    wait_until(page, lambda kept: any(part in url for url in kept))


def test_reads_the_plan_and_its_places_offline(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(plan_address(site))
    said = page.text_content(".verdict h2")
    wait_until_kept(page, "/places/")
    wait_until_kept(page, "/plan/sheet/")
    wait_until_kept(page, "/items/")
    context.set_offline(True)
    page.reload()
    assert page.text_content(".verdict h2") == said
    expect(page.locator("[data-offline]")).to_contain_text(re.compile(r"这一页是 \d\d:\d\d 存下的"))
    width = "document.querySelector('[data-map-picture] img').naturalWidth"
    wait_until_true(page, f"{width} > 0")
    page.click(".timeline .travel a")
    expect(page.locator("h1")).to_contain_text("市中区")
    expect(page.locator("[data-offline]")).to_be_visible()
    context.set_offline(False)
    page.reload()
    expect(page.locator("[data-offline]")).to_be_hidden()


def test_a_page_that_is_not_kept_says_so_and_lists_what_is(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    page.goto(f"{site}/items/{code_of(BIRTH)}")
    wait_until_kept(page, "/items/")
    context.set_offline(True)
    page.goto(f"{site}/items/{code_of(CARD)}")
    expect(page.locator("[data-kept-missing]")).to_be_visible()
    expect(page.locator("[data-kept-list]")).to_contain_text(BIRTH)
    page.goto(f"{site}/en/places/hall-370103")
    expect(page.locator("h1")).to_have_text("Readable offline")
    page.locator(f"[data-kept-list] a:has-text('{BIRTH}')").click()
    expect(page.locator("h1")).to_have_text(BIRTH)


def test_errands_can_be_looked_at_offline(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/items/{code_of(BIRTH)}")
    page.locator("[data-add-errand]").first.click()
    context.set_offline(True)
    page.click("[data-errands-link]")
    expect(page.locator("[data-errands-list] > li")).to_have_count(1)


def test_never_keeps_corrections_or_the_api(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    for path in ("/corrections/new/?kind=place&id=hall-370103", "/api/docs", "/nothing-here"):
        page.goto(site + path)
    page.goto(f"{site}/items/{code_of(BIRTH)}")
    wait_until_kept(page, "/items/")
    kept = page.evaluate(_KEPT)
    assert not [url for url in kept if re.search(r"/(corrections|api|nothing-here)", url)]


def test_keeps_no_more_than_so_many_pages(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/offline/")
    wait_until_kept(page, "/offline/")
    page.evaluate(
        """async (most) => {
          const [name] = (await caches.keys()).filter((one) => one.startsWith("zhihui-pages-"));
          const cache = await caches.open(name);
          for (let n = 0; n < most + 5; n++) await cache.put(`/items/X${n}`, new Response("x"));
        }""",
        offline_views.MOST_PAGES,
    )
    page.goto(f"{site}/items/{code_of(BIRTH)}")
    wait_until_kept(page, code_of(BIRTH))
    most = offline_views.MOST_PAGES
    kept = wait_until(page, lambda all: sum("/items/" in url for url in all) <= most)
    assert any(url.endswith(code_of(BIRTH)) for url in kept)
    assert not any(url.endswith("/items/X0") for url in kept)


def test_everything_can_be_removed(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/items/{code_of(BIRTH)}")
    page.locator("[data-add-errand]").first.click()
    wait_until_kept(page, "/items/")
    page.goto(f"{site}/offline/")
    page.click("[data-kept-forget]")
    expect(page.locator("[data-kept-said]")).not_to_be_empty()
    expect(page.locator("[data-kept-some]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.usefixtures("served_site")
def test_the_script_changes_with_files_and_generation(monkeypatch: pytest.MonkeyPatch) -> None:
    response = Client().get("/sw.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response.headers["Content-Security-Policy"]
    first = response.content
    assert first == Client().get("/sw.js").content
    monkeypatch.setattr(offline_views, "ASSETS", {"style_css": "/static/style.css?v=other"})
    offline_views._create_settings.cache_clear()
    assert Client().get("/sw.js").content != first
    offline_views._create_settings.cache_clear()


@pytest.mark.usefixtures("served_site")
@pytest.mark.parametrize("home", HOMES)
def test_the_offline_page_works_without_scripts(home: str) -> None:
    page, _ = see(f"{home}offline/")
    assert "60" in page
