"""The wait of a day by the hour, from the table of a place (排队). Pure."""

from collections.abc import Mapping
from datetime import date

from zhihui.district import Place, QueueHour
from zhihui.hours.calendar import WorkingCalendar


def queue_of_day(
    place: Place, counter: str, day: date, calendar: WorkingCalendar
) -> Mapping[int, QueueHour]:
    """The hours of ``day`` whose wait at ``counter`` is known; every other hour is unknown.

    A counter with rows of its own has only those; any other, and ``counter`` empty, has the rows
    of the place. A make-up workday has the waits of the weekday that it stands for. A row that
    names weekdays goes before one for every day, an earlier row before a later one.
    """
    own = [row for row in place.queues if counter and row.counter == counter]
    rows = own or [row for row in place.queues if not row.counter]
    weekday = calendar.stands_for(day)
    found: dict[int, QueueHour] = {}
    for row in sorted(rows, key=lambda row: not row.weekdays):
        if not row.weekdays or weekday in row.weekdays:
            found.setdefault(row.hour, row)
    return dict(sorted(found.items()))
