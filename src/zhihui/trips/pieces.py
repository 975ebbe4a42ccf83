"""When an errand can be joined at a place, and how long it then takes: Pieces for the solver.

Called by ``drafting``. Opening hours net of last admission, the queue of the hour, appointments and
handling time all go in here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from zhihui.district import Counter, Fact, Offer, Place, QueueHour, Reason, ReasonKind
from zhihui.hours import (
    OpeningHours,
    WorkingCalendar,
    intervals_of_day,
    open_state,
    parse_hours,
    resolve_hours,
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

    def pieces(self, day: date, calendar: WorkingCalendar) -> tuple[Piece, ...] | None:
        """The pieces of one day, in order; None when it is not known whether it is open.

        Appointments that the source lists are taken as they are, whatever the hours say.
        """
        if self.offer.slots is not None:
            return tuple(self._listed(day))
        if self.hours is None:
            return None
        intervals = intervals_of_day(self.hours, day, calendar)
        if intervals is None:
            return None
        pieces: list[Piece] = []
        for opens, shuts in intervals:
            start, end = _minute(opens), _minute(shuts) or DAY_END
            pieces += self._between(start, end, day, calendar)
        return tuple(pieces)

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
        weekday = calendar.stands_for(day)
        return self._waits(weekday).get(minute // _HOUR, self.default_wait)

    @property
    def has_appointments(self) -> bool:
        """Whether one comes at the time of an appointment and does not queue."""
        by_rule = self.offer.appointment is Fact.YES and bool(self.offer.slot_minutes)
        return self.offer.slots is not None or by_rule

    def _between(
        self, start: int, end: int, day: date, calendar: WorkingCalendar
    ) -> Iterable[Piece]:
        last = end - (_first_known(self.offer, self.counter, self.place) or 0)
        if self.has_appointments:
            for begin in range(start, end, self.offer.slot_minutes or DAY_END):
                if begin <= min(last, end - self.handling_minutes):
                    yield Piece(begin, begin, self.handling_minutes)
            return
        waits = self._waits(calendar.stands_for(day))
        open_piece: Piece | None = None
        for hour in range(start // _HOUR, -(-end // _HOUR)):
            minutes = waits.get(hour, self.default_wait).minutes + self.handling_minutes
            first = max(start, hour * _HOUR)
            latest = min(hour * _HOUR + _HOUR - 1, last, end - minutes)
            if latest < first:
                continue
            if open_piece and open_piece.minutes == minutes and open_piece.last + 1 == first:
                open_piece = Piece(open_piece.first, latest, minutes)
                continue
            if open_piece:
                yield open_piece
            open_piece = Piece(first, latest, minutes)
        if open_piece:
            yield open_piece

    def _listed(self, day: date) -> Iterable[Piece]:
        slots = self.offer.slots or ()
        for begin in sorted({_minute(slot.time()) for slot in slots if slot.date() == day}):
            if begin + self.handling_minutes <= DAY_END:
                yield Piece(begin, begin, self.handling_minutes)

    def _waits(self, weekday: int) -> dict[int, Wait]:
        counter = self.counter.id if self.counter else ""
        return _waits_of(self.place.queues, counter, weekday)


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


@lru_cache(maxsize=4096)
def _parse(text: str) -> OpeningHours | None:
    read = parse_hours(text)
    return read if isinstance(read, OpeningHours) else None


@lru_cache(maxsize=4096)
def _waits_of(queues: tuple[QueueHour, ...], counter: str, weekday: int) -> dict[int, Wait]:
    """Waits by hour on a weekday; a table of the counter hides that of the place."""
    own = tuple(queue for queue in queues if counter and queue.counter == counter)
    return {
        queue.hour: Wait(minutes=queue.minutes, error_minutes=queue.error_minutes)
        for queue in own or queues
        if (own or not queue.counter) and (not queue.weekdays or weekday in queue.weekdays)
    }


def _first_known(offer: Offer, counter: Counter | None, place: Place) -> int | None:
    for minutes in (
        offer.last_admission_minutes,
        counter.last_admission_minutes if counter else None,
        place.last_admission_minutes,
    ):
        if minutes is not None:
            return minutes
    return None


def _minute(clock: time) -> int:
    return clock.hour * _HOUR + clock.minute
