"""Simple mode: one tap away on every page, remembered in a cookie that only the asking sets."""

import pytest
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser

from tests.web.test_pages import HOMES, every_page, see

pytestmark = [pytest.mark.usefixtures("served_site"), pytest.mark.xdist_group("browser")]
ELSEWHERE = (
    "https://example.org/",
    "//example.org/",
    "/\\example.org",
    "\\/example.org",
    "javascript:alert(1)",
    "example",
    "",
    "/" + "x" * 5000,
)


def switch(client: Client, on: str, target: str, home: str = "/") -> HttpResponse:
    return client.post(f"{home}simple/", {"on": on, "next": target})


@pytest.mark.parametrize("home", HOMES)
def test_every_page_offers_it_and_sets_no_cookie(home: str) -> None:
    for path, status in every_page(home):
        page, outline = see(path, status)
        assert f'action="{home}simple/" method="post"' in page
        assert outline.list_all("html")[0].get("class") is None
        assert Client().get(path).cookies == {}


def test_it_is_remembered_and_left_again() -> None:
    client = Client()
    answered = switch(client, "1", "/places/hall-370103?at=1")
    assert answered.status_code == 303
    assert answered.headers["Location"] == "/places/hall-370103?at=1"
    cookie = client.cookies["simple"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("1", "Lax", True)
    assert b'class="simple"' in client.get("/").content
    assert b'class="simple"' in client.get("/en/?q=marriage").content
    switch(client, "0", "/")
    assert client.cookies["simple"].value == ""
    assert b'class="simple"' not in Client().get("/").content


def test_a_plain_link_turns_it_on() -> None:
    client = Client()
    assert client.get("/en/simple/?on=1").headers["Location"] == "/en/"
    assert b'class="simple"' in client.get("/en/").content


@pytest.mark.parametrize("target", ELSEWHERE)
def test_it_leads_nowhere_else(target: str) -> None:
    for home in HOMES:
        assert switch(Client(), "1", target, home).headers["Location"] == home


def test_caches_keep_the_modes_apart() -> None:
    for path in ("/", "/en/?q=marriage", "/nothing", "/plan/"):
        assert "Cookie" in Client().get(path).headers["Vary"]
    assert "Vary" not in Client().get("/api/v1/suggest", {"q": "社保"}).headers


def test_fewer_things_stand_on_a_page() -> None:
    client = Client()
    client.cookies["simple"] = "1"
    usual, simple = (one.get("/", {"q": "孩子要上户口"}).content for one in (Client(), client))
    assert b'class="why"' in usual
    assert b'class="why"' not in simple
    assert len(simple) < len(usual)


@pytest.mark.parametrize("with_scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_one_tap_in_a_browser(site: str, browser: Browser, width: int, with_scripts: bool) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=with_scripts
    )
    page = context.new_page()
    page.goto(f"{site}/?q=孩子要上户口")
    page.click("text=大字版")
    page.wait_for_selector("html.simple")
    assert page.url.endswith("?q=%E5%AD%A9%E5%AD%90%E8%A6%81%E4%B8%8A%E6%88%B7%E5%8F%A3")
    page.click("text=新生儿出生登记")
    page.wait_for_selector(".verdict")
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 22
    for button in page.locator(".button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 56, button.text_content()
    columns = page.evaluate(
        "[...document.querySelectorAll('.columns')].every("
        "(e) => getComputedStyle(e).gridTemplateColumns.split(' ').length === 1)"
    )
    assert columns
    page.click("text=标准版")
    page.wait_for_selector("html:not(.simple)")
    context.close()
