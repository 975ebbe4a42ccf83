"""Every kind of page fits: narrow, zoomed, and with spaced text, in both languages.

The sizes are those of WCAG 2.2: 1.4.10 (320 px wide), 1.4.4 (zoomed to 200 %), 1.4.12 (text
spacing) and 2.5.8 (targets of 24 px, or as far apart).
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.web.walks.pages import list_kinds

pytestmark = pytest.mark.xdist_group("browser")
_TOO_WIDE = """() => {
  const root = document.documentElement;
  const apart = ".unseen, .skip, .skip-here, .trap, svg, .map-block, .scroll, .card:has(> table)";
  const own = [...document.querySelectorAll("body *")]
    .filter((e) => e.getClientRects().length && !e.closest(apart));
  const beyond = own.filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
  const cut = own.filter((e) => !e.matches("input, select, textarea, iframe")
    && getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1);
  const wide = root.scrollWidth > root.clientWidth ? [`a page of ${root.scrollWidth} px`] : [];
  const named = (e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`;
  return [...wide, ...[...beyond, ...cut].map(named)];
}"""
_SMALL_TARGETS = """() => {
  const least = 24 - 0.5;
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const targets = [...document.querySelectorAll(kinds)]
    .filter((e) => e.getClientRects().length && !e.closest(".unseen, .skip, .skip-here, .trap"))
    .map((e) => e.closest("label") ?? e);
  const boxes = targets.map((e) => e.getBoundingClientRect());
  const isInSentence = (e) => getComputedStyle(e).display === "inline"
    && [...e.parentElement.childNodes].some((n) => n.nodeType === 3 && n.data.trim().length > 1);
  const isSmall = (box) => box.height < least || box.width < least;
  const gap = (middle, low, high) => Math.max(0, low - middle, middle - high);
  const isNear = (one, two) => Math.hypot(
    gap((one.left + one.right) / 2, two.left, two.right),
    gap((one.top + one.bottom) / 2, two.top, two.bottom)) < 12;
  return targets
    .filter((e, n) => isSmall(boxes[n]) && !isInSentence(e)
      && boxes.some((box, m) => targets[m] !== e && isNear(boxes[n], box)))
    .map((e) => `a small ${e.tagName}: ${e.textContent.trim().slice(0, 40)}`);
}"""
_SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""
SIZES = [
    pytest.param(320, 1, False, id="320 px wide"),
    pytest.param(320, 1, True, id="320 px wide in simple mode"),
    pytest.param(640, 2, False, id="1280 px at 200 %"),
]


def list_faults(page: Page) -> list[str]:
    """What does not fit, as the page stands and with its text spaced."""
    faults = [*page.evaluate(_TOO_WIDE), *page.evaluate(_SMALL_TARGETS)]
    page.add_style_tag(content=_SPACED)
    return faults + [f"spaced: {fault}" for fault in page.evaluate(_TOO_WIDE)]


@pytest.mark.parametrize("home", ["/", "/en/"], ids=["zh", "en"])
@pytest.mark.parametrize(("width", "zoom", "simple"), SIZES)
def test_no_page_scrolls_sideways_or_has_small_targets(
    site: str, browser: Browser, home: str, width: int, zoom: int, simple: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 640},
        device_scale_factor=zoom,
        bypass_csp=True,  # for the test's own style
        service_workers="block",
    )
    if simple:
        context.add_cookies([{"name": "simple", "value": "1", "url": site}])
    page = context.new_page()
    faults = {}
    for name, path in list_kinds(home).items():
        page.goto(site + path)
        if found := list_faults(page):
            faults[name] = found
    assert faults == {}
    context.close()


def test_a_fault_would_be_found(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(
        "<div style='width: 400px'>wide</div><p style='overflow: hidden; width: 50px'>"
        "unbreakable</p><a href='/a' style='display: block; width: 20px; height: 9px'>a</a>"
        "<a href='/b'>b</a>"
    )
    found = " ".join(list_faults(page))
    assert all(said in found for said in ("a page of", "DIV", "P.", "a small A: a"))
    page.close()
