"""Opening hours in OSM syntax and the working calendar of China, with make-up workdays.

``finder`` filters by it, ``answers`` says it, ``exchange`` reads office wordings with it. Pure:
the moment is an argument; no file, clock or network.
"""

from zhihui.hours.calendar import DayKind, WorkingCalendar, china_calendar
from zhihui.hours.office import read_office_hours
from zhihui.hours.resolve import resolve_hours
from zhihui.hours.rules import HoursFault, HoursFaultKind, OpeningHours, parse_hours
from zhihui.hours.states import (
    HORIZON_DAYS,
    OpenState,
    intervals_of_day,
    open_state,
    open_state_of_text,
)

__all__ = [
    "HORIZON_DAYS",
    "DayKind",
    "HoursFault",
    "HoursFaultKind",
    "OpenState",
    "OpeningHours",
    "WorkingCalendar",
    "china_calendar",
    "intervals_of_day",
    "open_state",
    "open_state_of_text",
    "parse_hours",
    "read_office_hours",
    "resolve_hours",
]
