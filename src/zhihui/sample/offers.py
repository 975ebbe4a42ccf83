"""Ties every Item to the places where it is handled.

Called by create_sample. District items go to the counter that places.yaml names for their body,
street items to the street's centre, community items to the community's station; items that allow
it also to the self-service points with a fitting machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from zhihui.district import (
    Action,
    Channel,
    Fact,
    Item,
    ItemCode,
    Offer,
    OfferId,
    PlaceId,
    Provenance,
)
from zhihui.sample.bodies import Body
from zhihui.sample.places import counter_id, self_service_id
from zhihui.sample.rows import ItemRow, PlacesFile
from zhihui.sample.table_files import SampleTableError

OFFER_SOURCE = "sample"
_SELF_SERVICE_MINUTES = 5
_SLOT_MINUTES = (10, 15, 20, 30, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterChoice:
    """A counter with the rule of whose items go there."""

    place: PlaceId
    counter: str
    bodies: tuple[str, ...]
    names: tuple[str, ...]


class Counters:
    """Which counter of the halls handles an item of a district body."""

    def __init__(self, places: PlacesFile) -> None:
        self._choices = tuple(
            CounterChoice(
                place=PlaceId(hall.id),
                counter=counter_id(hall.id, number),
                bodies=counter.bodies,
                names=counter.names,
            )
            for hall in places.halls
            for number, counter in enumerate(hall.counters, start=1)
        )

    def choose(self, row: ItemRow) -> CounterChoice:
        """The counter for a template. Raises SampleTableError when its body has none."""
        of_body = [choice for choice in self._choices if row.body in choice.bodies]
        named = [c for c in of_body if any(word in row.name.zh for word in c.names)]
        if named:
            return named[0]
        general = [choice for choice in of_body if not choice.names] or of_body
        if not general:
            raise SampleTableError(
                f"items, {row.key}: no counter of places.yaml handles items of {row.body}; "
                "add the body to a counter's 'bodies'"
            )
        return general[crc32(row.key.encode()) % len(general)]


def counter_offer(item: Item, row: ItemRow, place: PlaceId, counter: str) -> Offer:
    """The Offer of an item at a counter."""
    actions = (Action.CONSULT, Action.APPLY)
    return Offer(
        id=offer_id(item.code, place),
        item=item.code,
        place=place,
        counter=counter,
        actions=(*actions, Action.COLLECT) if row.result else actions,
        channel=Channel.COUNTER,
        appointment=Fact(row.appointment),
        handling_minutes=row.minutes,
        slot_minutes=_slot_minutes(row.minutes) if row.appointment == "yes" else None,
        provenance=Provenance(source=OFFER_SOURCE),
    )


def _slot_minutes(handling_minutes: int | None) -> int:
    """The shortest usual length of an appointment that the handling fits in."""
    wanted = 30 if handling_minutes is None else handling_minutes
    return next((length for length in _SLOT_MINUTES if length >= wanted), _SLOT_MINUTES[-1])


def self_service_offers(
    places: PlacesFile, items: tuple[tuple[ItemRow, Body, Item], ...]
) -> Iterator[Offer]:
    """Offers of the district items that the machines at the self-service points allow."""
    bodies_of = {machine.key: set(machine.bodies) for machine in places.machines}
    allowed = [(row, item) for row, body, item in items if body.key and row.self_service == "yes"]
    for number, point in enumerate(places.self_service, start=1):
        unknown = set(point.machines) - bodies_of.keys()
        if unknown:
            raise SampleTableError(
                f"places.yaml, self_service row {number}: no machine {sorted(unknown)[0]!r}"
            )
        served = set().union(*(bodies_of[machine] for machine in point.machines))
        place = self_service_id(number)
        for row, item in allowed:
            if row.body in served:
                yield Offer(
                    id=offer_id(item.code, place),
                    item=item.code,
                    place=place,
                    actions=(Action.APPLY, Action.COLLECT) if row.result else (Action.APPLY,),
                    channel=Channel.SELF_SERVICE,
                    appointment=Fact.NO,
                    handling_minutes=_SELF_SERVICE_MINUTES,
                    provenance=Provenance(source=OFFER_SOURCE),
                )


def offer_id(item: ItemCode, place: PlaceId) -> OfferId:
    """Id of the Offer of an item at a place: at most one of each."""
    return OfferId(f"{item}@{place}")
