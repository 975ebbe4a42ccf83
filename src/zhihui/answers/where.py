"""Where an Item is handled, and whether each place is open at a moment.

Called by ``assembling``. Places come open first, then near, then by kind; places whose position
is not known come after those whose distance is known, and are never dropped.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from zhihui.answers.model import Intervals, PlaceAnswer, Where
from zhihui.district import (
    Counter,
    Fact,
    Item,
    Offer,
    Place,
    PlaceId,
    PlaceKind,
    Provenance,
    Reason,
    ReasonKind,
    Text,
)
from zhihui.finder import get_distance_m
from zhihui.generation import Generation
from zhihui.hours import (
    OpeningHours,
    OpenState,
    WorkingCalendar,
    intervals_of_day,
    open_state_of_text,
    parse_hours,
    resolve_hours,
    resolve_last_admission,
)

PLACES_SHOWN = 5
_PLACES_KEPT = 500

_OPEN_FIRST = {Fact.YES: 0, Fact.UNKNOWN: 1, Fact.NO: 2}
_KIND_ORDER = {kind: order for order, kind in enumerate(PlaceKind)}

_T = TypeVar("_T")

Point = tuple[float, float]
"""(lon, lat) in WGS-84."""


def locate_item(
    generation: Generation,
    item: Item,
    offers: Iterable[Offer],
    at: datetime,
    calendar: WorkingCalendar,
    origin: Point | None,
    *,
    shown: int = PLACES_SHOWN,
) -> Where:
    """The first ``shown`` places of ``item``, or its address where it has none."""
    groups = list_offers_by_place(generation, offers)
    if not groups:
        return _address_only(item, at, calendar)
    order = _Order(at, calendar, origin)
    groups.sort(key=order.of)
    unplaced = origin is not None and any(_distance_m(place, origin) is None for place, _ in groups)
    reasons = (Reason(kind=ReasonKind.POSITION_UNKNOWN),) if unplaced else ()
    places = tuple(
        describe_place(place, at, calendar, origin, offers=alike) for place, alike in groups[:shown]
    )
    return Where(places=places, total=len(groups), reasons=reasons)


def describe_place(
    place: Place,
    at: datetime,
    calendar: WorkingCalendar,
    origin: Point | None,
    *,
    offers: tuple[Offer, ...] = (),
) -> PlaceAnswer:
    """One place at one moment; ``offers`` are those of one Item at one of its counters."""
    offer = offers[0] if offers else None
    counter = _find_counter(place, offer)
    hours = resolve_hours(place, counter, offer, at.date())
    original = (offer.hours_original if offer else "") or place.hours_original
    return PlaceAnswer(
        place=place,
        counter=_counter_name(counter, offer),
        floor=counter.floor if counter else "",
        actions=_distinct(one for offer in offers for one in offer.actions),
        channels=_distinct(offer.channel for offer in offers),
        appointment=offer.appointment if offer else Fact.UNKNOWN,
        handling_minutes=offer.handling_minutes if offer else None,
        last_admission_minutes=_last_admission(place, counter, offers),
        distance_m=_distance_m(place, origin),
        hours=hours,
        hours_original=original,
        state=open_state_of_text(hours, at, calendar, original=original),
        today=list_intervals(hours, at, calendar),
        day_note=_day_note(place, at),
        provenance=_fresher(place.provenance, offer.provenance if offer else None),
        at=at,
    )


def list_intervals(hours: str, at: datetime, calendar: WorkingCalendar) -> Intervals | None:
    """Opening times on the day of ``at``; None when not known."""
    read = parse_hours(hours)
    return intervals_of_day(read, at.date(), calendar) if isinstance(read, OpeningHours) else None


def list_offers_by_place(
    generation: Generation, offers: Iterable[Offer]
) -> list[tuple[Place, tuple[Offer, ...]]]:
    """Offers by place, counter and hours, each with its place."""
    groups: dict[tuple[str, str, str], list[Offer]] = {}
    for offer in offers:
        groups.setdefault((offer.place, offer.counter, offer.hours), []).append(offer)
    placed = ((_find_place(generation, key[0]), tuple(alike)) for key, alike in groups.items())
    return [(place, alike) for place, alike in placed if place is not None]


@lru_cache(maxsize=_PLACES_KEPT)
def _find_place(generation: Generation, place: PlaceId) -> Place | None:
    """The record of a place, read once: the same few are where most Items are handled."""
    return generation.places.find(place)


def _address_only(item: Item, at: datetime, calendar: WorkingCalendar) -> Where:
    if not item.address:
        return Where(reasons=(Reason(kind=ReasonKind.NO_PLACE_KNOWN),))
    reason = Reason(kind=ReasonKind.ADDRESS_ONLY, values={"address": item.address})
    state: OpenState = open_state_of_text(item.hours, at, calendar, original=item.hours_original)
    return Where(
        address=item.address,
        hours_original=item.hours_original,
        state=state,
        today=list_intervals(item.hours, at, calendar),
        reasons=(reason,),
    )


class _Order:
    """Sorts places without describing them: of hundreds, a handful is shown."""

    def __init__(self, at: datetime, calendar: WorkingCalendar, origin: Point | None) -> None:
        self._at = at
        self._calendar = calendar
        self._origin = origin
        self._open: dict[str, int] = {}

    def of(self, group: tuple[Place, tuple[Offer, ...]]) -> tuple[int, float, int, str]:
        place, offers = group
        offer = offers[0] if offers else None
        hours = resolve_hours(place, _find_counter(place, offer), offer, self._at.date())
        if hours not in self._open:
            state = open_state_of_text(hours, self._at, self._calendar)
            self._open[hours] = _OPEN_FIRST[state.fact]
        distance = _distance_m(place, self._origin)
        return (
            self._open[hours],
            distance if distance is not None else float("inf"),
            _KIND_ORDER[place.kind],
            place.id,
        )


def _find_counter(place: Place, offer: Offer | None) -> Counter | None:
    if offer is None or not offer.counter:
        return None
    return next((one for one in place.counters if one.id == offer.counter), None)


def _counter_name(counter: Counter | None, offer: Offer | None) -> Text:
    if counter is not None:
        return counter.name
    return {"zh": offer.counter} if offer is not None and offer.counter else {}


def _last_admission(place: Place, counter: Counter | None, offers: tuple[Offer, ...]) -> int | None:
    """The earliest end of admission among the offers, or that of the place without any."""
    known = [resolve_last_admission(place, counter, offer) for offer in offers or (None,)]
    return max((minutes for minutes in known if minutes is not None), default=None)


def _distance_m(place: Place, origin: Point | None) -> float | None:
    if origin is None or place.lon is None or place.lat is None:
        return None
    return get_distance_m(origin, (place.lon, place.lat))


def _day_note(place: Place, at: datetime) -> Text:
    notes = (one.note for one in place.dated_hours if one.first <= at.date() <= one.last)
    return next((note for note in notes if note), {})


def _fresher(place: Provenance, offer: Provenance | None) -> Provenance:
    if offer is None or offer.verified_on is None:
        return place
    if place.verified_on is None or offer.verified_on > place.verified_on:
        return offer
    return place


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))
