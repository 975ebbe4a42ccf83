"""Whatever is written comes back the same, by ordinal and by id."""

import multiprocessing
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.generation.generation_records import BUILT_AT, create_records
from tests.generation.record_strategies import districts
from zhihui.district import ItemCode, Offer, OfferId, PlaceId, Records
from zhihui.generation import (
    Generation,
    GenerationError,
    UnknownRecord,
    build,
    kinds,
    open_generation,
    verify,
    writing,
)


def _same(generation: Generation, records: Records) -> None:
    assert tuple(generation.items) == records.items
    assert generation.items.list_texts("code") == [item.code for item in records.items]
    assert tuple(generation.places) == records.places
    assert tuple(generation.offers) == records.offers
    assert tuple(generation.materials) == records.materials
    assert tuple(generation.areas) == records.areas
    assert tuple(generation.life_events) == records.life_events
    assert tuple(generation.lexicon) == records.lexicon
    assert generation.calendar_days == records.calendar_days
    for ordinal, item in enumerate(records.items):
        assert generation.items.find_ordinal(item.code) == ordinal
        assert generation.items.get(item.code) == item
        assert generation.list_offers_of_item(item.code) == tuple(
            offer for offer in records.offers if offer.item == item.code
        )
    for place in records.places:
        assert generation.places.find(place.id) == place
        assert generation.list_offers_at_place(place.id) == tuple(
            offer for offer in records.offers if offer.place == place.id
        )


@settings(max_examples=40, deadline=None)
@given(records=districts())
def test_random_records_come_back_the_same(records: Records) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "generation"
        manifest = build(records, out, built_at=BUILT_AT)
        assert verify(out) == ()
        with open_generation(out) as generation:
            assert generation.manifest == manifest
            assert manifest.sources == records.sources
            assert manifest.notice == records.notice
            _same(generation, records)


def test_unknown_ids_and_ordinals_are_told_apart_from_known_ones(tmp_path: Path) -> None:
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    with open_generation(tmp_path / "g") as generation:
        assert generation.items.find("I9") is None
        assert generation.items.find("\ud800") is None
        assert generation.list_offers_of_item(ItemCode("I9")) == ()
        assert generation.list_offers_at_place(PlaceId("P9")) == ()
        with pytest.raises(UnknownRecord, match="items has no record 'I9'"):
            generation.items.get("I9")
        for outside in (-1, 3):
            with pytest.raises(IndexError):
                generation.items[outside]
            with pytest.raises(IndexError):
                generation.list_offers_of_item_at(outside)


def test_ids_with_the_same_hash_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (writing, __import__("zhihui.generation.table", fromlist=["table"])):
        monkeypatch.setattr(module, "hash_id", lambda record_id: len(record_id))
    assert kinds.hash_id("I0") != len("I0")
    records = create_records(9)
    build(records, tmp_path / "g", built_at=BUILT_AT)
    with open_generation(tmp_path / "g") as generation:
        _same(generation, records)
        assert generation.items.find("XX") is None


def test_the_lexicon_has_no_ids(tmp_path: Path) -> None:
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    with open_generation(tmp_path / "g") as generation:
        assert len(generation.lexicon) == 1
        assert generation.lexicon.find("上户口") is None


def test_a_duplicate_id_is_refused_with_both_records(tmp_path: Path) -> None:
    records = create_records()
    doubled = replace(records, items=(*records.items, records.items[1]))
    with pytest.raises(GenerationError, match=r"Records 2 and 4 of items have the same id 'I1'"):
        build(doubled, tmp_path / "g", built_at=BUILT_AT)


def test_an_offer_that_points_nowhere_is_refused(tmp_path: Path) -> None:
    records = create_records()
    lost = Offer(id=OfferId("lost"), item=ItemCode("I0"), place=PlaceId("P9"))
    with pytest.raises(GenerationError, match=r"Offer 'lost' is of place 'P9'"):
        build(replace(records, offers=(lost,)), tmp_path / "g", built_at=BUILT_AT)


def test_text_that_is_not_unicode_is_refused_with_its_record(tmp_path: Path) -> None:
    records = create_records()
    broken = replace(records.items[1], legal_basis="\ud800")
    with pytest.raises(GenerationError, match="Record 2 of items cannot be written"):
        build(replace(records, items=(records.items[0], broken)), tmp_path / "g", built_at=BUILT_AT)


def _read_in_another_process(path: str) -> tuple[int, str, int]:
    with open_generation(Path(path)) as generation:
        item = generation.items.get("I1")
        return (
            len(generation.items),
            item.name["zh"],
            len(generation.list_offers_of_item(item.code)),
        )


def test_several_processes_share_one_generation(tmp_path: Path) -> None:
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        read = pool.map(_read_in_another_process, [str(tmp_path / "g")] * 3, chunksize=1)
    assert read == [(3, "事项I1", 1)] * 3


def test_threads_share_one_generation(tmp_path: Path) -> None:
    records = create_records(200)
    build(records, tmp_path / "g", built_at=BUILT_AT)
    wrong: list[str] = []
    with open_generation(tmp_path / "g") as generation:

        def read_all() -> None:
            wrong.extend(
                item.code for item in records.items if generation.items.get(item.code) != item
            )

        threads = [threading.Thread(target=read_all) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_a_closed_generation_keeps_what_was_read_and_reads_no_more(tmp_path: Path) -> None:
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    generation = open_generation(tmp_path / "g")
    item = generation.items[0]
    generation.close()
    generation.close()
    assert item.code == "I0"
    with pytest.raises(ValueError, match="closed"):
        generation.items[0]
