"""The pages of life events, in both languages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.test_pages import HOMES, see
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")


@pytest.mark.parametrize("home", HOMES)
def test_all_life_events_stand_under_their_stage(home: str) -> None:
    page, outline = see(f"{home}events/")
    language = "en" if home == "/en/" else "zh"
    hrefs = {a["href"] for a in outline.list_all("a")}
    for event in get_served().generation.life_events:
        assert f"{home}events/{event.id}" in hrefs
        assert event.stage[language] in page
    assert len(outline.list_all("h1")) == 1


@pytest.mark.parametrize("home", HOMES)
def test_a_life_event_goes_to_the_errands_and_the_planner_whole(home: str) -> None:
    generation = get_served().generation
    page, outline = see(f"{home}events/restaurant")
    links = [a["href"] or "" for a in outline.list_all("a")]
    codes = [link.removeprefix(f"{home}items/") for link in links if "/items/" in link]
    assert len(codes) == 2
    for kind in ("errands", "plan"):
        address = next(link for link in links if link.startswith(f"{home}{kind}/?"))
        assert parse_qs(urlsplit(address.replace("&amp;", "&")).query)["errand"] == codes
    assert all(generation.items.find(code) is not None for code in codes)
    boxes = [one["data-tick"] for one in outline.list_all("input") if one.get("data-tick")]
    assert len(boxes) == len(set(boxes))
    assert ("途中取得" if home == "/" else "on the way") in page


@pytest.mark.parametrize("home", HOMES)
def test_steps_stand_behind_those_they_wait_for(home: str) -> None:
    page, _ = see(f"{home}events/newborn")
    language = "en" if home == "/en/" else "zh"
    names = [
        next(i.name[language] for i in get_served().generation.items if i.name["zh"] == name)
        for name in ("内地居民结婚登记", "新生儿出生登记")
    ]
    steps = re.findall(r'<p><a class="entry"[^>]*>([^<]+)</a>', page)
    assert steps.index(names[0]) < steps.index(names[1])


@pytest.mark.parametrize("home", HOMES)
def test_parameters_that_mean_nothing_change_nothing(home: str) -> None:
    plain, _ = see(f"{home}events/newborn")
    odd, _ = see(f"{home}events/newborn", married="perhaps", area="moon", other="x")
    steps = re.compile(r'<ol class="steps.*?</ol>', re.S)
    assert steps.findall(plain) == steps.findall(odd)
    see(f"{home}events/none", 404)
