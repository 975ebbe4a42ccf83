"""A resident collects errands, plans them, ticks papers and shares the plan, in Chromium."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.test_plan_pages import AT, code_of
from tests.web.test_plan_sharing import read_modules
from zhihui.web.public.sharing import MASK

pytestmark = pytest.mark.xdist_group("browser")
BIRTH, CARD = "新生儿出生登记", "居民身份证补领"
COUNT = "[data-errands-count]"


@pytest.fixture(params=[390, 1280])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 844}, service_workers="block"
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(90_000)
    return page


def add(page: Page, site: str, name: str, home: str = "/") -> None:
    page.goto(f"{site}{home}items/{code_of(name)}")
    page.locator("[data-add-errand]").first.click()


def plan_address(site: str, home: str = "/", **more: str) -> str:
    code = code_of(BIRTH)
    rest = "".join(f"&{key}={value}" for key, value in more.items())
    return f"{site}{home}plan/?errand={code}&from=116.99,36.65&at={AT}&how-{code}=visit{rest}"


def test_collects_two_errands_and_plans_them(page: Page, site: str) -> None:
    add(page, site, BIRTH)
    assert urlsplit(page.url).path.startswith("/items/")
    expect(page.locator(COUNT)).to_have_text("1")
    expect(page.locator("[data-errands-said]")).to_contain_text(BIRTH)
    expect(page.locator("[data-add-errand]").first).to_have_text(re.compile("已放进"))
    add(page, site, CARD)
    expect(page.locator(COUNT)).to_have_text("2")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("[data-errands-link]")
    expect(page.locator("[data-errands-list] > li")).to_have_count(2)
    assert urlsplit(page.url).query == ""
    assert not [url for url in asked if "errand=" in url], "the list stays on the device"
    page.click("[data-errands-plan]")
    assert len(parse_qs(urlsplit(page.url).query)["errand"]) == 2
    page.fill("#from", "116.99,36.65")
    page.fill("#at", AT)
    page.click(".plan-form .submit button")
    expect(page.locator(".verdict h2")).to_contain_text("全部办完")
    expect(page.locator(".timeline .do")).to_have_count(2)


def test_the_list_can_be_shortened_and_forgotten_by_keyboard(page: Page, site: str) -> None:
    for name in (BIRTH, CARD):
        add(page, site, name)
    page.goto(f"{site}/errands/")
    page.locator("[data-errand-remove]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-errands-list] > li")).to_have_count(1)
    expect(page.locator("[data-errands-said]")).to_contain_text("已移除")
    assert page.evaluate("document.activeElement.matches('[data-errand-remove]')")
    page.locator("[data-errands-forget]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-errands-none]")).to_be_visible()
    expect(page.locator(COUNT)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("[data-errands-list] > li")).to_have_count(1)
    expect(page.locator(COUNT)).to_have_text("1")


def test_an_address_with_errands_joins_the_list(page: Page, site: str) -> None:
    add(page, site, BIRTH)
    page.goto(f"{site}/errands/?errand={code_of(CARD)}")
    expect(page.locator("[data-errands-list] > li")).to_have_count(2)
    assert page.evaluate("location.search") == ""
    page.reload()
    expect(page.locator("[data-errands-list] > li")).to_have_count(2)


def test_adding_twice_leads_to_the_list(page: Page, site: str) -> None:
    add(page, site, BIRTH)
    page.locator("[data-add-errand]").first.click()
    page.wait_for_url("**/errands/")
    expect(page.locator("[data-errands-list] > li")).to_have_count(1)


def test_names_of_the_other_language_are_marked(page: Page, site: str) -> None:
    add(page, site, BIRTH)
    page.goto(f"{site}/en/errands/")
    expect(page.locator("[data-errands-list] a[lang='zh-CN']")).to_have_text(BIRTH)


def test_ticks_survive_reload_and_hold_in_the_plan(page: Page, site: str) -> None:
    page.goto(f"{site}/items/{code_of(BIRTH)}")
    box = page.locator("input[data-tick]").first
    key = box.get_attribute("data-tick")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-ticks-words]").first).to_contain_text("1 /")
    page.reload()
    expect(page.locator(f"input[data-tick='{key}']").first).to_be_checked()
    page.goto(plan_address(site))
    expect(page.locator(f"input[data-tick='{key}']").first).to_be_checked()
    page.locator("[data-ticks-bar] button").first.click()
    expect(page.locator("input[data-tick]:checked")).to_have_count(0)
    page.reload()
    expect(page.locator("input[data-tick]:checked")).to_have_count(0)


def test_paper_shows_which_boxes_are_ticked(page: Page, site: str) -> None:
    page.goto(plan_address(site).replace("/plan/?", "/plan/sheet/?"))
    box = page.locator("input[data-tick]").first
    mark = "e => getComputedStyle(e, '::after').content"
    page.emulate_media(media="print")
    assert box.evaluate(mark) == "none"
    box.check()
    assert "✓" in box.evaluate(mark)
    expect(page.locator(".masthead")).to_be_hidden()


def test_uses_the_place_of_the_device_when_asked(context: BrowserContext, site: str) -> None:
    context.grant_permissions(["geolocation"], origin=site)
    context.set_geolocation({"latitude": 36.6543219, "longitude": 116.9912345})
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(f"{site}/plan/?errand={code_of(BIRTH)}")
    assert page.input_value("#from") == ""
    page.click("[data-locate] button")
    expect(page.locator("#from")).to_have_value("116.991,36.654")
    expect(page.locator("[data-start-said]")).to_contain_text("附近")
    page.fill("#at", AT)
    page.click(".plan-form .submit button")
    expect(page.locator("[data-share-link]")).to_be_visible()
    assert not [url for url in sent if "36.6543" in url or "116.9912" in url]


def test_says_what_to_do_when_the_place_is_refused(page: Page, site: str) -> None:
    page.goto(f"{site}/plan/")
    page.click("[data-locate] button")
    expect(page.locator("[data-start-said]")).to_contain_text("社区")
    assert page.evaluate("document.activeElement.id") == "from"
    assert page.input_value("#from") == ""


def test_a_point_from_the_map_is_rounded_and_named(page: Page, site: str) -> None:
    page.goto(f"{site}/en/plan/")
    page.evaluate(
        """() => {
          const input = document.querySelector("input[data-pick-point]");
          input.value = "116.991234,36.654321";
          input.dispatchEvent(new Event("input", { bubbles: true }));
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(page.locator("#from")).to_have_value("116.991,36.654")
    expect(page.locator("[data-start-said]")).to_contain_text("near")


def test_a_name_is_explained_before_anything_is_planned(page: Page, site: str) -> None:
    page.goto(f"{site}/plan/")
    page.fill("#from", "市中区政务服务中心（示例）")
    page.keyboard.press("Tab")
    expect(page.locator("[data-start-said]")).to_contain_text("市中区政务服务中心")
    page.fill("#from", "没有这个地方")
    page.keyboard.press("Tab")
    expect(page.locator("[data-start-said]")).to_contain_text("没有叫")


def test_the_link_and_its_code_open_the_same_plan(
    page: Page, context: BrowserContext, site: str
) -> None:
    page.goto(plan_address(site, "/en/"))
    link = page.input_value("[data-share-link]")
    svg = page.locator("[data-qr] svg").evaluate("e => e.outerHTML")
    expected = segno.make_qr(link, error="l", boost_error=True, mask=MASK).matrix
    assert read_modules(svg) == [[bool(module) for module in row] for row in expected]
    held = parse_qs(urlsplit(link).query)
    assert set(held) <= {"errand", "from", "at", "mode", f"how-{code_of(BIRTH)}"}
    assert held["from"] == ["116.99,36.65"]
    other = context.new_page()
    other.goto(link)
    said = page.text_content(".verdict h2")
    assert other.text_content(".verdict h2") == said
    assert (
        other.locator(".timeline li").all_text_contents()
        == page.locator(".timeline li").all_text_contents()
    )


def test_the_link_can_be_copied(context: BrowserContext, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.goto(plan_address(site))
    page.click("[data-share-copy]")
    expect(page.locator("[data-share-said]")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("[data-share-link]")


def test_plans_three_errands_without_steps(page: Page, site: str) -> None:
    page.goto(f"{site}/plan/?errand={code_of(BIRTH)}&errand={code_of(CARD)}&from=116.99,36.65")
    page.fill("#at", AT)
    page.click(".more > summary")
    page.check("#step-free-prefer")
    page.click(".plan-form .submit button")
    expect(page.locator(".timeline .travel .tag").first).to_have_text(re.compile("台阶"))
    expect(page.locator(".timeline .travel .tag.go")).to_have_count(0)
    expect(page.locator("#step-free-prefer")).to_be_checked()


def test_without_scripts_the_list_travels_to_the_plan(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/items/{code_of(BIRTH)}")
    page.locator("[data-add-errand]").first.click()
    page.fill(".errands-page #q", "丢了身份证")
    page.press(".errands-page #q", "Enter")
    page.click(f"main a:has-text('{CARD}')")
    page.locator("[data-add-errand]").first.click()
    expect(page.locator("[data-errands-list] > li")).to_have_count(2)
    page.click("[data-errands-plan]")
    page.fill("#from", "便民服务站")
    page.fill("#at", AT)
    page.click(".plan-form .submit button")
    page.locator("button.choice").first.click()
    expect(page.locator(".verdict h2")).to_contain_text("全部办完")
    assert len(parse_qs(urlsplit(page.url).query)["errand"]) == 2
    context.close()
