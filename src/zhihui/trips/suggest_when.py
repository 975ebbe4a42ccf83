"""Changes of when one goes: leave earlier, come back later, more days, another day.

Called by ``suggesting``. Leaving earlier or coming back later is as much trouble as its minutes, a
later day 480 minutes.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from zhihui.district import Reason, ReasonKind
from zhihui.trips.asking import count_days
from zhihui.trips.improving import Found, Improver
from zhihui.trips.problem import DAY_END, Aim, TripProblem
from zhihui.trips.question import MAX_DAYS, PlanQuestion, QuestionError

EARLIEST_MINUTE = 5 * 60
"""Nobody is asked to leave before 05:00."""
LATEST_MINUTE = 23 * 60 + 59
DAY_TROUBLE = 480
_DAYS_AHEAD = 7
_MORE_DAYS_TRIED = 5
"""Beyond the days that each errand needs by itself, so many more are tried for all together."""


def leave_earlier(improver: Improver) -> Iterable[Found]:
    """Leave so many minutes earlier on the first day, at least."""
    problem, question = improver.draft.problem, improver.question
    room = problem.leave_from[0] - _earliest_minute(question)
    if room <= 0 or not improver.can_improve:
        return

    def change(minutes: int) -> TripProblem:
        first = problem.leave_from[0] - minutes
        return replace(problem, leave_from=(first, *problem.leave_from[1:]))

    now = datetime.combine(question.start, time()) + timedelta(minutes=problem.leave_from[0])
    for least in improver.list_least(room, change):
        start = now - timedelta(minutes=least)
        reason = Reason(
            kind=ReasonKind.SUGGEST_START_EARLIER,
            values={"minutes": least, "at": start.isoformat(timespec="minutes")},
        )
        yield from improver.verify(least, reason, replace(question, start=start))


def _earliest_minute(question: PlanQuestion) -> int:
    """Before which nobody is asked to leave on the first day."""
    now = question.not_before
    if now is None or now.date() < question.start.date():
        return EARLIEST_MINUTE
    if now.date() > question.start.date():
        return DAY_END
    return max(EARLIEST_MINUTE, now.hour * 60 + now.minute + 1)


def come_back_later(improver: Improver) -> Iterable[Found]:
    """Be back so many minutes later, at least: on each day, or on the last."""
    problem, back_by = improver.draft.problem, improver.question.back_by
    if back_by is None or not improver.can_improve:
        return
    now, is_moment = problem.back_by[-1], isinstance(back_by, datetime)
    if is_moment and not improver.question.ends_by_moment:
        return

    def change(minutes: int) -> TripProblem:
        if is_moment:
            return replace(problem, back_by=(*problem.back_by[:-1], now + minutes))
        return replace(problem, back_by=(now + minutes,) * problem.days)

    for least in improver.list_least(LATEST_MINUTE - now, change):
        later = back_by.replace(hour=(now + least) // 60, minute=(now + least) % 60)
        reason = Reason(
            kind=ReasonKind.SUGGEST_BACK_LATER,
            values={"minutes": least, "back_by": later.isoformat(timespec="minutes")},
        )
        yield from improver.verify(least, reason, replace(improver.question, back_by=later))


def take_other_days(improver: Improver) -> Iterable[Found]:
    """More days, and the next day to start on."""
    enough = _find_days(improver)
    if enough is not None:
        yield from _take_more_days(improver, enough)
    yield from _start_another_day(improver, _DAYS_AHEAD if enough is None else enough)


def _find_days(improver: Improver) -> int | None:
    """The least number of days with a plan; None when MAX_DAYS are not enough.

    One after the other: that there is no plan is seen sooner than what the best one is.
    """
    question = improver.question
    most = question.days if question.ends_by_moment else MAX_DAYS
    try:
        longest = improver.planner.draft(_with_days(question, most))
    except QuestionError:
        return None
    least = max(question.days_open + 1, count_days(longest.problem))
    for days in range(least, min(least + _MORE_DAYS_TRIED, most + 1)):
        if improver.plan(_with_days(question, days)) is not None:
            return days
    return None


def _with_days(question: PlanQuestion, days: int) -> PlanQuestion:
    """The question with so many days to plan on: the moment to be back by is so much later."""
    if not isinstance(question.back_by, datetime) or not question.ends_by_moment:
        return replace(question, days=days)
    later = question.back_by + timedelta(days=days - question.days_open)
    return replace(question, back_by=later)


def _take_more_days(improver: Improver, days: int) -> Iterable[Found]:
    question = improver.question
    trouble = DAY_TROUBLE * (days - question.days_open)
    changed = _with_days(question, days)
    if changed.back_by is not None and changed.back_by != question.back_by:
        values = {"back_by": changed.back_by.isoformat(timespec="minutes")}
        reason = Reason(kind=ReasonKind.SUGGEST_BACK_ON, values=values)
    else:
        reason = Reason(kind=ReasonKind.SUGGEST_MORE_DAYS, values={"days": days})
    yield from improver.verify(trouble, reason, changed)


def _start_another_day(improver: Improver, ahead: int) -> Iterable[Found]:
    """The day on which one leaves first when starting on the next day with a plan.

    At any time from EARLIEST_MINUTE on.
    """
    question = improver.question
    early = datetime.combine(question.start.date(), time(EARLIEST_MINUTE // 60))

    def start_after(days: int) -> PlanQuestion:
        return replace(question, start=early + timedelta(days=days))

    for days in range(1, ahead + 1):
        aim = improver.plan(start_after(days))
        if aim is not None:
            last = _put_off(improver, start_after, days, aim)
            date = start_after(last).start.date().isoformat()
            reason = Reason(kind=ReasonKind.SUGGEST_START_ON, values={"date": date})
            yield from improver.verify(DAY_TROUBLE * days, reason, start_after(last))
            return


def _put_off(
    improver: Improver, start_after: Callable[[int], PlanQuestion], days: int, aim: Aim
) -> int:
    """The last day to start on with as few trips, and all done on the same day."""
    while aim.trips and aim.completion_day:
        later = improver.plan(start_after(days + 1))
        if later is None or (later.trips, later.completion_day) != (
            aim.trips,
            aim.completion_day - 1,
        ):
            break
        days, aim = days + 1, later
    return days
