"""Which errands need no visit, and by which channel they are then done.

Called by ``drafting``, and by ``suggesting`` for what could be done without a visit.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from zhihui.district import Channel, Fact, Item, Offer, Reason, ReasonKind
from zhihui.trips.question import How

WHOLLY_ONLINE = 4
"""全程网办."""
_ENOUGH_DEPTH = 3
"""在线办理: applying is done online; the record may still ask for a visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """How an errand is done without a visit. ``channel`` None: it is to be a visit."""

    channel: Channel | None = None
    reasons: tuple[Reason, ...] = ()
    refused: bool = False
    """What was wished for cannot be; ``reasons`` say why."""


def choose_channel(item: Item, offers: Iterable[Offer], how: How) -> Away:
    """The channel for an errand as it is wished for."""
    channels = {*item.channels, *(offer.channel for offer in offers)}
    if how is How.AGENT:
        if Channel.AGENT in channels:
            return Away(channel=Channel.AGENT, reasons=(Reason(kind=ReasonKind.AGENT_POSSIBLE),))
        return Away(refused=True, reasons=(Reason(kind=ReasonKind.AGENT_NOT_POSSIBLE),))
    if how is How.ONLINE:
        if can_be_online(item, channels):
            return Away(channel=Channel.ONLINE, reasons=tuple(_online_reasons(item)))
        unknown = item.online is Fact.UNKNOWN
        kind = ReasonKind.ONLINE_UNKNOWN if unknown else ReasonKind.ONLINE_NOT_POSSIBLE
        return Away(refused=True, reasons=(Reason(kind=kind),))
    if how is How.ANY and needs_no_visit(item, channels):
        online = can_be_online(item, channels)
        values = {"visits": item.visits or 0}
        return Away(
            channel=Channel.ONLINE if online else Channel.POST,
            reasons=(Reason(kind=ReasonKind.VISIT_NOT_NEEDED, values=values),),
        )
    return Away()


def can_be_online(item: Item, channels: Iterable[Channel]) -> bool:
    """Whether the record allows to apply online; an unknown depth does not speak against it."""
    possible = item.online is Fact.YES or (
        item.online is Fact.UNKNOWN and (Channel.ONLINE in channels or bool(item.online_depth))
    )
    return possible and (item.online_depth is None or item.online_depth >= _ENOUGH_DEPTH)


def asks_for_visit(item: Item) -> bool:
    """Whether the record says that one must come, however much of it is online."""
    return bool(item.visits) and item.online_depth != WHOLLY_ONLINE


def _online_reasons(item: Item) -> Iterable[Reason]:
    yield Reason(kind=ReasonKind.ONLINE_POSSIBLE)
    if asks_for_visit(item):
        yield Reason(kind=ReasonKind.VISIT_NEEDED, values={"visits": item.visits or 1})
    elif item.visits is None and item.online_depth != WHOLLY_ONLINE:
        yield Reason(kind=ReasonKind.VISITS_UNKNOWN)


def needs_no_visit(item: Item, channels: Iterable[Channel]) -> bool:
    """Whether the record says that nobody has to come, and names another way."""
    online = can_be_online(item, channels)
    post = item.post is Fact.YES or Channel.POST in channels
    if item.visits == 0:
        return online or post
    return online and item.online_depth == WHOLLY_ONLINE
