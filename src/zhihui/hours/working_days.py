"""Counting in working days (工作日), for time limits and the waits between errands.

The day from which one counts is not counted, as the law has it for time limits. A day that the
calendar does not know makes the answer None, never a guess.
"""

from datetime import date, timedelta

from zhihui.district import Fact
from zhihui.hours.calendar import WorkingCalendar

_DAY = timedelta(days=1)


def add_working_days(day: date, n: int, calendar: WorkingCalendar) -> date | None:
    """The ``n``-th working day after ``day``, or before it when ``n`` is negative.

    ``day`` itself, whatever it is, when ``n`` is 0. None when a day on the way is unknown.
    """
    step = _DAY if n >= 0 else -_DAY
    left = abs(n)
    while left:
        if day == (date.max if n > 0 else date.min):
            return None
        day += step
        works = calendar.is_workday(day)
        if works is Fact.UNKNOWN:
            return None
        left -= works is Fact.YES
    return day


def working_days_between(first: date, last: date, calendar: WorkingCalendar) -> int | None:
    """How many working days there are after ``first`` up to ``last``, which counts.

    Negative when ``last`` is earlier: the working days before ``first`` down to ``last``. None
    when one of these days is unknown.
    """
    step = 1 if last >= first else -1
    count = 0
    for ahead in range(step, (last - first).days + step, step):
        works = calendar.is_workday(first + ahead * _DAY)
        if works is Fact.UNKNOWN:
            return None
        count += works is Fact.YES
    return step * count
