"""Lines as one reads them: whole words, marks beside what they belong to, in simple mode too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.test_plan_pages import code_of
from tests.web.walks.pages import CARD, HALL, MARRIAGE, STATION

pytestmark = pytest.mark.xdist_group("browser")
_BROKEN_WORDS = """(css) => {
  const broken = [];
  for (const cell of document.querySelectorAll(css)) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/[\\w–:]+|\\d+月\\d+日|（周.）/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((r) => Math.round(r.top / 9))).size > 1) {
          broken.push(word[0]);
        }
      }
    }
  }
  return broken;
}"""
_BESIDE = """([mark, words]) => [...document.querySelectorAll(mark)].map((one) => {
  const box = one.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(words ? one.closest(words) : one.previousElementSibling);
  const own = (line) => line.left === box.left;
  const lines = [...range.getClientRects()].filter((line) => line.width > 9 && !own(line));
  const line = lines.at(words ? 0 : -1);
  return Math.abs((box.top + box.bottom) / 2 - (line.top + line.bottom) / 2);
})"""


@pytest.fixture(params=[("/", 390), ("/en/", 390), ("/", 320), ("/en/", 320)])
def simple(request: pytest.FixtureRequest, site: str, browser: Browser) -> Iterator[Page]:
    """A phone in simple mode, at the start page of a language."""
    home, width = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, service_workers="block", base_url=site + home
    )
    context.add_cookies([{"name": "simple", "value": "1", "url": site}])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("place", [HALL, STATION])
def test_days_and_times_of_the_week_are_not_broken(simple: Page, place: str) -> None:
    simple.goto(f"places/{place}")
    assert simple.locator("table.week tr").count() == 7
    assert simple.evaluate(_BROKEN_WORDS, "table.week th, table.week td") == []


def test_whether_one_must_go_is_said_in_one_line(simple: Page) -> None:
    simple.goto(f"errands/?errand={code_of(CARD)}&errand={code_of(MARRIAGE)}")
    tags = simple.locator(".errand-list .tag")
    assert tags.count() == 2
    for height in tags.evaluate_all("all => all.map((tag) => tag.getBoundingClientRect().height)"):
        assert height < 60, "22 px type on one line"


@pytest.mark.parametrize("home", ["/", "/en/"])
def test_choices_stand_beside_their_words(browser: Browser, site: str, home: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{site}{home}plan/?days=2")
    apart = page.evaluate(_BESIDE, [".access input[type=radio]", "label"])
    assert len(apart) == 3
    assert max(apart) < 4
    page.close()


def test_counts_stand_beside_the_end_of_their_names(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{site}/en/bodies/")
    apart = page.evaluate(_BESIDE, [".shelves .numbers", ""])
    assert len(apart) > 20
    assert max(apart) < 4
    page.close()


def test_quotation_marks_are_narrow_in_english_where_only_a_chinese_font_is(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    widths = {}
    for home in ("/", "/en/"):
        page.goto(f"{site}{home}?q=lost id card")
        widths[home] = page.evaluate(
            """() => {
              const heading = document.querySelector("h1");
              heading.textContent = "a “b” c";
              const text = heading.firstChild;
              document.documentElement.style.setProperty("--sans", '"Noto Sans CJK SC"');
              const range = document.createRange();
              const at = text.data.indexOf("“");
              range.setStart(text, at);
              range.setEnd(text, at + 1);
              const size = parseFloat(getComputedStyle(heading).fontSize);
              return range.getBoundingClientRect().width / size;
            }"""
        )
    page.close()
    if widths["/"] < 0.9:
        pytest.skip("no Chinese font with wide quotation marks: apt-get install fonts-noto-cjk")
    assert widths["/en/"] < 0.7
