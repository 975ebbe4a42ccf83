"""Drafts and solves questions over one generation. Used by ``planning``, and again by ``why_not``
and ``suggesting`` for questions that are a little different.
"""

from dataclasses import dataclass, field, replace

from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar
from zhihui.trips.checking import check_distance, check_nearness, check_question, list_items
from zhihui.trips.drafting import Draft, draft
from zhihui.trips.offers import KeptPieces
from zhihui.trips.problem import Link, Solution, SolutionStatus, TripProblem
from zhihui.trips.question import PlanQuestion
from zhihui.trips.solving import DEFAULT_LIMIT, solve
from zhihui.trips.travelling import TravelBy

TRY_LIMIT = 1_000_000
"""Steps for a question that is only tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planner:
    """What does not change between a question and its variants, which share their defaults."""

    generation: Generation
    calendar: WorkingCalendar
    travel: TravelBy
    kept: KeptPieces = field(default_factory=dict)

    def draft(self, question: PlanQuestion) -> Draft:
        """The problem of a question. Raises QuestionError."""
        checked = check_question(question, self.generation)
        items = list_items(checked, self.generation)
        drafted = draft(
            checked,
            items,
            self.generation,
            self.calendar,
            self.travel(question.mode),
            self.kept,
        )
        ways = drafted.ways
        check_nearness(
            checked,
            drafted.stops,
            origin_m=None if ways.origin_is_near else ways.origin_m,
            end_m=None if ways.end_is_near else ways.end_m,
        )
        check_distance(checked, drafted.stops, [float(metres) for metres in ways.straight_m])
        return drafted

    def solve(self, drafted: Draft, limit: int = DEFAULT_LIMIT) -> Solution:
        """The solution; infeasible at once where an errand has no way at all."""
        if not drafted.can_be_solved:
            return Solution(status=SolutionStatus.INFEASIBLE)
        return solve(drafted.problem, limit=limit)

    def attempt(self, problem: TripProblem, limit: int = TRY_LIMIT) -> Solution:
        """The solution of a problem that is tried, with fewer steps at most."""
        return solve(problem, limit=limit, or_hastily=False)


def count_days(problem: TripProblem) -> int:
    """So many days at least are needed for all tasks, seen from each task and its links alone.

    More than the problem has when one cannot be done on any of them.
    """
    after: dict[int, list[Link]] = {}
    for link in problem.links:
        after.setdefault(link.after, []).append(link)
    days: dict[int, int] = {}

    def first(task: int) -> int:
        if task not in days:
            wanted = max(
                [problem.tasks[task].earliest_day, *(let(link) for link in after.get(task, ()))]
            )
            days[task] = next(
                (day for day in range(wanted, problem.days) if _is_open(problem, task, day)),
                problem.days,
            )
        return days[task]

    def let(link: Link) -> int:
        day = first(link.before)
        if link.first_day is None or day >= problem.days:
            return day
        return link.first_day[day]

    return max((first(task) + 1 for task in range(len(problem.tasks))), default=0)


def _is_open(problem: TripProblem, task: int, day: int) -> bool:
    """Whether some way of a visit task has a piece on a day on which one may leave at all."""
    if problem.tasks[task].away:
        return True
    may_leave = problem.leave_from[day] <= problem.back_by[day]
    return may_leave and any(way.days[day] for way in problem.tasks[task].ways)


def restrict(problem: TripProblem, tasks: set[int]) -> TripProblem:
    """The problem with only some of its tasks, and the links among them."""
    kept = sorted(tasks)
    number = {task: position for position, task in enumerate(kept)}
    return replace(
        problem,
        tasks=tuple(problem.tasks[task] for task in kept),
        links=tuple(
            replace(link, before=number[link.before], after=number[link.after])
            for link in problem.links
            if link.before in number and link.after in number
        ),
    )
