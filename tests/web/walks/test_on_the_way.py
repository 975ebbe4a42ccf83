"""On the way: what was looked at at home is there without a network, and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.test_offline_browser import wait_for_worker, wait_until_kept
from tests.web.test_plan_pages import AT, POINT, code_of
from tests.web.walks.conftest import TWO_LOOKS
from tests.web.walks.pages import BIRTH, CARD, list_kinds
from zhihui.web.served import get_served

pytestmark = pytest.mark.xdist_group("browser")
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PRINTABLE = 680
"""Pixels between the margins of an A4 sheet."""


@pytest.fixture
def kept(browser: Browser, look: tuple[str, int]) -> Iterator[BrowserContext]:
    """A device that keeps pages, as devices do."""
    context = browser.new_context(
        viewport={"width": look[1], "height": 844}, has_touch=look[1] == 390
    )
    context.set_default_timeout(90_000)
    yield context
    context.close()


@pytest.mark.parametrize("look", TWO_LOOKS, indirect=True)
def test_follows_a_plan_without_a_network(kept: BrowserContext, site: str, home: str) -> None:
    page = kept.new_page()
    page.goto(f"{site}{home}plan/")
    wait_for_worker(page)
    code, card = code_of(BIRTH), code_of(CARD)
    page.goto(f"{site}{home}plan/?errand={code}&from={POINT}&at={AT}&how-{code}=visit")
    said = page.locator(".plan-answer .verdict h2").inner_text()
    steps = page.locator(".timeline > li").all_inner_texts()
    for part in ("/places/", "/plan/sheet/", "/items/"):
        wait_until_kept(page, part)
    kept.set_offline(True)
    page.reload()
    expect(page.locator(".plan-answer .verdict h2")).to_have_text(said)
    assert page.locator(".timeline > li").all_inner_texts() == steps
    expect(page.locator("[data-offline]")).to_be_visible()
    page.locator("input[data-tick]").first.check()
    page.locator(".timeline .travel a[href*='/places/']").click()
    expect(page.locator("main .verdict").first).to_be_visible()
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()
    page.go_back()
    expect(page.locator("input[data-tick]").first).to_be_checked()
    page.locator(f".timeline a[href*='/items/{code}']").click()
    expect(page.locator("input[data-tick]:checked")).to_have_count(1)
    page.goto(f"{site}{home}items/{card}")
    expect(page.locator("[data-kept-missing]")).to_be_visible()
    expect(page.locator("[data-kept-list] a").first).to_be_visible()


def open_on_paper(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")


@pytest.mark.parametrize("simple", [False, True], ids=["standard", "simple"])
@pytest.mark.parametrize("look", TWO_LOOKS, indirect=True)
def test_takes_the_answer_along_on_paper(
    page: Page, site: str, home: str, simple: bool, look: tuple[str, int]
) -> None:
    """Nothing that only a screen can do, all that one goes by, black on white, few sheets."""
    if simple:
        page.context.add_cookies([{"name": "simple", "value": "1", "url": site}])
    page.set_viewport_size({"width": PRINTABLE, "height": 900})
    kinds = list_kinds(home)
    shown = {
        "item": (".verdict h2", ".place h3", ".ticklist"),
        "hall": (".verdict", "table.week", ".phones a"),
        "event": (".verdict", "ol.steps"),
        "errands": ("[data-errands-list] > li",),
        "plan": (".verdict h2", ".timeline > li", ".ticklist", ".qr svg", "[data-map-picture]"),
        "sheet": (".sheet h1", ".timeline > li", ".ticklist", ".qr svg"),
    }
    for kind, parts in shown.items():
        open_on_paper(page, site + kinds[kind])
        for part in parts:
            expect(page.locator(part).first, kind).to_be_visible()
        for gone in (".masthead", ".foot", ".plan-form", ".searchbox", "[data-map-open]", ".wrong"):
            for one in page.locator(gone).all():
                expect(one, f"{gone} of {kind}").to_be_hidden()
        assert page.evaluate(_WIDER) <= 0, kind
        ground = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(ground) == "rgb(255, 255, 255)", kind
        sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
        assert 1 <= sheets <= 6, kind
        page.emulate_media(media="screen")


@pytest.mark.parametrize("look", TWO_LOOKS, indirect=True)
def test_paper_unfolds_answers_and_leaves_long_lists_folded(
    page: Page, site: str, home: str
) -> None:
    asked = next(item for item in get_served().generation.items if item.questions)
    page.goto(f"{site}{home}items/{asked.code}")
    answers = page.locator("details.faq p")
    expect(answers.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(answers.first).to_be_visible()
    open_on_paper(page, site + list_kinds(home)["map"])
    folded = page.locator(".map-list details:not([open])").first
    expect(folded.locator("summary")).to_be_visible()
    expect(folded.locator("a").first).to_be_hidden()
