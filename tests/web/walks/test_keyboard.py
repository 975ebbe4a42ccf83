"""Everything can be done by keyboard alone, and where one is can be seen at every stop."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_plan_pages import POINT, code_of
from tests.web.walks.conftest import TWO_LOOKS
from tests.web.walks.pages import BIRTH, list_kinds

pytestmark = pytest.mark.xdist_group("browser")
MOST_STOPS = 250
_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const orderOf = (one) => [...document.querySelectorAll("*")].indexOf(one);
  if (e.matches("iframe")) return [orderOf(e), "a frame shows the focus itself", true, true];
  const outlined = [e, e.closest("label"), e.closest(".searchbox")].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none";
  });
  const { left, right, top, bottom } = e.getBoundingClientRect();
  const inset = (low, high, part) => low + (high - low) * part;
  const found = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
    document.elementFromPoint(inset(left, right, x), inset(top, bottom, y))));
  const uncovered = found.some((one) => one && (e.contains(one) || one.contains(e)
    && one.closest("label") === e.closest("label") && one !== document.body));
  return [orderOf(e), e.outerHTML.slice(0, 120), outlined, uncovered];
}"""


def read_stop(page: Page) -> int | None:
    """Where the focus is in the order of the page; None on nothing. It can be seen there."""
    stop = page.evaluate(_FOCUS)
    if stop is None:
        return None
    order, shown, is_outlined, is_uncovered = stop
    assert is_outlined, f"the focus has no outline on {shown}"
    assert is_uncovered, f"the focus is covered or out of sight on {shown}"
    return int(order)


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until ``selector`` has the focus; every stop on the way can be seen."""
    page.emulate_media(reduced_motion="reduce")  # the page is there at once
    for _ in range(most):
        page.keyboard.press("Tab")
        if read_stop(page) is None:
            continue
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def tab_through(page: Page) -> list[int]:
    """Every stop from the first to the last, in the order of reading."""
    page.emulate_media(reduced_motion="reduce")
    stops: list[int] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = read_stop(page)
        if stop is None or (stops and stop == stops[0]):
            return stops
        assert not stops or stop >= stops[-1], "against the order of reading"
        stops.append(stop)
    raise AssertionError("the keyboard never came out of the page")


def test_plans_an_errand_by_keyboard_alone(page: Page, site: str, home: str) -> None:
    page.goto(site + home)
    tab_to(page, "#q")
    page.keyboard.type(BIRTH)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=*")
    tab_to(page, f"main a[href*='/items/{code_of(BIRTH)}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*")
    tab_to(page, "[data-add-errand]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errands-count]")).to_have_text("1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/errands/*")
    tab_to(page, "[data-errands-plan]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/?*")
    tab_to(page, "#from")
    page.keyboard.type(POINT)
    page.keyboard.press("Enter")
    expect(page.locator(".plan-answer .verdict h2")).not_to_be_empty()


@pytest.mark.parametrize("look", TWO_LOOKS, indirect=True)
def test_tab_leads_through_every_page_and_out(page: Page, site: str, home: str) -> None:
    """Nothing holds the keyboard or covers where one is, and the order is that of reading."""
    faults = {}
    for name, path in list_kinds(home).items():
        page.goto(site + path)
        try:
            stops = tab_through(page)
        except AssertionError as fault:
            faults[name] = str(fault).splitlines()[0]
            continue
        least = 2 if "widget" in name else 10
        if len(set(stops)) < least:
            faults[name] = f"only {len(set(stops))} stops"
    assert faults == {}


@pytest.mark.parametrize("look", TWO_LOOKS, indirect=True)
def test_the_map_of_all_places_is_skipped_and_its_list_is_short(
    page: Page, site: str, home: str
) -> None:
    page.goto(site + list_kinds(home)["map"])
    tab_to(page, ".skip-here")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    read_stop(page)
    assert page.evaluate("document.activeElement.closest('.map-list') !== null")
    kinds = page.locator(".map-list details")
    closed = page.locator(".map-list details:not([open])")
    assert 0 < closed.count() < kinds.count()
    tab_to(page, ".map-list details:not([open]) > summary")
    hidden = closed.first.locator("a[data-lon]").first
    expect(hidden).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    read_stop(page)
    assert page.evaluate("document.activeElement.matches('.map-places a[data-lon]')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(hidden).to_be_hidden()
    tab_to(page, ".foot a")
