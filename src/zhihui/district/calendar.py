"""Days of the working calendar that a district's own table names."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from zhihui.district.facts import Text


class DayKind(Enum):
    """What a day is in the working calendar."""

    WORKDAY = "workday"  # 工作日
    REST_DAY = "rest_day"  # 休息日: an ordinary Saturday or Sunday
    HOLIDAY = "holiday"  # 放假: every day off that the notice names, its weekends included
    MAKEUP_WORKDAY = "makeup_workday"  # 调休上班
    UNKNOWN = "unknown"  # no notice published for the year


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day that is not what its weekday says, or that a published calendar has wrong."""

    day: date
    kind: DayKind
    name: Text = field(default_factory=dict)
    """The holiday that it is, or that a make-up workday belongs to."""
    instead_of: date | None = None
    """Of a make-up workday: the day off that it makes up for, whose hours then hold on it."""
