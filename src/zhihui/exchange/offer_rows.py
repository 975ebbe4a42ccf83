"""Rows of the table ``offers`` → Offers. Called by ``importing`` after items and places."""

from zhihui.district import ItemCode, Offer, OfferId, Place, PlaceId
from zhihui.exchange.cell_text import normal_form
from zhihui.exchange.cells import Cells
from zhihui.exchange.drafts import Draft, collect_fields, row_provenance, short_hash
from zhihui.exchange.faults import FaultKind


def add_offer(cells: Cells, draft: Draft, source: str) -> bool:
    """Add the row as an Offer; False when its item or place is not there, or it repeats one."""
    code, named = cells.text("item"), cells.text("place")
    for name, words in (("item", code), ("place", named)):
        if not words:
            cells.reject(FaultKind.EMPTY_REQUIRED, name, field=name)
            return False
    if code not in draft.items.records:
        cells.reject(FaultKind.NO_SUCH_ITEM, "item", code)
        return False
    place = find_place(draft, named)
    if place is None:
        cells.reject(FaultKind.NO_SUCH_PLACE, "place", named)
        return False
    fields = collect_fields(cells)
    if cells.has("hours"):
        fields["hours"] = cells.hours("hours")
        fields["hours_original"] = cells.text("hours")
    if cells.has("counter"):
        fields["counter"] = counter_of(place, cells.text("counter"))
    offer = Offer(
        **fields,
        id=OfferId(""),
        item=ItemCode(code),
        place=place.id,
        provenance=row_provenance(cells, source),
    )
    given = cells.text("id") if cells.has("id") else ""
    chosen = OfferId(given or _offer_id(offer))
    if not draft.offers.is_new(cells, "id" if given else "item", chosen):
        return False
    draft.offers.records[chosen] = Offer(
        **fields, id=chosen, item=offer.item, place=offer.place, provenance=offer.provenance
    )
    return True


def find_place(draft: Draft, words: str) -> Place | None:
    """The place with that id, else the only one of that name."""
    place = draft.places.records.get(words)
    if place is not None:
        return place
    named = draft.place_names.get(normal_form(words), [])
    return draft.places.records[PlaceId(named[0])] if len(named) == 1 else None


def counter_of(place: Place, words: str) -> str:
    """The id of the place's counter that is meant, else the words as written."""
    for counter in place.counters:
        if words == counter.id or words in counter.name.values():
            return counter.id
    return words


def _offer_id(offer: Offer) -> str:
    actions = ",".join(sorted(action.value for action in offer.actions))
    return "o-" + short_hash(
        offer.item, offer.place, offer.counter, actions, offer.channel.value, offer.hours_original
    )
