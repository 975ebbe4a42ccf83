"""Changes of how errands are done and how one moves: online, by an agent, by a visit, another mode.

Called by ``suggesting``. Phoning a place first is 45 minutes of trouble, another way of moving 60,
doing an errand online 90, by a visit 120, by an agent 150.
"""

from collections.abc import Iterable
from dataclasses import replace

from zhihui.district import Channel, Reason, ReasonKind
from zhihui.streets import Mode
from zhihui.trips.away import asks_for_visit, can_be_online
from zhihui.trips.drafting import Draft, DraftErrand
from zhihui.trips.improving import Found, Improver
from zhihui.trips.question import Errand, How, PlanQuestion, StepFree
from zhihui.trips.waits import name_values

PHONE_TROUBLE, MODE_TROUBLE, ONLINE_TROUBLE, VISIT_TROUBLE, AGENT_TROUBLE = 45, 60, 90, 120, 150


def do_otherwise(improver: Improver) -> Iterable[Found]:
    """Each errand done another way: online, by an agent, by a visit, or not collected."""
    for task, drafted in enumerate(improver.draft.errands):
        if drafted.collects:
            yield from _leave_uncollected(improver, drafted)
        elif drafted.away.refused:
            changed = _with_how(improver.question, drafted.errand, How.ANY)
            reason = Reason(kind=ReasonKind.SUGGEST_VISIT, values=name_values(drafted.item))
            yield from improver.verify(VISIT_TROUBLE, reason, changed)
        elif drafted.away.channel is None:
            yield from _do_away(improver, drafted)
        elif _stands_between(improver.draft, task):
            yield from _go_all_the_same(improver, drafted)


def _do_away(improver: Improver, drafted: DraftErrand) -> Iterable[Found]:
    """A visit saved, where the errand may be done online or by an agent."""
    offers = improver.planner.generation.list_offers_of_item(drafted.item.code)
    channels = {*drafted.item.channels, *(offer.channel for offer in offers)}
    named = name_values(drafted.item)
    if can_be_online(drafted.item, channels) and not asks_for_visit(drafted.item):
        reason = Reason(kind=ReasonKind.SUGGEST_ONLINE, values=named)
        changed = _with_how(improver.question, drafted.errand, How.ONLINE)
        yield from improver.verify(ONLINE_TROUBLE, reason, changed, minutes=True)
    if improver.aim is None and Channel.AGENT in channels:
        reason = Reason(kind=ReasonKind.SUGGEST_AGENT, values=named)
        changed = _with_how(improver.question, drafted.errand, How.AGENT)
        yield from improver.verify(AGENT_TROUBLE, reason, changed)


def _stands_between(drafted: Draft, task: int) -> bool:
    """Whether an errand waits for another and is waited for: done away, it parts two trips."""
    links = drafted.problem.links
    return any(link.after == task for link in links) and any(link.before == task for link in links)


def _go_all_the_same(improver: Improver, drafted: DraftErrand) -> Iterable[Found]:
    """By a visit, what could be done online only after coming home and before going again."""
    changed = _with_how(improver.question, drafted.errand, How.VISIT)
    reason = Reason(kind=ReasonKind.SUGGEST_VISIT, values=name_values(drafted.item))
    yield from improver.verify(VISIT_TROUBLE, reason, changed)


def _leave_uncollected(improver: Improver, drafted: DraftErrand) -> Iterable[Found]:
    """A result that cannot be collected in time, left to come by post or to another plan."""
    if improver.aim is None:
        errands = tuple(
            replace(one, collect=False) if one.item == drafted.errand.item else one
            for one in improver.question.errands
        )
        reason = Reason(kind=ReasonKind.SUGGEST_NOT_COLLECT, values=name_values(drafted.item))
        yield from improver.verify(
            AGENT_TROUBLE, reason, replace(improver.question, errands=errands)
        )


def _with_how(question: PlanQuestion, errand: Errand, how: How) -> PlanQuestion:
    errands = tuple(
        replace(one, how=how) if one.item == errand.item else one for one in question.errands
    )
    return replace(question, errands=errands)


def go_where_unknown(improver: Improver) -> Iterable[Found]:
    """Where nobody knows about steps, when only step-free places may be gone to."""
    if improver.question.step_free is StepFree.ONLY:
        reason = Reason(kind=ReasonKind.SUGGEST_STEP_FREE_UNKNOWN)
        changed = replace(improver.question, step_free=StepFree.PREFER)
        yield from improver.verify(PHONE_TROUBLE, reason, changed)


def go_another_way(improver: Improver) -> Iterable[Found]:
    """Another mode; never an estimate where there are streets for the mode asked for."""
    travel, question = improver.planner.travel, improver.question
    guessed = travel(question.mode).assumptions.is_estimate
    for mode in Mode:
        is_known = guessed or not travel(mode).assumptions.is_estimate
        if mode is not question.mode and is_known:
            reason = Reason(kind=ReasonKind.SUGGEST_MODE, values={"mode": mode.value})
            yield from improver.verify(MODE_TROUBLE, reason, replace(question, mode=mode))
