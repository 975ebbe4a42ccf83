"""My errands without JavaScript: the list travels in the address, from search to the plan."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.web.test_pages import HOMES, see
from tests.web.test_plan_pages import code_of
from zhihui.trips.question import MAX_ERRANDS
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
BIRTH, CARD = "新生儿出生登记", "居民身份证补领"


def links_of(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', page)]


@pytest.mark.parametrize("home", HOMES)
def test_an_empty_list_says_what_to_do(home: str) -> None:
    page, _ = see(f"{home}errands/")
    assert "清单还是空的" in page or "still empty" in page
    assert Client().get(f"{home}errands/").cookies == {}


@pytest.mark.parametrize("home", HOMES)
def test_the_list_survives_search_item_and_back(home: str) -> None:
    birth, card = code_of(BIRTH), code_of(CARD)
    page, _ = see(f"{home}items/{birth}")
    listed = f"{home}errands/?errand={birth}"
    assert listed in links_of(page)
    page, outline = see(listed)
    hidden = [one for one in outline.list_all("input") if one.get("name") == "errand"]
    assert [one["value"] for one in hidden] == [birth]
    page, _ = see(f"{home}?q=丢了身份证&errand={birth}")
    found = f"{home}items/{card}?errand={birth}"
    assert found in links_of(page)
    page, _ = see(found)
    both = f"{home}errands/?errand={birth}&errand={card}"
    assert both in links_of(page)
    page, _ = see(both)
    links = links_of(page)
    assert f"{home}plan/?errand={birth}&errand={card}" in links
    assert listed in links
    assert f"{home}errands/?errand={card}" in links
    assert f"{home}errands/" in links


def test_the_same_errand_is_listed_once() -> None:
    code = code_of(BIRTH)
    page, _ = see(f"/errands/?errand={code}&errand={code}")
    assert page.count(f'data-errand="{code}"') == 1


def test_what_is_not_here_is_said_and_not_planned() -> None:
    code = code_of(BIRTH)
    page, _ = see(f"/errands/?errand={code}&errand=GONE-1&errand=")
    assert "没有编码为“GONE-1”的事项" in page
    assert f"/plan/?errand={code}" in links_of(page)


def test_the_list_is_bounded_and_escaped() -> None:
    codes = [str(item.code) for item in get_served().generation.items][: MAX_ERRANDS + 5]
    query = "&".join(f"errand={code}" for code in codes)
    page, _ = see(f"/errands/?{query}")
    assert page.count("data-errand=") == min(len(codes), MAX_ERRANDS)
    page = Client().get("/errands/", {"errand": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    page = Client().get("/errands/", {"errand": "x" * 5000}).content.decode()
    assert "没有编码为" not in page


@pytest.mark.parametrize("home", HOMES)
def test_papers_to_bring_can_be_ticked_by_material(home: str) -> None:
    code = code_of(BIRTH)
    _, outline = see(f"{home}items/{code}")
    boxes = [one for one in outline.list_all("input") if "data-tick" in one]
    item = get_served().generation.items.get(code)
    assert {box["data-tick"] for box in boxes} <= {str(r.material) for r in item.requirements}
    assert boxes
    labels = {label.get("for") for label in outline.list_all("label")}
    assert all(box["id"] in labels for box in boxes)
