"""Counting working days agrees with a day-by-day count, over holidays and unknown years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhihui.district import Fact
from zhihui.hours import (
    DayKind,
    add_working_days,
    china_calendar,
    working_days_between,
)

CALENDAR = china_calendar()
LAST = date(max(CALENDAR.known_years), 12, 31)
FIRST = date(min(CALENDAR.known_years), 1, 1)
DAYS = st.dates(date(2024, 1, 1), LAST + timedelta(days=60))


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-11-28", 0, "2026-11-28"),
        ("2026-11-25", 3, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-10-08", -1, "2026-09-30"),
    ],
)
def test_counts_over_holidays_and_makeup_workdays(start: str, n: int, expected: str) -> None:
    found = add_working_days(date.fromisoformat(start), n, CALENDAR)
    assert found == date.fromisoformat(expected)


def test_never_guesses_beyond_the_known_years() -> None:
    assert add_working_days(LAST, 1, CALENDAR) is None
    assert add_working_days(LAST, 0, CALENDAR) == LAST
    assert add_working_days(FIRST, -1, CALENDAR) is None
    assert working_days_between(LAST, LAST + timedelta(days=1), CALENDAR) is None
    assert working_days_between(LAST, LAST, CALENDAR) == 0


def test_stops_at_the_ends_of_time() -> None:
    extra = {date.max: DayKind.HOLIDAY, date.min: DayKind.HOLIDAY}
    calendar = china_calendar(extra)
    assert add_working_days(date.max - timedelta(days=5), 100, calendar) is None
    assert add_working_days(date.min + timedelta(days=5), -100, calendar) is None


@given(DAYS, st.integers(-120, 120))
def test_adding_agrees_with_a_day_by_day_count(day: date, n: int) -> None:
    step = 1 if n > 0 else -1
    reached, left, known = day, abs(n), True
    while left and known:
        reached += timedelta(days=step)
        kind = CALENDAR.kind(reached)
        known = kind is not DayKind.UNKNOWN
        left -= kind in (DayKind.WORKDAY, DayKind.MAKEUP_WORKDAY)
    assert add_working_days(day, n, CALENDAR) == (reached if known else None)


@given(DAYS, DAYS)
def test_days_between_agree_with_a_day_by_day_count(first: date, last: date) -> None:
    if first <= last:
        counted = [first + timedelta(days=n + 1) for n in range((last - first).days)]
    else:
        counted = [last + timedelta(days=n) for n in range((first - last).days)]
    works = [CALENDAR.is_workday(day) for day in counted]
    expected = works.count(Fact.YES) * (1 if first <= last else -1)
    found = working_days_between(first, last, CALENDAR)
    assert found == (None if Fact.UNKNOWN in works else expected)


@given(DAYS, st.integers(-120, 120))
def test_between_undoes_adding(day: date, n: int) -> None:
    reached = add_working_days(day, n, CALENDAR)
    if reached is not None:
        assert working_days_between(day, reached, CALENDAR) == n
