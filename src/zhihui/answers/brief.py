"""The short answer to a need: only what a page of results shows. Called by the results page.

The whole answer describes papers, sources and what is unknown of every Item; here an Item comes
with go or not, and the surest ones with their best place.
"""

from dataclasses import dataclass
from datetime import datetime

from zhihui.answers.assembling import FindsNeeds
from zhihui.answers.glossary import gloss_understood
from zhihui.answers.going import decide_go
from zhihui.answers.model import Go, PlaceAnswer, Where
from zhihui.answers.where import describe_place, locate_item
from zhihui.district import Fact, Item, Reason, Text
from zhihui.finder import Filters, Found, ItemHit, LifeEventHit
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar

SHOWN_IN_FULL = 4
ABOUT_AS_CERTAIN = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBrief:
    """One Item as a line of results."""

    item: Item
    at: datetime
    """The moment that the answer is for."""
    go: Go
    charged: Fact
    papers_to_bring: int | None
    """How many papers to bring, those in some cases included; None when not known."""
    where: Where | None = None
    """The best place and how many there are; None where only the Item is named."""
    why: tuple[Reason, ...] = ()
    bodies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAnswer:
    """What was understood and found, the surest Items first."""

    need: str
    at: datetime
    understood: tuple[Text, ...]
    declined: bool
    reasons: tuple[Reason, ...]
    nearest: tuple[ItemHit, ...]
    """Named when declined: what comes closest."""
    sure: tuple[ItemBrief, ...]
    """Those about as certain as the first, each with its best place."""
    others: tuple[ItemBrief, ...]
    life_events: tuple[LifeEventHit, ...]
    places: tuple[PlaceAnswer, ...]


def answer_in_brief(
    generation: Generation,
    finder: FindsNeeds,
    need: str,
    *,
    now: datetime,
    filters: Filters,
    limit: int,
    calendar: WorkingCalendar,
) -> BriefAnswer:
    """The short answer to ``need`` at ``now`` (naive local time), with at most ``limit`` Items."""
    found = finder.find(need, filters, limit)
    origin = filters.near
    sure = _count_sure(found)
    briefs = [
        _brief(generation, hit, now, calendar, origin, with_place=number < sure)
        for number, hit in enumerate(found.items)
    ]
    return BriefAnswer(
        need=need,
        at=now,
        understood=gloss_understood(generation, found),
        declined=found.declined,
        reasons=found.reasons,
        nearest=found.nearest,
        sure=tuple(briefs[:sure]),
        others=tuple(briefs[sure:]),
        life_events=found.life_events,
        places=tuple(describe_place(hit.place, now, calendar, origin) for hit in found.places),
    )


def _count_sure(found: Found) -> int:
    shown = found.items[:SHOWN_IN_FULL]
    return sum(1 for hit in shown if hit.score >= shown[0].score * ABOUT_AS_CERTAIN)


def _brief(
    generation: Generation,
    hit: ItemHit,
    now: datetime,
    calendar: WorkingCalendar,
    origin: tuple[float, float] | None,
    *,
    with_place: bool,
) -> ItemBrief:
    item = hit.item
    offers = (
        generation.list_offers_of_item(item.code)
        if hit.ordinal is None
        else generation.list_offers_of_item_at(hit.ordinal)
    )
    where = None
    if with_place:
        where = locate_item(generation, item, offers, now, calendar, origin, shown=1)
    return ItemBrief(
        item=item,
        at=now,
        go=decide_go(item, offers),
        charged=Fact.YES if item.fees else item.charged,
        papers_to_bring=_count_papers(item),
        where=where,
        why=hit.why,
        bodies=hit.bodies,
    )


def _count_papers(item: Item) -> int | None:
    if not item.requirements and item.papers_known is not Fact.YES:
        return None
    return sum(1 for asked in item.requirements if asked.shared is not Fact.YES)
