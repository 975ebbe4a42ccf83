"""What single change of the question would make a plan possible, or clearly better.

Called by ``planning``. Every suggestion is planned again before it is made. They are ordered by how
small the change is, in minutes of trouble: leaving earlier or coming back later counts its minutes,
phoning a place first 45,
another way of moving 60, doing an errand online 90, by a visit 120, by an agent 150, a later day
480 for each day.
The least number of minutes or days is found by bisection: more room never makes a plan worse.
Where the plan is not proven, a suggestion is better than the plan that is shown; fewer and shorter
searches are made then, always the same number for the same question.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from zhihui.district import Channel, Reason, ReasonKind
from zhihui.streets import Mode
from zhihui.trips.asking import TRY_LIMIT, Planner, count_days
from zhihui.trips.away import asks_for_visit, can_be_online
from zhihui.trips.drafting import Draft, DraftErrand
from zhihui.trips.plan import Suggestion
from zhihui.trips.problem import DAY_END, Aim, Solution, SolutionStatus, TripProblem
from zhihui.trips.question import MAX_DAYS, Errand, How, PlanQuestion, QuestionError, StepFree
from zhihui.trips.waits import name_values

EARLIEST_MINUTE = 5 * 60
"""Nobody is asked to leave before 05:00."""
LATEST_MINUTE = 23 * 60 + 59
PHONE_TROUBLE, MODE_TROUBLE, ONLINE_TROUBLE, VISIT_TROUBLE, AGENT_TROUBLE, DAY_TROUBLE = (
    45,
    60,
    90,
    120,
    150,
    480,
)
WORTH_MINUTES = 30
"""A change of a possible plan is worth saying when it saves a trip, a day, or so many minutes."""
_DAYS_AHEAD = 7
_MORE_DAYS_TRIED = 5
_TRIES, _TRIES_UNPROVEN = 1000, 20
_KEPT_TO_VERIFY = 2
_HALVINGS, _HALVINGS_UNPROVEN = 11, 5
_UNPROVEN_LIMIT = 200_000
"""Steps of each search for a change of a plan that is not proven."""
"""Beyond the days that each errand needs by itself, so many more are tried for all together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    trouble: int
    suggestion: Suggestion


def suggest(planner: Planner, drafted: Draft, solution: Solution) -> tuple[Suggestion, ...]:
    """Suggestions, the smallest change first."""
    found = list(_Search(planner, drafted, solution).find())
    found.sort(key=lambda each: each.trouble)
    return tuple(each.suggestion for each in found)


class _Search:
    def __init__(self, planner: Planner, drafted: Draft, solution: Solution) -> None:
        self._planner = planner
        self._draft = drafted
        self._question = drafted.question
        self._aim, self._bound = solution.aim, solution.bound
        self._planned: dict[PlanQuestion, Aim | None] = {}
        unproven = solution.status is SolutionStatus.NOT_PROVEN
        self._limit = _UNPROVEN_LIMIT if unproven else TRY_LIMIT
        self._tries = _TRIES_UNPROVEN if unproven else _TRIES
        self._halvings = _HALVINGS_UNPROVEN if unproven else _HALVINGS

    def find(self) -> Iterable[_Found]:
        if self._draft.can_be_solved:
            yield from self._leave_earlier()
            yield from self._back_later()
        yield from self._do_away()
        if self._aim is None:
            yield from self._go_where_unknown()
        if self._can_improve():
            yield from self._go_another_way()
        if self._aim is None:
            enough = self._find_days()
            if enough is not None:
                yield from self._take_more_days(enough)
            yield from self._start_another_day(_DAYS_AHEAD if enough is None else enough)

    def _is_better(self, aim: Aim | None, *, minutes: bool = False) -> bool:
        """Whether a plan is worth a change: possible at last, fewer trips, an earlier day."""
        if aim is None:
            return False
        if self._aim is None or (aim.trips, aim.completion_day) < (
            self._aim.trips,
            self._aim.completion_day,
        ):
            return True
        same = (aim.trips, aim.completion_day) == (self._aim.trips, self._aim.completion_day)
        return minutes and same and aim.minutes_out <= self._aim.minutes_out - WORTH_MINUTES

    def _can_improve(self) -> bool:
        return self._aim is None or self._aim.trips > 1 or self._aim.completion_day > 0

    def _leave_earlier(self) -> Iterable[_Found]:
        problem = self._draft.problem
        room = problem.leave_from[0] - self._earliest_minute()
        if room <= 0 or not self._can_improve():
            return

        def change(minutes: int) -> TripProblem:
            first = problem.leave_from[0] - minutes
            return replace(problem, leave_from=(first, *problem.leave_from[1:]))

        now = datetime.combine(self._question.start, time()) + timedelta(
            minutes=problem.leave_from[0]
        )
        for least in self._list_least(room, change):
            start = now - timedelta(minutes=least)
            reason = Reason(
                kind=ReasonKind.SUGGEST_START_EARLIER,
                values={"minutes": least, "at": start.isoformat(timespec="minutes")},
            )
            yield from self._verify(least, reason, replace(self._question, start=start))

    def _earliest_minute(self) -> int:
        """Before which nobody is asked to leave on the first day."""
        now = self._question.not_before
        if now is None or now.date() < self._question.start.date():
            return EARLIEST_MINUTE
        if now.date() > self._question.start.date():
            return DAY_END
        return max(EARLIEST_MINUTE, now.hour * 60 + now.minute + 1)

    def _back_later(self) -> Iterable[_Found]:
        problem, back_by = self._draft.problem, self._question.back_by
        if back_by is None or not self._can_improve():
            return
        now, is_moment = problem.back_by[-1], isinstance(back_by, datetime)
        if is_moment and not self._question.ends_by_moment:
            return

        def change(minutes: int) -> TripProblem:
            if is_moment:
                return replace(problem, back_by=(*problem.back_by[:-1], now + minutes))
            return replace(problem, back_by=(now + minutes,) * problem.days)

        for least in self._list_least(LATEST_MINUTE - now, change):
            later = back_by.replace(hour=(now + least) // 60, minute=(now + least) % 60)
            reason = Reason(
                kind=ReasonKind.SUGGEST_BACK_LATER,
                values={"minutes": least, "back_by": later.isoformat(timespec="minutes")},
            )
            yield from self._verify(least, reason, replace(self._question, back_by=later))

    def _list_least(self, room: int, change: Callable[[int], TripProblem]) -> list[int]:
        """The least minutes of a change that is worth it, and the least that save a trip.

        Empty when ``room`` is not enough.
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

    def _is_worth_minutes(self, aim: Aim | None) -> bool:
        """Whether a plan is better than any without the change, as far as is known."""
        if self._aim is not None or self._bound is None or aim is None:
            return self._is_better(aim)
        return (aim.trips, aim.completion_day) < (self._bound.trips, self._bound.completion_day)

    def _saves_trip(self, aim: Aim | None) -> bool:
        return self._aim is not None and aim is not None and aim.trips < self._aim.trips

    def _do_away(self) -> Iterable[_Found]:
        """Each errand that may be done online or by an agent, done so."""
        for drafted in self._draft.errands:
            if drafted.collects:
                yield from self._leave_uncollected(drafted)
                continue
            if drafted.away.channel is not None:
                continue
            if drafted.away.refused:
                yield from self._do_otherwise(drafted)
                continue
            offers = self._planner.generation.list_offers_of_item(drafted.item.code)
            channels = {*drafted.item.channels, *(offer.channel for offer in offers)}
            named = name_values(drafted.item)
            if can_be_online(drafted.item, channels) and not asks_for_visit(drafted.item):
                reason = Reason(kind=ReasonKind.SUGGEST_ONLINE, values=named)
                changed = self._with_how(drafted.errand, How.ONLINE)
                yield from self._verify(ONLINE_TROUBLE, reason, changed, minutes=True)
            if self._aim is None and Channel.AGENT in channels:
                reason = Reason(kind=ReasonKind.SUGGEST_AGENT, values=named)
                changed = self._with_how(drafted.errand, How.AGENT)
                yield from self._verify(AGENT_TROUBLE, reason, changed)

    def _leave_uncollected(self, drafted: DraftErrand) -> Iterable[_Found]:
        """A result that cannot be collected in time, left to come by post or to another plan."""
        if self._aim is None:
            errands = tuple(
                replace(one, collect=False) if one.item == drafted.errand.item else one
                for one in self._question.errands
            )
            reason = Reason(kind=ReasonKind.SUGGEST_NOT_COLLECT, values=name_values(drafted.item))
            yield from self._verify(AGENT_TROUBLE, reason, replace(self._question, errands=errands))

    def _do_otherwise(self, drafted: DraftErrand) -> Iterable[_Found]:
        """An errand that cannot be done as wished, done as the record has it."""
        changed = self._with_how(drafted.errand, How.ANY)
        reason = Reason(kind=ReasonKind.SUGGEST_VISIT, values=name_values(drafted.item))
        yield from self._verify(VISIT_TROUBLE, reason, changed)

    def _with_how(self, errand: Errand, how: How) -> PlanQuestion:
        errands = tuple(
            replace(one, how=how) if one.item == errand.item else one
            for one in self._question.errands
        )
        return replace(self._question, errands=errands)

    def _go_where_unknown(self) -> Iterable[_Found]:
        """Where nobody knows about steps, when only step-free places may be gone to."""
        if self._question.step_free is StepFree.ONLY:
            reason = Reason(kind=ReasonKind.SUGGEST_STEP_FREE_UNKNOWN)
            changed = replace(self._question, step_free=StepFree.PREFER)
            yield from self._verify(PHONE_TROUBLE, reason, changed)

    def _go_another_way(self) -> Iterable[_Found]:
        """Another mode; never an estimate where there are streets for the mode asked for."""
        guessed = self._planner.travel(self._question.mode).assumptions.is_estimate
        for mode in Mode:
            is_known = guessed or not self._planner.travel(mode).assumptions.is_estimate
            if mode is not self._question.mode and is_known:
                reason = Reason(kind=ReasonKind.SUGGEST_MODE, values={"mode": mode.value})
                yield from self._verify(MODE_TROUBLE, reason, replace(self._question, mode=mode))

    def _find_days(self) -> int | None:
        """The least number of days with a plan; None when MAX_DAYS are not enough.

        One after the other: that there is no plan is seen sooner than what the best one is.
        """
        most = self._question.days if self._question.ends_by_moment else MAX_DAYS
        try:
            longest = self._planner.draft(self._with_days(most))
        except QuestionError:
            return None
        least = max(self._question.days_open + 1, count_days(longest.problem))
        for days in range(least, min(least + _MORE_DAYS_TRIED, most + 1)):
            if self._plan(self._with_days(days)) is not None:
                return days
        return None

    def _with_days(self, days: int) -> PlanQuestion:
        """The question with so many days to plan on: the moment to be back by is so much later."""
        question = self._question
        if not isinstance(question.back_by, datetime) or not question.ends_by_moment:
            return replace(question, days=days)
        later = question.back_by + timedelta(days=days - question.days_open)
        return replace(question, back_by=later)

    def _take_more_days(self, days: int) -> Iterable[_Found]:
        trouble = DAY_TROUBLE * (days - self._question.days_open)
        changed = self._with_days(days)
        if changed.back_by is not None and changed.back_by != self._question.back_by:
            values = {"back_by": changed.back_by.isoformat(timespec="minutes")}
            reason = Reason(kind=ReasonKind.SUGGEST_BACK_ON, values=values)
        else:
            reason = Reason(kind=ReasonKind.SUGGEST_MORE_DAYS, values={"days": days})
        yield from self._verify(trouble, reason, changed)

    def _start_another_day(self, ahead: int) -> Iterable[_Found]:
        """The next day to start on, at any time from EARLIEST_MINUTE on."""
        early = datetime.combine(self._question.start.date(), time(EARLIEST_MINUTE // 60))
        for days in range(1, ahead + 1):
            start = early + timedelta(days=days)
            reason = Reason(
                kind=ReasonKind.SUGGEST_START_ON, values={"date": start.date().isoformat()}
            )
            changed = replace(self._question, start=start)
            found = list(self._verify(DAY_TROUBLE * days, reason, changed))
            if found:
                yield from found
                return

    def _plan(self, question: PlanQuestion) -> Aim | None:
        if question not in self._planned:
            self._planned[question] = self._plan_anew(question)
        return self._planned[question]

    def _plan_anew(self, question: PlanQuestion) -> Aim | None:
        try:
            drafted = self._planner.draft(question)
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
        return self._planner.attempt(problem, self._limit).aim

    def _verify(
        self, trouble: int, reason: Reason, question: PlanQuestion, *, minutes: bool = False
    ) -> Iterable[_Found]:
        """The suggestion, when the changed question has a plan that is worth it."""
        aim = self._plan(question)
        if aim is None or not self._is_better(aim, minutes=minutes):
            return
        before = self._aim
        saved = None
        if before is not None:
            saved = Aim(
                before.trips - aim.trips,
                before.completion_day - aim.completion_day,
                before.minutes_out - aim.minutes_out,
            )
        suggestion = Suggestion(reason=reason, question=question, aim=aim, saved=saved)
        yield _Found(trouble=trouble, suggestion=suggestion)
