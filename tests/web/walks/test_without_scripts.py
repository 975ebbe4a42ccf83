"""Everything can be done without JavaScript, and by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.test_corrections import database
from tests.web.test_plan_pages import AT, POINT, code_of
from tests.web.walks.pages import BIRTH, HALL, list_kinds

__all__ = ["database"]
pytestmark = pytest.mark.xdist_group("browser")
_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const shown = [e, e.closest("label"), e.closest(".searchbox")].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none";
  });
  const order = [...document.querySelectorAll("*")].indexOf(e);
  return [order, e.outerHTML.slice(0, 120), shown, e.getClientRects().length > 0];
}"""


@pytest.fixture
def plain(browser: Browser, look: tuple[str, int]) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": look[1], "height": 844}
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def test_from_search_to_the_sheet_without_scripts(plain: Page, site: str, home: str) -> None:
    plain.goto(site + home)
    plain.fill("#q", BIRTH)
    plain.press("#q", "Enter")
    plain.locator(f"main a[href*='/items/{code_of(BIRTH)}']").first.click()
    plain.locator("[data-add-errand]").first.click()
    expect(plain.locator("[data-errands-list] > li")).to_have_count(1)
    plain.click("[data-errands-plan]")
    plain.fill("#from", POINT)
    plain.fill("#at", AT)
    plain.locator("details.each > summary").click()
    plain.select_option("#how-1", "visit")
    plain.click(".plan-form .submit button")
    expect(plain.locator(".timeline > li").first).to_be_visible()
    plain.locator("a[data-keep]", has_text="打印" if home == "/" else "rint").click()
    expect(plain.locator(".sheet .timeline > li").first).to_be_visible()
    expect(plain.locator(".sheet .qr svg")).to_be_visible()


def test_a_place_and_a_correction_without_scripts(plain: Page, site: str, home: str) -> None:
    plain.goto(f"{site}{home}places/{HALL}")
    expect(plain.locator("main .verdict").first).to_be_visible()
    plain.locator("a.wrong[href*='field=hours']").click()
    plain.locator("button.choice").first.click()
    expect(plain.locator(".reference")).not_to_be_empty()


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until ``selector`` has the focus; every stop on the way can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None:
            continue
        assert stop[2], f"the focus cannot be seen on {stop[1]}"
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


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


@pytest.mark.parametrize("kind", ["home", "near"])
def test_tab_leads_through_a_page_and_out(page: Page, site: str, home: str, kind: str) -> None:
    """Nothing holds the keyboard, and the order is that of reading."""
    page.goto(site + list_kinds(home)[kind])
    orders: list[int] = []
    for _ in range(250):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None or (orders and stop[0] == orders[0]):
            break
        assert stop[2], f"the focus cannot be seen on {stop[1]}"
        assert not orders or stop[0] >= orders[-1], f"against the order: {stop[1]}"
        orders.append(stop[0])
    else:
        raise AssertionError("the keyboard never came out of the page")
    assert len(set(orders)) >= 10
