"""The page of a place and the page of what is open nearby, in both languages."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.web.test_pages import HOMES, Outline, see
from zhihui.district import PlaceId
from zhihui.streets import Mode, Network, StreetLine, create_streets
from zhihui.web.public.tags.places import dialled, whole_minutes
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
HALL = "places/hall-370103"
STATION = "places/station-370103002001"


def see_from(path: str, start: str, status: int = 200, at: str = "") -> tuple[str, Outline]:
    return see(path, status, open_at=at, **{"from": start})


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u2060", "")


@pytest.mark.parametrize(
    ("home", "at", "said"),
    [
        ("/", "2026-11-24T10:00", "现在开门，到 12:00，之后 13:30–17:00"),
        ("/", "2026-11-24T12:30", "现在没开门，13:30 开"),
        ("/", "2026-11-24T17:30", "现在没开门，明天 09:00 开"),
        ("/", "2026-11-27T18:00", "现在没开门，11月30日（周一）09:00 开"),
        ("/en/", "2026-11-24T10:00", "Open now until 12:00, then 13:30–17:00"),
        ("/en/", "2026-11-24T17:30", "Closed now, opens tomorrow 09:00"),
    ],
)
def test_says_open_or_shut_as_people_say_it(home: str, at: str, said: str) -> None:
    page, outline = see(f"{home}{STATION}", open_at=at)
    assert said in words(page)
    assert len(outline.list_all("h1")) == 1


@pytest.mark.parametrize("home", HOMES)
def test_today_is_marked_in_the_week_and_holidays_are_named(home: str) -> None:
    page, outline = see(f"{home}{HALL}", open_at="2026-09-28T10:00")
    assert [row for row in outline.list_all("tr") if row.get("class") == "today"]
    assert ("国庆节" if home == "/" else "National Day") in page
    assert ("调休上班" if home == "/" else "make-up workday") in page
    meters = outline.list_all("meter")
    assert meters
    assert all(float(m["value"] or 0) <= float(m["max"] or 0) for m in meters)
    assert 'style="' not in page


@pytest.mark.parametrize("home", HOMES)
def test_unknown_facts_are_shown_as_unknown(home: str) -> None:
    generation = get_served().generation
    unknown = next(place for place in generation.places if not place.hours)
    page, _ = see(f"{home}places/{unknown.id}")
    said = words(page)
    assert ("现在开没开门，不清楚" if home == "/" else "Not known whether it is open now") in said
    for name in ("助听设备", "Hearing loop"):
        if name in said:
            assert ("不详" if home == "/" else "not known") in said.split(name, 1)[1][:20]
            break
    else:
        raise AssertionError("the hearing loop is not named")
    assert ("排队多久，没有登记" if home == "/" else "is not recorded") in said


@pytest.mark.parametrize("home", HOMES)
def test_phones_can_be_dialled_and_the_record_says_who_checked_it(home: str) -> None:
    place = get_served().generation.places.get("hall-370103")
    page, outline = see(f"{home}{HALL}")
    tels = [a["href"] for a in outline.list_all("a") if (a["href"] or "").startswith("tel:")]
    assert set(tels) == {"tel:" + place.phones[0].replace("-", "")}
    assert isinstance(place.provenance.verified_on, date)
    assert str(place.provenance.verified_on.year) in words(page).rsplit("关于这条资料", 1)[-1]


@pytest.mark.parametrize("home", HOMES)
def test_the_way_there_by_each_mode(home: str) -> None:
    page, _ = see_from(f"{home}{STATION}", "116.99,36.65")
    assert len(re.findall(r"\d+ (?:分钟|min)</li>", page)) == 3
    wrong, outline = see_from(f"{home}{STATION}", "月球")
    assert "月球" in wrong
    assert any(div.get("role") == "alert" for div in outline.list_all("div"))


@pytest.mark.parametrize("home", HOMES)
def test_open_nearby_is_near_first_and_leads_to_places(home: str) -> None:
    page, outline = see_from(f"{home}near/", "116.99,36.65", at="2026-11-24T10:00")
    minutes = [int(m) for m in re.findall(r"(?:步行约|about) (\d+) (?:分钟|min)", page)]
    assert len(minutes) >= 5
    listed = [a["href"] or "" for a in outline.list_all("a") if a.get("class") == "entry"]
    assert all(href.startswith(f"{home}places/") for href in listed)
    by_name, _ = see_from(f"{home}near/", "大观园街道")
    assert "大观园街道" in by_name


def test_open_nearby_for_an_item_and_a_kind() -> None:
    generation = get_served().generation
    offer = generation.offers[0]
    page, _ = see("/near/", item=offer.item, open_at="2026-11-24T10:00")
    item = generation.items.get(offer.item)
    assert f"能办“{item.name['zh']}”的地方" in page
    assert generation.places.get(offer.place).name["zh"] in page
    _, outline = see("/near/", kind="community_station", open_at="2026-11-24T10:00")
    links = [a["href"] or "" for a in outline.list_all("a") if a.get("class") == "entry"]
    assert links
    assert all("/places/station-" in href for href in links)


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    "query", [{"from": "nowhere at all"}, {"kind": "castle"}, {"item": "123"}, {"from": "200,95"}]
)
def test_what_cannot_be_used_is_said(home: str, query: dict[str, str]) -> None:
    page, outline = see(f"{home}near/", 422, **query)
    assert any(div.get("role") == "alert" for div in outline.list_all("div"))
    assert next(iter(query.values())) in page


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("0531-82078200", "tel:053182078200"),
        ("+86 531 8207 8200", "tel:+8653182078200"),
        ("12345", "tel:12345"),
        ("窗口电话：82078200 转 3", "tel:82078200"),
        ("不详", ""),
    ],
)
def test_phone_links(written: str, address: str) -> None:
    assert dialled(written) == address


def test_minutes_are_rounded_up() -> None:
    assert [whole_minutes(s) for s in (0, 1, 60, 61)] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("home", "said"), [("/", r"在示例\w+路附近。"), ("/en/", r"Near Sample [\w -]+\.")]
)
def test_the_way_there_names_the_street_where_it_is_known(
    home: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        StreetLine(
            ((place.lon - 0.004, place.lat + 0.0002), (place.lon + 0.004, place.lat + 0.0002)),
            {"highway": "primary", "name": "示例一路", "name:en": "Sample First Road"},
        )
        for place in [get_served().generation.places.get(PlaceId("hall-370103"))]
        if place.lon is not None and place.lat is not None
    ]
    (walk,) = create_streets(lines, [Mode.WALK])
    path = f"{home}places/hall-370103"
    assert not re.search(said, Client().get(path).content.decode())
    opened = {Mode.WALK: Network(walk.graph, walk.summary.assumptions)}
    monkeypatch.setattr(get_served().travel, "_opened", opened)
    assert re.search(said, Client().get(path).content.decode())
