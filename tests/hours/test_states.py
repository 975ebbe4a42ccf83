"""Open or not, until when and when next, on real dates and against minute-by-minute evaluation."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import opening_hours as osm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhihui.district import Fact, ReasonKind
from zhihui.hours import (
    HORIZON_DAYS,
    DayKind,
    OpeningHours,
    OpenState,
    china_calendar,
    intervals_of_day,
    open_state,
    open_state_of_text,
    parse_hours,
)

CALENDAR = china_calendar()
OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00"


def hours_of(text: str) -> OpeningHours:
    hours = parse_hours(text)
    assert isinstance(hours, OpeningHours), hours
    return hours


def state(text: str, at: str) -> OpenState:
    return open_state(hours_of(text), datetime.fromisoformat(at), CALENDAR)


def kinds(found: OpenState) -> list[ReasonKind]:
    return [reason.kind for reason in found.reasons]


def test_an_office_is_open_on_a_makeup_saturday() -> None:
    found = state(OFFICE, "2026-02-14T10:00")
    assert found.fact is Fact.YES
    assert found.until == datetime.fromisoformat("2026-02-14T12:00")
    assert ReasonKind.OPEN_MAKEUP_WORKDAY in kinds(found)


def test_an_office_is_shut_on_a_monday_in_the_holiday() -> None:
    found = state(OFFICE, "2026-10-05T10:00")
    assert found.fact is Fact.NO
    assert found.opens_next == datetime.fromisoformat("2026-10-08T09:00")
    assert found.reasons[0].kind is ReasonKind.CLOSED_HOLIDAY
    assert found.reasons[0].values["holiday"] == "国庆节"
    assert intervals_of_day(hours_of(OFFICE), date(2026, 10, 5), CALENDAR) == ()


def test_a_year_without_a_calendar_is_unknown_and_says_so() -> None:
    found = state(OFFICE, "2099-10-06T10:00")
    assert found.fact is Fact.UNKNOWN
    assert found.reasons[0].kind is ReasonKind.CALENDAR_NOT_PUBLISHED
    assert found.reasons[0].values == {"year": 2099}
    assert intervals_of_day(hours_of(OFFICE), date(2099, 10, 6), CALENDAR) is None


@pytest.mark.parametrize("text", ["24/7", "Mo-Su,PH 00:00-24:00", "Mo-Su 00:00-24:00"])
@pytest.mark.parametrize("at", ["2026-10-05T10:00", "2026-02-14T03:00", "2099-10-06T10:00"])
def test_round_the_clock_needs_no_calendar(text: str, at: str) -> None:
    assert state(text, at) == OpenState(fact=Fact.YES)


def test_hours_that_name_holidays_need_no_calendar() -> None:
    assert state("Mo-Su,PH 09:00-17:00", "2099-10-06T10:00").fact is Fact.YES


def test_lunch_is_shut_and_opens_after_it() -> None:
    found = state(OFFICE, "2026-10-09T12:30")
    assert found.fact is Fact.NO
    assert found.opens_next == datetime.fromisoformat("2026-10-09T13:30")
    assert ReasonKind.CLOSED_TODAY not in kinds(found)
    assert intervals_of_day(hours_of(OFFICE), date(2026, 10, 9), CALENDAR) == (
        (time(9), time(12)),
        (time(13, 30), time(17)),
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (OFFICE, Fact.NO),
        ("Mo-Sa 09:00-17:00", Fact.NO),
        (f"{OFFICE}; PH off", Fact.NO),
        (f"{OFFICE}; PH 09:00-11:00", Fact.YES),
        ("Mo-Fr,PH 09:00-17:00", Fact.YES),
        ("24/7", Fact.YES),
        ("24/7; PH off", Fact.NO),
        ("Mo-Su 09:00-17:00; PH off", Fact.NO),
        ("Mo-Su 09:00-17:00", Fact.UNKNOWN),
        ("09:00-17:00", Fact.UNKNOWN),
        ("Mo-Su 09:00-17:00; Oct 05 off", Fact.NO),
        (f"{OFFICE}; Oct 01-07 10:00-11:00", Fact.YES),
        ("May-Oct 09:00-17:00", Fact.UNKNOWN),
        ("off", Fact.NO),
    ],
)
def test_what_hours_mean_on_a_holiday(text: str, fact: Fact) -> None:
    assert state(text, "2026-10-05T10:00").fact is fact


def test_an_unknown_holiday_names_the_next_certain_opening() -> None:
    found = state("Mo-Su 09:00-17:00", "2026-10-03T10:00")
    assert found.opens_next == datetime.fromisoformat("2026-10-08T09:00")
    assert kinds(found)[0] is ReasonKind.HOLIDAY_HOURS_UNKNOWN


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        # the weekday's hours win over the Saturday's
        (f"{OFFICE}; Sa 10:00-11:00", "2026-02-14", [("09:00", "12:00"), ("13:30", "17:00")]),
        # 14 February makes up for Friday the 20th, 28 February for Monday the 23rd
        ("Mo 09:00-10:00; Tu-Fr 14:00-15:00", "2026-02-14", [("14:00", "15:00")]),
        ("Mo 09:00-10:00; Tu-Fr 14:00-15:00", "2026-02-28", [("09:00", "10:00")]),
        ("Mo-Su 09:00-17:00", "2026-02-14", [("09:00", "17:00")]),
        ("Sa-Su 09:00-12:00", "2026-02-14", None),
        ("Mo-We 09:00-12:00", "2026-02-14", []),
        (f"{OFFICE}; Feb 14 off", "2026-02-14", []),
    ],
)
def test_what_hours_mean_on_a_makeup_workday(
    text: str, day: str, expected: list[tuple[str, str]] | None
) -> None:
    found = intervals_of_day(hours_of(text), date.fromisoformat(day), CALENDAR)
    if expected is None:
        assert found is None
        assert kinds(state(text, f"{day}T10:00"))[0] is ReasonKind.MAKEUP_HOURS_UNKNOWN
    else:
        assert found == tuple(
            (time.fromisoformat(start), time.fromisoformat(end)) for start, end in expected
        )


def test_the_search_for_the_next_opening_stops_at_an_unpublished_year() -> None:
    last = max(CALENDAR.known_years)
    found = state(OFFICE, f"{last}-12-31T18:00")
    assert found.fact is Fact.NO
    assert found.opens_next is None
    assert kinds(found) == [ReasonKind.CALENDAR_NOT_PUBLISHED]


def test_never_open_within_the_horizon() -> None:
    found = state("2026 Dec 24 09:00-10:00", "2026-03-02T10:00")
    assert found.opens_next is None
    assert found.reasons[-1].kind is ReasonKind.NOT_OPEN_WITHIN_HORIZON
    assert found.reasons[-1].values == {"days": HORIZON_DAYS}


def test_hours_by_appointment_are_unknown_and_say_why() -> None:
    found = state(f'{OFFICE}; Sa 09:00-12:00 unknown "预约"', "2026-10-17T10:00")
    assert found.fact is Fact.UNKNOWN
    assert found.reasons[0].values == {"comment": "预约"}
    assert found.opens_next == datetime.fromisoformat("2026-10-19T09:00")


def test_hours_past_midnight() -> None:
    found = state("Fr 22:00-26:00; Sa 08:00-09:00", "2026-10-17T01:30")
    assert found == OpenState(
        fact=Fact.YES, until=datetime.fromisoformat("2026-10-17T02:00"), reasons=found.reasons
    )
    assert state("Fr 22:00-26:00", "2026-10-16T23:00").until == datetime.fromisoformat(
        "2026-10-17T02:00"
    )


def test_hours_that_nobody_knows_or_can_read() -> None:
    at = datetime.fromisoformat("2026-03-02T10:00")
    assert open_state_of_text("", at, CALENDAR).reasons[0].kind is ReasonKind.HOURS_UNKNOWN
    unread = open_state_of_text("", at, CALENDAR, original="详见官网")
    assert unread.fact is Fact.UNKNOWN
    assert unread.reasons[0].kind is ReasonKind.HOURS_UNREADABLE
    assert unread.reasons[0].values == {"original": "详见官网"}


# --- against minute-by-minute evaluation ------------------------------------------------------

QUARTERS = st.integers(0, 96).map(lambda quarter: quarter * 15)
SPANS = st.lists(QUARTERS, min_size=2, max_size=4, unique=True).map(
    lambda ends: [(a, b) for a, b in zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False)]
)
Week = dict[int, list[tuple[int, int]]]
WEEKS = st.dictionaries(st.integers(0, 6), SPANS, min_size=1)
PUBLIC_HOLIDAYS: st.SearchStrategy[list[tuple[int, int]] | None] = st.none() | st.just([]) | SPANS
DAYS_OF_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def written(week: Week, holidays: list[tuple[int, int]] | None) -> str:
    rules = [f"{osm_day(day)} {osm_times(spans)}" for day, spans in week.items()]
    if holidays is not None:
        rules.append(f"PH {osm_times(holidays)}" if holidays else "PH off")
    return "; ".join(rules)


def osm_day(weekday: int) -> str:
    return ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[weekday]


def osm_times(spans: list[tuple[int, int]]) -> str:
    return ",".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in spans)


def naive_open(week: Week, holidays: list[tuple[int, int]] | None, at: datetime) -> bool | None:
    """The decision record, word for word, for one minute."""
    minute, kind = at.hour * 60 + at.minute, CALENDAR.kind(at.date())
    spans = week.get(at.weekday(), [])
    if kind is DayKind.UNKNOWN:
        return None
    if kind is DayKind.HOLIDAY:
        if holidays is None and len(week) == 7:
            return None
        spans = holidays or []
    if kind is DayKind.MAKEUP_WORKDAY:
        instead = week.get(CALENDAR.stands_for(at.date()), [])
        if not instead and spans:
            return None
        spans = instead
    return any(start <= minute < end for start, end in spans)


@settings(max_examples=60, deadline=None)
@given(WEEKS, PUBLIC_HOLIDAYS, DAYS_OF_2026)
def test_every_minute_of_a_day_agrees(
    week: Week, holidays: list[tuple[int, int]] | None, day: date
) -> None:
    hours = hours_of(written(week, holidays))
    intervals = intervals_of_day(hours, day, CALENDAR)
    for minute in range(0, 1440, 5):
        at = datetime.combine(day, time(minute // 60, minute % 60))
        expected = naive_open(week, holidays, at)
        found = open_state(hours, at, CALENDAR).fact
        assert found is {True: Fact.YES, False: Fact.NO, None: Fact.UNKNOWN}[expected]
        if intervals is None:
            assert expected is None
        else:
            inside = any(
                a <= at.time() < b or (b == time() and a <= at.time()) for a, b in intervals
            )
            assert inside is expected


@settings(max_examples=40, deadline=None)
@given(WEEKS, PUBLIC_HOLIDAYS, DAYS_OF_2026, st.integers(0, 1439))
def test_until_and_next_are_the_first_minutes_that_differ(
    week: Week, holidays: list[tuple[int, int]] | None, day: date, minute: int
) -> None:
    at = datetime.combine(day, time(minute // 60, minute % 60))
    found = open_state(hours_of(written(week, holidays)), at, CALENDAR)
    if found.until is not None:
        assert naive_open(week, holidays, found.until) is not True
        assert _all(week, holidays, at, found.until, lambda fact: fact is True)
    if found.opens_next is not None:
        assert naive_open(week, holidays, found.opens_next) is True
        assert _all(week, holidays, at, found.opens_next, lambda fact: fact is not True)
    elif found.fact is not Fact.YES:
        end = at + timedelta(days=HORIZON_DAYS - 1)
        assert _all(week, holidays, at, end, lambda fact: fact is not True)


def _all(
    week: Week,
    holidays: list[tuple[int, int]] | None,
    first: datetime,
    end: datetime,
    holds: Callable[[bool | None], bool],
) -> bool:
    moment = first
    while moment < end:
        if not holds(naive_open(week, holidays, moment)):
            return False
        moment += timedelta(minutes=15 - moment.minute % 15)
    return True


ORDINARY_DAYS = DAYS_OF_2026.filter(
    lambda day: CALENDAR.kind(day) in (DayKind.WORKDAY, DayKind.REST_DAY)
)
SELECTORS = st.sampled_from(["", "May-Sep ", "Oct 15-Mar 10 ", "2026 ", "week10-30 ", "Jun 01 "])
RULES = st.builds(
    lambda selector, weekday, spans: f"{selector}{osm_day(weekday)} {osm_times(spans)}",
    SELECTORS,
    st.integers(0, 6),
    SPANS,
) | st.sampled_from(
    ["Mo-Fr 09:00-12:00,13:30-17:00", "Sa[1] 09:00-12:00", "Jul 01-15 off", "We off"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=4).map("; ".join), ORDINARY_DAYS)
def test_ordinary_days_agree_with_the_osm_library(text: str, day: date) -> None:
    judge = osm.OpeningHours(text)
    hours = hours_of(text)
    for minute in range(0, 1440, 15):
        at = datetime.combine(day, time(minute // 60, minute % 60))
        assert (open_state(hours, at, CALENDAR).fact is Fact.YES) is judge.is_open(at), at
