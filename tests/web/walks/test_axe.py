"""axe-core finds nothing on any kind of page: both languages, widths, schemes and modes."""

from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.web.walks.pages import list_kinds

pytestmark = pytest.mark.xdist_group("browser")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (runOnly) => {
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return [found.passes.length, found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`))];
}"""
LOOKS = [
    pytest.param("/", 390, "light", False, id="zh-390"),
    pytest.param("/", 1280, "dark", True, id="zh-1280-dark-simple"),
    pytest.param("/en/", 1280, "dark", False, id="en-1280-dark"),
    pytest.param("/en/", 390, "light", True, id="en-390-simple"),
]


def list_faults(page: Page, runs: dict[str, object]) -> list[str]:
    passed, faults = page.evaluate(_RUN, runs)
    assert passed, "axe looked at nothing"
    return [str(fault) for fault in faults]


@pytest.mark.parametrize(("home", "width", "scheme", "simple"), LOOKS)
def test_axe_finds_nothing(
    site: str, browser: Browser, home: str, width: int, scheme: str, simple: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        bypass_csp=True,
        service_workers="block",
        reduced_motion="reduce",
        color_scheme="dark" if scheme == "dark" else "light",
    )
    if simple:
        context.add_cookies([{"name": "simple", "value": "1", "url": site}])
    context.add_init_script(AXE)
    page = context.new_page()
    faults: dict[str, list[str]] = {}
    for name, path in list_kinds(home).items():
        page.goto(site + path)
        found = list_faults(page, {"type": "tag", "values": TAGS})
        if found:
            faults[name] = found
    assert faults == {}
    context.close()


def test_axe_would_find_a_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title>x</title><main><h1>x</h1><input><p style='color:#aaa'>pale</p></main>")
    page.evaluate(AXE)
    found = list_faults(page, {"type": "tag", "values": TAGS})
    assert {fault.split(":")[0] for fault in found} >= {"label", "color-contrast"}
    page.close()
