"""The appointments of a day (预约时段). Pure; asked by the planner of trips."""

from datetime import date, time, timedelta

from zhihui.district import Offer
from zhihui.hours.calendar import WorkingCalendar
from zhihui.hours.rules import DAY_MINUTES, OpeningHours
from zhihui.hours.states import intervals_of_day


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
    Where it is open through midnight, they are counted from midnight. None when the hours of the
    day are unknown. Raises ValueError for slots shorter than a minute.
    """
    if slot_minutes < 1:
        raise ValueError(f"a slot of at least 1 minute, not {slot_minutes}")
    intervals = intervals_of_day(hours, day, calendar)
    if intervals is None:
        return None
    needed = max(slot_minutes, last_admission_minutes)
    return tuple(
        time(minute // 60, minute % 60)
        for opens, shuts in intervals
        for minute in range(_minute(opens), _end(shuts) - needed + 1, slot_minutes)
    )


def list_appointments(
    offer: Offer,
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
        return tuple(sorted({slot.time() for slot in offer.slots if slot.date() == day}))
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
