"""Open for as long as something takes, when next, and how long an office has worked.

Asked by the planner of trips and by time limits counted in office hours. Moments are naive local
time of the place; seconds are left out. Pure, and unknown where nobody can know.
"""

from datetime import datetime, timedelta

from zhihui.district import Fact, Reason, ReasonKind
from zhihui.hours.calendar import WorkingCalendar
from zhihui.hours.rules import OpeningHours
from zhihui.hours.states import OpenState, open_state, why_shut
from zhihui.hours.timeline import HORIZON_DAYS, Piece, Timeline, later


def open_throughout(
    hours: OpeningHours, start: datetime, minutes: int, calendar: WorkingCalendar
) -> OpenState:
    """Whether a place is open in every one of the ``minutes`` (at least 1) from ``start``.

    NO when it is shut for certain in one of them, else UNKNOWN when one is unknown. ``until`` is
    set when it is open at ``start``: when it shuts. ``opens_next``, when not YES: the next moment
    from which it is open for so long for certain. Raises ValueError for fewer minutes.
    """
    if minutes < 1:
        raise ValueError(f"at least 1 minute, not {minutes}")
    start = start.replace(second=0, microsecond=0)
    timeline = Timeline(hours=hours, calendar=calendar)
    pieces = tuple(timeline.pieces(start, later(start, timedelta(minutes=minutes))))
    if all(piece.fact is Fact.YES for piece in pieces):
        return open_state(hours, start, calendar)
    fact = Fact.NO if any(piece.fact is Fact.NO for piece in pieces) else Fact.UNKNOWN
    until = pieces[0].end if pieces[0].fact is Fact.YES else None
    reasons = _why(timeline, next(piece for piece in pieces if piece.fact is fact))
    if until is not None:
        values: dict[str, str | int | float] = {"until": until.isoformat(timespec="minutes")}
        reasons.insert(0, Reason(kind=ReasonKind.OPEN_UNTIL, values=values))
    opens_next, doubts = _find_stretch(timeline, start, minutes)
    if opens_next is not None:
        values = {"at": opens_next.isoformat(timespec="minutes")}
        reasons.append(Reason(kind=ReasonKind.OPENS_NEXT, values=values))
    reasons += [doubt for doubt in doubts if doubt not in reasons]
    if opens_next is None and fact is Fact.NO and not doubts:
        values = {"days": HORIZON_DAYS}
        reasons.append(Reason(kind=ReasonKind.NOT_OPEN_WITHIN_HORIZON, values=values))
    return OpenState(fact=fact, until=until, opens_next=opens_next, reasons=tuple(reasons))


def next_opening(
    hours: OpeningHours, at: datetime, calendar: WorkingCalendar, *, minutes: int = 1
) -> datetime | None:
    """The first moment from ``at`` on from which the place is open for ``minutes`` for certain.

    ``at`` itself when it is. None when there is none within HORIZON_DAYS; times that nobody knows
    are passed over, and ``open_throughout`` names them.
    """
    return _find_stretch(
        Timeline(hours=hours, calendar=calendar), at.replace(second=0, microsecond=0), minutes
    )[0]


def working_minutes_between(
    start: datetime, end: datetime, hours: OpeningHours, calendar: WorkingCalendar
) -> int | None:
    """How many minutes from ``start`` to before ``end`` the office is open.

    None when any of the time between is unknown. Raises ValueError when ``end`` is before
    ``start``.
    """
    start, end = (moment.replace(second=0, microsecond=0) for moment in (start, end))
    if end < start:
        raise ValueError(f"the end {end} is before the start {start}")
    open_for = timedelta()
    for piece in Timeline(hours=hours, calendar=calendar).pieces(start, end):
        if piece.fact is Fact.UNKNOWN:
            return None
        if piece.fact is Fact.YES:
            open_for += piece.end - piece.start
    return open_for // timedelta(minutes=1)


def _why(timeline: Timeline, piece: Piece) -> list[Reason]:
    if piece.why is not None:
        return [piece.why]
    day = piece.start.date()
    spans = timeline.spans_of(day)
    return [] if isinstance(spans, Reason) else why_shut(day, spans, timeline.calendar)


def _find_stretch(
    timeline: Timeline, at: datetime, minutes: int
) -> tuple[datetime | None, list[Reason]]:
    """The first stretch long enough, begun within the horizon, and the doubts on the way to it."""
    doubts: dict[ReasonKind, Reason] = {}
    wanted = timedelta(minutes=minutes)
    horizon = later(at, timedelta(days=HORIZON_DAYS))
    for piece in timeline.pieces(at, later(horizon, wanted)):
        if piece.start > horizon:
            break
        if piece.why is not None:
            doubts.setdefault(piece.why.kind, piece.why)
        if piece.fact is Fact.YES and piece.end - piece.start >= wanted:
            return piece.start, list(doubts.values())
    return None, list(doubts.values())
