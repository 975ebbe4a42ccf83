"""Whether an Item needs a visit: from the visits, online depth and channels of its record.

Called by ``assembling``. Contradictions in a record are resolved in favour of what is possible:
online from start to end needs no visit, whatever the number of visits says.
"""

from collections.abc import Iterable

from zhihui.answers.model import Go
from zhihui.district import Channel, Fact, Item, Offer, Reason, ReasonKind
from zhihui.trips.away import WHOLLY_ONLINE


def is_visit_needed(item: Item, offers: Iterable[Offer]) -> Fact:
    """Whether a visit is needed, without the Reasons: for lists of many Items."""
    channels = _list_channels(item, offers)
    return _is_needed(item, _is_online(item, channels), _is_post(item, channels))


def decide_go(item: Item, offers: Iterable[Offer]) -> Go:
    """Whether a visit is needed, three-valued, with Reasons; the main one first."""
    channels = _list_channels(item, offers)
    online, post = _is_online(item, channels), _is_post(item, channels)
    self_service = _either(item.self_service, Channel.SELF_SERVICE in channels)
    agent = _either(Fact.UNKNOWN, Channel.AGENT in channels)
    needed = _is_needed(item, online, post)
    return Go(
        needed=needed,
        reasons=(
            _visit_reason(item, needed),
            _online_reason(online),
            *_if_yes(post, ReasonKind.POST_POSSIBLE),
            *_if_yes(self_service, ReasonKind.SELF_SERVICE_POSSIBLE),
            *_if_yes(agent, ReasonKind.AGENT_POSSIBLE),
            *_if_yes(item.appointment, ReasonKind.APPOINTMENT_NEEDED),
        ),
        visits=item.visits,
        visit_reason=item.visit_reason,
        online=online,
        online_depth=item.online_depth,
        online_url=item.online_url,
        mobile_url=item.mobile_url,
        post=post,
        self_service=self_service,
        agent=agent,
        appointment=item.appointment,
    )


def _list_channels(item: Item, offers: Iterable[Offer]) -> set[Channel]:
    return {*item.channels, *(offer.channel for offer in offers)}


def _is_online(item: Item, channels: set[Channel]) -> Fact:
    return _either(item.online, Channel.ONLINE in channels or bool(item.online_depth))


def _is_post(item: Item, channels: set[Channel]) -> Fact:
    return _either(item.post, Channel.POST in channels)


def _either(fact: Fact, also: bool) -> Fact:
    return Fact.YES if also and fact is Fact.UNKNOWN else fact


def _is_needed(item: Item, online: Fact, post: Fact) -> Fact:
    if item.visits == 0:
        return Fact.NO
    if online is Fact.YES and item.online_depth == WHOLLY_ONLINE:
        return Fact.NO
    if item.visits is not None:
        return Fact.YES
    if online is Fact.NO and post is not Fact.YES:
        return Fact.YES
    return Fact.UNKNOWN


def _visit_reason(item: Item, needed: Fact) -> Reason:
    if needed is Fact.NO:
        return Reason(kind=ReasonKind.VISIT_NOT_NEEDED, values={"visits": item.visits or 0})
    if needed is Fact.YES:
        return Reason(kind=ReasonKind.VISIT_NEEDED, values={"visits": item.visits or 1})
    return Reason(kind=ReasonKind.VISITS_UNKNOWN)


def _online_reason(online: Fact) -> Reason:
    kinds = {
        Fact.YES: ReasonKind.ONLINE_POSSIBLE,
        Fact.NO: ReasonKind.ONLINE_NOT_POSSIBLE,
        Fact.UNKNOWN: ReasonKind.ONLINE_UNKNOWN,
    }
    return Reason(kind=kinds[online])


def _if_yes(fact: Fact, kind: ReasonKind) -> tuple[Reason, ...]:
    return (Reason(kind=kind),) if fact is Fact.YES else ()
