"""Browsing by topic, body, audience and area, in both languages."""

from urllib.parse import quote

import pytest

from tests.web.test_pages import HOMES, see
from zhihui.answers.directory import get_directory
from zhihui.district import Audience
from zhihui.web.public.browse_views import BODIES_A_PAGE
from zhihui.web.public.paging import Paged
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")


def links(outline: object, start: str) -> list[str]:
    found = [a["href"] or "" for a in outline.list_all("a")]  # type: ignore[attr-defined]
    return [href for href in found if href.startswith(start)]


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("kind", ["topics", "bodies", "audiences"])
def test_every_shelf_leads_to_its_services(home: str, kind: str) -> None:
    shelves = getattr(get_directory(get_served().generation), kind)
    addresses = {f"{home}{kind}/{quote(key, safe='')}/" for key in shelves}
    listed: set[str] = set()
    for number in range(1, -(-len(shelves) // BODIES_A_PAGE) + 1):
        _, outline = see(f"{home}{kind}/?page={number}")
        listed |= set(links(outline, f"{home}{kind}/"))
    assert addresses
    assert addresses <= listed
    for key, shelf in list(shelves.items())[:20]:
        page, inside = see(f"{home}{kind}/{quote(key, safe='')}/")
        first = get_served().generation.items[shelf.ordinals[0]]
        assert first.name["en" if home == "/en/" else "zh"] in page
        assert len(inside.list_all("h1")) == 1
        assert links(inside, f"{home}items/") or links(inside, f"{home}services/")


@pytest.mark.parametrize("home", HOMES)
def test_an_audience_is_narrowed_down_by_topic(home: str) -> None:
    generation = get_served().generation
    topics = get_directory(generation).audience_topics["person"]
    _, outline = see(f"{home}audiences/person/")
    addresses = {f"{home}audiences/person/{quote(topic, safe='')}/" for topic in topics}
    assert addresses == set(links(outline, f"{home}audiences/person/"))
    topic, shelf = next(iter(topics.items()))
    page, _ = see(f"{home}audiences/person/{quote(topic, safe='')}/")
    for ordinal in shelf.ordinals[:40]:
        item = generation.items[ordinal]
        assert Audience.PERSON in item.audiences
        assert item.name["en" if home == "/en/" else "zh"] in page
    see(f"{home}audiences/person/月球/", 404)
    see(f"{home}audiences/martian/{quote(topic, safe='')}/", 404)


@pytest.mark.parametrize("home", HOMES)
def test_the_tree_of_areas_leads_to_places_and_services(home: str) -> None:
    generation = get_served().generation
    _, outline = see(f"{home}areas/")
    listed = set(links(outline, f"{home}areas/"))
    assert {f"{home}areas/{area.code}/" for area in generation.areas} <= listed
    place = next(place for place in generation.places if place.area)
    page, outline = see(f"{home}areas/{place.area}/")
    assert f"{home}places/{place.id}" in links(outline, f"{home}places/")
    assert f"{home}areas/370103/" in links(outline, f"{home}areas/")
    assert ("Places in" if home == "/en/" else "的办事地点") in page


@pytest.mark.parametrize("home", HOMES)
def test_a_service_of_several_bodies_asks_for_the_area(home: str) -> None:
    generation = get_served().generation
    directory = get_directory(generation)
    catalog, ordinals = max(directory.entries.items(), key=lambda pair: len(pair[1]))
    assert len(ordinals) > 1
    _, outline = see(f"{home}services/{catalog}/")
    codes = {generation.items[ordinal].code for ordinal in ordinals[:300]}
    assert {f"{home}items/{code}" for code in codes} <= set(links(outline, f"{home}items/"))


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    "path",
    [
        "topics/月球/",
        "bodies/none/",
        "audiences/martian/",
        "areas/999999/",
        "services/none/",
        "areas/370103/?page=0",
        "areas/370103/?page=99999",
        "areas/370103/?page=x",
        "bodies/?page=-1",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(home: str, path: str) -> None:
    _, outline = see(f"{home}{path}", 404)
    assert len(outline.list_all("h1")) == 1


def test_pages_of_a_list_hold_each_row_once() -> None:
    generation = get_served().generation
    shelf = max(get_directory(generation).areas.values(), key=lambda one: len(one.ordinals))
    seen: list[str] = []
    for number in range(1, -(-len(shelf.ordinals) // 40) + 1):
        query = "" if number == 1 else f"?page={number}"
        _, outline = see(f"/areas/{shelf.key}/{query}")
        seen += links(outline, "/items/") + links(outline, "/services/")
    assert len(seen) == len(set(seen)) == len(shelf.ordinals)


def test_page_numbers_leave_out_the_middle() -> None:
    paged = Paged(rows=[0], start=0, number=10, last=30, total=1200, path="/")
    assert paged.numbers == [1, None, 8, 9, 10, 11, 12, None, 30]
    assert Paged(rows=[0], start=0, number=1, last=2, total=50, path="/").numbers == [1, 2]
