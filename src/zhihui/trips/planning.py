"""Errands in, the plan out: the one function that every face calls.

Pure: the generation, the calendar and the travel times are handed in, the moment stands in the
question.
"""

from collections.abc import Iterable

from zhihui.district import (
    Channel,
    Fact,
    Item,
    ItemCode,
    Reason,
    ReasonKind,
)
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar
from zhihui.trips.asking import Planner
from zhihui.trips.drafting import Draft
from zhihui.trips.papers import merge_papers
from zhihui.trips.plan import (
    AwayErrand,
    Handling,
    Plan,
    PlanPaper,
    Trip,
    Visit,
)
from zhihui.trips.problem import Solution, Stay, TripTimes
from zhihui.trips.question import PlanQuestion
from zhihui.trips.solving import DEFAULT_LIMIT
from zhihui.trips.suggesting import suggest
from zhihui.trips.travelling import TravelBy
from zhihui.trips.uncertain import list_uncertain
from zhihui.trips.why_not import explain


def make_plan(
    question: PlanQuestion,
    generation: Generation,
    calendar: WorkingCalendar,
    *,
    travel: TravelBy,
    limit: int = DEFAULT_LIMIT,
) -> Plan:
    """The best plan, or why there is none. Raises QuestionError for what cannot be asked.

    ``travel`` gives the travel times of a mode; hand in one that gives the same object each time.
    ``limit``: how many steps the search may take; past it the plan is not proven.
    """
    planner = Planner(generation=generation, calendar=calendar, travel=travel)
    drafted = planner.draft(question)
    solution = planner.solve(drafted, limit)
    return _Writer(planner, drafted, solution).write()


class _Writer:
    def __init__(self, planner: Planner, drafted: Draft, solution: Solution) -> None:
        self._planner = planner
        self._draft = drafted
        self._solution = solution

    def write(self) -> Plan:
        drafted, solution = self._draft, self._solution
        manifest = self._planner.generation.manifest
        assumptions = self._planner.travel(drafted.question.mode).assumptions
        feasible = solution.aim is not None
        trips = tuple(self._trip(times) for times in solution.trips)
        estimated = assumptions.detour is not None
        papers, others = self._papers()
        return Plan(
            question=drafted.question,
            status=solution.status,
            items=others | {errand.item.code: errand.item for errand in drafted.errands},
            trips=trips,
            away=tuple(self._away()) if feasible else (),
            papers=papers,
            blocked=() if feasible else explain(self._planner, drafted, solution),
            uncertain=list_uncertain(drafted, solution, trips),
            reasons=(Reason(kind=ReasonKind.TRAVEL_ESTIMATED),) if estimated else (),
            suggestions=suggest(self._planner, drafted, solution),
            aim=solution.aim,
            bound=solution.bound,
            travel=assumptions,
            notice=manifest.notice,
            is_sample=manifest.is_sample,
        )

    def _trip(self, times: TripTimes) -> Trip:
        travel = self._draft.problem.travel
        groups: list[list[Stay]] = []
        for stay in times.stays:
            if groups and self._stop(groups[-1][-1]) == self._stop(stay):
                groups[-1].append(stay)
            else:
                groups.append([stay])
        at = self._draft.problem.stops
        visits: list[Visit] = []
        for group in groups:
            stop = self._stop(group[0])
            visits.append(self._visit(times.day, group, int(travel[at, stop])))
            at = stop
        return Trip(
            depart=self._draft.moment(times.day, times.depart),
            back=self._draft.moment(times.day, times.back),
            visits=tuple(visits),
            travel_home_minutes=int(travel[at, self._draft.problem.stops + 1]),
        )

    def _stop(self, stay: Stay) -> int:
        return self._draft.problem.tasks[stay.task].ways[stay.way].stop

    def _visit(self, day: int, stays: list[Stay], travel_minutes: int) -> Visit:
        moment = self._draft.moment
        return Visit(
            place=self._draft.stops[self._stop(stays[0])],
            travel_minutes=travel_minutes,
            arrive=moment(day, stays[0].arrive),
            start=moment(day, stays[0].join),
            end=moment(day, stays[-1].done),
            handlings=tuple(self._handling(day, stay) for stay in stays),
        )

    def _handling(self, day: int, stay: Stay) -> Handling:
        errand = self._draft.errands[stay.task]
        times = errand.times[stay.way]
        wait = times.wait(self._draft.day(day), stay.join, self._draft.calendar)
        counter = times.counter
        return Handling(
            errand=errand.errand,
            item=errand.item,
            offer=times.offer,
            counter=counter.name if counter else _written(times.offer.counter),
            floor=counter.floor if counter else "",
            arrive=self._draft.moment(day, stay.arrive),
            join=self._draft.moment(day, stay.join),
            end=self._draft.moment(day, stay.done),
            queue_minutes=wait.minutes,
            queue_error_minutes=wait.error_minutes,
            queue_known=Fact.YES if wait.known else Fact.NO,
            handling_minutes=times.handling_minutes,
            handling_known=Fact.YES if times.handling_known else Fact.NO,
            appointment=times.offer.appointment,
            by_slot=times.has_appointments,
            collects=errand.collects,
        )

    def _away(self) -> Iterable[AwayErrand]:
        problem = self._draft.problem
        hanging: set[int] = set()
        for _ in problem.tasks:
            for link in problem.links:
                if not problem.tasks[link.before].away or link.before in hanging:
                    hanging.add(link.after)
        for task, day in sorted(self._solution.away_days.items()):
            errand = self._draft.errands[task]
            yield AwayErrand(
                errand=errand.errand,
                item=errand.item,
                channel=errand.away.channel or Channel.ONLINE,
                on=self._draft.day(day),
                after_visit=task in hanging,
                reasons=errand.away.reasons,
            )

    def _papers(self) -> tuple[tuple[PlanPaper, ...], dict[ItemCode, Item]]:
        errands = self._draft.errands
        before: dict[ItemCode, set[ItemCode]] = {errand.item.code: set() for errand in errands}
        for link in self._draft.problem.links:
            if not errands[link.after].collects:
                before[errands[link.after].item.code].add(errands[link.before].item.code)
        handed_in = [errand for errand in errands if not errand.collects]
        return merge_papers(
            self._planner.generation,
            [errand.errand for errand in handed_in],
            [errand.item for errand in handed_in],
            before,
            in_hand=self._draft.question.in_hand,
        )


def _written(counter: str) -> dict[str, str]:
    """A window as the source writes it."""
    return {"zh": counter} if counter else {}
