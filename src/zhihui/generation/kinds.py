"""The record kinds of a generation: their table names, types and ids.

The one list that the writer, the reader and the manifest share.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from zhihui.district import Area, CalendarDay, Item, Lexeme, LifeEvent, Material, Offer, Place

T = TypeVar("T")

RECORDS: Final = "records"
"""The sub-directory of the tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind(Generic[T]):
    """One kind of record. ``id_of`` is None for records that have no id."""

    name: str
    type: type[T]
    id_of: Callable[[T], str] | None


ITEMS: Final = RecordKind(name="items", type=Item, id_of=lambda item: item.code)
PLACES: Final = RecordKind(name="places", type=Place, id_of=lambda place: place.id)
OFFERS: Final = RecordKind(name="offers", type=Offer, id_of=lambda offer: offer.id)
MATERIALS: Final = RecordKind(name="materials", type=Material, id_of=lambda material: material.id)
AREAS: Final = RecordKind(name="areas", type=Area, id_of=lambda area: area.code)
LIFE_EVENTS: Final = RecordKind(name="life_events", type=LifeEvent, id_of=lambda event: event.id)
LEXICON: Final = RecordKind(name="lexicon", type=Lexeme, id_of=None)
CALENDAR_DAYS: Final = RecordKind(
    name="calendar_days", type=CalendarDay, id_of=lambda each: each.day.isoformat()
)


def hash_id(record_id: str) -> int:
    """The 64-bit hash under which an id is indexed: BLAKE2b of its UTF-8, little-endian."""
    digest = hashlib.blake2b(record_id.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
