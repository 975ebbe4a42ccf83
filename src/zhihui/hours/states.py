"""Open or not at a moment, until when, and when next.

The finder asks it to filter, answers to say it. Always under a working calendar, always with
Reasons, and unknown where nobody can know. All moments are naive local time of the place.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from zhihui.district import DayKind, Fact, Reason, ReasonKind
from zhihui.hours.calendar import WorkingCalendar
from zhihui.hours.days import Span, holiday_values, hours_of_day
from zhihui.hours.rules import DAY_MINUTES, HoursFault, OpeningHours, parse_hours
from zhihui.hours.timeline import HORIZON_DAYS, Timeline, condition, days_from, later


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenState:
    """Whether a place is open at one moment.

    ``until``: when an open place shuts next (its lunch break, say); None when not open, or when
    it does not shut within the horizon. Where the hours of a following day are unknown, ``until``
    is the midnight at which knowledge ends.
    ``opens_next``: the next moment at which it is open for certain, when it is not open now; None
    when there is none within the horizon. ``reasons`` then names the unknown days on the way, on
    which it may open earlier.
    """

    fact: Fact
    until: datetime | None = None
    opens_next: datetime | None = None
    reasons: tuple[Reason, ...] = ()


def open_state(hours: OpeningHours, at: datetime, calendar: WorkingCalendar) -> OpenState:
    """Whether a place with ``hours`` is open at ``at`` (naive local time), to the minute."""
    return _open_state(hours, at.replace(second=0, microsecond=0), calendar)


@lru_cache(maxsize=2048)
def _open_state(hours: OpeningHours, at: datetime, calendar: WorkingCalendar) -> OpenState:
    """Worked out once a minute for all places with the same hours."""
    timeline = Timeline(hours=hours, calendar=calendar)
    today = timeline.spans_of(at.date())
    if isinstance(today, Reason):
        return _not_open(timeline, at, Fact.UNKNOWN, [today])
    minute = at.hour * 60 + at.minute
    current = next((span for span in today if span.start <= minute < span.end), None)
    if current is None:
        return _not_open(timeline, at, Fact.NO, why_shut(at.date(), today, calendar))
    if current.depends:
        return _not_open(timeline, at, Fact.UNKNOWN, [condition(current)])
    return _open(timeline, at)


def open_state_of_text(
    text: str, at: datetime, calendar: WorkingCalendar, *, original: str = ""
) -> OpenState:
    """``open_state`` for hours as a record keeps them: empty or unreadable ones are unknown.

    ``original``: the hours as the office writes them, named in the Reason.
    """
    hours = parse_hours(text)
    if isinstance(hours, OpeningHours):
        return open_state(hours, at, calendar)
    return OpenState(fact=Fact.UNKNOWN, reasons=(_why_unreadable(hours, text, original),))


@lru_cache(maxsize=8192)
def intervals_of_day(
    hours: OpeningHours, day: date, calendar: WorkingCalendar
) -> tuple[tuple[time, time], ...] | None:
    """The times of ``day`` at which the place is open for certain; None when unknown.

    In order, without overlaps. An end of 00:00 is the midnight at which the day ends. Times that
    depend on a condition (``unknown`` in OSM) are left out.
    """
    spans = Timeline(hours=hours, calendar=calendar).spans_of(day)
    if isinstance(spans, Reason):
        return None
    merged: list[tuple[int, int]] = []
    for span in spans:
        start, end = span.start, min(span.end, DAY_MINUTES)
        if span.depends or start >= end:
            continue
        if merged and merged[-1][1] >= start:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple((_clock(start), _clock(end)) for start, end in merged)


def closing_minute(
    hours: OpeningHours, day: date, shuts: time, calendar: WorkingCalendar
) -> int | None:
    """When what ``intervals_of_day`` ends at ``shuts`` really closes, from midnight of ``day``.

    Midnight is no closing where it stays open: then it is beyond 1440, or None when it does not
    shut within the horizon. Where the next day is unknown, it is the midnight.
    """
    if shuts != time():
        return shuts.hour * 60 + shuts.minute
    state = open_state(hours, datetime.combine(day, time(23, 59)), calendar)
    if state.fact is not Fact.YES:
        return DAY_MINUTES
    if state.until is None:
        return None
    return (state.until - datetime.combine(day, time())) // timedelta(minutes=1)


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _open(timeline: Timeline, at: datetime) -> OpenState:
    until = _shuts_at(timeline, at)
    reasons: list[Reason] = []
    if until is not None:
        values = {"until": until.isoformat(timespec="minutes")}
        reasons.append(Reason(kind=ReasonKind.OPEN_UNTIL, values=values))
    if hours_of_day(timeline.hours, at.date(), timeline.calendar).moved:
        values = {"date": at.date().isoformat()}
        reasons.append(Reason(kind=ReasonKind.OPEN_MAKEUP_WORKDAY, values=values))
    return OpenState(fact=Fact.YES, until=until, reasons=tuple(reasons))


def _shuts_at(timeline: Timeline, at: datetime) -> datetime | None:
    reached = at
    for day in days_from(at.date()):
        midnight = datetime.combine(day, time())
        if reached < midnight:
            return reached
        spans = timeline.spans_of(day)
        if isinstance(spans, Reason):
            return midnight
        certain = sorted((s.start, s.end) for s in spans if not s.depends)
        for start, end in certain:
            if midnight + timedelta(minutes=start) <= reached:
                until = later(midnight, timedelta(minutes=min(end, DAY_MINUTES)))
                reached = max(reached, until)
    return None


def _not_open(timeline: Timeline, at: datetime, fact: Fact, why: list[Reason]) -> OpenState:
    opens_next, doubts = _next_opening(timeline, at)
    reasons = list(why)
    if opens_next is not None:
        values: dict[str, str | int | float] = {"at": opens_next.isoformat(timespec="minutes")}
        reasons.append(Reason(kind=ReasonKind.OPENS_NEXT, values=values))
    reasons += [doubt for doubt in doubts if doubt not in reasons]
    if opens_next is None and fact is Fact.NO and not doubts:
        values = {"days": HORIZON_DAYS}
        reasons.append(Reason(kind=ReasonKind.NOT_OPEN_WITHIN_HORIZON, values=values))
    return OpenState(fact=fact, opens_next=opens_next, reasons=tuple(reasons))


def _next_opening(timeline: Timeline, at: datetime) -> tuple[datetime | None, list[Reason]]:
    """The next certain opening after ``at``, and why it may open earlier (each kind once)."""
    doubts: dict[ReasonKind, Reason] = {}
    for day in days_from(at.date()):
        spans = timeline.spans_of(day)
        if isinstance(spans, Reason):
            doubts.setdefault(spans.kind, spans)
            continue
        midnight = datetime.combine(day, time())
        for span in sorted(spans, key=lambda span: span.start):
            opens = midnight + timedelta(minutes=span.start)
            if span.start >= DAY_MINUTES or opens <= at:
                continue
            if not span.depends:
                return opens, list(doubts.values())
            doubt = condition(span)
            doubts.setdefault(doubt.kind, doubt)
    return None, list(doubts.values())


def why_shut(day: date, spans: tuple[Span, ...], calendar: WorkingCalendar) -> list[Reason]:
    """Why a place with these spans on ``day`` is shut then; empty between its times."""
    if spans:
        return []
    if calendar.kind(day) is DayKind.HOLIDAY:
        values = holiday_values(day, calendar.holiday_name(day))
        return [Reason(kind=ReasonKind.CLOSED_HOLIDAY, values=values)]
    return [Reason(kind=ReasonKind.CLOSED_TODAY)]


def _why_unreadable(fault: HoursFault, text: str, original: str) -> Reason:
    if text.strip() or original:
        values = {"original": original or text}
        return Reason(kind=ReasonKind.HOURS_UNREADABLE, values=values)
    return Reason(kind=ReasonKind.HOURS_UNKNOWN)
