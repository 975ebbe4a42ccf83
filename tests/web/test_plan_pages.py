"""The pages of the planner: form, plan, sheet and calendar, in both languages, state in the URL."""

import re
from datetime import datetime, time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from icalendar import Calendar

from tests.web.test_pages import HOMES, Outline, see
from zhihui.web.clock import now
from zhihui.web.public.plan_form import read_form
from zhihui.web.public.plan_query import write_query
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
POINT = "116.99,36.65"
AT = "2026-11-25T08:30"


def code_of(name: str) -> str:
    return next(str(item.code) for item in get_served().generation.items if item.name["zh"] == name)


def a_query(*names: str, **more: str) -> dict[str, str | list[str]]:
    codes = [code_of(name) for name in names or ("新生儿出生登记",)]
    return {"errand": codes, "from": POINT, "at": AT, **more}


def look(path: str, query: dict[str, str | list[str]], status: int = 200) -> str:
    response = Client().get(path, query)
    assert response.status_code == status, response.content[:500]
    page = str(response.content.decode())
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    return page


@pytest.mark.parametrize("home", HOMES)
def test_the_form_is_labelled_and_asks_nothing_personal(home: str) -> None:
    _, outline = see(f"{home}plan/")
    labels = {label.get("for") for label in outline.list_all("label")}
    for field in (*outline.list_all("input"), *outline.list_all("select")):
        assert field.get("type") in ("checkbox", "hidden") or field["id"] in labels
    names = {field["name"] for field in outline.list_all("input") if field.get("type") != "hidden"}
    assert names == {"need", "from", "to", "at", "back_by", "back_on", "days", "mode", "step_free"}
    assert Client().get(f"{home}plan/").cookies == {}


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ("/", ("出门一次", "步行", "新生儿出生登记", "存到日历", "带什么", "按什么算的")),
        (
            "/en/",
            ("1 trip, all done", "Walk", "Register a newborn", "Add to calendar", "What to bring"),
        ),
    ],
)
def test_the_plan_has_steps_times_papers_and_assumptions(home: str, words: tuple[str]) -> None:
    page = look(f"{home}plan/", a_query("新生儿出生登记", **{"how-x": "visit"}))
    for word in words:
        assert word in page, word
    assert re.search(r'<time class="numbers">\d\d:\d\d</time>', page)
    assert "straight line" in page or "直线" in page


def test_the_item_page_leads_to_the_plan() -> None:
    code = code_of("新生儿出生登记")
    page, _ = see(f"/en/items/{code}")
    assert f'href="/en/errands/?errand={code}"' in page
    page = look("/en/plan/", {"errand": code})
    assert f'value="{code}" checked' in page


def test_a_need_becomes_errands_that_can_be_unpicked() -> None:
    page = look("/plan/", {"need": "丢了身份证，然后帮我点杯奶茶", "from": POINT, "at": AT})
    assert f'value="{code_of("居民身份证补领")}" checked' in page
    assert "没有找到“帮我点杯奶茶”" in page
    assert "出门一次" in page


def test_a_place_or_area_can_be_the_start() -> None:
    generation = get_served().generation
    hall = generation.places.get("hall-370103")
    for words in (hall.name["zh"], hall.name["en"].upper()):
        query = QueryDict(mutable=True)
        query["from"] = words
        assert read_form(query, get_served(), "zh", now()).faults == []
    community = next(area for area in generation.areas if area.code == "370103002001")
    page = look("/plan/", a_query() | {"from": community.name["zh"]})
    assert "出门一次" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"from": "nowhere at all"}, "from cannot be"),
        ({"to": "1000,3"}, "to cannot be"),
        ({"to": "36.65, 116.99"}, "Longitude and latitude are swapped"),
        ({"from": "36.65,116.99"}, "Longitude and latitude are swapped"),
        ({"from": "nan,36.65"}, "from cannot be"),
        ({"from": "120,40"}, "too far"),
        ({"at": "tomorrow"}, "at cannot be"),
        ({"back_by": "late"}, "back_by cannot be"),
        ({"mode": "fly"}, "mode cannot be"),
        ({"days": "99"}, "days cannot be"),
        ({"errand": "NOTHING"}, "errand cannot be"),
        ({"errand": [f"X{number}" for number in range(60)]}, "errand cannot be"),
        ({"at": "1900-01-01T09:00"}, "1900"),
        ({"back_by": "08:00"}, "08:00"),
        ({"back_by": "08:00", "back_on": "2026-11-25"}, "2026-11-25 08:00"),
        ({"back_by": "08:00", "back_on": "tomorrow"}, "back_on cannot be"),
        ({"from": '"><script>alert(1)</script>'}, "from cannot be"),
    ],
)
def test_wrong_input_is_said(change: dict[str, str | list[str]], words: str) -> None:
    for path in ("/en/plan/", "/en/plan/sheet/", "/en/plan.ics"):
        page = look(path, a_query() | change, 422)
        assert words in page
        assert "<script>alert" not in page


def test_a_quantity_of_nothing_is_refused() -> None:
    code = code_of("新生儿出生登记")
    page = look("/en/plan/", a_query() | {f"quantity-{code}": "0"}, 422)
    assert "quantity cannot be" in page


def test_an_unknown_code_offers_those_that_may_be_meant() -> None:
    code = code_of("新生儿出生登记")
    page = look("/plan/", {"errand": code[:-1], "from": POINT, "at": AT}, 422)
    assert f"您要的可能是：{code}" in page
    assert f'name="errand" value="{code}"> ' in page, "it can be ticked, and is not yet"


def test_two_hundred_errands_are_refused_in_words() -> None:
    page = look("/en/plan/", a_query() | {"errand": [f"X{n}" for n in range(200)]}, 400)
    assert "too many" in page.casefold()


def test_why_not_and_suggestions_that_plan_the_changed_question() -> None:
    page = look("/plan/", a_query(days="1") | {"at": "2026-10-01T08:30"})
    assert "为什么办不成" in page
    links = re.findall(r'<li[^>]*><a href="(/plan/\?[^"]+)" rel="nofollow">', page)
    assert links
    better = Client().get(unescape(links[0]))
    assert better.status_code == 200
    assert "为什么办不成" not in better.content.decode()


def test_the_address_holds_the_whole_question() -> None:
    code = code_of("新生儿出生登记")
    query = QueryDict(mutable=True)
    query.setlist("errand", [code])
    more = {"from": POINT, "to": "117,36.6", "at": AT, "back_by": "17:30", "mode": "bike"}
    more |= {
        "days": "3",
        f"quantity-{code}": "2",
        f"how-{code}": "visit",
        f"collect-{code}": "1",
        "have": "birth",
    }
    query.update(more)
    question = read_form(query, get_served(), "zh", now()).question
    assert question is not None
    assert parse_qs(write_query(question)) == {k: [v] for k, v in more.items()} | {"errand": [code]}
    assert (
        read_form(QueryDict(write_query(question)), get_served(), "zh", now()).question == question
    )


@pytest.mark.parametrize(
    ("asked", "back_by"),
    [
        ({"back_by": "17:30"}, time(17, 30)),
        ({"back_by": "17:30", "back_on": "2026-11-26"}, datetime(2026, 11, 26, 17, 30)),
        ({"back_by": "", "back_on": "2026-11-26"}, datetime(2026, 11, 26, 23, 59)),
        ({"back_by": "2026-11-26T17:30"}, datetime(2026, 11, 26, 17, 30)),
    ],
)
def test_back_by_is_each_day_or_on_one_day(asked: dict[str, str], back_by: object) -> None:
    query = QueryDict(mutable=True)
    query.update({"errand": code_of("新生儿出生登记"), "from": POINT, "at": AT} | asked)
    question = read_form(query, get_served(), "zh", now()).question
    assert question is not None
    assert question.back_by == back_by
    page = look("/plan/", dict(QueryDict(write_query(question)).lists()))
    assert f'type="time" value="{back_by:%H:%M}"' in page
    day = f"{back_by:%Y-%m-%d}" if isinstance(back_by, datetime) else ""
    assert f'type="date" value="{day}"' in page


@pytest.mark.parametrize("home", HOMES)
def test_the_calendar_is_a_file(home: str) -> None:
    response = Client().get(f"{home}plan.ics", a_query())
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert ".ics" in response.headers["Content-Disposition"]
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == 1


@pytest.mark.parametrize("home", HOMES)
def test_the_sheet_holds_steps_and_papers_without_the_form(home: str) -> None:
    page = look(f"{home}plan/sheet/", a_query())
    assert 'class="sheet"' in page
    assert "plan-form" not in page
    assert 'class="timeline"' in page
    assert urlsplit(unescape(re.findall(r'href="([^"]*plan/\?[^"]+)"', page)[-1])).query
