"""What residents come for, walked from the first page to the end, in both languages."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.test_plan_pages import AT, POINT, code_of
from tests.web.walks.pages import BIRTH, CARD, HALL, MARRIAGE
from zhihui.web.corrections import store

pytestmark = pytest.mark.xdist_group("browser")
ADD, PLAN = "[data-add-errand]", ".plan-form .submit button"


def search(page: Page, words: str) -> None:
    """Type into the one box and press its button."""
    box = page.locator("main #q")
    box.fill(words)
    page.locator("main form.search button[type=submit]").click()
    page.wait_for_load_state()


def open_item(page: Page, name: str) -> None:
    page.locator(f"main a[href*='/items/{code_of(name)}']").first.click()
    page.wait_for_url(f"**/items/{code_of(name)}*")


def make_plan(page: Page) -> None:
    page.fill("#from", POINT)
    page.fill("#at", AT)
    page.click(PLAN)
    expect(page.locator(".plan-answer")).to_be_visible()


def test_finds_where_to_get_a_health_certificate_today(page: Page, site: str, home: str) -> None:
    page.goto(site + home)
    search(page, "健康证" if home == "/" else "health certificate")
    open_item(page, "食品从业人员健康证明")
    where = page.locator("section[aria-labelledby=where]")
    expect(where.locator("h3 a").first).to_have_attribute("href", re.compile("/places/"))
    today = "今天" if home == "/" else "oday"
    expect(where).to_contain_text(today)
    where.locator("h3 a").first.click()
    expect(page.locator("main .verdict").first).to_be_visible()
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()


def test_plans_three_errands_with_a_wheelchair(page: Page, site: str, home: str) -> None:
    for name in (BIRTH, CARD, MARRIAGE):
        page.goto(site + home)
        search(page, name)
        open_item(page, name)
        page.locator(ADD).first.click()
    expect(page.locator("[data-errands-count]")).to_have_text("3")
    page.click("[data-errands-link]")
    page.click("[data-errands-plan]")
    expect(page.locator(".plan-form input[name=errand]:checked")).to_have_count(3)
    page.click(".plan-form details.more > summary")
    page.check("#step-free-prefer")
    make_plan(page)
    page.locator(".plan-answer a", has_text="29").click()  # more days, as the page suggests
    expect(page.locator("#step-free-prefer")).to_be_checked()
    said = page.locator(".plan-answer").inner_text()
    assert ("台阶" if home == "/" else "step") in said
    expect(page.locator(".timeline .travel .tag").first).to_be_visible()
    expect(page.locator(".timeline .travel .tag.go")).to_have_count(0)


def test_reports_a_wrong_phone_number_in_two_taps(page: Page, site: str, home: str) -> None:
    page.goto(f"{site}{home}places/{HALL}")
    page.locator("a.wrong[href*='field=phone']").click()
    page.locator("button.choice[value=wrong_number]").click()
    page.wait_for_url("**/corrections/thanks/*")
    (kept,) = store.list_corrections()
    assert (kept.record_id, kept.field, kept.kind) == (HALL, "phone", "wrong_number")
    expect(page.locator(".reference")).to_have_text(kept.reference)
    page.locator(".after a").first.click()
    page.wait_for_url(f"**{home}places/{HALL}*")


def test_finds_the_nearest_place_that_is_open_now(
    context: BrowserContext, site: str, home: str
) -> None:
    context.grant_permissions(["geolocation"], origin=site)
    context.set_geolocation({"latitude": 36.65, "longitude": 116.99})
    page = context.new_page()
    page.goto(site + home)
    page.locator(f".doors a[href='{home}near/']").click()
    page.click("[data-locate=from]")
    expect(page.locator("#from")).not_to_have_value("")
    if not page.locator("#open-now").count():
        page.click(".from-form button[type=submit]")
    expect(page.locator("#open-now")).to_be_visible()
    lines = page.locator("ol.near li")
    expect(lines.first).to_be_visible()
    lines.first.locator("a.entry").click()
    page.wait_for_url("**/places/*")
    expect(page.locator("main .verdict").first).to_be_visible()


def test_ticks_papers_off_and_finds_the_ticks_again(
    context: BrowserContext, site: str, home: str
) -> None:
    page = context.new_page()
    page.goto(f"{site}{home}items/{code_of(BIRTH)}")
    boxes = page.locator("input[data-tick]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.close()
    again = context.new_page()
    again.goto(site + home)
    search(again, BIRTH)
    open_item(again, BIRTH)
    expect(again.locator("input[data-tick]:checked")).to_have_count(2)
    ready = "2 / " if home == "/" else "2 of "
    expect(again.locator("[data-ticks-words]").first).to_contain_text(ready)


@pytest.mark.parametrize("event", ["newborn", "restaurant"], ids=["a child", "a restaurant"])
def test_follows_a_life_event_to_one_trip(page: Page, site: str, home: str, event: str) -> None:
    """Parents of a newborn child, and a shop owner who opens a restaurant."""
    page.goto(site + home)
    page.locator(f"main a[href='{home}events/{event}']").click()
    page.locator("form.questions input[type=radio]").nth(1).check()
    page.locator("form.questions button[type=submit]").click()
    page.wait_for_url(f"**/events/{event}?*")
    steps = page.locator("section[aria-labelledby=steps] ol.steps > li")
    count = steps.count()
    assert count >= 2
    page.locator(".verdict .actions a").last.click()
    expect(page.locator(".plan-form input[name=errand]:checked")).to_have_count(count)
    make_plan(page)
    expect(page.locator(".plan-answer .verdict h2")).not_to_be_empty()
    expect(page.locator(".plan-answer h2").nth(1)).to_be_visible()


def test_an_old_person_switches_to_large_type_and_finds_an_answer(
    page: Page, site: str, home: str
) -> None:
    page.goto(site + home)
    page.locator(".masthead form button[name=on]").click()
    expect(page.locator("html.simple")).to_have_count(1)
    search(page, "丢了身份证" if home == "/" else "lost identity card")
    open_item(page, CARD)
    expect(page.locator("html.simple")).to_have_count(1)
    expect(page.locator("main .verdict h2").first).to_be_visible()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 22
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def test_opens_the_plan_on_another_phone(
    page: Page, browser: Browser, site: str, home: str
) -> None:
    code = code_of(BIRTH)
    page.goto(f"{site}{home}plan/?errand={code}&from={POINT}&at={AT}&how-{code}=visit")
    link = page.input_value("[data-share-link]")
    said = page.locator(".timeline > li").all_inner_texts()
    assert said
    phone = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    other = phone.new_page()
    other.goto(link)
    assert other.locator(".timeline > li").all_text_contents() == (
        page.locator(".timeline > li").all_text_contents()
    )
    phone.close()
