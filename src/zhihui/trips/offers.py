"""The Offers of an errand become the ways of its task, or the Reasons why there is none.

Called by ``drafting``. An Offer is a way when one can apply there in person, its place has a
position that can be come to and left, and its hours are known on some day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from zhihui.district import Action, Channel, Item, Offer, OfferId, Place, Reason, ReasonKind
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar
from zhihui.trips.pieces import OfferTimes, read_offer
from zhihui.trips.problem import UNREACHABLE, Piece, Way
from zhihui.trips.question import Errand, PlanQuestion
from zhihui.trips.travelling import Ways

IN_PERSON = (Channel.COUNTER, Channel.SELF_SERVICE)
_NOT_KNOWN = frozenset(
    {
        ReasonKind.HOURS_UNKNOWN,
        ReasonKind.HOURS_UNREADABLE,
        ReasonKind.OPEN_DEPENDS,
        ReasonKind.CALENDAR_NOT_PUBLISHED,
        ReasonKind.HOLIDAY_HOURS_UNKNOWN,
        ReasonKind.MAKEUP_HOURS_UNKNOWN,
        ReasonKind.POSITION_UNKNOWN,
    }
)


KeptPieces = dict[tuple[OfferId, bool, int, date], tuple[Piece, ...] | None]
"""Pieces by offer, whether one collects there, handling minutes and day.

For questions with the same defaults.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the Offers of one errand gave."""

    ways: tuple[Way, ...] = ()
    times: tuple[OfferTimes, ...] = ()
    """The Offer behind each way."""
    blocked: tuple[Reason, ...] = ()
    """Why there is no way, when there is none."""
    notes: tuple[Reason, ...] = ()


def list_times(
    question: PlanQuestion, errand: Errand, offers: Iterable[Offer], generation: Generation
) -> tuple[OfferTimes, ...]:
    """The Offers at which one can apply in person, by offer id."""
    found: list[OfferTimes] = []
    for offer in sorted(offers, key=lambda offer: offer.id):
        place = generation.places.find(offer.place)
        applies = not offer.actions or Action.APPLY in offer.actions
        if place is not None and applies and offer.channel in IN_PERSON:
            found.append(
                read_offer(offer, place, question.start.date(), errand.quantity, question.defaults)
            )
    return tuple(found)


class WayMaker:
    """Makes the ways of each errand over the same days and stops."""

    def __init__(
        self,
        first_day: date,
        days: int,
        calendar: WorkingCalendar,
        stops: Sequence[Place],
        ways: Ways,
        kept: KeptPieces,
    ) -> None:
        self._calendar = calendar
        self._kept = kept
        self._days = [first_day + timedelta(days=number) for number in range(days)]
        self._stops = stops
        self._stop = {place.id: number for number, place in enumerate(stops)}
        self._ways = ways
        leads: NDArray[np.bool_] = np.less(ways.minutes, UNREACHABLE)
        self._can_come = _spread(leads, len(stops))
        self._can_leave = _spread(leads.T, len(stops) + 1)

    def make(self, item: Item, offers: Sequence[OfferTimes]) -> Made:
        """The ways of an errand, from the Offers at which one can apply in person."""
        ways: list[Way] = []
        times: list[OfferTimes] = []
        out: list[tuple[OfferTimes, Reason]] = []
        doubts: list[Reason] = []
        for offer in offers:
            made = self._make(offer, doubts)
            if isinstance(made, Reason):
                out.append((offer, made))
            else:
                ways.append(made)
                times.append(offer)
        if not ways:
            return Made(blocked=self._why_none(item, out))
        left_out = sum(reason.kind in _NOT_KNOWN for _, reason in out)
        values: dict[str, str | int | float] = {"count": left_out}
        notes = [Reason(kind=ReasonKind.PLACES_LEFT_OUT, values=values)] if left_out else []
        notes += self._nearest_cut_off(out)
        return Made(ways=tuple(ways), times=tuple(times), notes=distinct([*notes, *doubts]))

    def _make(self, offer: OfferTimes, doubts: list[Reason]) -> Way | Reason:
        """The way of an offer, or why it is none. Why some days are unknown goes to ``doubts``."""
        stop = self._stop.get(offer.place.id)
        if stop is None:
            return Reason(kind=ReasonKind.POSITION_UNKNOWN)
        if not (self._can_come[stop] and self._can_leave[stop]):
            return self._unreachable(offer.place, stop)
        days: list[tuple[Piece, ...]] = []
        unknown: list[Reason] = []
        for day in self._days:
            pieces = self._pieces(offer, day)
            if pieces is None:
                unknown.append(offer.why_unknown(day, self._calendar))
            days.append(pieces or ())
        if any(days):
            doubts += unknown
            return Way(stop, tuple(days))
        return unknown[0] if unknown else self._why_never(offer)

    def _pieces(self, offer: OfferTimes, day: date) -> tuple[Piece, ...] | None:
        key = (offer.offer.id, offer.collects, offer.handling_minutes, day)
        if key not in self._kept:
            self._kept[key] = offer.pieces(day, self._calendar)
        return self._kept[key]

    def _why_never(self, offer: OfferTimes) -> Reason:
        """Why no piece is left on days that are all known."""
        if offer.offer.slots is not None:
            return Reason(kind=ReasonKind.SLOTS_GONE, values={"days": len(self._days)})
        if any(offer.is_open(day, self._calendar) for day in self._days):
            values = {"minutes": offer.handling_minutes}
            return Reason(kind=ReasonKind.HANDLING_TOO_LONG, values=values)
        return Reason(kind=ReasonKind.CLOSED_ALL_DAYS, values={"days": len(self._days)})

    def _unreachable(self, place: Place, stop: int) -> Reason:
        values = {
            **place_values(place),
            "distance_m": round(float(self._ways.straight_m[stop])),
        }
        return Reason(kind=ReasonKind.PLACE_UNREACHABLE, values=values)

    def _why_none(self, item: Item, out: Sequence[tuple[OfferTimes, Reason]]) -> tuple[Reason, ...]:
        if not out:
            if item.address:
                return (Reason(kind=ReasonKind.ADDRESS_ONLY, values={"address": item.address}),)
            return (Reason(kind=ReasonKind.NO_OFFER),)
        others = [reason for _, reason in out if reason.kind is not ReasonKind.PLACE_UNREACHABLE]
        return distinct([*others, *self._nearest_cut_off(out)])

    def _nearest_cut_off(self, out: Sequence[tuple[OfferTimes, Reason]]) -> list[Reason]:
        """That the nearest of the places cannot be reached to which there is no way."""
        cut_off = [each for each in out if each[1].kind is ReasonKind.PLACE_UNREACHABLE]
        cut_off.sort(key=lambda each: self._ways.straight_m[self._stop[each[0].place.id]])
        return [reason for _, reason in cut_off[:1]]


def _spread(leads: NDArray[np.bool_], start: int) -> NDArray[np.bool_]:
    """Where one can get from ``start``, also by way of others; ``leads[a, b]``: from a to b."""
    reached: NDArray[np.bool_] = leads[start].copy()
    while True:
        further = reached | np.logical_or.reduce(leads[reached], axis=0)
        if (further == reached).all():
            return reached
        reached = further


def place_values(place: Place) -> dict[str, str | int | float]:
    """The values of a Reason that names a Place."""
    name = place.name.get("zh") or next(iter(place.name.values()), str(place.id))
    return {"place": name, "place_en": place.name.get("en", name)}


def distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each Reason once, in order; of those that differ in values only, the first."""
    kept: dict[ReasonKind, Reason] = {}
    for reason in reasons:
        kept.setdefault(reason.kind, reason)
    return tuple(kept.values())
