"""The narrowest hours win, and dated hours of the place lie on top."""

from datetime import date, datetime

from zhihui.district import (
    Counter,
    CounterId,
    DatedHours,
    Fact,
    ItemCode,
    Offer,
    OfferId,
    Place,
    PlaceId,
    ReasonKind,
    text,
)
from zhihui.hours import china_calendar, open_state_of_text, resolve_hours

CALENDAR = china_calendar()


def place(hours: str = "Mo-Fr 09:00-17:00", *dated: DatedHours) -> Place:
    return Place(id=PlaceId("P"), name=text(zh="大厅"), hours=hours, dated_hours=dated)


def counter(hours: str) -> Counter:
    return Counter(id=CounterId("C"), name=text(zh="1号窗口"), hours=hours)


def offer(hours: str) -> Offer:
    return Offer(id=OfferId("O"), item=ItemCode("I"), place=PlaceId("P"), hours=hours)


def dated(hours: str) -> DatedHours:
    return DatedHours(first=date(2026, 10, 1), last=date(2026, 10, 7), hours=hours)


def fact(hours: str, at: str) -> Fact:
    return open_state_of_text(hours, datetime.fromisoformat(at), CALENDAR).fact


def test_the_narrowest_wins() -> None:
    narrow = offer("We 09:00-10:00")
    assert resolve_hours(place(), counter("Tu 09:00-10:00"), narrow) == "We 09:00-10:00"
    assert resolve_hours(place(), counter("Tu 09:00-10:00"), offer("")) == "Tu 09:00-10:00"
    assert resolve_hours(place(), counter(""), None) == "Mo-Fr 09:00-17:00"
    assert resolve_hours(place("")) == ""


def test_dated_hours_hold_on_their_dates_only_holiday_or_not() -> None:
    hours = resolve_hours(place("Mo-Fr 09:00-17:00", dated("10:00-11:00; 14:00-15:00")), day=None)
    assert fact(hours, "2026-10-05T10:30") is Fact.NO, "a later rule of the same day replaces"
    hours = resolve_hours(place("Mo-Fr 09:00-17:00", dated("10:00-11:00,14:00-15:00")))
    assert fact(hours, "2026-10-05T10:30") is Fact.YES
    assert fact(hours, "2026-10-05T14:30") is Fact.YES
    assert fact(hours, "2026-10-05T12:00") is Fact.NO
    assert fact(hours, "2026-09-30T10:30") is Fact.YES
    assert fact(hours, "2026-10-08T16:00") is Fact.YES


def test_a_place_shut_for_a_while_is_shut_for_its_narrow_hours_too() -> None:
    hours = resolve_hours(place("24/7", dated("off")), counter("Mo-Su 08:00-20:00"))
    assert fact(hours, "2026-10-05T10:30") is Fact.NO
    assert fact(hours, "2026-10-08T10:30") is Fact.YES


def test_dated_hours_that_are_over_can_be_left_out() -> None:
    shut = place("24/7", dated("off"))
    assert resolve_hours(shut, day=date(2026, 10, 8)) == "24/7"
    assert resolve_hours(shut, day=date(2026, 10, 7)) != "24/7"


def test_dated_hours_that_cannot_be_read_make_their_dates_unknown() -> None:
    hours = resolve_hours(place("24/7", dated("见公告")))
    assert fact(hours, "2026-10-05T10:30") is Fact.UNKNOWN
    assert fact(hours, "2026-10-08T10:30") is Fact.YES


def test_dated_hours_alone_leave_the_other_days_unknown() -> None:
    hours = resolve_hours(place("", dated("10:00-11:00")))
    state = open_state_of_text(hours, datetime.fromisoformat("2026-09-01T10:00"), CALENDAR)
    assert state.fact is Fact.UNKNOWN
    assert state.reasons[0].kind is ReasonKind.HOURS_UNKNOWN
    assert fact(hours, "2026-10-05T10:30") is Fact.YES
