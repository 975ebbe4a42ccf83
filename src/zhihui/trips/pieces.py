"""When an errand can be joined at a place, and how long it then takes: Pieces for the solver.

Called by ``drafting``. Opening hours net of last admission, the queue of the hour, appointments and
handling time all go in here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from zhihui.district import Counter, Fact, Offer, Place, Reason, ReasonKind
from zhihui.hours import (
    OpeningHours,
    WorkingCalendar,
    closing_minute,
    intervals_of_day,
    listed_slots,
    open_state,
    parse_hours,
    queue_of_day,
    resolve_hours,
    resolve_last_admission,
    slots_of_day,
)
from zhihui.trips.problem import DAY_END, Piece
from zhihui.trips.question import Defaults

_HOUR = 60
_NOON = time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """The queue of one hour: minutes, half the width of its error, and whether it is known."""

    minutes: int
    error_minutes: int | None = None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTimes:
    """One Offer as the planner sees it."""

    offer: Offer
    place: Place
    counter: Counter | None
    hours: OpeningHours | None
    """None when the hours are not known or cannot be read."""
    handling_minutes: int
    """For all papers."""
    handling_known: bool
    default_wait: Wait
    collects: bool = False
    """Whether one comes to collect a result, not to apply."""

    def pieces(self, day: date, calendar: WorkingCalendar) -> tuple[Piece, ...] | None:
        """The pieces of one day, in order; None when it is not known whether it is open.

        Appointments that the source lists are taken as they are, whatever the hours say, but for
        dated hours of the place.
        """
        if self.offer.slots is not None:
            listed = listed_slots(self.offer, self.place, self.hours, day, calendar)
            return self._at(listed, [(0, DAY_END)])
        if self.hours is None:
            return None
        intervals = intervals_of_day(self.hours, day, calendar)
        if intervals is None:
            return None
        spans = [(_minute(opens), _minute(shuts) or DAY_END) for opens, shuts in intervals]
        last_admission = resolve_last_admission(self.place, self.counter, self.offer) or 0
        if self.has_appointments:
            begins = slots_of_day(
                self.hours,
                day,
                calendar,
                slot_minutes=self.offer.slot_minutes or DAY_END,
                last_admission_minutes=last_admission,
            )
            return self._at(begins or (), spans)
        waits = self._waits(day, calendar)
        lasts: list[int] = []
        for _, shuts in intervals:
            closing = closing_minute(self.hours, day, shuts, calendar)
            lasts.append(DAY_END if closing is None else closing - last_admission)
        return tuple(
            piece
            for (start, end), last in zip(spans, lasts, strict=True)
            for piece in self._between(start, end, last, waits)
        )

    def is_open(self, day: date, calendar: WorkingCalendar) -> bool:
        """Whether it is open at some time of a day for certain."""
        return self.hours is not None and bool(intervals_of_day(self.hours, day, calendar))

    def why_unknown(self, day: date, calendar: WorkingCalendar) -> Reason:
        """Why ``pieces`` of a day is None."""
        if self.hours is not None:
            for reason in open_state(self.hours, datetime.combine(day, _NOON), calendar).reasons:
                if reason.kind is not ReasonKind.OPENS_NEXT:
                    return reason
        original = self.offer.hours_original or self.place.hours_original
        if original:
            return Reason(kind=ReasonKind.HOURS_UNREADABLE, values={"original": original})
        return Reason(kind=ReasonKind.HOURS_UNKNOWN)

    def wait(self, day: date, minute: int, calendar: WorkingCalendar) -> Wait:
        """The queue for whom joins at a minute of a day; none with an appointment."""
        if self.has_appointments:
            return Wait(minutes=0)
        return self._waits(day, calendar).get(minute // _HOUR, self.default_wait)

    @property
    def has_appointments(self) -> bool:
        """Whether one comes at the time of an appointment and does not queue."""
        by_rule = self.offer.appointment is Fact.YES and bool(self.offer.slot_minutes)
        return self.offer.slots is not None or by_rule

    def _at(self, begins: Iterable[time], spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
        """Appointments of which all papers are handled before it closes."""
        minutes = self.handling_minutes
        return tuple(
            Piece(begin, begin, minutes)
            for begin in map(_minute, begins)
            if any(start <= begin and begin + minutes <= end for start, end in spans)
        )

    def _between(
        self, start: int, end: int, last: int, waits: Mapping[int, Wait]
    ) -> Iterable[Piece]:
        """Of one opening: joined by ``last``, and done before it closes, by the hour."""
        before: Piece | None = None
        for hour in range(start // _HOUR, -(-end // _HOUR)):
            minutes = waits.get(hour, self.default_wait).minutes + self.handling_minutes
            first = max(start, hour * _HOUR)
            latest = min(hour * _HOUR + _HOUR - 1, last, end - max(minutes, 1))
            if latest < first:
                continue
            if before and before.minutes == minutes and before.last + 1 == first:
                before = Piece(before.first, latest, minutes)
                continue
            if before:
                yield before
            before = Piece(first, latest, minutes)
        if before:
            yield before

    def _waits(self, day: date, calendar: WorkingCalendar) -> dict[int, Wait]:
        counter = self.counter.id if self.counter else ""
        return {
            hour: Wait(minutes=row.minutes, error_minutes=row.error_minutes)
            for hour, row in queue_of_day(self.place, counter, day, calendar).items()
        }


def read_offer(
    offer: Offer, place: Place, first_day: date, quantity: int, defaults: Defaults
) -> OfferTimes:
    """An Offer with what the planner assumes where it leaves something open."""
    counter = next((one for one in place.counters if one.id == offer.counter), None)
    each = offer.handling_minutes
    return OfferTimes(
        offer=offer,
        place=place,
        counter=counter,
        hours=_parse(resolve_hours(place, counter, offer, first_day)),
        handling_minutes=(defaults.handling_minutes if each is None else each) * quantity,
        handling_known=each is not None,
        default_wait=Wait(minutes=defaults.queue_minutes, known=False),
    )


def _parse(text: str) -> OpeningHours | None:
    read = parse_hours(text)
    return read if isinstance(read, OpeningHours) else None


def _minute(clock: time) -> int:
    return clock.hour * _HOUR + clock.minute
