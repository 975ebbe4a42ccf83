"""Why there is no plan: the closed Reasons of each errand that stands in the way.

Called by ``planning``. Every statement is found by solving a smaller or looser problem, so it is
true of the question and not a guess.
"""

from collections.abc import Iterable
from dataclasses import replace

from zhihui.district import Reason, ReasonKind
from zhihui.trips.asking import Planner, restrict
from zhihui.trips.drafting import Draft, DraftErrand
from zhihui.trips.offers import place_values
from zhihui.trips.plan import ErrandReasons
from zhihui.trips.problem import DAY_END, Solution, SolutionStatus, TripProblem
from zhihui.trips.waits import name_values, once


def explain(planner: Planner, drafted: Draft, solution: Solution) -> tuple[ErrandReasons, ...]:
    """Why, by errand; errands that stand in nobody's way are left out."""
    if solution.status is not SolutionStatus.INFEASIBLE:
        return ()
    found = [
        (errand, errand.blocked or _Looser(planner, drafted, task).reasons())
        for task, errand in enumerate(drafted.errands)
    ]
    if not any(reasons for _, reasons in found):
        found = list(_in_the_way(planner, drafted))
    said: dict[str, tuple[DraftErrand, list[Reason]]] = {}
    for errand, reasons in found:
        said.setdefault(errand.item.code, (errand, []))[1].extend(reasons)
    return tuple(
        ErrandReasons(errand=errand.errand, item=errand.item, reasons=once(reasons))
        for errand, reasons in said.values()
        if reasons
    )


class _Looser:
    """What makes one errand, with all that it waits for, possible."""

    def __init__(self, planner: Planner, drafted: Draft, task: int) -> None:
        self._planner = planner
        self._draft = drafted
        self._task = task
        self._needed = _with_all_before(drafted.problem, task)

    def reasons(self) -> tuple[Reason, ...]:
        drafted, problem = self._draft, restrict(self._draft.problem, self._needed)
        if any(drafted.errands[task].blocked for task in self._needed):
            return self._waits_for_blocked()
        if self._works(problem):
            return ()
        unhurried = replace(problem, leave_from=(0,) * problem.days)
        late = replace(problem, back_by=(DAY_END,) * problem.days)
        reasons = []
        if self._works(late):
            reasons.append(self._back_by())
        if self._works(unhurried):
            reasons.append(Reason(kind=ReasonKind.TOO_LATE_TODAY))
        if reasons:
            return tuple(reasons)
        if len(self._needed) > 1 and self._works(restrict(drafted.problem, {self._task})):
            return tuple(self._not_ready())
        if self._works(replace(unhurried, back_by=late.back_by)):
            return self._back_by(), Reason(kind=ReasonKind.TOO_LATE_TODAY)
        return tuple(self._too_far()) if len(self._needed) == 1 else tuple(self._not_ready())

    def _back_by(self) -> Reason:
        back_by = self._draft.question.back_by
        words = back_by.isoformat(timespec="minutes") if back_by else "24:00"
        return Reason(kind=ReasonKind.BACK_BY_TOO_EARLY, values={"back_by": words})

    def _too_far(self) -> Iterable[Reason]:
        """No place is near enough to be there while it is open and be back on the same day."""
        minutes = self._draft.problem.travel[self._draft.problem.stops]
        ways = self._draft.problem.tasks[self._task].ways
        stop = min((way.stop for way in ways), key=lambda stop: int(minutes[stop]))
        place = self._draft.stops[stop]
        values = {**place_values(place), "minutes": int(minutes[stop])}
        yield Reason(kind=ReasonKind.TOO_FAR, values=values)

    def _works(self, problem: TripProblem) -> bool:
        return self._planner.attempt(problem).status is not SolutionStatus.INFEASIBLE

    def _waits_for_blocked(self) -> tuple[Reason, ...]:
        blocked = (self._draft.errands[task] for task in sorted(self._needed - {self._task}))
        return tuple(self._not_ready_of(errand) for errand in blocked if errand.blocked)

    def _not_ready(self) -> Iterable[Reason]:
        for link in self._draft.problem.links:
            if link.after == self._task:
                yield self._not_ready_of(self._draft.errands[link.before])

    def _not_ready_of(self, errand: DraftErrand) -> Reason:
        if errand.item.code == self._draft.errands[self._task].item.code:
            values: dict[str, str | int | float] = {"days": self._draft.problem.days}
            return Reason(kind=ReasonKind.COLLECT_NOT_READY, values=values)
        values = {"days": self._draft.problem.days, **name_values(errand.item)}
        return Reason(kind=ReasonKind.RESULT_NOT_READY, values=values)


def _with_all_before(problem: TripProblem, task: int) -> set[int]:
    needed = {task}
    while True:
        more = {link.before for link in problem.links if link.after in needed} - needed
        if not more:
            return needed
        needed |= more


def _with_all_after(problem: TripProblem, task: int) -> set[int]:
    hanging = {task}
    while True:
        more = {link.after for link in problem.links if link.before in hanging} - hanging
        if not more:
            return hanging
        hanging |= more


def _in_the_way(
    planner: Planner, drafted: Draft
) -> Iterable[tuple[DraftErrand, tuple[Reason, ...]]]:
    """Errands without which the rest can be done; all visits where no single one is."""
    problem = drafted.problem
    every = set(range(len(problem.tasks)))
    reason = Reason(kind=ReasonKind.NOT_WITH_THE_OTHERS, values={"days": problem.days})
    single = [
        task
        for task in sorted(every)
        if planner.attempt(restrict(problem, every - _with_all_after(problem, task))).status
        is not SolutionStatus.INFEASIBLE
    ]
    for task in single or [task for task in sorted(every) if not problem.tasks[task].away]:
        yield drafted.errands[task], (reason,)
