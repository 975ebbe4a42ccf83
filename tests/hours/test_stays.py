"""Open throughout, next opening, working minutes and slots, against every single minute."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhihui.district import (
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
from zhihui.hours import (
    HORIZON_DAYS,
    OpeningHours,
    china_calendar,
    closing_minute,
    intervals_of_day,
    list_appointments,
    next_opening,
    open_state,
    open_throughout,
    parse_hours,
    resolve_hours,
    slots_of_day,
    working_minutes_between,
)

CALENDAR = china_calendar()
OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00"
PLACE = Place(id=PlaceId("P"), name=text("处"), hours=OFFICE)
MINUTE = timedelta(minutes=1)
LAST_YEAR = max(CALENDAR.known_years)


def hours_of(text: str) -> OpeningHours:
    hours = parse_hours(text)
    assert isinstance(hours, OpeningHours), hours
    return hours


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


# --- examples ---------------------------------------------------------------------------------


def test_open_throughout_a_stay_that_fits() -> None:
    found = open_throughout(hours_of(OFFICE), at("2026-11-25T09:00"), 180, CALENDAR)
    assert found.fact is Fact.YES
    assert found.until == at("2026-11-25T12:00")


def test_a_stay_into_the_lunch_break_says_until_when_and_from_when() -> None:
    found = open_throughout(hours_of(OFFICE), at("2026-11-25T11:30"), 45, CALENDAR)
    assert found.fact is Fact.NO
    assert found.until == at("2026-11-25T12:00")
    assert found.opens_next == at("2026-11-25T13:30")
    assert [reason.kind for reason in found.reasons] == [
        ReasonKind.OPEN_UNTIL,
        ReasonKind.OPENS_NEXT,
    ]


def test_the_next_start_is_one_that_the_stay_fits_in() -> None:
    found = open_throughout(hours_of(OFFICE), at("2026-11-25T09:30"), 200, CALENDAR)
    assert found.opens_next == at("2026-11-25T13:30")
    never = open_throughout(hours_of(OFFICE), at("2026-11-25T09:30"), 300, CALENDAR)
    assert never.opens_next is None
    assert never.reasons[-1].kind is ReasonKind.CALENDAR_NOT_PUBLISHED, "2027 may be otherwise"
    ordinary = open_throughout(hours_of(OFFICE), at("2026-03-02T09:30"), 300, CALENDAR)
    assert ordinary.reasons[-1].kind is ReasonKind.NOT_OPEN_WITHIN_HORIZON


def test_a_stay_on_a_holiday_names_it() -> None:
    found = open_throughout(hours_of(OFFICE), at("2026-10-05T10:00"), 30, CALENDAR)
    assert found.fact is Fact.NO
    assert found.reasons[0].kind is ReasonKind.CLOSED_HOLIDAY
    assert found.opens_next == at("2026-10-08T09:00")


def test_a_stay_in_a_year_without_a_calendar_is_unknown() -> None:
    found = open_throughout(hours_of(OFFICE), at("2099-10-06T10:00"), 30, CALENDAR)
    assert found.fact is Fact.UNKNOWN
    assert found.reasons[0].values == {"year": 2099}
    assert next_opening(hours_of(OFFICE), at("2099-10-06T10:00"), CALENDAR) is None


def test_shut_for_certain_goes_before_unknown() -> None:
    text = '09:00-10:00 unknown "预约", 11:00-12:00; PH off'
    found = open_throughout(hours_of(text), at("2026-11-25T09:30"), 60, CALENDAR)
    assert found.fact is Fact.NO
    within = open_throughout(hours_of(text), at("2026-11-25T09:10"), 50, CALENDAR)
    assert within.fact is Fact.UNKNOWN
    assert within.reasons[0].values == {"comment": "预约"}


def test_a_stay_across_midnight() -> None:
    hours = hours_of("Mo-Su,PH 22:00-26:00")
    assert open_throughout(hours, at("2026-11-25T23:00"), 180, CALENDAR).fact is Fact.YES
    assert open_throughout(hours, at("2026-11-25T23:00"), 181, CALENDAR).fact is Fact.NO
    assert working_minutes_between(
        at("2026-11-25T23:30"), at("2026-11-26T23:00"), hours, CALENDAR
    ) == (150 + 60)


def test_round_the_clock_is_open_throughout_a_month() -> None:
    found = open_throughout(hours_of("24/7"), at("2099-10-06T10:00"), 31 * 1440, CALENDAR)
    assert found.fact is Fact.YES


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match="at least 1 minute"):
        open_throughout(hours_of(OFFICE), at("2026-11-25T09:00"), 0, CALENDAR)
    with pytest.raises(ValueError, match="before the start"):
        working_minutes_between(
            at("2026-11-25T09:00"), at("2026-11-25T08:59"), hours_of(OFFICE), CALENDAR
        )
    with pytest.raises(ValueError, match="at least 1 minute"):
        slots_of_day(hours_of(OFFICE), date(2026, 11, 25), CALENDAR, slot_minutes=0)


def test_working_minutes_over_a_makeup_weekend() -> None:
    friday_to_monday = at("2026-02-13T16:00"), at("2026-02-15T10:00")
    assert working_minutes_between(*friday_to_monday, hours_of(OFFICE), CALENDAR) == 60 + 390
    unknown = working_minutes_between(
        at(f"{LAST_YEAR}-12-30T09:00"),
        at(f"{LAST_YEAR + 1}-01-04T10:00"),
        hours_of(OFFICE),
        CALENDAR,
    )
    assert unknown is None


def test_slots_count_from_each_opening() -> None:
    day = date(2026, 11, 25)
    slots = slots_of_day(hours_of(OFFICE), day, CALENDAR, slot_minutes=50)
    morning = (time(9), time(9, 50), time(10, 40))
    assert slots == (*morning, time(13, 30), time(14, 20), time(15, 10), time(16))
    early = slots_of_day(
        hours_of(OFFICE), day, CALENDAR, slot_minutes=50, last_admission_minutes=70
    )
    assert early == (*morning, time(13, 30), time(14, 20), time(15, 10))
    assert slots_of_day(hours_of(OFFICE), date(2026, 11, 28), CALENDAR, slot_minutes=30) == ()
    assert slots_of_day(hours_of(OFFICE), date(2099, 11, 25), CALENDAR, slot_minutes=30) is None


def test_listed_appointments_go_before_counted_ones() -> None:
    hours, day = hours_of(OFFICE), date(2026, 11, 25)
    listed = (at("2026-11-25T14:00"), at("2026-11-25T09:15"), at("2026-11-26T10:00"))
    found = list_appointments(offer(slots=listed), PLACE, hours, day, CALENDAR)
    assert found == (time(9, 15), time(14))
    assert list_appointments(offer(slots=()), PLACE, hours, day, CALENDAR) == ()
    assert list_appointments(offer(slots=None), PLACE, hours, day, CALENDAR) is None
    counted = list_appointments(offer(slots=None, slot_minutes=60), PLACE, hours, day, CALENDAR)
    assert counted == (time(9), time(10), time(11), time(13, 30), time(14, 30), time(15, 30))


def test_listed_appointments_end_with_a_dated_closing() -> None:
    day = date(2026, 11, 25)
    listed = (at("2026-11-25T09:15"), at("2026-11-25T14:00"), at("2026-11-26T20:00"))

    def appointments(hours: str, on: date = day) -> tuple[time, ...] | None:
        dated = DatedHours(first=day, last=day, hours=hours)
        place = replace(PLACE, hours=OFFICE, dated_hours=(dated,))
        resolved = hours_of(resolve_hours(place))
        return list_appointments(offer(slots=listed), place, resolved, on, CALENDAR)

    assert appointments("off") == ()
    assert appointments("09:00-12:00") == (time(9, 15),)
    assert appointments("09:00-24:00") == (time(9, 15), time(14))
    assert appointments("by arrangement") == (time(9, 15), time(14)), "not read, so nothing is off"
    assert appointments("off", date(2026, 11, 26)) == (time(20),), "ordinary hours do not count"


def test_midnight_is_no_closing_where_it_stays_open() -> None:
    wednesday = date(2026, 11, 25)

    def closing(text: str) -> int | None:
        hours = hours_of(text)
        (*_, (_, shuts)) = intervals_of_day(hours, wednesday, CALENDAR) or ()
        return closing_minute(hours, wednesday, shuts, CALENDAR)

    assert closing("24/7") is None
    assert closing("Mo-Su 18:00-26:00") == 1440 + 120
    assert closing("Mo-We 00:00-24:00; Th 00:00-06:00") == 1440 + 360
    assert closing("Mo-We 00:00-24:00") == 1440
    assert closing("Mo-Fr 09:00-17:00") == 1020


def test_the_last_appointments_at_midnight() -> None:
    day = date(2026, 11, 25)

    def last_slot(text: str, admission: int) -> time:
        slots = slots_of_day(
            hours_of(text), day, CALENDAR, slot_minutes=30, last_admission_minutes=admission
        )
        assert slots
        return slots[-1]

    assert last_slot("24/7", 90) == time(23, 30)
    assert last_slot("Mo-We 00:00-24:00", 90) == time(22, 30)
    assert last_slot("Mo-Su 18:00-26:00", 90) == time(23, 30)
    assert last_slot("Mo-Su 18:00-26:00", 180) == time(23)


def offer(slots: tuple[datetime, ...] | None, slot_minutes: int | None = None) -> Offer:
    return Offer(
        id=OfferId("O"),
        item=ItemCode("I"),
        place=PlaceId("P"),
        slots=slots,
        slot_minutes=slot_minutes,
    )


# --- against every single minute --------------------------------------------------------------

TEXTS = st.sampled_from(
    [
        OFFICE,
        "24/7",
        "Mo-Su 09:00-17:00",
        "Mo-Su,PH 20:00-26:00",
        "Mo-Fr 09:00-12:00,13:30-17:00; Sa 09:00-12:00; PH off",
        "Tu-Su 10:00-18:00",
        'Mo-Fr 09:00-17:00; Sa 09:00-12:00 unknown "预约"; PH off',
        "Mo-Fr 00:00-12:00; Sa 12:00-24:00; Su 00:00-24:00",
        "Fr 22:00-26:00; Sa 08:00-09:00",
        "2026 Oct 01-2026 Oct 07 10:00-11:00",
    ]
)
TURNS = [date(2026, 2, 14), date(2026, 2, 24), date(2026, 10, 1), date(2026, 10, 9)]
DAYS = st.sampled_from([*TURNS, date(LAST_YEAR, 12, 30)]) | st.dates(
    date(2026, 1, 1), date(2026, 12, 31)
)
MINUTES_OF_DAY = st.integers(0, 1439) | st.sampled_from([0, 539, 540, 719, 720, 1019, 1020, 1439])
MOMENTS = st.builds(
    lambda day, minute: datetime.combine(day, time(minute // 60, minute % 60)), DAYS, MINUTES_OF_DAY
)


DAYS_SEARCHED = 4


@lru_cache(maxsize=100_000)
def fact_at(hours: OpeningHours, moment: datetime) -> Fact:
    return open_state(hours, moment, CALENDAR).fact


def facts(hours: OpeningHours, start: datetime, minutes: int) -> list[Fact]:
    return [fact_at(hours, start + n * MINUTE) for n in range(minutes)]


@settings(max_examples=100, deadline=None)
@given(TEXTS, MOMENTS, st.integers(1, 700))
@example(OFFICE, at("2026-11-25T09:00"), 180)
@example(OFFICE, at("2026-11-25T09:00"), 181)
def test_open_throughout_agrees_with_every_minute(text: str, start: datetime, minutes: int) -> None:
    hours = hours_of(text)
    every = facts(hours, start, minutes)
    expected = Fact.YES if set(every) == {Fact.YES} else Fact.UNKNOWN
    if Fact.NO in every:
        expected = Fact.NO
    found = open_throughout(hours, start, minutes, CALENDAR)
    assert found.fact is expected
    assert (found.until is not None) >= (every[0] is Fact.YES and expected is Fact.NO)
    if found.fact is not Fact.YES and found.until is not None:
        open_for = (found.until - start) // MINUTE
        assert set(every[:open_for]) == {Fact.YES}
        assert every[open_for] is not Fact.YES
    if found.fact is Fact.UNKNOWN:
        assert found.reasons


@settings(max_examples=40, deadline=None)
@given(TEXTS, MOMENTS, st.sampled_from([1, 15, 60, 181, 300]))
def test_the_next_opening_is_the_first_minute_that_will_do(
    text: str, start: datetime, minutes: int
) -> None:
    hours = hours_of(text)
    found = next_opening(hours, start, CALENDAR, minutes=minutes)
    searched = DAYS_SEARCHED * 1440 if found is None else (found - start) // MINUTE
    every = facts(hours, start, min(searched, DAYS_SEARCHED * 1440) + minutes)
    run, first = 0, None
    for number, fact in enumerate(every):
        run = run + 1 if fact is Fact.YES else 0
        if run == minutes:
            first = number + 1 - minutes
            break
    if found is None or searched > DAYS_SEARCHED * 1440:
        assert first is None
    else:
        assert first == searched
    if found is not None:
        assert found - start <= timedelta(days=HORIZON_DAYS)
        assert open_throughout(hours, found, minutes, CALENDAR).fact is Fact.YES


@settings(max_examples=60, deadline=None)
@given(TEXTS, MOMENTS, st.integers(0, 2500))
def test_working_minutes_agree_with_every_minute(text: str, start: datetime, length: int) -> None:
    hours = hours_of(text)
    every = facts(hours, start, length)
    expected = None if Fact.UNKNOWN in every else every.count(Fact.YES)
    assert working_minutes_between(start, start + length * MINUTE, hours, CALENDAR) == expected


@settings(max_examples=60, deadline=None)
@given(TEXTS, DAYS, st.integers(1, 200), st.integers(0, 90))
def test_slots_agree_with_every_minute(text: str, day: date, length: int, admission: int) -> None:
    hours = hours_of(text)
    found = slots_of_day(
        hours, day, CALENDAR, slot_minutes=length, last_admission_minutes=admission
    )
    if found is None:
        assert intervals_of_day(hours, day, CALENDAR) is None
        return
    every = facts(hours, datetime.combine(day, time()), 1440 + admission)
    expected, opened = [], 0
    for minute, fact in enumerate(every[:1440]):
        if fact is not Fact.YES:
            continue
        if minute == 0 or every[minute - 1] is not Fact.YES:
            opened = minute
        slot, admitted = every[:1440][minute : minute + length], every[minute : minute + admission]
        if (
            (minute - opened) % length == 0
            and slot == [Fact.YES] * length
            and admitted == [Fact.YES] * admission
        ):
            expected.append(time(minute // 60, minute % 60))
    assert found == tuple(expected)


@pytest.mark.parametrize("text", ["24/7", "Mo-Su 20:00-26:00", "Mo-Fr 09:00-17:00"])
@pytest.mark.parametrize("at", [datetime.min, datetime.max])  # noqa: DTZ901
def test_the_ends_of_time_are_no_error(text: str, at: datetime) -> None:
    hours = hours_of(text)
    for minutes in (1, 600):
        found = open_throughout(hours, at, minutes, CALENDAR)
        assert found.fact is (Fact.YES if text == "24/7" else Fact.UNKNOWN)
        following = next_opening(hours, at, CALENDAR, minutes=minutes)
        assert following is None or following >= at.replace(second=0, microsecond=0)
    assert open_state(hours, at, CALENDAR).fact is found.fact
    assert intervals_of_day(hours, at.date(), CALENDAR) == (
        ((time(), time()),) if text == "24/7" else None
    )
