"""The days of a place: alike days in a row are one line, and unknown days stay unknown."""

from dataclasses import replace
from datetime import date, datetime, time

from zhihui.answers.model import PlaceAnswer
from zhihui.answers.place_days import (
    find_unpublished_year,
    list_queues,
    list_unusual,
    list_week,
)
from zhihui.district import (
    Counter,
    CounterId,
    DatedHours,
    DayKind,
    Place,
    PlaceId,
    QueueHour,
    text,
)
from zhihui.hours import china_calendar, resolve_hours

CALENDAR = china_calendar()
PLACE = Place(id=PlaceId("p"), name=text("所"), hours="Mo-Fr 09:00-12:00,13:30-17:00; PH off")
DAY = ((time(9), time(12)), (time(13, 30), time(17)))


def answer(place: Place, at: datetime) -> PlaceAnswer:
    return PlaceAnswer(place=place, at=at, hours=resolve_hours(place, day=at.date()))


def test_a_week_says_open_shut_and_what_is_special() -> None:
    week = list_week(answer(PLACE, datetime(2026, 9, 29, 10)), CALENDAR)
    assert [line.day.day for line in week] == [29, 30, 1, 2, 3, 4, 5]
    assert [line.intervals for line in week] == [DAY, DAY, (), (), (), (), ()]
    assert [line.is_as_usual for line in week] == [True, True, *[False] * 5]
    assert week[2].holiday["zh"] == "国庆节"


def test_holidays_make_up_days_and_own_days_are_one_line_each() -> None:
    note = text("搬家", "Moving")
    own = DatedHours(first=date(2026, 10, 12), last=date(2026, 10, 13), hours="off", note=note)
    place = replace(PLACE, dated_hours=(own,))
    unusual = list_unusual(answer(place, datetime(2026, 9, 28, 8)), CALENDAR)
    spans = [(span.first.day.isoformat(), span.last.isoformat()) for span in unusual]
    assert spans == [
        ("2026-10-01", "2026-10-07"),
        ("2026-10-10", "2026-10-10"),
        ("2026-10-12", "2026-10-13"),
    ]
    assert [span.first.intervals for span in unusual] == [(), DAY, ()]
    assert unusual[1].first.kind is DayKind.MAKEUP_WORKDAY
    assert unusual[2].first.note == note


def test_two_own_spans_that_meet_but_differ_stay_two() -> None:
    place = replace(
        PLACE,
        dated_hours=(
            DatedHours(first=date(2026, 11, 3), last=date(2026, 11, 3), hours="off"),
            DatedHours(first=date(2026, 11, 4), last=date(2026, 11, 4), hours="10:00-11:00"),
        ),
    )
    unusual = list_unusual(answer(place, datetime(2026, 11, 2, 8)), CALENDAR)
    assert [span.first.intervals for span in unusual] == [(), ((time(10), time(11)),)]


def test_a_year_without_a_notice_is_named_once_it_is_near() -> None:
    known = max(CALENDAR.known_years)
    assert find_unpublished_year(answer(PLACE, datetime(known, 6, 1)), CALENDAR) is None
    near = answer(PLACE, datetime(known, 12, 20))
    assert find_unpublished_year(near, CALENDAR) == known + 1


def test_unknown_hours_have_no_days_at_all() -> None:
    assert list_week(answer(replace(PLACE, hours=""), datetime(2026, 9, 29)), CALENDAR) == []
    assert list_unusual(answer(replace(PLACE, hours=""), datetime(2026, 9, 29)), CALENDAR) == []


def test_queues_are_of_the_place_and_of_counters_with_their_own() -> None:
    place = replace(
        PLACE,
        counters=(
            Counter(id=CounterId("a"), name=text("甲")),
            Counter(id=CounterId("b"), name=text("乙")),
        ),
        queues=(
            QueueHour(hour=9, minutes=10, error_minutes=5),
            QueueHour(hour=10, minutes=20, weekdays=(0,)),
            QueueHour(hour=9, minutes=3, counter="b"),
        ),
    )
    monday, tuesday = date(2026, 11, 2), date(2026, 11, 3)
    lines = list_queues(place, monday, CALENDAR)
    assert [(line.counter.get("zh"), [row.hour for row in line.hours]) for line in lines] == [
        (None, [9, 10]),
        ("乙", [9]),
    ]
    assert lines[0].most_minutes == 20
    assert [row.minutes for row in list_queues(place, tuesday, CALENDAR)[0].hours] == [10]
    assert list_queues(PLACE, monday, CALENDAR) == []
