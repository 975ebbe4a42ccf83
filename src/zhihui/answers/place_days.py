"""The days of a place: the coming week, the days that are not as usual, and the queue of a day.

Called by the place page. Pure: the day is an argument. What is not known stays unknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhihui.answers.model import Intervals, PlaceAnswer
from zhihui.district import DayKind, Place, QueueHour, Text
from zhihui.hours import (
    OpeningHours,
    WorkingCalendar,
    intervals_of_day,
    parse_hours,
    queue_of_day,
)

WEEK_DAYS = 7
LOOK_AHEAD_DAYS = 60
EXCEPTIONS_SHOWN = 8
_NAMED = (DayKind.HOLIDAY, DayKind.MAKEUP_WORKDAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDay:
    """One day; ``intervals`` is None when not known, empty when shut."""

    day: date
    intervals: Intervals | None
    kind: DayKind
    holiday: Text
    """Of a holiday or make-up workday: the holiday's name; empty for others."""
    note: Text
    """What the place says of its dated hours on that day."""
    is_dated: bool
    """Whether the place has hours of its own for that day."""

    @property
    def is_as_usual(self) -> bool:
        """Whether the day goes by the ordinary week."""
        return not self.is_dated and self.kind not in _NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualDays:
    """Days in a row, ``first`` … ``last``, that are alike and not as usual."""

    first: PlaceDay
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """The waits of one counter on one day, by the hour; an hour not in it is unknown."""

    counter: Text
    """Empty: of the place, for all counters without a table of their own."""
    hours: tuple[QueueHour, ...]
    most_minutes: int


def list_week(answer: PlaceAnswer, calendar: WorkingCalendar) -> list[PlaceDay]:
    """Seven days from the answer's; empty when the hours are not known at all."""
    return _list_days(answer, calendar, WEEK_DAYS)


def list_unusual(answer: PlaceAnswer, calendar: WorkingCalendar) -> list[UnusualDays]:
    """Holidays, make-up workdays and days with hours of their own within two months."""
    spans: list[UnusualDays] = []
    for day in _list_days(answer, calendar, LOOK_AHEAD_DAYS):
        if day.is_as_usual:
            continue
        if spans and _continues(spans[-1], day):
            spans[-1] = UnusualDays(first=spans[-1].first, last=day.day)
        else:
            spans.append(UnusualDays(first=day, last=day.day))
    return spans[:EXCEPTIONS_SHOWN]


def find_unpublished_year(answer: PlaceAnswer, calendar: WorkingCalendar) -> int | None:
    """The first year within two months whose holidays nobody has published yet."""
    days = (answer.at.date() + timedelta(days=number) for number in range(LOOK_AHEAD_DAYS))
    return next((day.year for day in days if calendar.kind(day) is DayKind.UNKNOWN), None)


def list_queues(place: Place, day: date, calendar: WorkingCalendar) -> list[QueueLine]:
    """The waits known for ``day``: of the place first, then of counters with their own."""
    counters: Sequence[tuple[str, Text]] = [
        ("", {}),
        *((counter.id, counter.name) for counter in place.counters),
    ]
    own = {row.counter for row in place.queues}
    lines: list[QueueLine] = []
    for key, name in counters:
        hours: Mapping[int, QueueHour] = queue_of_day(place, key, day, calendar)
        if hours and key in own:
            most = max(row.minutes + (row.error_minutes or 0) for row in hours.values())
            lines.append(QueueLine(counter=name, hours=tuple(hours.values()), most_minutes=most))
    return lines


def _list_days(answer: PlaceAnswer, calendar: WorkingCalendar, count: int) -> list[PlaceDay]:
    hours = parse_hours(answer.hours)
    if not isinstance(hours, OpeningHours):
        return []
    days = (answer.at.date() + timedelta(days=number) for number in range(count))
    return [_describe(answer.place, hours, day, calendar) for day in days]


def _describe(place: Place, hours: OpeningHours, day: date, calendar: WorkingCalendar) -> PlaceDay:
    kind = calendar.kind(day)
    dated = [one for one in place.dated_hours if one.first <= day <= one.last]
    return PlaceDay(
        day=day,
        intervals=intervals_of_day(hours, day, calendar),
        kind=kind,
        holiday=calendar.holiday_name(day) if kind in _NAMED else {},
        note=next((one.note for one in dated if one.note), {}),
        is_dated=bool(dated),
    )


def _continues(span: UnusualDays, day: PlaceDay) -> bool:
    first = span.first
    alike = (first.intervals, first.kind, first.holiday, first.note, first.is_dated) == (
        day.intervals,
        day.kind,
        day.holiday,
        day.note,
        day.is_dated,
    )
    return alike and day.day - span.last == timedelta(days=1)
