"""The appointments of a day (预约时段). Pure; asked by the planner of trips."""

from datetime import date, datetime, time, timedelta

from zhihui.district import Fact, Offer, Place
from zhihui.hours.calendar import WorkingCalendar
from zhihui.hours.rules import DAY_MINUTES, OpeningHours
from zhihui.hours.states import closing_minute, intervals_of_day, open_state


def slots_of_day(
    hours: OpeningHours,
    day: date,
    calendar: WorkingCalendar,
    *,
    slot_minutes: int,
    last_admission_minutes: int = 0,
) -> tuple[time, ...] | None:
    """When the appointments of ``day`` begin: from each opening on, every ``slot_minutes``.

    Only those that end by closing and begin ``last_admission_minutes`` before it at the latest.
    Where it is open through midnight, they are counted from midnight and end by it, and it is no
    closing. None when the hours of the
    day are unknown. Raises ValueError for slots shorter than a minute.
    """
    if slot_minutes < 1:
        raise ValueError(f"a slot of at least 1 minute, not {slot_minutes}")
    intervals = intervals_of_day(hours, day, calendar)
    if intervals is None:
        return None
    found: list[time] = []
    for opens, shuts in intervals:
        last = _end(shuts) - slot_minutes
        closing = closing_minute(hours, day, shuts, calendar)
        if closing is not None:
            last = min(last, closing - last_admission_minutes)
        begins = range(_minute(opens), last + 1, slot_minutes)
        found.extend(time(minute // 60, minute % 60) for minute in begins)
    return tuple(found)


def listed_slots(
    offer: Offer, place: Place, hours: OpeningHours | None, day: date, calendar: WorkingCalendar
) -> tuple[time, ...]:
    """The appointments of ``day`` that the source of an Offer lists; () when it lists none.

    They stand whatever the ordinary ``hours`` say, which are the resolved ones. On a day with dated
    hours of the place, only those do that are not outside them.
    """
    listed = sorted({slot.time() for slot in offer.slots or () if slot.date() == day})
    is_dated = any(dates.first <= day <= dates.last for dates in place.dated_hours)
    if hours is None or not is_dated:
        return tuple(listed)
    return tuple(
        slot
        for slot in listed
        if open_state(hours, datetime.combine(day, slot), calendar).fact is not Fact.NO
    )


def list_appointments(
    offer: Offer,
    place: Place,
    hours: OpeningHours,
    day: date,
    calendar: WorkingCalendar,
    *,
    last_admission_minutes: int = 0,
) -> tuple[time, ...] | None:
    """The appointments of an Offer on ``day``: those its source lists, else by ``slot_minutes``.

    ``hours`` are the resolved ones of the Offer. None when neither is known, or when the hours of
    the day are unknown and nothing is listed.
    """
    if offer.slots is not None:
        return listed_slots(offer, place, hours, day, calendar)
    if offer.slot_minutes is None:
        return None
    return slots_of_day(
        hours,
        day,
        calendar,
        slot_minutes=offer.slot_minutes,
        last_admission_minutes=last_admission_minutes,
    )


def _minute(clock: time) -> int:
    return timedelta(hours=clock.hour, minutes=clock.minute) // timedelta(minutes=1)


def _end(clock: time) -> int:
    return _minute(clock) or DAY_MINUTES
