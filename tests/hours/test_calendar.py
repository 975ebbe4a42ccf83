"""The working calendar: published years, years that are not, and years added by the caller."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from zhihui.district import CalendarDay, Fact, text
from zhihui.hours import DayKind, china_calendar, create_working_calendar

CALENDAR = china_calendar()


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 2, 14), DayKind.MAKEUP_WORKDAY),
        (date(2026, 10, 5), DayKind.HOLIDAY),
        (date(2026, 10, 3), DayKind.HOLIDAY),
        (date(2026, 10, 8), DayKind.WORKDAY),
        (date(2026, 10, 10), DayKind.MAKEUP_WORKDAY),
        (date(2026, 10, 11), DayKind.REST_DAY),
        (date(2099, 3, 2), DayKind.UNKNOWN),
        (date(2099, 3, 1), DayKind.UNKNOWN),
        (date(1999, 3, 1), DayKind.UNKNOWN),
    ],
)
def test_days_of_the_notices(day: date, kind: DayKind) -> None:
    assert CALENDAR.kind(day) is kind


def test_every_published_day_agrees_with_the_package() -> None:
    first, last = min(CALENDAR.known_years), max(CALENDAR.known_years)
    day = date(first, 1, 1)
    while day.year <= last:
        expected = Fact.YES if chinese_calendar.is_workday(day) else Fact.NO
        assert CALENDAR.is_workday(day) is expected, day
        day += timedelta(days=1)
    assert CALENDAR.is_workday(date(last + 1, 1, 4)) is Fact.UNKNOWN


def test_two_packages_know_the_same_working_days() -> None:
    """All days of 2004 … 2026 but one: the notice of 2006 had people work on 31 December 2005."""
    differing = []
    for year in sorted(CALENDAR.known_years):
        other = holidays.country_holidays("CN", years=year)
        day = date(year, 1, 1)
        while day.year == year:
            if (CALENDAR.is_workday(day) is Fact.YES) is not other.is_working_day(day):
                differing.append(day)
            day += timedelta(days=1)
    assert differing == [date(2005, 12, 31)]


def test_holidays_have_names_in_both_languages() -> None:
    assert CALENDAR.holiday_name(date(2026, 10, 5)) == text(zh="国庆节", en="National Day")
    assert CALENDAR.holiday_name(date(2026, 2, 14)) == text(zh="春节", en="Spring Festival")
    assert CALENDAR.holiday_name(date(2026, 10, 8)) == {}


def test_a_makeup_workday_stands_for_the_day_off_it_makes_up_for() -> None:
    assert CALENDAR.compensated[date(2026, 2, 14)] == date(2026, 2, 20)
    assert CALENDAR.stands_for(date(2026, 2, 14)) == 4
    assert CALENDAR.stands_for(date(2026, 2, 28)) == 0
    assert CALENDAR.stands_for(date(2026, 10, 8)) == 3


def test_a_year_can_be_added() -> None:
    extra = {date(2099, 10, 1): DayKind.HOLIDAY, date(2099, 10, 10): DayKind.MAKEUP_WORKDAY}
    added = china_calendar(extra, names={date(2099, 10, 1): text(zh="国庆节", en="National Day")})
    assert added.kind(date(2099, 10, 1)) is DayKind.HOLIDAY
    assert added.holiday_name(date(2099, 10, 1))["zh"] == "国庆节"
    assert added.kind(date(2099, 10, 10)) is DayKind.MAKEUP_WORKDAY
    assert added.stands_for(date(2099, 10, 10)) == 0, "Monday where nothing says better"
    assert added.kind(date(2099, 10, 12)) is DayKind.WORKDAY
    assert added.kind(date(2098, 10, 12)) is DayKind.UNKNOWN
    assert CALENDAR.kind(date(2099, 10, 12)) is DayKind.UNKNOWN


def test_a_published_day_can_be_put_right() -> None:
    corrected = china_calendar({date(2026, 10, 8): DayKind.HOLIDAY})
    assert corrected.kind(date(2026, 10, 8)) is DayKind.HOLIDAY


def test_the_plain_calendar_is_one_object() -> None:
    assert china_calendar() is china_calendar()


def test_the_days_of_a_table_make_a_calendar() -> None:
    calendar = create_working_calendar(
        [
            CalendarDay(day=date(2099, 10, 1), kind=DayKind.HOLIDAY, name=text(zh="国庆节")),
            CalendarDay(
                day=date(2099, 10, 10),
                kind=DayKind.MAKEUP_WORKDAY,
                instead_of=date(2099, 10, 7),
            ),
        ]
    )
    assert calendar.holiday_name(date(2099, 10, 1)) == {"zh": "国庆节"}
    assert calendar.stands_for(date(2099, 10, 10)) == 2
    assert calendar.is_workday(date(2099, 10, 12)) is Fact.YES
    assert calendar.kind(date(2026, 10, 5)) is DayKind.HOLIDAY, "published years stay"
    assert create_working_calendar([]) is china_calendar()


def test_a_workday_on_a_weekend_is_made_up_and_a_rest_day_on_a_weekday_is_a_holiday() -> None:
    calendar = create_working_calendar(
        [
            CalendarDay(day=date(2099, 10, 10), kind=DayKind.WORKDAY),
            CalendarDay(day=date(2099, 10, 5), kind=DayKind.REST_DAY),
            CalendarDay(day=date(2099, 10, 6), kind=DayKind.WORKDAY),
            CalendarDay(day=date(2099, 10, 11), kind=DayKind.REST_DAY),
        ]
    )
    assert calendar.kind(date(2099, 10, 10)) is DayKind.MAKEUP_WORKDAY
    assert calendar.kind(date(2099, 10, 5)) is DayKind.HOLIDAY
    assert calendar.kind(date(2099, 10, 6)) is DayKind.WORKDAY
    assert calendar.kind(date(2099, 10, 11)) is DayKind.REST_DAY
