"""The sample district is complete, consistent and labelled as sample."""

import json
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from opening_hours import OpeningHours

from zhihui.district import (
    AreaKind,
    CatalogCode,
    Item,
    ItemLevel,
    LifeEventStep,
    MaterialId,
    Necessity,
    PlaceKind,
    Records,
    Text,
    check_item_code,
    read_item_code,
)
from zhihui.sample import create_sample
from zhihui.sample.layout import is_inside


def test_has_the_streets_and_communities(sample: Records) -> None:
    assert Counter(area.kind for area in sample.areas) == {
        AreaKind.DISTRICT: 1,
        AreaKind.STREET: 17,
        AreaKind.COMMUNITY: 216,
    }
    codes = {area.code for area in sample.areas}
    assert all(area.parent in codes for area in sample.areas[1:])


def test_areas_are_the_published_ones(sample: Records, shared_data: Path) -> None:
    folder = shared_data / "shizhong-streets"
    published = {
        entry["code"]: entry["name"]
        for name in ("streets_370103.json", "villages_370103.json")
        for entry in json.loads((folder / name).read_text(encoding="utf-8"))
    }
    assert {area.code: area.name["zh"] for area in sample.areas[1:]} == published


def test_has_290_places(sample: Records) -> None:
    kinds = Counter(place.kind for place in sample.places)
    assert kinds.total() == 290
    assert kinds[PlaceKind.DISTRICT_HALL] == 1
    assert kinds[PlaceKind.STREET_CENTRE] == 17
    assert kinds[PlaceKind.COMMUNITY_STATION] == 216
    assert kinds[PlaceKind.BRANCH_HALL] >= 10
    assert kinds[PlaceKind.SELF_SERVICE] >= 30
    hall = sample.places[0]
    assert len(hall.counters) >= 40
    assert len({counter.floor for counter in hall.counters}) >= 3


def test_has_enough_items(sample: Records) -> None:
    assert len({item.catalog_code for item in sample.items}) >= 350
    assert len(sample.items) > 7_600
    assert {item.level for item in sample.items} == {
        ItemLevel.COUNTY,
        ItemLevel.STREET,
        ItemLevel.COMMUNITY,
    }


def test_is_labelled_as_sample(sample: Records) -> None:
    assert sample.is_sample
    assert "示例" in sample.notice["zh"]
    assert "Sample" in sample.notice["en"]
    assert any(source.is_sample for source in sample.sources)
    assert all("示例地址" in place.address["zh"] for place in sample.places)
    assert all(phone.startswith("0531-0000") for place in sample.places for phone in place.phones)


def test_is_deterministic(sample: Records) -> None:
    assert create_sample() == sample


def test_item_codes_have_no_fault(sample: Records) -> None:
    for item in sample.items:
        assert check_item_code(item.code) == ()
        parts = read_item_code(item.code)
        assert parts is not None
        assert parts.body == item.body_code
        assert parts.level is item.level
        assert parts.catalog == item.catalog_code
        assert parts.kind == item.kind
        assert parts.region == "37"


def test_ids_are_unique(sample: Records) -> None:
    for ids in (
        [item.code for item in sample.items],
        [place.id for place in sample.places],
        [offer.id for offer in sample.offers],
        [material.id for material in sample.materials],
        [area.code for area in sample.areas],
        [event.id for event in sample.life_events],
        [counter.id for place in sample.places for counter in place.counters],
    ):
        assert len(set(ids)) == len(ids)


def test_every_item_is_offered_where_its_body_is(sample: Records) -> None:
    items = {item.code: item for item in sample.items}
    places = {place.id: place for place in sample.places}
    for offer in sample.offers:
        item, place = items[offer.item], places[offer.place]
        if item.level is not ItemLevel.COUNTY:
            assert place.area == item.area
        if offer.counter:
            assert offer.counter in {counter.id for counter in place.counters}
    assert {offer.item for offer in sample.offers} == set(items)


def test_opening_hours_parse(sample: Records) -> None:
    written = {place.hours for place in sample.places}
    written |= {counter.hours for place in sample.places for counter in place.counters}
    written |= {dated.hours for place in sample.places for dated in place.dated_hours}
    for hours in written - {""}:
        OpeningHours(hours)
    assert any("12:00,13:30" in hours for hours in written)
    assert any("Sa" in hours for hours in written)
    assert any("20:00" in hours for hours in written)
    assert any(not place.hours for place in sample.places)


def test_places_lie_inside_the_outline(sample: Records) -> None:
    outline = sample.areas[0].polygon[0]
    for place in sample.places:
        assert place.lon is not None
        assert place.lat is not None
        assert is_inside((place.lon, place.lat), outline)
    assert len({(place.lon, place.lat) for place in sample.places}) == 290


def test_materials_are_all_known(sample: Records) -> None:
    known = {material.id for material in sample.materials}
    for item in sample.items:
        assert {requirement.material for requirement in item.requirements} <= known
        assert set(item.results) <= known


def test_some_papers_come_from_other_items(sample: Records) -> None:
    produced = {result for item in sample.items for result in item.results}
    asking = {
        item.catalog_code
        for item in sample.items
        if any(
            requirement.material in produced and requirement.material not in item.results
            for requirement in item.requirements
        )
    }
    assert len(asking) >= 50


def test_prerequisites_are_acyclic(sample: Records) -> None:
    """Starting with no paper that an item produces, every item can be got done."""
    entries = first_of_each_entry(sample)
    produced = {result for item in entries.values() for result in item.results}
    held = {material.id for material in sample.materials} - produced
    waiting = list(entries.values())
    while ready := [item for item in waiting if required(item) <= held]:
        held.update(result for item in ready for result in item.results)
        waiting = [item for item in waiting if item not in ready]
    assert [item.name["zh"] for item in waiting] == []


def test_life_events_put_papers_before_their_use(sample: Records) -> None:
    entries = first_of_each_entry(sample)
    for event in sample.life_events:
        steps = {step.catalog_code: step for step in event.steps}
        before = {code: set(step.after) for code, step in steps.items()}
        for code in TopologicalSorter(before).static_order():
            before[code] |= {earlier for c in before[code] for earlier in before[c]}
        for code, step in steps.items():
            for other, producing in steps.items():
                made = set(entries[other].results) - set(required(entries[other]))
                if other == code or not made & required(entries[code]):
                    continue
                if not exclude_each_other(step, producing):
                    assert other in before[code], (event.id, entries[code].name["zh"])


def first_of_each_entry(sample: Records) -> dict[CatalogCode, Item]:
    entries: dict[CatalogCode, Item] = {}
    for item in sample.items:
        assert item.catalog_code is not None
        entries.setdefault(item.catalog_code, item)
    return entries


def required(item: Item) -> set[MaterialId]:
    return {
        requirement.material
        for requirement in item.requirements
        if requirement.necessity is Necessity.REQUIRED
    }


def exclude_each_other(one: LifeEventStep, other: LifeEventStep) -> bool:
    shared = one.when.keys() & other.when.keys()
    return any(not set(one.when[key]) & set(other.when[key]) for key in shared)


def test_life_events(sample: Records) -> None:
    assert len(sample.life_events) == 25
    catalog_codes = {item.catalog_code for item in sample.items}
    for event in sample.life_events:
        assert 1 <= len(event.questions) <= 3
        steps = {step.catalog_code for step in event.steps}
        assert steps <= catalog_codes
        TopologicalSorter({step.catalog_code: step.after for step in event.steps}).prepare()
        options = {q.id: {option.id for option in q.options} for q in event.questions}
        for step in event.steps:
            for question, picked in step.when.items():
                assert set(picked) <= options[question]


def test_every_name_is_in_both_languages(sample: Records) -> None:
    texts: list[Text] = [area.name for area in sample.areas]
    texts += [item.name for item in sample.items]
    texts += [item.body for item in sample.items]
    texts += [material.name for material in sample.materials]
    texts += [place.name for place in sample.places]
    texts += [place.address for place in sample.places]
    texts += [event.name for event in sample.life_events]
    for words in texts:
        assert words.get("zh")
        assert words.get("en", "").isascii() or "é" in words["en"]


def test_what_is_unknown_is_left_unknown(sample: Records) -> None:
    assert any(place.provenance.verified_on is None for place in sample.places)
    assert any(not place.accessibility for place in sample.places)
    assert any(item.provenance.verified_on is None for item in sample.items)


@pytest.mark.parametrize("level", list(ItemLevel)[3:])
def test_names_of_bodies_fit_their_level(sample: Records, level: ItemLevel) -> None:
    endings = {
        ItemLevel.STREET: ("办事处",),
        ItemLevel.COMMUNITY: ("委员会", "居委会"),
    }.get(level, ("",))
    bodies = {item.body["zh"] for item in sample.items if item.level is level}
    assert bodies
    assert all(body.endswith(endings) for body in bodies)
