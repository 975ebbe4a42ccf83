"""The pages in a real browser: no sideways scrolling, no blocked resources, readable contrast."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Request

pytestmark = pytest.mark.xdist_group("browser")
PATHS = (
    "/",
    "/?q=孩子要上户口",
    "/?q=火星移民签证",
    "/en/?q=identity card",
    "/places/hall-370103",
    "/en/places/station-370103002001",
    "/events/",
    "/en/events/",
    "/topics/",
    "/en/bodies/",
    "/areas/",
    "/en/areas/370103002/",
    "/audiences/person/",
    "/near/?from=116.99,36.65",
    "/en/near/?from=nowhere",
    "/widgets/",
    "/en/widget/place/hall-370103",
    "/widget/search/",
    "/events/newborn",
    "/en/events/restaurant",
    "/api/docs",
    "/nothing",
)
_CONTRASTS = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const f = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0.99) return c;
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    const said = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!said || !e.getClientRects().length || e.closest(".skip, .unseen")) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${e.tagName} ${ratio.toFixed(2)} ${e.textContent.trim()}`);
  }
  return bad;
}"""


def item_path() -> str:
    found = Client().get("/api/v1/search", {"q": "孩子要上户口"}).json()
    return f"/items/{found['items'][0]['code']}"


def plan_paths() -> list[str]:
    """The planner empty, with a plan, without one, wrongly asked, and for paper."""
    code = item_path().rsplit("/", 1)[-1]
    asked = f"?errand={code}&from=116.99,36.65&at=2026-11-25T08:30&how-{code}=visit"
    paths = ["plan/", f"plan/{asked}", f"plan/{asked}&back_by=08:45&days=1", "plan/?mode=fly"]
    return [f"{home}{path}" for home in ("/", "/en/") for path in (*paths, f"plan/sheet/{asked}")]


def _is_blocked(sent: Request) -> bool:
    """Not what the browser gave up itself, because the next page was asked for."""
    return sent.failure != "net::ERR_ABORTED"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_and_can_be_read(
    site: str, browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    page.on("requestfailed", lambda sent: blocked.append(sent.url) if _is_blocked(sent) else None)
    for number, path in enumerate((*PATHS, item_path(), f"/en{item_path()}", *plan_paths())):
        page.goto(site + path)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        picture = page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
        assert overflow <= 0, path
        assert len(picture) > 5_000
        assert page.evaluate(_CONTRASTS) == [], path
    context.close()
    expected = ("404", "422", "GL Driver Message")
    assert [line for line in blocked if not any(code in line for code in expected)] == []


def test_works_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.fill("#q", "丢了身份证")
    page.press("#q", "Enter")
    page.click("text=居民身份证补领")
    assert page.text_content("h1") == "居民身份证补领"
    context.close()


def test_plans_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{item_path()}")
    page.click("text=放进要办的事")
    page.click("text=规划我的行程")
    page.fill("#from", "116.99,36.65")
    page.fill("#at", "2026-11-25T08:30")
    page.click("text=算一算")
    assert "全部办完" in str(page.text_content(".verdict h2"))
    page.click("text=打印大字版")
    page.wait_for_selector(".sheet")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.sheet')).fontSize)")
    assert size >= 20
    page.emulate_media(media="print")
    assert page.locator(".masthead").is_hidden()
    assert page.locator(".sheet").is_visible()
    context.close()


def test_suggests_while_typing(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site)
    page.type("#q", "新生")
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=option]").count() >= 1
    page.close()


def test_skip_link_is_the_first_stop(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.close()
