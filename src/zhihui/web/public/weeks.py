"""The opening times of a place over the next days, and its special arrangements.

Called by the place page.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhihui.answers import Intervals, PlaceAnswer, word_day
from zhihui.district import DatedHours
from zhihui.hours import OpeningHours, WorkingCalendar, intervals_of_day, parse_hours

_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One day of the table; ``intervals`` is None when not known, empty when shut."""

    day: str
    intervals: Intervals | None
    is_today: bool


def list_week(
    answer: PlaceAnswer, moment: datetime, calendar: WorkingCalendar, language: str
) -> list[DayLine]:
    """The seven days from ``moment`` on; empty when the hours are not known at all."""
    hours = parse_hours(answer.hours)
    if not isinstance(hours, OpeningHours):
        return []
    days = (moment.date() + timedelta(days=number) for number in range(_DAYS))
    return [
        DayLine(
            day=word_day(day, language),
            intervals=intervals_of_day(hours, day, calendar),
            is_today=day == moment.date(),
        )
        for day in days
    ]


def list_dated(answer: PlaceAnswer, day: date) -> list[DatedHours]:
    """Special arrangements that have not passed."""
    return [dated for dated in answer.place.dated_hours if dated.last >= day]
