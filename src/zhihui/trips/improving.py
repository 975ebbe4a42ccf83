"""Plans changed questions, and says which are worth a change.

Used by ``suggesting``. Where the plan is not proven, fewer and shorter searches are made, always
the same number for the same question, and a change is worth it when it beats the plan that is
shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zhihui.district import Reason
from zhihui.trips.asking import TRY_LIMIT, Planner
from zhihui.trips.drafting import Draft
from zhihui.trips.plan import Suggestion
from zhihui.trips.problem import Aim, Solution, SolutionStatus, TripProblem
from zhihui.trips.question import PlanQuestion, QuestionError

WORTH_MINUTES = 30
"""A change of a possible plan is worth saying when it saves a trip, a day, or so many minutes."""
_TRIES, _TRIES_UNPROVEN = 1000, 20
_KEPT_TO_VERIFY = 2
_HALVINGS, _HALVINGS_UNPROVEN = 11, 5
_UNPROVEN_LIMIT = 200_000
"""Steps of each search for a change of a plan that is not proven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A suggestion, and how small the change is, in minutes of trouble."""

    trouble: int
    suggestion: Suggestion


class Improver:
    """One question with its solution, and changes of it."""

    def __init__(self, planner: Planner, drafted: Draft, solution: Solution) -> None:
        self.planner = planner
        self.draft = drafted
        self.question = drafted.question
        self.aim = solution.aim
        self._bound = solution.bound
        self._planned: dict[PlanQuestion, Aim | None] = {}
        unproven = solution.status is SolutionStatus.NOT_PROVEN
        self._limit = _UNPROVEN_LIMIT if unproven else TRY_LIMIT
        self._tries = _TRIES_UNPROVEN if unproven else _TRIES
        self._halvings = _HALVINGS_UNPROVEN if unproven else _HALVINGS

    @property
    def can_improve(self) -> bool:
        """Whether a plan with fewer trips or an earlier day could be thought of."""
        return self.aim is None or self.aim.trips > 1 or self.aim.completion_day > 0

    def plan(self, question: PlanQuestion) -> Aim | None:
        """The aim of a changed question; None where there is no plan, or none is found."""
        if question not in self._planned:
            self._planned[question] = self._plan_anew(question)
        return self._planned[question]

    def _plan_anew(self, question: PlanQuestion) -> Aim | None:
        try:
            drafted = self.planner.draft(question)
        except QuestionError:
            return None
        if not drafted.can_be_solved:
            return None
        return self._attempt(drafted.problem)

    def _attempt(self, problem: TripProblem) -> Aim | None:
        """The aim of a plan that is found, while there are tries left."""
        if self._tries <= 0:
            return None
        self._tries -= 1
        return self.planner.attempt(problem, self._limit).aim

    def verify(
        self, trouble: int, reason: Reason, question: PlanQuestion, *, minutes: bool = False
    ) -> Iterable[Found]:
        """The suggestion, when the changed question has a plan that is worth it.

        ``minutes``: it is also worth it when it saves nothing but WORTH_MINUTES.
        """
        aim = self.plan(question)
        if aim is None or not self._is_better(aim, minutes=minutes):
            return
        before = self.aim
        saved = None
        if before is not None:
            saved = Aim(
                before.trips - aim.trips,
                before.completion_day - aim.completion_day,
                before.minutes_out - aim.minutes_out,
            )
        suggestion = Suggestion(reason=reason, question=question, aim=aim, saved=saved)
        yield Found(trouble=trouble, suggestion=suggestion)

    def list_least(self, room: int, change: Callable[[int], TripProblem]) -> list[int]:
        """The least minutes of a change that is worth it, and the least that save a trip.

        Empty when ``room`` is not enough. Found by bisection: more room never makes a plan worse.
        """
        aims: dict[int, Aim | None] = {}

        def try_out(minutes: int) -> Aim | None:
            if minutes not in aims and self._tries > _KEPT_TO_VERIFY:
                aims[minutes] = self._attempt(change(minutes))
            return aims.get(minutes)

        found: list[int] = []
        for is_reached in (self._is_worth_minutes, self._saves_trip):
            if room <= 0 or not is_reached(try_out(room)):
                break
            low, high = 0, room
            for _ in range(self._halvings):
                middle = (low + high) // 2
                if middle == low:
                    break
                low, high = (low, middle) if is_reached(try_out(middle)) else (middle, high)
            found.append(high)
        return sorted(set(found))

    def _is_better(self, aim: Aim | None, *, minutes: bool = False) -> bool:
        """Whether a plan is worth a change: possible at last, fewer trips, an earlier day."""
        if aim is None:
            return False
        if self.aim is None or (aim.trips, aim.completion_day) < (
            self.aim.trips,
            self.aim.completion_day,
        ):
            return True
        same = (aim.trips, aim.completion_day) == (self.aim.trips, self.aim.completion_day)
        return minutes and same and aim.minutes_out <= self.aim.minutes_out - WORTH_MINUTES

    def _is_worth_minutes(self, aim: Aim | None) -> bool:
        """Whether a plan is better than any without the change, as far as is known."""
        if self.aim is not None or self._bound is None or aim is None:
            return self._is_better(aim)
        return (aim.trips, aim.completion_day) < (self._bound.trips, self._bound.completion_day)

    def _saves_trip(self, aim: Aim | None) -> bool:
        return self.aim is not None and aim is not None and aim.trips < self.aim.trips
