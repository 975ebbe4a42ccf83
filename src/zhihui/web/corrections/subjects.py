"""The record that a correction is about: its name, its page, and the value that people see.

Called by the form. Reads the served generation; never the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from zhihui.district import Fact, Item, LifeEvent, Place, PlaceKind, Text, in_language
from zhihui.district.ids import ItemCode, LifeEventId, PlaceId
from zhihui.generation import Generation
from zhihui.web.corrections.models import MAX_SHOWN
from zhihui.web.wording import say

PAGES = {"place": "places", "item": "items", "event": "events"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record of the served generation."""

    kind: str
    """place, item or event."""
    id: str
    name: Text
    record: Place | Item | LifeEvent

    @property
    def ref(self) -> str:
        """As links and forms name it, e.g. ``place:hall-370103``."""
        return f"{self.kind}:{self.id}"


def find_subject(generation: Generation, ref: str) -> Subject | None:
    """The record behind ``kind:id``, or None."""
    kind, _, record_id = ref.partition(":")
    record: Place | Item | LifeEvent | None = None
    if kind == "place":
        record = generation.places.find(PlaceId(record_id))
    elif kind == "item":
        record = generation.items.find(ItemCode(record_id))
    elif kind == "event":
        record = generation.life_events.find(LifeEventId(record_id))
    if record is None:
        return None
    return Subject(kind=kind, id=record_id, name=record.name, record=record)


def show_value(subject: Subject, field: str, generation: Generation, language: str) -> str:
    """What the record says in ``field``, in lines; empty where it says nothing."""
    lines = _list_lines(subject.record, field, generation, language)
    return "\n".join(line for line in lines if line)[:MAX_SHOWN]


def list_phones(subject: Subject, generation: Generation) -> tuple[str, ...]:
    """Numbers to call instead of writing: those of the record, else of the district hall."""
    record = subject.record
    phones: tuple[str, ...] = ()
    if isinstance(record, Place):
        phones = record.phones
    elif isinstance(record, Item):
        phones = record.consult_phones
    if phones:
        return phones
    halls = (one for one in generation.places if one.kind is PlaceKind.DISTRICT_HALL)
    hall = next(halls, None)
    return hall.phones if hall else ()


def _list_lines(
    record: Place | Item | LifeEvent, field: str, generation: Generation, language: str
) -> Iterable[str]:
    if isinstance(record, Place):
        return _list_place_lines(record, field, language)
    if isinstance(record, Item):
        return _list_item_lines(record, field, generation, language)
    return ()


def _list_place_lines(place: Place, field: str, language: str) -> Iterable[str]:
    if field == "phone":
        return place.phones
    if field == "hours":
        return (place.hours_original or place.hours,)
    if field == "address":
        return (in_language(place.address, language),)
    return ()


def _list_item_lines(
    item: Item, field: str, generation: Generation, language: str
) -> Iterable[str]:
    if field == "phone":
        return item.consult_phones
    if field == "papers":
        found = (generation.materials.find(one.material) for one in item.requirements)
        return (in_language(one.name, language) for one in found if one)
    if field == "fees":
        if item.fees:
            return (
                f"{in_language(fee.name, language)} {in_language(fee.standard, language)}"
                for fee in item.fees
            )
        said = {Fact.NO: "item.free", Fact.YES: "item.charged"}.get(item.charged)
        return (say(said, language),) if said else ()
    if field == "time":
        return (item.promised_time.original, item.statutory_time.original)
    if field == "where":
        offers = generation.list_offers_of_item(item.code)[:5]
        places = (generation.places.find(offer.place) for offer in offers)
        names = [in_language(place.name, language) for place in places if place]
        return dict.fromkeys([*names, item.address])
    return (item.online_url, item.mobile_url) if field == "online" else ()
