"""Whether an Item needs a visit: from the visits, online depth and channels of its record.

Called by ``assembling``. Contradictions in a record are resolved in favour of what is possible:
online from start to end needs no visit, whatever the number of visits says.
"""

from collections.abc import Iterable
from functools import lru_cache

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
    visits = item.visits
    self_service = _either(item.self_service, Channel.SELF_SERVICE in channels)
    agent = _either(Fact.UNKNOWN, Channel.AGENT in channels)
    needed = _is_needed(item, online, post)
    return Go(
        needed=needed,
        reasons=(
            _visit_reason(visits, needed),
            _ONLINE_REASONS[online],
            *(_POST if post is Fact.YES else ()),
            *(_SELF_SERVICE if self_service is Fact.YES else ()),
            *(_AGENT if agent is Fact.YES else ()),
            *(_APPOINTMENT if item.appointment is Fact.YES else ()),
        ),
        visits=visits,
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


@lru_cache(maxsize=64)
def _visit_reason(visits: int | None, needed: Fact) -> Reason:
    if needed is Fact.NO:
        return Reason(kind=ReasonKind.VISIT_NOT_NEEDED, values={"visits": visits or 0})
    if needed is Fact.YES:
        return Reason(kind=ReasonKind.VISIT_NEEDED, values={"visits": visits or 1})
    return Reason(kind=ReasonKind.VISITS_UNKNOWN)


_ONLINE_REASONS = {
    Fact.YES: Reason(kind=ReasonKind.ONLINE_POSSIBLE),
    Fact.NO: Reason(kind=ReasonKind.ONLINE_NOT_POSSIBLE),
    Fact.UNKNOWN: Reason(kind=ReasonKind.ONLINE_UNKNOWN),
}
_POST = (Reason(kind=ReasonKind.POST_POSSIBLE),)
_SELF_SERVICE = (Reason(kind=ReasonKind.SELF_SERVICE_POSSIBLE),)
_AGENT = (Reason(kind=ReasonKind.AGENT_POSSIBLE),)
_APPOINTMENT = (Reason(kind=ReasonKind.APPOINTMENT_NEEDED),)
