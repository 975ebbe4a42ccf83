"""The calendar file, read back by the library that calendars use."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from tests.trip_plans import create_infeasible, create_plan
from zhihui.answers import LANGUAGES, create_calendar
from zhihui.trips.plan import Plan

STAMP = datetime.fromisoformat("2026-11-24T20:00:00")


def read_back(plan: Plan, language: str = "zh") -> Any:
    """The calendar as the library reads it; untyped, since any property may be of any type."""
    return Calendar.from_ical(create_calendar(plan, language, stamp=STAMP))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_visit_is_an_event_with_time_and_place(language: str) -> None:
    calendar = read_back(create_plan(), language)
    hall, near = calendar.walk("VEVENT")
    assert hall.decoded("dtstart").isoformat() == "2026-11-25T08:52:00+08:00"
    assert hall.decoded("dtend").isoformat() == "2026-11-25T09:40:00+08:00"
    assert hall.decoded("dtstamp") == datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert (hall["geo"].latitude, hall["geo"].longitude) == (36.65, 117.02)
    assert hall["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert near.decoded("dtstart") - hall.decoded("dtend") == timedelta(minutes=20)
    named = {"zh": "区政务服务中心", "en": "District hall"}[language]
    assert named in str(hall["location"])
    assert named in str(hall["summary"])


def test_the_zone_is_in_the_file() -> None:
    (zone,) = read_back(create_plan()).walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Shanghai"
    (standard,) = zone.walk("STANDARD")
    assert standard.decoded("tzoffsetto") == timedelta(hours=8)


def test_papers_and_steps_are_in_the_description() -> None:
    hall, near = read_back(create_plan(), "en").walk("VEVENT")
    words = str(hall["description"])
    assert "Leave at 08:30" in words
    assert "Household book" in words
    assert "2 copies" in words
    assert "queue 10±4 min" in words
    assert "Sample data" in words
    assert "Leave at" not in str(near["description"])
    assert "Household book" not in str(near["description"])


def test_the_street_that_one_leaves_from_is_named_where_it_is_known() -> None:
    for language, said in (
        ("zh", "08:30 从经一路附近出发"),
        ("en", "Leave at 08:30, from near 经一路"),
    ):
        content = create_calendar(
            create_plan(), language, stamp=STAMP, name_street=lambda point: "经一路"
        )
        hall, near = Calendar.from_ical(content).walk("VEVENT")
        assert said in str(hall["description"])
        assert "经一路" not in str(near["description"])


def test_uids_are_stable_and_differ() -> None:
    first = [str(event["uid"]) for event in read_back(create_plan()).walk("VEVENT")]
    again = [str(event["uid"]) for event in read_back(create_plan(), "en").walk("VEVENT")]
    assert first == again
    assert len(set(first)) == 2


def test_without_visits_there_are_no_events() -> None:
    assert read_back(create_infeasible()).walk("VEVENT") == []
