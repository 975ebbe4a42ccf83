"""The made-up waits and admission times of the sample's places.

Called by the builder of places. A table has a row only for hours in which the place is open on
an ordinary day of that weekday; every other hour stays unknown.
"""

from datetime import date, timedelta

from zhihui.district import CounterId, QueueHour
from zhihui.hours import OpeningHours, china_calendar, intervals_of_day, parse_hours
from zhihui.sample.rows import QueueRow

_ORDINARY_MONDAY = date(2026, 3, 2)
_MONDAY = 0


def create_queue(row: QueueRow, hours: str, counter: CounterId | None = None) -> list[QueueHour]:
    """The table of ``row`` for a place or counter with ``hours``; Mondays are busier."""
    open_hours = _list_open_hours(hours)
    queue: list[QueueHour] = []
    for at in row.by_hour:
        weekdays = tuple(day for day in range(7) if (day, at.hour) in open_hours)
        for days, extra in (
            (tuple(day for day in weekdays if day == _MONDAY), row.monday_minutes),
            (tuple(day for day in weekdays if day != _MONDAY), 0),
        ):
            if days:
                queue.append(
                    QueueHour(
                        weekdays=days,
                        hour=at.hour,
                        minutes=at.minutes + extra,
                        error_minutes=at.error_minutes,
                        counter=counter or "",
                    )
                )
    return queue


def _list_open_hours(hours: str) -> set[tuple[int, int]]:
    """Pairs of weekday and hour of the day in which some minute is open."""
    parsed = parse_hours(hours)
    if not isinstance(parsed, OpeningHours):
        return set()
    found: set[tuple[int, int]] = set()
    for weekday in range(7):
        day = _ORDINARY_MONDAY + timedelta(days=weekday)
        for start, end in intervals_of_day(parsed, day, china_calendar()) or ():
            last = (end.hour * 60 + end.minute - 1) % (24 * 60)
            found.update((weekday, hour) for hour in range(start.hour, last // 60 + 1))
    return found
