"""The pieces of a day against the rules said minute by minute."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from zhihui.district import Counter, CounterId, DatedHours, Fact, Offer, Place, QueueHour, text
from zhihui.district.ids import ItemCode, OfferId, PlaceId
from zhihui.hours import china_calendar, intervals_of_day, parse_hours
from zhihui.hours.rules import OpeningHours
from zhihui.trips.pieces import OfferTimes, read_offer
from zhihui.trips.question import Defaults

CALENDAR = china_calendar()
HOURS = (
    "Mo-Fr 09:00-12:00,13:30-17:00",
    "Mo-Su 08:30-17:30",
    "24/7",
    "Tu,Th 09:15-11:45; Sa 10:00-12:00",
    "Mo-Fr 09:00-12:00; PH off",
)
DEFAULTS = Defaults(queue_minutes=17, handling_minutes=8)

queue_hours = st.builds(
    QueueHour,
    weekdays=st.lists(st.integers(0, 6), max_size=3, unique=True).map(tuple),
    hour=st.integers(7, 19),
    minutes=st.integers(0, 90),
    counter=st.sampled_from(("", "one")),
)


def times_of(offer: Offer, place: Place, quantity: int = 1) -> OfferTimes:
    return read_offer(offer, place, date(2026, 11, 23), quantity, DEFAULTS)


@settings(max_examples=60, deadline=None)
@given(
    hours=st.sampled_from(HOURS),
    day=st.dates(date(2026, 9, 25), date(2026, 12, 31)),
    queues=st.lists(queue_hours, max_size=8).map(tuple),
    handling=st.one_of(st.none(), st.integers(1, 120)),
    last=st.one_of(st.none(), st.integers(0, 90)),
    at_counter=st.booleans(),
    quantity=st.integers(1, 4),
)
def test_pieces_say_what_the_rules_say_minute_by_minute(
    hours: str,
    day: date,
    queues: tuple[QueueHour, ...],
    handling: int | None,
    last: int | None,
    at_counter: bool,
    quantity: int,
) -> None:
    place = Place(
        id=PlaceId("p"),
        name=text("处"),
        hours=hours,
        queues=queues,
        last_admission_minutes=last,
        counters=(Counter(id=CounterId("one"), name=text("一号")),),
    )
    offer = Offer(
        id=OfferId("o"),
        item=ItemCode("i"),
        place=place.id,
        counter="one" if at_counter else "",
        handling_minutes=handling,
    )
    pieces = times_of(offer, place, quantity).pieces(day, CALENDAR)
    expected = _by_the_minute(place, offer, day, (8 if handling is None else handling) * quantity)
    if pieces is None or expected is None:
        assert pieces is None
        assert expected is None
        return
    said: dict[int, int] = {}
    for first, until, minutes in pieces:
        for minute in range(first, until + 1):
            assert minute not in said
            said[minute] = minutes
    assert said == expected


def _by_the_minute(place: Place, offer: Offer, day: date, handling: int) -> dict[int, int] | None:
    """Minute of joining → minutes until done, from the rules alone; None on an unknown day."""
    read = parse_hours(place.hours)
    assert isinstance(read, OpeningHours)
    own = [row for row in place.queues if offer.counter and row.counter == offer.counter]
    rows = own or [row for row in place.queues if not row.counter]
    rows.sort(key=lambda row: not row.weekdays)
    weekday = CALENDAR.stands_for(day)
    done: dict[int, int] = {}
    intervals = intervals_of_day(read, day, CALENDAR)
    if intervals is None:
        return None
    for opens, shuts in intervals:
        start = opens.hour * 60 + opens.minute
        end = shuts.hour * 60 + shuts.minute or 1440
        for minute in range(start, end):
            fitting = [
                row.minutes
                for row in rows
                if row.hour == minute // 60 and (not row.weekdays or weekday in row.weekdays)
            ]
            needed = (fitting[0] if fitting else DEFAULTS.queue_minutes) + handling
            closes = not (end == 1440 and place.hours == "24/7")
            admitted = not closes or minute <= end - (place.last_admission_minutes or 0)
            if admitted and minute + needed <= end:
                done[minute] = needed
    return done


DAY = date(2026, 11, 25)
HALL = Place(id=PlaceId("h"), name=text("厅"), hours="Mo-Fr 09:00-12:00,13:30-17:00")


def test_listed_appointments_are_taken_as_they_are() -> None:
    slots = (datetime(2026, 11, 25, 10, 20), datetime(2026, 11, 26, 9), datetime(2026, 11, 25, 9))
    offer = Offer(
        id=OfferId("o"), item=ItemCode("i"), place=HALL.id, slots=slots, handling_minutes=30
    )
    times = times_of(offer, HALL)
    assert times.pieces(DAY, CALENDAR) == ((540, 540, 30), (620, 620, 30))
    assert times.pieces(DAY + timedelta(days=3), CALENDAR) == ()
    assert times.wait(DAY, 540, CALENDAR).minutes == 0
    dated = replace(HALL, dated_hours=(DatedHours(first=DAY, last=DAY, hours="10:00-12:00"),))
    assert times_of(offer, dated).pieces(DAY, CALENDAR) == ((620, 620, 30),)
    off = replace(HALL, dated_hours=(DatedHours(first=DAY, last=DAY, hours="off"),))
    assert times_of(offer, off).pieces(DAY, CALENDAR) == ()
    nobody_knows = Place(id=PlaceId("n"), name=text("处"))
    assert times_of(offer, nobody_knows).pieces(DAY, CALENDAR) == ((540, 540, 30), (620, 620, 30))


def test_appointments_by_length_begin_at_opening_and_end_before_closing() -> None:
    offer = Offer(
        id=OfferId("o"),
        item=ItemCode("i"),
        place=HALL.id,
        appointment=Fact.YES,
        slot_minutes=60,
        handling_minutes=40,
    )
    pieces = times_of(offer, HALL).pieces(DAY, CALENDAR)
    assert pieces is not None
    assert [first for first, _, _ in pieces] == [540, 600, 660, 810, 870, 930]
    long = times_of(offer, HALL, quantity=3).pieces(DAY, CALENDAR)
    assert long is not None
    assert [(first, minutes) for first, _, minutes in long] == [
        (540, 120),
        (600, 120),
        (810, 120),
        (870, 120),
    ]


def test_an_appointment_that_is_needed_but_not_listed_is_a_walk_in() -> None:
    offer = Offer(id=OfferId("o"), item=ItemCode("i"), place=HALL.id, appointment=Fact.YES)
    times = times_of(offer, HALL)
    assert not times.has_appointments
    assert times.wait(DAY, 600, CALENDAR).known is False
    assert times.pieces(DAY, CALENDAR)


def test_the_narrowest_hours_and_last_admission_win() -> None:
    place = Place(
        id=PlaceId("p"),
        name=text("处"),
        hours="24/7",
        last_admission_minutes=5,
        counters=(
            Counter(
                id=CounterId("c"),
                name=text("一号"),
                hours="Mo-Fr 09:00-17:00",
                last_admission_minutes=60,
            ),
        ),
    )
    offer = Offer(
        id=OfferId("o"), item=ItemCode("i"), place=place.id, counter="c", handling_minutes=1
    )
    pieces = times_of(offer, place).pieces(DAY, CALENDAR)
    assert pieces == ((540, 960, 18),)
    assert time(960 // 60) == time(16)
