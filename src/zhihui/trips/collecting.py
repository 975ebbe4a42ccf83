"""The second visit of an errand whose result is collected in person: where, and what is to be said.

Called by ``drafting``. A collection is a task of its own that waits for the time limit of the
errand; an Offer is a way of it when one can collect there in person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhihui.district import Action, Fact, Item, Offer, Reason, ReasonKind
from zhihui.generation import Generation
from zhihui.trips.offers import IN_PERSON
from zhihui.trips.pieces import OfferTimes, read_offer
from zhihui.trips.question import Errand, PlanQuestion
from zhihui.trips.waits import takes_time

_ONCE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Collections:
    """By position of the errand: the Offers at which its result is collected, and notes."""

    times: dict[int, tuple[OfferTimes, ...]] = field(default_factory=dict)
    notes: dict[int, tuple[Reason, ...]] = field(default_factory=dict)


def find_collections(
    question: PlanQuestion,
    items: Sequence[Item],
    offers: Sequence[Sequence[Offer]],
    generation: Generation,
) -> Collections:
    """The collections that are wished for and can be; why one is none stands in the notes."""
    found = Collections()
    for number, (errand, item) in enumerate(zip(question.errands, items, strict=True)):
        times = _list_times(question, offers[number], generation)
        if not errand.collect:
            if _is_worth_saying(errand, item) and times:
                found.notes[number] = (Reason(kind=ReasonKind.COLLECT_POSSIBLE),)
        elif not takes_time(item, question.defaults):
            found.notes[number] = (Reason(kind=ReasonKind.COLLECT_AT_ONCE),)
        elif times:
            found.times[number] = times
        else:
            found.notes[number] = (Reason(kind=ReasonKind.COLLECT_UNKNOWN),)
    return found


def _is_worth_saying(errand: Errand, item: Item) -> bool:
    """Whether one will probably have to come again: later, not by post, not in one visit."""
    limits = (item.promised_time.days, item.statutory_time.days)
    days = next((days for days in limits if days is not None), 0)
    return (
        bool(days) and takes_time(item) and item.post is not Fact.YES and item.visits not in (0, 1)
    )


def _list_times(
    question: PlanQuestion, offers: Sequence[Offer], generation: Generation
) -> tuple[OfferTimes, ...]:
    """The Offers at which one can collect in person, by offer id."""
    found: list[OfferTimes] = []
    for offer in sorted(offers, key=lambda offer: offer.id):
        place = generation.places.find(offer.place)
        if place is None or Action.COLLECT not in offer.actions or offer.channel not in IN_PERSON:
            continue
        if offer.actions != (Action.COLLECT,):
            offer = replace(
                offer,
                handling_minutes=None,
                appointment=Fact.UNKNOWN,
                slots=None,
                slot_minutes=None,
            )
        minutes = question.defaults.collect_minutes
        defaults = replace(question.defaults, handling_minutes=minutes)
        times = read_offer(offer, place, question.start.date(), _ONCE, defaults)
        found.append(replace(times, collects=True))
    return tuple(found)
