"""What is not known of the errands of a plan, or was assumed. Called by ``planning``."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from zhihui.district import Fact, Item, Reason, ReasonKind
from zhihui.trips.drafting import Draft
from zhihui.trips.plan import ErrandReasons, Handling, Trip
from zhihui.trips.problem import Solution
from zhihui.trips.question import Defaults
from zhihui.trips.waits import name_values, once


def list_uncertain(
    drafted: Draft, solution: Solution, trips: Sequence[Trip]
) -> tuple[ErrandReasons, ...]:
    """By errand, in order; an errand of which all is known is left out."""
    handled: dict[str, list[Handling]] = {}
    for trip in trips:
        for visit in trip.visits:
            for handling in visit.handlings:
                handled.setdefault(handling.item.code, []).append(handling)
    said: dict[str, list[Reason]] = {}
    for number, errand in enumerate(drafted.errands):
        reasons = said.setdefault(errand.item.code, [])
        reasons += errand.notes
        if errand.collects:
            continue
        handlings = handled.get(errand.item.code, [])
        reasons += _result(drafted, solution, number)
        for handling in handlings:
            reasons += _assumed(handling, drafted.question.defaults)
        reasons += _record(errand.item, len(handlings))
    return tuple(
        ErrandReasons(errand=errand.errand, item=errand.item, reasons=once(said[errand.item.code]))
        for errand in drafted.errands
        if not errand.collects and said[errand.item.code]
    )


def _assumed(handling: Handling, defaults: Defaults) -> Iterable[Reason]:
    if handling.queue_known is Fact.NO:
        values = {"minutes": defaults.queue_minutes}
        yield Reason(kind=ReasonKind.QUEUE_ASSUMED, values=values)
    if handling.handling_known is Fact.NO and handling.collects:
        values = {"minutes": defaults.collect_minutes}
        yield Reason(kind=ReasonKind.COLLECT_ASSUMED, values=values)
    elif handling.handling_known is Fact.NO:
        values = {"minutes": defaults.handling_minutes}
        yield Reason(kind=ReasonKind.HANDLING_ASSUMED, values=values)
    if handling.appointment is Fact.YES:
        yield Reason(kind=ReasonKind.APPOINTMENT_NEEDED)


def _result(drafted: Draft, solution: Solution, task: int) -> Iterable[Reason]:
    """When the result of an errand is there, where another one waits for it to come somehow."""
    days = {
        stay.task: times.day for times in solution.trips for stay in times.stays
    } | solution.away_days
    waiting = [
        link
        for link in drafted.problem.links
        if link.before == task and link.first_day is not None and task in days
    ]
    if not waiting or any(drafted.errands[link.after].collects for link in waiting):
        return
    ready = (waiting[0].first_day or ())[days[task]]
    date = drafted.question.start.date() + timedelta(days=ready)
    values = {"date": date.isoformat(), **name_values(drafted.errands[task].item)}
    yield Reason(kind=ReasonKind.RESULT_TO_HAND, values=values)


def _record(item: Item, visits: int) -> Iterable[Reason]:
    """What the record says of visits beyond those planned, and whether it names papers."""
    if item.visits and visits and item.visits > visits:
        yield Reason(kind=ReasonKind.VISIT_NEEDED, values={"visits": item.visits})
    if not item.requirements and item.papers_known is not Fact.YES:
        yield Reason(kind=ReasonKind.PAPERS_UNKNOWN)
