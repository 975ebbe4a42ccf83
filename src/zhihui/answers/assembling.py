"""From a need, an Item or a Place to the answer object. Called by the command line and the web.

``now`` is an argument: the answer for one moment is the same whenever it is asked. Reads only the
generation and what the finder found.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from zhihui.answers.glossary import gloss_understood
from zhihui.answers.going import decide_go
from zhihui.answers.model import Answer, Go, ItemAnswer, PlaceAnswer, Verified, Where
from zhihui.answers.papers import list_papers
from zhihui.answers.where import Point, describe_place, locate_item
from zhihui.district import Fact, Item, Place, Provenance, Reason, ReasonKind, TimeLimit
from zhihui.finder import Filters, Found, ItemHit
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar

ITEMS_SHOWN = 5


class FindsNeeds(Protocol):
    """What is asked of the finder."""

    def find(self, need: str, filters: Filters | None = None, limit: int = 10) -> Found:
        """What ``need`` asks for."""


def answer(
    generation: Generation,
    finder: FindsNeeds,
    need: str,
    *,
    now: datetime,
    filters: Filters | None = None,
    origin: Point | None = None,
    limit: int = ITEMS_SHOWN,
    calendar: WorkingCalendar | None = None,
) -> Answer:
    """The answer to ``need`` at ``now`` (naive local time), with at most ``limit`` Items.

    ``origin``: where the person is, (lon, lat) in WGS-84; without it, the point of the filters.
    ``calendar``: the working calendar, else that of the generation.
    """
    filters = filters or Filters()
    origin = origin or filters.near
    calendar = calendar or generation.calendar
    found = finder.find(need, filters, limit)
    manifest = generation.manifest
    return Answer(
        need=need,
        at=now,
        understood=gloss_understood(generation, found),
        declined=found.declined,
        reasons=found.reasons,
        nearest=found.nearest,
        items=tuple(_answer_hit(generation, hit, now, origin, calendar) for hit in found.items),
        life_events=found.life_events,
        places=tuple(describe_place(hit.place, now, calendar, origin) for hit in found.places),
        district_name=manifest.district_name,
        built_at=manifest.built_at,
        notice=manifest.notice,
        is_sample=manifest.is_sample,
        found=found,
    )


def answer_item(
    generation: Generation,
    item: Item,
    *,
    now: datetime,
    origin: Point | None = None,
    calendar: WorkingCalendar | None = None,
) -> ItemAnswer:
    """All about one Item at ``now`` (naive local time); it is certain that it is meant."""
    hit = ItemHit(item=item, score=1.0)
    return _answer_hit(generation, hit, now, origin, calendar or generation.calendar)


def answer_place(
    generation: Generation,
    place: Place,
    *,
    now: datetime,
    origin: Point | None = None,
    calendar: WorkingCalendar | None = None,
) -> PlaceAnswer:
    """One Place at ``now`` (naive local time), with the number of Items handled there."""
    described = describe_place(place, now, calendar or generation.calendar, origin)
    here = {offer.item for offer in generation.list_offers_at_place(place.id)}
    return PlaceAnswer(
        place=place,
        last_admission_minutes=described.last_admission_minutes,
        distance_m=described.distance_m,
        hours=described.hours,
        hours_original=described.hours_original,
        state=described.state,
        today=described.today,
        day_note=described.day_note,
        provenance=described.provenance,
        at=now,
        items_here=len(here),
    )


def _answer_hit(
    generation: Generation,
    hit: ItemHit,
    now: datetime,
    origin: Point | None,
    calendar: WorkingCalendar,
) -> ItemAnswer:
    item = hit.item
    offers = generation.list_offers_of_item(item.code)
    go = decide_go(item, offers)
    where = locate_item(generation, item, offers, now, calendar, origin)
    results = (generation.materials.find(result) for result in item.results)
    papers_known = Fact.YES if item.requirements else item.papers_known
    return ItemAnswer(
        item=item,
        at=now,
        go=go,
        papers=list_papers(generation, item),
        papers_known=papers_known,
        charged=Fact.YES if item.fees else item.charged,
        fees=item.fees,
        statutory_time=item.statutory_time,
        promised_time=item.promised_time,
        where=where,
        results=tuple(result for result in results if result is not None),
        area=generation.areas.find(item.area) if item.area else None,
        consult_phones=item.consult_phones,
        complaint_phones=item.complaint_phones,
        verified=verify_source(generation, item.provenance),
        unknown=tuple(_list_unknown(item, go, where)),
        notice=generation.manifest.notice,
        certainty=hit.score,
        why=hit.why,
        bodies=hit.bodies,
    )


def verify_source(generation: Generation, provenance: Provenance) -> Verified:
    """Who checked a record and when, with the source it names where the manifest has it."""
    sources = generation.manifest.sources
    source = next((one for one in sources if one.id == provenance.source), None)
    return Verified(
        on=provenance.verified_on,
        by=provenance.verified_by,
        source=source,
        row=provenance.row,
    )


def _list_unknown(item: Item, go: Go, where: Where) -> Iterable[Reason]:
    """Everything that the record leaves open, as Reasons, in the order of the answer."""
    yield from (r for r in go.reasons if r.kind in _GO_UNKNOWN)
    if not item.requirements and item.papers_known is not Fact.YES:
        yield Reason(kind=ReasonKind.PAPERS_UNKNOWN)
    if item.charged is Fact.UNKNOWN and not item.fees:
        yield Reason(kind=ReasonKind.FEES_UNKNOWN)
    if not (_is_said(item.promised_time) or _is_said(item.statutory_time)):
        yield Reason(kind=ReasonKind.TIME_LIMIT_UNKNOWN)
    for reason in where.reasons:
        needless = reason.kind is ReasonKind.NO_PLACE_KNOWN and go.needed is Fact.NO
        if reason.kind is not ReasonKind.ADDRESS_ONLY and not needless:
            yield reason
    yield from _unknown_hours(where)
    if not item.consult_phones and not any(one.place.phones for one in where.places):
        yield Reason(kind=ReasonKind.PHONE_UNKNOWN)
    if item.provenance.verified_on is None:
        yield Reason(kind=ReasonKind.NEVER_VERIFIED)


_GO_UNKNOWN = {ReasonKind.VISITS_UNKNOWN, ReasonKind.ONLINE_UNKNOWN}


def _unknown_hours(where: Where) -> Iterable[Reason]:
    """Why it is not known whether the places shown are open, each Reason once."""
    states = [one.state for one in where.places] + ([where.state] if where.state else [])
    reasons = {
        reason.kind: reason
        for state in states
        if state.fact is Fact.UNKNOWN
        for reason in state.reasons
        if reason.kind is not ReasonKind.OPENS_NEXT
    }
    return reasons.values()


def _is_said(limit: TimeLimit) -> bool:
    return limit.days is not None or bool(limit.original)
