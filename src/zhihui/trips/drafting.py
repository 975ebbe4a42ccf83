"""A question and a generation become a TripProblem, with all that is needed to read its solution.

Called by ``planning`` and, for changed questions, by ``why_not``. Errands stand in the order of
their item codes and ways in the order of offer ids, so that the order of the question does not
matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhihui.district import Item, Place, Reason
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar
from zhihui.streets import TravelTimes
from zhihui.trips.access import make_ways
from zhihui.trips.away import Away, choose_channel
from zhihui.trips.offers import KeptPieces, Made, WayMaker, list_times
from zhihui.trips.pieces import OfferTimes
from zhihui.trips.problem import DAY_END, Task, TripProblem
from zhihui.trips.question import Errand, PlanQuestion
from zhihui.trips.travelling import Ways, find_ways
from zhihui.trips.waits import find_waits


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
    kept: KeptPieces,
) -> Draft:
    """The problem of a question whose errands are merged and sorted, with their ``items``.

    ``kept`` is filled, and used again for questions with the same defaults.
    """
    offers = [generation.list_offers_of_item(item.code) for item in items]
    aways = [
        choose_channel(item, given, errand.how)
        for errand, item, given in zip(question.errands, items, offers, strict=True)
    ]
    chosen = [
        () if away.channel or away.refused else list_times(question, errand, given, generation)
        for errand, given, away in zip(question.errands, offers, aways, strict=True)
    ]
    stops = _list_stops(chosen)
    ways = find_ways(
        travel, generation.places, stops, question.origin, question.end or question.origin
    )
    start, days = question.start.date(), question.days_open
    waiting = find_waits(items, start, days, calendar, question.defaults, question.in_hand)
    maker = WayMaker(start, days, calendar, stops, ways, kept)
    errands: list[DraftErrand] = []
    tasks: list[Task] = []
    for number, (errand, item) in enumerate(zip(question.errands, items, strict=True)):
        away = aways[number]
        no_visit = away.channel or away.refused
        made = Made() if no_visit else make_ways(maker, item, chosen[number], question.step_free)
        errands.append(
            DraftErrand(
                errand=errand,
                item=item,
                away=away,
                times=made.times,
                blocked=away.reasons if away.refused else made.blocked,
                notes=(*made.notes, *waiting.notes[number]),
            )
        )
        tasks.append(Task(ways=made.ways, away=away.channel is not None))
    return Draft(
        question=question,
        problem=TripProblem(
            days=days,
            leave_from=(_minute(question.start), *[0] * (days - 1)),
            back_by=_back_by(question),
            travel=ways.minutes,
            tasks=tuple(tasks),
            links=waiting.links,
        ),
        errands=tuple(errands),
        stops=stops,
        ways=ways,
        calendar=calendar,
    )


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute + bool(moment.second or moment.microsecond)


def _back_by(question: PlanQuestion) -> tuple[int, ...]:
    """By day, when one must have arrived at the end."""
    back_by, days = question.back_by, question.days_open
    if back_by is None:
        return (DAY_END,) * days
    minute = back_by.hour * 60 + back_by.minute
    if not isinstance(back_by, datetime):
        return (minute,) * days
    return (*[DAY_END] * (days - 1), minute if question.ends_by_moment else DAY_END)


def _list_stops(chosen: Sequence[tuple[OfferTimes, ...]]) -> tuple[Place, ...]:
    places = {
        times.place.id: times.place
        for offers in chosen
        for times in offers
        if times.place.lon is not None and times.place.lat is not None
    }
    return tuple(places[name] for name in sorted(places))
