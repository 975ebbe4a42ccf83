"""Pages as a phone and a computer show them, for the walks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.corrections_flow import database_at

TWO_LOOKS = [
    pytest.param(("/", 390), id="zh-390"),
    pytest.param(("/en/", 1280), id="en-1280"),
]
"""Each language once and each width once, for walks over every kind of page."""
LOOKS = [
    *TWO_LOOKS,
    pytest.param(("/en/", 390), id="en-390"),
    pytest.param(("/", 1280), id="zh-1280"),
]


@pytest.fixture(autouse=True)
def database(tmp_path: Path) -> Iterator[None]:
    """A fresh place for corrections."""
    with database_at(str(tmp_path / "corrections.sqlite3")):
        yield


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> tuple[str, int]:
    """Where the pages of a language start, and the width of the device."""
    home, width = request.param
    return str(home), int(width)


@pytest.fixture
def home(look: tuple[str, int]) -> str:
    return look[0]


@pytest.fixture
def context(browser: Browser, look: tuple[str, int]) -> Iterator[BrowserContext]:
    """A device of its own: 390 px wide with touch, or 1280 px wide."""
    context = browser.new_context(
        viewport={"width": look[1], "height": 844},
        has_touch=look[1] == 390,
        service_workers="block",
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
