"""The opening times of one day under the working calendar.

Makes the choices that OSM leaves open for China (see docs/decisions/0003): whose hours hold on
a make-up workday, what a public holiday means for hours that do not name it, and what may be
said of a year without a published calendar. Called by ``states``.

- Make-up workday: the hours of the weekday that it stands for, never the written weekend hours.
  Shut by those hours but open by the weekend hours: unknown.
- Holiday: only rules that speak for holidays hold (PH, 24/7, named dates). With none, a place
  that has hours on all seven days is unknown and any other is shut.
- Unpublished year: known only when every kind that the day may turn out to be gives the same.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhihui.district import DayKind, Reason, ReasonKind, Text
from zhihui.hours.calendar import SATURDAY, WorkingCalendar
from zhihui.hours.rules import DAY_MINUTES, Joint, OpeningHours, Rule, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Opening times in minutes from midnight of the day; ``end`` may be beyond 1440.

    ``depends``: it may be open, under the condition in ``comment``.
    """

    start: int
    end: int
    depends: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """What is known of one day. ``unknown`` set: nothing is, and ``spans`` is empty."""

    kind: DayKind
    spans: tuple[Span, ...] = ()
    unknown: Reason | None = None
    moved: bool = False
    """A make-up workday whose hours are not those written for its weekday."""


@lru_cache(maxsize=32768)
def hours_of_day(hours: OpeningHours, day: date, calendar: WorkingCalendar) -> DayHours:
    """The opening times that begin on ``day``, in order and without overlaps."""
    kind = calendar.kind(day)
    if kind is DayKind.UNKNOWN:
        return _unpublished(hours, day)
    if kind is DayKind.HOLIDAY:
        return _holiday(hours, day, calendar)
    if kind is DayKind.MAKEUP_WORKDAY:
        return _makeup(hours, day, calendar.stands_for(day))
    return DayHours(kind=kind, spans=_ordinary(hours, day))


def _ordinary(hours: OpeningHours, day: date) -> tuple[Span, ...]:
    return _as_weekday(hours, day, day.weekday(), nth=True)


def _as_weekday(
    hours: OpeningHours, day: date, weekday: int, *, nth: bool = False
) -> tuple[Span, ...]:
    return _combine(
        [rule for rule in hours.rules if _is_for(rule, weekday, nth=nth) and rule.holds_on(day)]
    )


def _is_for(rule: Rule, weekday: int, *, nth: bool) -> bool:
    if rule.nth:
        return nth
    return rule.weekdays is None or weekday in rule.weekdays


def _makeup(hours: OpeningHours, day: date, stands_for: int) -> DayHours:
    spans = _as_weekday(hours, day, stands_for)
    written = _ordinary(hours, day)
    if not spans and written:
        reason = Reason(kind=ReasonKind.MAKEUP_HOURS_UNKNOWN, values={"date": day.isoformat()})
        return DayHours(kind=DayKind.MAKEUP_WORKDAY, unknown=reason)
    return DayHours(kind=DayKind.MAKEUP_WORKDAY, spans=spans, moved=spans != written)


def _holiday(hours: OpeningHours, day: date, calendar: WorkingCalendar | None) -> DayHours:
    spoken = [rule for rule in hours.rules if rule.holds_on(day) and _counts_on_holiday(rule, day)]
    if any(rule.speaks_for_holidays or rule.shuts_whole_day for rule in spoken):
        return DayHours(kind=DayKind.HOLIDAY, spans=_combine(spoken))
    if all(_as_weekday(hours, day, weekday) for weekday in range(7)):
        name = calendar.holiday_name(day) if calendar else {}
        reason = Reason(kind=ReasonKind.HOLIDAY_HOURS_UNKNOWN, values=holiday_values(day, name))
        return DayHours(kind=DayKind.HOLIDAY, unknown=reason)
    return DayHours(kind=DayKind.HOLIDAY)


def _counts_on_holiday(rule: Rule, day: date) -> bool:
    if rule.speaks_for_holidays:
        return True
    return rule.state is State.CLOSED and _is_for(rule, day.weekday(), nth=True)


def holiday_values(day: date, name: Text) -> dict[str, str | int | float]:
    """The values of a Reason about a holiday called ``name``."""
    return {
        "date": day.isoformat(),
        "holiday": name.get("zh", "节假日"),
        "holiday_en": name.get("en", "a public holiday"),
    }


def _unpublished(hours: OpeningHours, day: date) -> DayHours:
    outcomes = [DayHours(kind=DayKind.UNKNOWN, spans=_ordinary(hours, day))]
    if day.weekday() >= SATURDAY:
        outcomes += [_makeup(hours, day, weekday) for weekday in range(SATURDAY)]
    outcomes.append(_holiday(hours, day, None))
    spans = outcomes[0].spans
    if all(outcome.unknown is None and outcome.spans == spans for outcome in outcomes):
        return outcomes[0]
    reason = Reason(kind=ReasonKind.CALENDAR_NOT_PUBLISHED, values={"year": day.year})
    return DayHours(kind=DayKind.UNKNOWN, unknown=reason)


def _combine(rules: list[Rule]) -> tuple[Span, ...]:
    """The times of a day from the rules that hold on it, as OSM joins them.

    A later rule replaces the day, ``,`` adds to it, ``||`` fills what is left of it, and a rule
    of closed times cuts them out.
    """
    spans: list[Span] = []
    for rule in rules:
        if rule.shuts_whole_day:
            spans = []
            continue
        if rule.state is State.CLOSED:
            spans = [piece for span in spans for piece in _without(span, rule.spans)]
            continue
        new = [
            Span(start=start, end=end, depends=rule.state is State.DEPENDS, comment=rule.comment)
            for start, end in rule.spans
        ]
        if rule.joint is Joint.REPLACE:
            spans = new
        elif rule.joint is Joint.ADD:
            taken = tuple((span.start, span.end) for span in new)
            spans = [piece for span in spans for piece in _without(span, taken)] + new
        else:
            taken = tuple((span.start, span.end) for span in spans)
            spans += [piece for span in new for piece in _without(span, taken)]
    return _merge(spans)


def _without(span: Span, cuts: tuple[tuple[int, int], ...]) -> list[Span]:
    pieces = [(span.start, span.end)]
    for cut_start, cut_end in cuts:
        pieces = [
            piece
            for start, end in pieces
            for piece in ((start, min(end, cut_start)), (max(start, cut_end), end))
            if piece[0] < piece[1]
        ]
    return [
        Span(start=start, end=end, depends=span.depends, comment=span.comment)
        for start, end in pieces
    ]


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        last = merged[-1] if merged else None
        if last and span.start <= last.end and _alike(span, last):
            merged[-1] = Span(
                start=last.start,
                end=max(last.end, span.end),
                depends=last.depends,
                comment=last.comment,
            )
        else:
            merged.append(span)
    return tuple(merged)


def _alike(one: Span, other: Span) -> bool:
    return one.depends == other.depends and one.comment == other.comment


def spilled(span: Span) -> Span | None:
    """The part of yesterday's span that lies on today, in today's minutes; None without one."""
    if span.end <= DAY_MINUTES:
        return None
    return Span(
        start=max(0, span.start - DAY_MINUTES),
        end=span.end - DAY_MINUTES,
        depends=span.depends,
        comment=span.comment,
    )
