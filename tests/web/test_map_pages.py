"""Maps without scripts: pictures, numbers, the page of all places, where a point is."""

import json
import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from zhihui.district import PlaceKind
from zhihui.web.basemap import list_origins, read_basemap
from zhihui.web.public import map_views
from zhihui.web.public.map_colours import mix, palette_of
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
SVG = "{http://www.w3.org/2000/svg}"
LINK = re.compile(r'<a [^>]*href="/places/([^"]+)"[^>]* data-lon="([^"]+)"')


def get_text(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return str(response.content, "utf-8")


def read_settings(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json">(.*?)</script>', page, re.S)
    assert found is not None
    described: dict[str, object] = json.loads(found[1])
    return described


def read_picture(page: str) -> ElementTree.Element:
    found = re.search(r'<img src="([^"]+)"', page)
    assert found is not None
    response = Client().get(found[1].replace("&amp;", "&"))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
    return ElementTree.fromstring(response.content)


def list_numbers(picture: ElementTree.Element) -> list[str]:
    """Of all pins: one pin says several that would overlap as 1·2, of more the ends: 1…9."""
    texts = (re.split("[·…]", text.text or "") for text in picture.iter(f"{SVG}text"))
    return sorted((one for text in texts for one in text if one.isdigit()), key=int)


def item_page() -> str:
    found = Client().get("/api/v1/search", {"q": "孩子要上户口"}).json()
    return get_text(f"/items/{found['items'][0]['code']}")


def test_an_item_s_places_have_the_same_numbers_in_list_and_picture() -> None:
    page = item_page()
    in_list = re.findall(r'class="pin-number"[^>]*>(\d+)<', page)
    assert in_list == [str(number + 1) for number in range(len(in_list))]
    assert list_numbers(read_picture(page)) == in_list
    assert len(LINK.findall(page)) == len(in_list)


def test_results_number_a_place_once() -> None:
    page = get_text("/?q=孩子要上户口")
    numbers = dict(re.findall(r'href="/places/([^"]+)"[^>]* data-pin="(\d+)"', page))
    assert numbers
    assert sorted(numbers.values(), key=int) == list_numbers(read_picture(page))


def test_the_page_of_a_place_shows_it_without_a_number() -> None:
    page = get_text("/places/hall-370103")
    picture = read_picture(page)
    assert len(list(picture.iter(f"{SVG}circle"))) == 1
    assert list_numbers(picture) == []


def test_the_page_of_all_places_lists_each_once_and_draws_each() -> None:
    page = get_text("/map/")
    listed = [place_id for place_id, _ in LINK.findall(page)]
    assert sorted(listed) == sorted(place.id for place in get_served().generation.places)
    assert len(list(read_picture(page).iter(f"{SVG}circle"))) == len(listed)


def test_places_can_be_chosen_by_kind_and_by_being_open(monkeypatch: pytest.MonkeyPatch) -> None:
    halls = LINK.findall(get_text("/map/?kind=branch_hall"))
    kinds = [get_served().generation.places.find(place_id).kind for place_id, _ in halls]  # type: ignore[union-attr]
    assert kinds
    assert set(kinds) == {PlaceKind.BRANCH_HALL}
    monkeypatch.setattr(map_views, "now", lambda: datetime(2026, 11, 25, 10))
    at_ten = {place_id for place_id, _ in LINK.findall(get_text("/map/?open_now=true"))}
    monkeypatch.setattr(map_views, "now", lambda: datetime(2026, 11, 25, 3))
    at_night = {place_id for place_id, _ in LINK.findall(get_text("/map/?open_now=true"))}
    assert at_night < at_ten
    assert "hall-370103" in at_ten - at_night


@pytest.mark.parametrize("query", ["?kind=nonsense", "?kind=<script>", "?open_now=1&x=%00"])
def test_other_words_in_the_address_are_passed_over(query: str) -> None:
    assert len(LINK.findall(get_text(f"/map/{query}"))) == len(get_served().generation.places)


def test_pictures_are_plain_and_the_same_each_time() -> None:
    first = Client().get("/map.svg?all=1")
    again = Client().get("/map.svg?all=1", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    drawn = str(first.content, "utf-8")
    assert not re.search(r"<(script|style|image|use|a|foreignObject)\b| style=| on\w+=", drawn)
    assert "max-age" in first.headers["Cache-Control"]
    dark = get_text("/map.svg?all=1&scheme=dark")
    assert dark != drawn
    assert palette_of("dark").land in dark
    assert get_text("/en/map.svg?place=nothing&place=%22%3E") != ""


def test_colours_are_those_of_the_design_system() -> None:
    light, dark = palette_of("light"), palette_of("dark")
    assert (light.district, light.label) == ("#f6f5f0", "#475261")
    assert (dark.district, dark.land) == ("#18202a", "#10151c")
    assert mix("#000000", "#ff8000", 0.5) == "#804000"


def test_the_settings_of_a_map_are_of_this_site_and_language() -> None:
    described = read_settings(get_text("/en/map/"))
    assert described["language"] == "en"
    assert str(described["tiles"]).startswith("/tiles/{z}/{x}/{y}.mvt?v=")
    assert described["basemap"] is None


def test_a_base_map_must_be_named_with_host_and_placeholders() -> None:
    good = "https://tiles.example.org/{z}/{x}/{y}.png"
    names = "https://tiles.example.org/names/{z}/{x}/{y}.png"
    assert read_basemap(good) == (good,)
    assert read_basemap(f"{good} {names}") == (good, names)
    assert list_origins((good, names)) == ["https://tiles.example.org"]
    assert read_basemap("") == ()
    assert list_origins(()) == []
    for bad in (
        "https://name:word@a.org/{z}/{x}/{y}",
        "tiles/{z}/{x}/{y}",
        "https://{s}.org/{z}/{x}/{y}",
        "https://a.org/{z}/{x}",
    ):
        with pytest.raises(ImproperlyConfigured, match="ZHIHUI_BASEMAP_URL"):
            read_basemap(bad)


def test_a_plan_s_stops_have_the_same_numbers_in_steps_and_picture() -> None:
    found = Client().get("/api/v1/search", {"q": "孩子要上户口"}).json()
    code = found["items"][0]["code"]
    asked = f"errand={code}&how-{code}=visit&from=116.97,36.64&at=2026-11-25T08:30"
    page = get_text(f"/plan/?{asked}")
    in_steps = re.findall(r'<ol class="timeline">.*?data-pin="(\d+)"', page, re.S)
    picture = read_picture(page)
    assert in_steps
    assert list_numbers(picture) == in_steps
    words = [text.text for text in picture.iter(f"{SVG}text")]
    assert "起点" in words
    described = read_settings(page.split('aria-labelledby="route"')[1])
    routes = described["routes"]
    assert isinstance(routes, list)
    assert len(routes) == 1
    assert routes[0][0] == routes[0][-1] == [116.97, 36.64]
    sheet = get_text(f"/plan/sheet/?{asked}")
    assert "plan.svg?" in sheet


@pytest.mark.parametrize("query", ["", "?errand=nothing&from=116.97,36.64", "?errand=X&from=here"])
def test_there_is_no_picture_of_no_plan(query: str) -> None:
    assert Client().get(f"/plan.svg{query}").status_code == 404


def test_what_is_near_is_on_a_map_with_where_one_is() -> None:
    page = get_text("/near/?from=116.97,36.64&open_at=2026-11-25T10:00")
    numbers = re.findall(r'class="pin-number"[^>]*>(\d+)<', page)
    assert len(numbers) >= 10
    picture = read_picture(page)
    drawn = list_numbers(picture)
    assert {"1", numbers[-1]} <= set(drawn) <= set(numbers)
    assert "您在这里" in [text.text for text in picture.iter(f"{SVG}text")]
