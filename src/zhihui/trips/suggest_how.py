"""Changes of how errands are done and how one moves: online, by an agent, by a visit, another mode.

Called by ``suggesting``. A paper that one has already is 30 minutes of trouble, phoning a place
first 45, another way of moving 60, doing an errand online 90, by a visit 120, by an agent 150, as
is leaving something for another time.
"""

from collections.abc import Iterable
from dataclasses import replace

from zhihui.district import Channel, MaterialId, Reason, ReasonKind
from zhihui.streets import Mode
from zhihui.trips.away import asks_for_visit, can_be_online
from zhihui.trips.drafting import Draft, DraftErrand
from zhihui.trips.improving import Found, Improver
from zhihui.trips.question import Errand, How, PlanQuestion, StepFree
from zhihui.trips.waits import list_awaited, name_values

PAPER_TROUBLE, PHONE_TROUBLE, MODE_TROUBLE = 30, 45, 60
ONLINE_TROUBLE, VISIT_TROUBLE, AGENT_TROUBLE = 90, 120, 150


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


def use_what_one_has(improver: Improver) -> Iterable[Found]:
    """A paper that an errand gives and another waits for, where one may have it already."""
    question, errands = improver.question, improver.draft.errands
    seen: set[MaterialId] = set()
    for link in improver.draft.problem.links:
        giver, taker = errands[link.before].item, errands[link.after].item
        for paper in list_awaited(taker, giver, question.in_hand):
            if paper in seen:
                continue
            seen.add(paper)
            material = improver.planner.generation.materials.find(paper)
            name = material.name if material else {"zh": str(paper)}
            values = {
                **name_values(giver),
                "paper": name.get("zh", str(paper)),
                "paper_en": name.get("en", name.get("zh", str(paper))),
            }
            reason = Reason(kind=ReasonKind.SUGGEST_HAVE_PAPER, values=values)
            changed = replace(question, in_hand=(*question.in_hand, paper))
            yield from improver.verify(PAPER_TROUBLE, reason, changed)


def take_fewer(improver: Improver) -> Iterable[Found]:
    """The most sets of papers of an errand with which there is a plan at last."""
    for drafted in improver.draft.errands:
        if drafted.collects or drafted.errand.quantity == 1 or drafted.away.channel:
            continue
        fits, too_many = 0, drafted.errand.quantity
        while too_many - fits > 1:
            middle = (fits + too_many) // 2
            if improver.plan(_with_quantity(improver.question, drafted.errand, middle)) is None:
                too_many = middle
            else:
                fits = middle
        if fits:
            values = {**name_values(drafted.item), "count": fits}
            reason = Reason(kind=ReasonKind.SUGGEST_FEWER, values=values)
            changed = _with_quantity(improver.question, drafted.errand, fits)
            yield from improver.verify(AGENT_TROUBLE, reason, changed)


def _with_quantity(question: PlanQuestion, errand: Errand, quantity: int) -> PlanQuestion:
    errands = tuple(
        replace(one, quantity=quantity) if one.item == errand.item else one
        for one in question.errands
    )
    return replace(question, errands=errands)


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
