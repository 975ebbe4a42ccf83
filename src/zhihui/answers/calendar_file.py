"""The visits of a plan as an iCalendar file (RFC 5545), to be put into a calendar.

Called by the command line and the pages. Pure: the caller hands in the moment of its making. Each
visit has the same UID whenever it is made, so that a calendar replaces it rather than doubles it.
"""

from datetime import datetime, timedelta
from hashlib import blake2s
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from zhihui.answers.near_streets import NameStreet
from zhihui.answers.plan_steps import StepKind, list_paper_lines, list_steps
from zhihui.answers.wordings import say_plan
from zhihui.district import in_language
from zhihui.trips.plan import Handling, Plan, Trip, Visit

# icalendar is loaded when a file is asked for: it is large, and most plans are only read
if TYPE_CHECKING:
    from icalendar import Event, Timezone

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_ZONE: Final = ZoneInfo("Asia/Shanghai")
_OFFSET: Final = timedelta(hours=8)
_DOMAIN: Final = "plan.zhihui"
_COLLECTED: Final = "+"


def create_calendar(
    plan: Plan, language: str, *, stamp: datetime, name_street: NameStreet | None = None
) -> bytes:
    """The file; without events when the plan has no visit. ``stamp``: now, naive local time.

    ``name_street``: says which street one leaves from, where its name is known.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Zhihui//trip planner//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", say_plan("calendar.name", language))
    calendar.add_component(_create_timezone())
    near = name_street(plan.question.origin) if name_street and plan.trips else ""
    for trip in plan.trips:
        for visit in trip.visits:
            calendar.add_component(_create_event(plan, trip, visit, language, stamp, near))
    return bytes(calendar.to_ical())


def _create_event(
    plan: Plan, trip: Trip, visit: Visit, language: str, stamp: datetime, near: str
) -> "Event":
    from icalendar import Event, vGeo

    place = in_language(visit.place.name, language)
    done = say_plan("list", language).join(_word_doing(one, language) for one in visit.handlings)
    event = Event()
    event.add("uid", _create_uid(visit))
    event.add("dtstamp", stamp.replace(tzinfo=_ZONE).astimezone(ZoneInfo("UTC")))
    event.add("dtstart", visit.arrive.replace(tzinfo=_ZONE))
    event.add("dtend", visit.end.replace(tzinfo=_ZONE))
    event.add("summary", say_plan("calendar.title", language, place=place, items=done))
    address = in_language(visit.place.address, language)
    event.add("location", f"{place}, {address}" if address else place)
    if visit.place.lat is not None and visit.place.lon is not None:
        event.add("geo", vGeo((visit.place.lat, visit.place.lon)))
    event.add("description", _describe(plan, trip, visit, language, near))
    return event


def _word_doing(handling: Handling, language: str) -> str:
    name = in_language(handling.item.name, language)
    return say_plan("collect", language, item=name) if handling.collects else name


def _describe(plan: Plan, trip: Trip, visit: Visit, language: str, near: str) -> str:
    lines = []
    if visit is trip.visits[0]:
        key = "calendar.leave_near" if near else "calendar.leave"
        lines.append(say_plan(key, language, at=f"{trip.depart:%H:%M}", street=near))
    lines += [
        f"{step.at:%H:%M} {' · '.join((step.words, *step.details))}"
        for step in list_steps(plan, trip, language)
        if step.visit is visit and step.kind in (StepKind.TRAVEL, StepKind.DO)
    ]
    papers = list_paper_lines(plan, language, visit=visit)
    if papers:
        lines += ["", say_plan("calendar.papers", language)]
        lines += [
            f"{'☐' if paper.to_bring else '·'} {' · '.join((paper.name, *paper.notes))}"
            + ("" if paper.to_bring else f" · {paper.comes_from}")
            for paper in papers
        ]
    notice = in_language(plan.notice, language)
    return "\n".join([*lines, *(("", notice) if notice else ())])


def _create_uid(visit: Visit) -> str:
    codes = sorted(
        f"{one.errand.item}{_COLLECTED if one.collects else ''}" for one in visit.handlings
    )
    named = "\n".join((visit.arrive.date().isoformat(), visit.place.id, *codes))
    return f"{blake2s(named.encode(), digest_size=12).hexdigest()}@{_DOMAIN}"


def _create_timezone() -> "Timezone":
    """China's one zone, which has had no summer time since 1991."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", _ZONE.key)
    standard.add("dtstart", datetime.fromisoformat("1991-09-15T02:00"))
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
