"""The ordinary week of a place, worked out from the days that are as usual.

Called where hours are told to machines. Pure. A weekday whose times are not the same on all such
days within two months, or not known, is left out: nothing is made up.
"""

from datetime import timedelta

from zhihui.answers.model import Intervals, PlaceAnswer
from zhihui.district import DayKind
from zhihui.hours import OpeningHours, WorkingCalendar, intervals_of_day, parse_hours

LOOKED_AT_DAYS = 60


def find_ordinary_week(answer: PlaceAnswer, calendar: WorkingCalendar) -> dict[int, Intervals]:
    """By weekday (0 Monday) its times, empty when shut; a weekday that is not in it is unknown."""
    hours = parse_hours(answer.hours)
    if not isinstance(hours, OpeningHours):
        return {}
    seen: dict[int, set[Intervals | None]] = {}
    for number in range(LOOKED_AT_DAYS):
        day = answer.at.date() + timedelta(days=number)
        is_dated = any(one.first <= day <= one.last for one in answer.place.dated_hours)
        if not is_dated and calendar.kind(day) in (DayKind.WORKDAY, DayKind.REST_DAY):
            seen.setdefault(day.weekday(), set()).add(intervals_of_day(hours, day, calendar))
    week: dict[int, Intervals] = {}
    for weekday, found in sorted(seen.items()):
        only = next(iter(found))
        if len(found) == 1 and only is not None:
            week[weekday] = only
    return week
