"""Opening hours in OSM syntax and the working calendar of China, with make-up workdays.

``finder`` filters by it, ``answers`` says it, ``exchange`` reads office wordings with it. Pure:
the moment is an argument; no file, clock or network.
"""

from zhihui.district import DayKind
from zhihui.hours.calendar import WorkingCalendar, china_calendar, create_working_calendar
from zhihui.hours.office import read_office_hours
from zhihui.hours.queues import queue_of_day
from zhihui.hours.resolve import resolve_hours, resolve_last_admission
from zhihui.hours.rules import HoursFault, HoursFaultKind, OpeningHours, parse_hours
from zhihui.hours.slots import list_appointments, listed_slots, slots_of_day
from zhihui.hours.states import (
    OpenState,
    closing_minute,
    intervals_of_day,
    open_state,
    open_state_of_text,
)
from zhihui.hours.stays import next_opening, open_throughout, working_minutes_between
from zhihui.hours.timeline import HORIZON_DAYS
from zhihui.hours.working_days import add_working_days, working_days_between

__all__ = [
    "HORIZON_DAYS",
    "DayKind",
    "HoursFault",
    "HoursFaultKind",
    "OpenState",
    "OpeningHours",
    "WorkingCalendar",
    "add_working_days",
    "china_calendar",
    "closing_minute",
    "create_working_calendar",
    "intervals_of_day",
    "list_appointments",
    "listed_slots",
    "next_opening",
    "open_state",
    "open_state_of_text",
    "open_throughout",
    "parse_hours",
    "queue_of_day",
    "read_office_hours",
    "resolve_hours",
    "resolve_last_admission",
    "slots_of_day",
    "working_days_between",
    "working_minutes_between",
]
