"""The search box in Chromium: a combobox by keyboard, input method, mouse and touch."""

import re
from collections.abc import Iterator
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(params=[390, 1280])
def page(site: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, has_touch=request.param == 390
    )
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


def type_and_wait(page: Page, words: str) -> None:
    page.locator("#q").press_sequentially(words)
    page.wait_for_selector("[role=option]")


def active(page: Page) -> str | None:
    """Words of the option that the field points to."""
    pointed = page.get_attribute("#q", "aria-activedescendant")
    return page.text_content(f"#{pointed}") if pointed else None


def test_it_is_a_combobox_with_a_listbox(page: Page) -> None:
    box = page.locator("#q")
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_and_wait(page, "新生儿")
    expect(box).to_have_attribute("aria-expanded", "true")
    listed = page.locator(f"#{box.get_attribute('aria-controls')}")
    expect(listed).to_have_role("listbox")
    expect(listed).to_have_accessible_name("建议")
    count = page.locator("[role=option]").count()
    assert count >= 1
    expect(page.locator(".searchbox [role=status]")).to_contain_text(str(count))


def test_arrows_go_round_through_the_field_itself(page: Page) -> None:
    type_and_wait(page, "身份证")
    options = page.locator("[role=option]").all_text_contents()
    assert len(options) >= 2
    page.keyboard.press("ArrowDown")
    assert active(page) == options[0]
    expect(page.locator("[role=option]").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    assert active(page) == options[-1]
    page.keyboard.press("ArrowDown")
    assert active(page) is None
    assert page.input_value("#q") == "身份证"


def test_enter_takes_an_option_or_what_was_typed(page: Page) -> None:
    type_and_wait(page, "身份证丢")
    page.keyboard.press("ArrowDown")
    words = active(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert page.input_value("#q") == words
    page.fill("#q", "")
    type_and_wait(page, "结婚")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=%E7%BB%93%E5%A9%9A$"))


def test_escape_closes_and_keeps_the_words(page: Page) -> None:
    type_and_wait(page, "身份证")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    assert page.input_value("#q") == "身份证"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")


def test_leaving_the_field_closes_and_traps_nobody(page: Page) -> None:
    type_and_wait(page, "身份证")
    page.keyboard.press("Tab")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "查找"


def test_an_input_method_keeps_its_keys(page: Page) -> None:
    """While syllables are being composed, arrows and Enter belong to the input method."""
    client = page.context.new_cdp_session(page)
    page.focus("#q")
    client.send(
        "Input.imeSetComposition", {"text": "shen'fen", "selectionStart": 8, "selectionEnd": 8}
    )
    page.wait_for_selector("[role=option]")
    prevented = page.evaluate(
        """() => ["ArrowDown", "Enter", "Escape"].map((key) => {
          const event = new KeyboardEvent("keydown",
            { key, isComposing: true, bubbles: true, cancelable: true });
          document.querySelector("#q").dispatchEvent(event);
          return event.defaultPrevented;
        })"""
    )
    assert prevented == [False, False, False]
    assert active(page) is None
    client.send("Input.insertText", {"text": "身份证"})
    expect(page.locator("[role=option]").first).to_contain_text("身份证")
    assert page.input_value("#q") == "身份证"


def test_a_tap_or_click_opens_a_place_or_searches(page: Page) -> None:
    type_and_wait(page, "市中区政务服务中心")
    option = page.locator("[role=option]", has_text="办事地点").first
    if page.viewport_size == {"width": 390, "height": 800}:
        option.tap()
    else:
        option.click()
    page.wait_for_url("**/places/hall-370103")
    page.goto(page.url.replace("/places/hall-370103", "/en/"))
    type_and_wait(page, "新生儿")
    option = page.locator("[role=option]").first
    expect(option.locator("span").first).to_have_attribute("lang", "zh-CN")
    option.click()
    page.wait_for_url(re.compile("/en/"))


def test_a_silent_server_leaves_a_plain_field(page: Page) -> None:
    page.route("**/api/v1/suggest*", lambda route: route.abort())
    page.locator("#q").press_sequentially("身份证")
    page.wait_for_timeout(300)
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert "身份证" in str(page.text_content("h1"))


def test_a_slow_answer_says_that_it_is_on_its_way(page: Page) -> None:
    def answer_late(route: Route) -> None:
        sleep(1)
        route.continue_()

    page.evaluate(
        """() => new MutationObserver(([change]) => {
          const line = change.target;
          if (!line.hidden) sessionStorage.setItem("said", line.textContent);
        }).observe(document.querySelector("[data-busy]"), { childList: true })"""
    )
    page.route("**/?q=*", answer_late)
    page.fill("#q", "身份证")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('身份证')")
    assert page.evaluate("sessionStorage.getItem('said')") == "请稍候……"
    expect(page.locator("[data-busy]")).to_be_hidden()
