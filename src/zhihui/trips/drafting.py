"""A question and a generation become a TripProblem, with all that is needed to read its solution.

Called by ``planning`` and, for changed questions, by ``why_not``. Errands stand in the order of
their item codes and ways in the order of offer ids, so that the order of the question does not
matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from zhihui.district import Item, Place, Reason
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar
from zhihui.streets import TravelTimes
from zhihui.trips.access import make_ways
from zhihui.trips.away import Away, choose_channel
from zhihui.trips.collecting import find_collections
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
    collects: bool = False
    """The task is to collect its result; the errand itself is a task of its own."""


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
    asked = _list_asked(question, items, generation)
    stops = _list_stops([one.times for one in asked])
    ways = find_ways(
        travel, generation.places, stops, question.origin, question.end or question.origin
    )
    start, days = question.start.date(), question.days_open
    collected = {one.collects: task for task, one in enumerate(asked) if one.collects is not None}
    waiting = find_waits(
        items, start, days, calendar, question.defaults, question.in_hand, collected
    )
    maker = WayMaker(start, days, calendar, stops, ways, kept)
    errands: list[DraftErrand] = []
    tasks: list[Task] = []
    for number, one in enumerate(asked):
        no_visit = one.away.channel or one.away.refused
        made = Made() if no_visit else make_ways(maker, one.item, one.times, question.step_free)
        errands.append(
            DraftErrand(
                errand=one.errand,
                item=one.item,
                away=one.away,
                times=made.times,
                blocked=one.away.reasons if one.away.refused else made.blocked,
                notes=(*made.notes, *waiting.notes.get(number, ()), *one.notes),
                collects=one.collects is not None,
            )
        )
        tasks.append(Task(ways=made.ways, away=one.away.channel is not None))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What becomes one task, before it is known which places can be reached."""

    errand: Errand
    item: Item
    away: Away = field(default_factory=Away)
    times: tuple[OfferTimes, ...] = ()
    notes: tuple[Reason, ...] = ()
    collects: int | None = None
    """The position of the errand whose result is collected."""


def _list_asked(
    question: PlanQuestion, items: Sequence[Item], generation: Generation
) -> list[_Asked]:
    """The errands in order, then the results that are collected."""
    offers = [generation.list_offers_of_item(item.code) for item in items]
    collections = find_collections(question, items, offers, generation)
    asked: list[_Asked] = []
    for number, (errand, item) in enumerate(zip(question.errands, items, strict=True)):
        away = choose_channel(item, offers[number], errand.how)
        no_visit = away.channel or away.refused
        asked.append(
            _Asked(
                errand=errand,
                item=item,
                away=away,
                times=() if no_visit else list_times(question, errand, offers[number], generation),
                notes=collections.notes.get(number, ()),
            )
        )
    for number, times in collections.times.items():
        errand, item = question.errands[number], items[number]
        asked.append(_Asked(errand=errand, item=item, times=times, collects=number))
    return asked


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
