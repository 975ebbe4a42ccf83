"""Writing the tables of a generation: JSON Lines, offsets, id index, and offers by item and place.

Called by ``build``. Every field is written, defaults included: a record then decodes in half the
time, and means the same when a default changes in a later version of the software.
"""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhihui.district import Records
from zhihui.district.progress import Progress
from zhihui.generation import kinds
from zhihui.generation.errors import GenerationError
from zhihui.generation.kinds import RecordKind, hash_id

T = TypeVar("T")

_STEP: Final = 1000
"""Records between two reports of progress."""


def write_tables(directory: Path, records: Records, progress: Progress | None) -> dict[str, int]:
    """Write all tables of ``records`` into ``directory``; the number of records of each.

    Raises GenerationError for a duplicate id, an Offer of an unknown Item or Place, and text
    that is not valid Unicode.
    """
    item_ordinals = write_table(directory, kinds.ITEMS, records.items, progress)
    place_ordinals = write_table(directory, kinds.PLACES, records.places, progress)
    write_table(directory, kinds.OFFERS, records.offers, progress)
    write_table(directory, kinds.MATERIALS, records.materials, progress)
    write_table(directory, kinds.AREAS, records.areas, progress)
    write_table(directory, kinds.LIFE_EVENTS, records.life_events, progress)
    write_table(directory, kinds.LEXICON, records.lexicon, progress)
    write_table(directory, kinds.CALENDAR_DAYS, records.calendar_days, progress)
    _write_offers_by(directory, records, item_ordinals, place_ordinals)
    return {
        "items": len(records.items),
        "places": len(records.places),
        "offers": len(records.offers),
        "materials": len(records.materials),
        "areas": len(records.areas),
        "life_events": len(records.life_events),
        "lexicon": len(records.lexicon),
        "calendar_days": len(records.calendar_days),
    }


def write_table(
    directory: Path, kind: RecordKind[T], records: Sequence[T], progress: Progress | None
) -> dict[str, int]:
    """Write one table; the ordinal of each id. Raises GenerationError."""
    encoder = msgspec.json.Encoder()
    offsets = array("q", [0])
    ordinals: dict[str, int] = {}
    buffer = bytearray()
    position = 0
    with (directory / f"{kind.name}.jsonl").open("wb") as lines:
        for ordinal, record in enumerate(records):
            if kind.id_of is not None:
                _note_id(ordinals, kind.name, kind.id_of(record), ordinal)
            try:
                encoder.encode_into(record, buffer)
            except (UnicodeEncodeError, TypeError, ValueError) as error:
                raise GenerationError(
                    f"{kind.name} 的第 {ordinal + 1} 条记录无法写入：{error}。"
                    "请在来源中改正后重新构建。",
                    f"Record {ordinal + 1} of {kind.name} cannot be written: {error}. "
                    "Correct it in its source and build again.",
                ) from error
            buffer += b"\n"
            position += lines.write(buffer)
            offsets.append(position)
            if progress is not None and ordinal % _STEP == 0:
                progress.advance(kind.name, ordinal, len(records))
    np.save(directory / f"{kind.name}.offsets.npy", np.frombuffer(offsets, dtype=np.int64))
    if kind.id_of is not None:
        _write_id_index(directory, kind.name, ordinals)
    if progress is not None:
        progress.advance(kind.name, len(records), len(records))
    return ordinals


def _note_id(ordinals: dict[str, int], table: str, record_id: str, ordinal: int) -> None:
    earlier = ordinals.setdefault(record_id, ordinal)
    if earlier != ordinal:
        raise GenerationError(
            f"{table} 的第 {earlier + 1} 条和第 {ordinal + 1} 条记录的编号相同：{record_id!r}。"
            "编号不能重复：请去掉一条或改编号后重新构建。",
            f"Records {earlier + 1} and {ordinal + 1} of {table} have the same id {record_id!r}. "
            "Every id must be unique: leave one out or give it another id, and build again.",
        )


def _write_id_index(directory: Path, name: str, ordinals: dict[str, int]) -> None:
    hashes = np.fromiter(map(hash_id, ordinals), dtype=np.uint64, count=len(ordinals))
    order = np.argsort(hashes, kind="stable").astype(np.int64)
    np.save(directory / f"{name}.id-hashes.npy", hashes[order])
    np.save(directory / f"{name}.id-ordinals.npy", order)


def _write_offers_by(
    directory: Path, records: Records, items: dict[str, int], places: dict[str, int]
) -> None:
    _write_groups(directory, "offers-by-item", records, lambda offer: offer.item, items, "item")
    _write_groups(directory, "offers-by-place", records, lambda offer: offer.place, places, "place")


def _write_groups(
    directory: Path,
    name: str,
    records: Records,
    key_of: Callable[[Any], str],
    ordinals: dict[str, int],
    owner: str,
) -> None:
    """Compressed sparse rows: row i is ``offers[starts[i]:starts[i + 1]]``."""
    owners: NDArray[np.int64] = np.empty(len(records.offers), dtype=np.int64)
    for position, offer in enumerate(records.offers):
        ordinal = ordinals.get(key_of(offer))
        if ordinal is None:
            raise GenerationError(
                f"进驻 {offer.id!r} 指向的 {owner} {key_of(offer)!r} 不存在。"
                "请补上它或去掉这条进驻后重新构建。",
                f"Offer {offer.id!r} is of {owner} {key_of(offer)!r}, which is not among the "
                f"{owner}s. Add the {owner} or leave the offer out, and build again.",
            )
        owners[position] = ordinal
    starts = np.zeros(len(ordinals) + 1, dtype=np.int64)
    np.cumsum(np.bincount(owners, minlength=len(ordinals)), out=starts[1:])
    np.save(directory / f"{name}.starts.npy", starts)
    np.save(directory / f"{name}.offers.npy", np.argsort(owners, kind="stable").astype(np.int64))
