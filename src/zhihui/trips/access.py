"""Places that one can get into without steps: which offers a question leaves in, and why none is.

Called by ``drafting``. Where nobody has said whether a place has steps, it is unknown: never taken
for step-free, and said in the plan where it is gone to all the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhihui.district import Fact, Item, Reason, ReasonKind
from zhihui.trips.offers import Made, WayMaker
from zhihui.trips.pieces import OfferTimes
from zhihui.trips.question import StepFree


def make_ways(maker: WayMaker, item: Item, offers: Sequence[OfferTimes], wanted: StepFree) -> Made:
    """The ways of an errand at places that ``wanted`` allows, or why there is none.

    PREFER takes places of which nothing is known only where no step-free one has a way.
    """
    if wanted is StepFree.ANY or not offers:
        return maker.make(item, offers)
    known = [offer for offer in offers if offer.place.step_free is Fact.YES]
    unknown = [offer for offer in offers if offer.place.step_free is Fact.UNKNOWN]
    made = maker.make(item, known) if known else Made(blocked=(_why_none(offers),))
    if made.ways or wanted is StepFree.ONLY or not unknown:
        return made
    made = maker.make(item, sorted((*known, *unknown), key=lambda offer: offer.offer.id))
    notes = (Reason(kind=ReasonKind.STEP_FREE_UNKNOWN), *made.notes) if made.ways else made.notes
    return replace(made, notes=notes)


def _why_none(offers: Iterable[OfferTimes]) -> Reason:
    """That no place is known to be step-free: how many have steps, and how many are unknown."""
    facts = {offer.place.id: offer.place.step_free for offer in offers}
    steps = sum(fact is Fact.NO for fact in facts.values())
    values = {"steps": steps, "unknown": len(facts) - steps}
    return Reason(kind=ReasonKind.NO_STEP_FREE_PLACE, values=values)
