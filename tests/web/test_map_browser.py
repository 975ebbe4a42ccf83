"""The drawn map in a real browser, by what a resident does with it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from tests.web.conftest import CHROMIUM, CHROMIUM_OPTIONS
from tests.web.test_browser import item_path
from zhihui.web.public.assets import ASSETS

pytestmark = [
    pytest.mark.skipif(
        not CHROMIUM.is_file(),
        reason=f"no Chromium at {CHROMIUM}: apt-get install chromium, or set ZHIHUI_CHROMIUM",
    ),
    pytest.mark.skipif(
        "map_built" not in ASSETS, reason="the drawn map was not built: run `make frontend`"
    ),
    pytest.mark.xdist_group("browser"),
]
WITH_WEBGL = [one for one in CHROMIUM_OPTIONS if one != "--disable-gpu"] + [
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
DRAWN = "[data-map-state=drawn]"


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    """Chromium with WebGL, drawn by software."""
    browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=WITH_WEBGL)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A phone; nothing may be asked of another site, be refused by the policy, or fail."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, base_url=site)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(site) else wrong.append(sent.url))
    yield page
    context.close()
    assert wrong == []


def open_map(page: Page) -> None:
    page.click("[data-map-open]")
    page.wait_for_selector(DRAWN, timeout=60_000)


def count_places(page: Page) -> int:
    """How many places the pins stand for."""
    labels = page.locator(".map-pin").evaluate_all("pins => pins.map(p => p.ariaLabel)")
    counts = [re.match(r"(\d+) (?:处：|places:)", label) for label in labels]
    return sum(int(count[1]) if count else 1 for count in counts)


def test_the_map_is_not_loaded_before_it_is_asked_for(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda sent: loaded.append(sent.url))
    page.goto("/map/")
    page.wait_for_selector("[data-map-open]:not([hidden])")
    assert page.locator("[data-map-picture] img").is_visible()
    assert not [url for url in loaded if "built/" in url or "/tiles/" in url]
    open_map(page)
    assert [url for url in loaded if "/tiles/" in url]
    assert page.locator("[data-map-picture]").is_hidden()


def test_a_wide_screen_opens_the_map_by_itself(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/map/")
    page.wait_for_selector(DRAWN, timeout=60_000)
    page.close()


@pytest.mark.parametrize("path", ["/map/", "/en/map/?kind=branch_hall"])
def test_the_map_shows_as_many_places_as_the_list(page: Page, path: str) -> None:
    page.goto(path)
    open_map(page)
    listed = page.locator(".map-list a[data-lon]").count()
    assert listed > 10
    assert count_places(page) == listed
    for _ in range(2):
        page.click(".map-controls button:first-child")
        page.wait_for_timeout(700)
    assert count_places(page) == listed


def test_pins_have_the_numbers_of_the_list(page: Page) -> None:
    page.goto(item_path())
    open_map(page)
    numbers = page.locator(".place .pin-number").all_text_contents()
    pins = "·".join(page.locator(".map-pin").all_text_contents()).split("·")
    assert sorted(pins) == sorted(numbers)


def test_the_keyboard_moves_the_map_and_opens_a_place(page: Page) -> None:
    page.goto("/map/?kind=district_hall")
    open_map(page)
    page.locator("[data-map-canvas]").scroll_into_view_if_needed()
    page.focus(".maplibregl-canvas")
    assert "地图" in (page.get_attribute(".maplibregl-canvas", "aria-label") or "")
    before = page.locator(".map-pin").bounding_box()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(800)
    after = page.locator(".map-pin").bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] < before["x"] - 50
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("map-pin")
    page.keyboard.press("Enter")
    assert (
        page.locator(".map-card a").get_attribute("href")
        == f"{page.url.split('/map')[0]}/places/hall-370103"
    )
    page.keyboard.press("Escape")
    assert page.locator(".map-card").is_hidden()
    assert page.evaluate("document.activeElement.className").startswith("map-pin")


def test_without_webgl_the_picture_stays(browser: Browser, site: str) -> None:
    plain = browser.browser_type.launch(
        executable_path=str(CHROMIUM), args=[*CHROMIUM_OPTIONS, "--disable-3d-apis"]
    )
    page = plain.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/map/")
    page.wait_for_timeout(500)
    assert page.locator("[data-map-open]").is_hidden()
    assert page.locator("[data-map-picture] img").evaluate("image => image.naturalWidth") > 0
    plain.close()


def test_without_javascript_the_picture_stays(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/map/")
    assert page.locator("[data-map-open]").is_hidden()
    assert page.locator("[data-map-picture] img").is_visible()
    assert page.locator(".map-list a").count() > 100
    context.close()


def test_a_printed_page_shows_the_picture(page: Page) -> None:
    page.goto(item_path())
    open_map(page)
    page.emulate_media(media="print")
    assert page.locator("[data-map-picture] img").is_visible()
    assert page.locator("[data-map-canvas]").is_hidden()


def test_a_tap_on_the_map_chooses_where_a_plan_starts(page: Page) -> None:
    page.goto("/plan/")
    page.click(".map-pick summary")
    page.wait_for_selector(f".map-pick {DRAWN}", timeout=60_000)
    page.locator(".map-pick .maplibregl-canvas").click(position={"x": 120, "y": 120})
    said = page.locator(".map-pick [data-map-said]")
    expect(said).not_to_be_empty()
    assert re.fullmatch(r"116\.\d{1,3},36\.\d{1,3}", page.input_value("#from"))
    expect(said).to_contain_text("附近")
    assert page.locator(".map-picked").count() == 1


def test_the_way_of_a_plan_is_drawn_with_its_stops(page: Page) -> None:
    code = item_path().rsplit("/", 1)[-1]
    page.goto(f"/plan/?errand={code}&how-{code}=visit&from=116.97,36.64&at=2026-11-25T08:30")
    page.locator("section:has(#route) [data-map-open]").click()
    page.wait_for_selector(DRAWN, timeout=60_000)
    assert page.locator(".map-pin").all_text_contents() == ["1"]
    assert page.locator(".map-end").all_text_contents() == ["起点"]


def test_dark_screens_and_simple_mode_have_the_map_too(browser: Browser, site: str) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 700}, color_scheme="dark", base_url=site
    )
    page = context.new_page()
    page.goto("/simple/?on=1&next=/map/?kind=branch_hall")
    assert page.locator("html.simple").count() == 1
    open_map(page)
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    context.close()


def test_pins_out_of_sight_are_no_stops(page: Page) -> None:
    page.goto("/map/")
    open_map(page)
    for _ in range(4):
        page.click(".map-controls button:first-child")
        page.wait_for_timeout(700)
    assert page.locator(".map-pin.away").count() > 0
    page.focus(".maplibregl-canvas")
    for _ in range(5):
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.className")
        assert "away" not in place
    canvas = page.locator("[data-map-canvas]")
    assert canvas.evaluate("canvas => [canvas.scrollTop, canvas.scrollLeft]") == [0, 0]


GLYPHS = """window.glyphs = new Set();
for (const kind of [CanvasRenderingContext2D, self.OffscreenCanvasRenderingContext2D]) {
  if (!kind) continue;
  const draw = kind.prototype.fillText;
  kind.prototype.fillText = function (words, ...rest) {
    window.glyphs.add(words);
    return draw.call(this, words, ...rest);
  };
}"""


def draw_glyphs(browser: Browser, url: str, *, hides_names: bool) -> tuple[set[str], bytes]:
    """The letters that the drawn map writes, and what it looks like."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.add_init_script(GLYPHS)

    def without_names(route: Route) -> None:
        tile = route.fetch()
        route.fulfill(response=tile, body=tile.body().replace(b"street_names", b"street_nohow"))

    if hides_names:
        page.route("**/tiles/**", without_names)
    page.goto(url)
    open_map(page)
    page.wait_for_timeout(2500)
    canvas = page.locator(".maplibregl-canvas").screenshot()
    glyphs = set(page.evaluate("[...window.glyphs]"))
    page.close()
    return glyphs, canvas


@pytest.mark.parametrize(("home", "letters"), [("/", "示例路"), ("/en/", "Sample Road")])
def test_names_of_streets_are_written_along_them(
    browser: Browser, site: str, home: str, letters: str
) -> None:
    url = f"{site}{home}places/hall-370103"
    named, drawn = draw_glyphs(browser, url, hides_names=False)
    nameless, plain = draw_glyphs(browser, url, hides_names=True)
    assert set(letters) - {" "} <= named
    assert named - nameless
    assert drawn != plain
