"""Opening hours laid along the calendar: pieces of time that are open, shut or unknown.

What ``states`` and ``stays`` ask. Minutes are counted from midnight, moments are naive local time
of the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from zhihui.district import Fact, Reason, ReasonKind
from zhihui.hours.calendar import WorkingCalendar
from zhihui.hours.days import DayHours, Span, hours_of_day, spilled
from zhihui.hours.rules import DAY_MINUTES, OpeningHours

HORIZON_DAYS = 60
"""How far ahead the next opening is looked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """From ``start`` to before ``end`` it is open (YES), shut (NO) or unknown for ``why``."""

    start: datetime
    end: datetime
    fact: Fact
    why: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Hours under a calendar."""

    hours: OpeningHours
    calendar: WorkingCalendar

    def spans_of(self, day: date) -> tuple[Span, ...] | Reason:
        """Times open on ``day``, what runs over from the day before included."""
        today = hours_of_day(self.hours, day, self.calendar)
        if today.unknown is not None:
            return today.unknown
        if not self.hours.overnight or day == date.min:
            return today.spans
        yesterday = hours_of_day(self.hours, day - timedelta(days=1), self.calendar)
        if yesterday.unknown is not None:
            return yesterday.unknown
        return _joined(today, yesterday)

    def pieces_of(self, day: date) -> Iterator[Piece]:
        """The pieces of the whole ``day``, in order; neighbours may be alike."""
        midnight = datetime.combine(day, time())
        spans = self.spans_of(day)
        if isinstance(spans, Reason):
            yield Piece(midnight, later(midnight, timedelta(days=1)), Fact.UNKNOWN, spans)
            return
        ends = {0, DAY_MINUTES}
        for span in spans:
            ends |= {min(span.start, DAY_MINUTES), min(span.end, DAY_MINUTES)}
        marks = sorted(ends)
        for start, end in pairwise(marks):
            fact, why = _fact_at(spans, start)
            first, last = (later(midnight, timedelta(minutes=ahead)) for ahead in (start, end))
            yield Piece(first, last, fact, why)

    def pieces(self, start: datetime, end: datetime) -> Iterator[Piece]:
        """The pieces from ``start`` to ``end``, in order, none like the one before it."""
        waiting: Piece | None = None
        day = start.date()
        while datetime.combine(day, time()) < end:
            for piece in self.pieces_of(day):
                first, last = max(piece.start, start), min(piece.end, end)
                if first >= last:
                    continue
                if waiting and (waiting.fact, waiting.why) == (piece.fact, piece.why):
                    first = waiting.start
                elif waiting:
                    yield waiting
                waiting = Piece(first, last, piece.fact, piece.why)
            if day == date.max:
                break
            day += timedelta(days=1)
        if waiting:
            yield waiting


def later(moment: datetime, by: timedelta) -> datetime:
    """``moment + by``, at most the last moment that there is."""
    last = datetime.combine(date.max, time.max)
    return moment + min(by, last - moment)


def condition(span: Span) -> Reason:
    """Why it is unknown whether a span that depends on something is open."""
    if not span.comment:
        return Reason(kind=ReasonKind.HOURS_UNKNOWN)
    return Reason(kind=ReasonKind.OPEN_DEPENDS, values={"comment": span.comment})


def days_from(first: date) -> Iterator[date]:
    """The days of the horizon from ``first`` on."""
    days = min(HORIZON_DAYS, (date.max - first).days)
    return (first + timedelta(days=ahead) for ahead in range(days + 1))


def _joined(today: DayHours, yesterday: DayHours) -> tuple[Span, ...]:
    over = [piece for span in yesterday.spans if (piece := spilled(span)) is not None]
    return tuple(sorted([*over, *today.spans], key=lambda span: (span.depends, span.start)))


def _fact_at(spans: tuple[Span, ...], minute: int) -> tuple[Fact, Reason | None]:
    here = [span for span in spans if span.start <= minute < span.end]
    if not here:
        return Fact.NO, None
    if all(span.depends for span in here):
        return Fact.UNKNOWN, condition(here[0])
    return Fact.YES, None
