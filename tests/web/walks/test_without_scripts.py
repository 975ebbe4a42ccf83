"""Everything can be done without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.test_plan_pages import AT, POINT, code_of
from tests.web.walks.pages import BIRTH, HALL

pytestmark = pytest.mark.xdist_group("browser")


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
