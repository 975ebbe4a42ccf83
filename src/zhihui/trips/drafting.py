"""A question and a generation become a TripProblem, with all that is needed to read its solution.

Called by ``planning`` and, for changed questions, by ``why_not``. Errands stand in the order of
their item codes and ways in the order of offer ids, so that the order of the question does not
matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhihui.district import (
    Action,
    Channel,
    Item,
    Offer,
    Place,
    Reason,
    ReasonKind,
)
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar
from zhihui.streets import TravelTimes
from zhihui.trips.away import Away, choose_channel
from zhihui.trips.pieces import OfferTimes, read_offer
from zhihui.trips.problem import DAY_END, UNREACHABLE, Task, TripProblem, Way
from zhihui.trips.question import Errand, PlanQuestion
from zhihui.trips.travelling import Ways, find_ways
from zhihui.trips.waits import find_waits

_HANDLED_IN_PERSON = (Channel.COUNTER, Channel.SELF_SERVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftErrand:
    """One errand: either ``away``, or the offers behind the ways of its task."""

    errand: Errand
    item: Item
    away: Away
    times: tuple[OfferTimes, ...]
    """By way of the task; of places that can be reached."""
    blocked: tuple[Reason, ...]
    """Why no way is left, when none is."""
    notes: tuple[Reason, ...]
    """What was assumed or is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A problem, and what its numbers stand for."""

    question: PlanQuestion
    problem: TripProblem
    errands: tuple[DraftErrand, ...]
    """By task."""
    stops: tuple[Place, ...]
    ways: Ways
    calendar: WorkingCalendar

    def day(self, number: int) -> date:
        """The date of a day of the problem."""
        return self.question.start.date() + timedelta(days=number)

    def moment(self, day: int, minute: int) -> datetime:
        """A moment of the problem."""
        midnight = datetime.combine(self.day(day), datetime.min.time())
        return midnight + timedelta(minutes=minute)

    @property
    def can_be_solved(self) -> bool:
        """Whether no errand is blocked before anything is searched."""
        return not any(errand.blocked for errand in self.errands)


def draft(
    question: PlanQuestion,
    items: Sequence[Item],
    generation: Generation,
    calendar: WorkingCalendar,
    travel: TravelTimes,
) -> Draft:
    """The problem of a question whose errands are merged and sorted, with their ``items``."""
    offers = [generation.list_offers_of_item(item.code) for item in items]
    aways = [
        choose_channel(item, given, errand.how)
        for errand, item, given in zip(question.errands, items, offers, strict=True)
    ]
    chosen = [
        () if away.channel or away.refused else _list_offers(question, errand, given, generation)
        for errand, given, away in zip(question.errands, offers, aways, strict=True)
    ]
    stops = _list_stops(chosen)
    ways = find_ways(
        travel, generation.places, stops, question.origin, question.end or question.origin
    )
    start = question.start.date()
    waiting = find_waits(items, start, question.days, calendar, question.defaults)
    builder = _TaskBuilder(question, calendar, stops, ways)
    errands: list[DraftErrand] = []
    tasks: list[Task] = []
    for number, (errand, item) in enumerate(zip(question.errands, items, strict=True)):
        drafted, task = builder.create(errand, item, aways[number], chosen[number])
        notes = (*drafted.notes, *waiting.notes[number])
        errands.append(
            DraftErrand(
                errand=errand,
                item=item,
                away=drafted.away,
                times=drafted.times,
                blocked=drafted.blocked,
                notes=notes,
            )
        )
        tasks.append(task)
    problem = TripProblem(
        days=question.days,
        leave_from=(_minute(question.start), *[0] * (question.days - 1)),
        back_by=(_back_by(question),) * question.days,
        travel=ways.minutes,
        tasks=tuple(tasks),
        links=waiting.links,
    )
    return Draft(
        question=question,
        problem=problem,
        errands=tuple(errands),
        stops=stops,
        ways=ways,
        calendar=calendar,
    )


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute + bool(moment.second or moment.microsecond)


def _back_by(question: PlanQuestion) -> int:
    if question.back_by is None:
        return DAY_END
    return question.back_by.hour * 60 + question.back_by.minute


def _list_offers(
    question: PlanQuestion, errand: Errand, offers: Sequence[Offer], generation: Generation
) -> tuple[OfferTimes, ...]:
    """The offers at which one can apply in person, by offer id."""
    in_person = [
        offer
        for offer in sorted(offers, key=lambda offer: offer.id)
        if offer.channel in _HANDLED_IN_PERSON
        and (not offer.actions or Action.APPLY in offer.actions)
    ]
    return tuple(
        read_offer(
            offer,
            generation.places.get(offer.place),
            question.start.date(),
            errand.quantity,
            question.defaults,
        )
        for offer in in_person
    )


def _list_stops(chosen: Sequence[tuple[OfferTimes, ...]]) -> tuple[Place, ...]:
    places = {
        times.place.id: times.place
        for offers in chosen
        for times in offers
        if times.place.lon is not None and times.place.lat is not None
    }
    return tuple(places[name] for name in sorted(places))


class _TaskBuilder:
    def __init__(
        self,
        question: PlanQuestion,
        calendar: WorkingCalendar,
        stops: tuple[Place, ...],
        ways: Ways,
    ) -> None:
        self._calendar = calendar
        self._days = [question.start.date() + timedelta(days=n) for n in range(question.days)]
        self._stop = {place.id: number for number, place in enumerate(stops)}
        self._ways = ways
        self._stops = stops

    def create(
        self, errand: Errand, item: Item, away: Away, offers: tuple[OfferTimes, ...]
    ) -> tuple[DraftErrand, Task]:
        """One errand and its task."""
        if away.channel:
            return self._draft(errand, item, away), Task(away=True)
        if away.refused:
            return self._draft(errand, item, away, blocked=away.reasons), Task()
        times: list[OfferTimes] = []
        ways: list[Way] = []
        out: dict[ReasonKind, list[OfferTimes]] = {}
        for offer in offers:
            way = self._way(offer)
            if isinstance(way, ReasonKind):
                out.setdefault(way, []).append(offer)
            else:
                times.append(offer)
                ways.append(way)
        blocked = () if ways else self._why_none(offers, out)
        left_out = sum(len(out.get(kind, [])) for kind in _NOT_KNOWN)
        notes: tuple[Reason, ...] = ()
        if ways and left_out:
            values = {"count": left_out}
            notes = (Reason(kind=ReasonKind.PLACES_LEFT_OUT, values=values),)
        drafted = self._draft(errand, item, away, tuple(times), blocked, notes)
        return drafted, Task(ways=tuple(ways))

    def _draft(
        self,
        errand: Errand,
        item: Item,
        away: Away,
        times: tuple[OfferTimes, ...] = (),
        blocked: tuple[Reason, ...] = (),
        notes: tuple[Reason, ...] = (),
    ) -> DraftErrand:
        return DraftErrand(
            errand=errand, item=item, away=away, times=times, blocked=blocked, notes=notes
        )

    def _way(self, offer: OfferTimes) -> Way | ReasonKind:
        """The way of an offer, or why it is none."""
        stop = self._stop.get(offer.place.id)
        if stop is None:
            return ReasonKind.POSITION_UNKNOWN
        origin = len(self._stops)
        there, back = self._ways.minutes[origin, stop], self._ways.minutes[stop, origin + 1]
        if there >= UNREACHABLE or back >= UNREACHABLE:
            return ReasonKind.PLACE_UNREACHABLE
        days = [offer.pieces(day, self._calendar) for day in self._days]
        if all(pieces is None for pieces in days):
            return ReasonKind.HOURS_UNKNOWN
        if not any(days):
            gone = offer.offer.slots is not None
            return ReasonKind.SLOTS_GONE if gone else ReasonKind.CLOSED_ALL_DAYS
        return Way(stop, tuple(pieces or () for pieces in days))

    def _why_none(
        self, offers: tuple[OfferTimes, ...], out: dict[ReasonKind, list[OfferTimes]]
    ) -> tuple[Reason, ...]:
        if not offers:
            return (Reason(kind=ReasonKind.NO_OFFER),)
        return tuple(self._reason(kind, out[kind]) for kind in _WHY_NONE if kind in out)

    def _reason(self, kind: ReasonKind, offers: list[OfferTimes]) -> Reason:
        if kind in (ReasonKind.CLOSED_ALL_DAYS, ReasonKind.SLOTS_GONE):
            return Reason(kind=kind, values={"days": len(self._days)})
        if kind is not ReasonKind.PLACE_UNREACHABLE:
            return Reason(kind=kind)
        straight = {offer.place.id: self._stop[offer.place.id] for offer in offers}
        nearest = min(straight, key=lambda place: self._ways.straight_m[straight[place]])
        place = self._stops[straight[nearest]]
        name = place.name.get("zh") or next(iter(place.name.values()), str(place.id))
        values: dict[str, str | int | float] = {
            "place": name,
            "place_en": place.name.get("en", name),
            "distance_m": round(float(self._ways.straight_m[straight[nearest]])),
        }
        return Reason(kind=kind, values=values)


_NOT_KNOWN = (ReasonKind.HOURS_UNKNOWN, ReasonKind.POSITION_UNKNOWN)
_WHY_NONE = (
    ReasonKind.CLOSED_ALL_DAYS,
    ReasonKind.SLOTS_GONE,
    ReasonKind.PLACE_UNREACHABLE,
    ReasonKind.HOURS_UNKNOWN,
    ReasonKind.POSITION_UNKNOWN,
)
