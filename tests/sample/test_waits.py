"""What the sample says of waits, last admission and appointments."""

from collections import defaultdict
from datetime import date, timedelta

from zhihui.district import Fact, PlaceKind, Records
from zhihui.hours import OpeningHours, china_calendar, intervals_of_day, parse_hours

HALLS = (PlaceKind.DISTRICT_HALL, PlaceKind.BRANCH_HALL)
ORDINARY_MONDAY = date(2026, 3, 2)


def test_halls_and_centres_say_when_the_last_person_is_let_in(sample: Records) -> None:
    for place in sample.places:
        if place.kind in (*HALLS, PlaceKind.STREET_CENTRE):
            assert place.last_admission_minutes in (15, 20, 30)
        else:
            assert place.last_admission_minutes is None
    counters = [counter for place in sample.places for counter in place.counters]
    assert {counter.last_admission_minutes for counter in counters} == {None, 20}


def test_queues_are_known_at_halls_and_at_about_half_of_the_centres(sample: Records) -> None:
    assert all(place.queues for place in sample.places if place.kind in HALLS)
    centres = [place for place in sample.places if place.kind is PlaceKind.STREET_CENTRE]
    assert sum(1 for centre in centres if centre.queues) == 9
    stations = [place for place in sample.places if place.kind is PlaceKind.COMMUNITY_STATION]
    assert not any(station.queues for station in stations)


def test_each_hour_of_a_queue_is_one_in_which_the_place_is_open(sample: Records) -> None:
    for place in sample.places:
        hours_of = {"": place.hours}
        hours_of |= {str(c.id): c.hours or place.hours for c in place.counters}
        said: dict[tuple[str, int, int], int] = defaultdict(int)
        for row in place.queues:
            hours = parse_hours(hours_of[row.counter])
            assert isinstance(hours, OpeningHours)
            assert row.weekdays
            for weekday in row.weekdays:
                said[row.counter, weekday, row.hour] += 1
                day = ORDINARY_MONDAY + timedelta(days=weekday)
                assert any(
                    start.hour <= row.hour and (end.hour, end.minute) > (row.hour, 0)
                    for start, end in intervals_of_day(hours, day, china_calendar()) or ()
                ), (place.id, row)
        assert set(said.values()) <= {1}, place.id


def test_waits_differ_by_hour_and_some_have_no_known_error(sample: Records) -> None:
    rows = [row for place in sample.places for row in place.queues]
    assert len({row.minutes for row in rows}) > 15
    assert any(row.error_minutes is None for row in rows)
    assert all(0 <= row.minutes <= 60 for row in rows)
    assert {row.counter for row in rows} > {""}


def test_appointments_have_slots_that_the_handling_fits_in(sample: Records) -> None:
    for offer in sample.offers:
        if offer.appointment is not Fact.YES:
            assert offer.slot_minutes is None
            continue
        assert offer.slot_minutes is not None
        assert offer.slot_minutes >= min(offer.handling_minutes or 0, 60)
    assert len({offer.slot_minutes for offer in sample.offers}) >= 4
