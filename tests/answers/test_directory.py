"""Shelves hold every item exactly once per topic, body, audience and area, and totals add up."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhihui.answers.directory import Directory, get_directory
from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    Audience,
    CatalogCode,
    Item,
    ItemCode,
    ItemLevel,
    Place,
    PlaceId,
    Records,
    text,
)
from zhihui.generation import build, open_generation

AREAS = ("370103", "370103002", "370103002001", "370103003")
PARENTS = (None, "370103", "370103002", "370103")


def make_directory(folder: Path, items: tuple[Item, ...], places: tuple[Place, ...]) -> Directory:
    records = Records(
        district_code=AreaCode("370103"),
        district_name=text("区"),
        areas=tuple(
            Area(
                code=AreaCode(code),
                name=text(code),
                kind=AreaKind.STREET,
                parent=AreaCode(parent) if parent else None,
            )
            for code, parent in zip(AREAS, PARENTS, strict=True)
        ),
        items=items,
        places=places,
    )
    build(records, folder, built_at=datetime(2026, 11, 1, tzinfo=UTC))
    with open_generation(folder) as generation:
        return get_directory(generation)


@st.composite
def item_lists(draw: st.DrawFn) -> tuple[Item, ...]:
    count = draw(st.integers(0, 12))
    return tuple(
        Item(
            code=ItemCode(f"{number:031d}"),
            name=text(draw(st.sampled_from(("甲", "乙")))),
            catalog_code=draw(
                st.sampled_from((None, CatalogCode("A" * 12), CatalogCode("B" * 12)))
            ),
            body=draw(st.sampled_from(({}, text("局"), text("所", "Office")))),
            area=draw(st.sampled_from((None, *map(AreaCode, AREAS), AreaCode("999999")))),
            level=draw(st.sampled_from((None, *ItemLevel))),
            audiences=tuple(draw(st.lists(st.sampled_from(Audience), max_size=3))),
            topics=tuple(draw(st.lists(st.sampled_from(("户籍", "教育")), max_size=3))),
        )
        for number in range(count)
    )


@given(items=item_lists(), spots=st.lists(st.sampled_from((None, *AREAS)), max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_item_stands_on_each_of_its_shelves_once(
    tmp_path_factory: pytest.TempPathFactory, items: tuple[Item, ...], spots: list[str | None]
) -> None:
    places = tuple(
        Place(id=PlaceId(f"p{number}"), name=text("所"), area=AreaCode(area) if area else None)
        for number, area in enumerate(spots)
    )
    directory = make_directory(tmp_path_factory.mktemp("made") / "g", items, places)
    topics = Counter(topic for item in items for topic in set(item.topics))
    assert {key: shelf.items for key, shelf in directory.topics.items()} == topics
    for_whom = Counter(one.name.lower() for item in items for one in set(item.audiences))
    assert {key: shelf.items for key, shelf in directory.audiences.items()} == for_whom
    for name, shelves in directory.audience_topics.items():
        both = Counter(
            topic
            for item in items
            if name in {one.name.lower() for one in item.audiences}
            for topic in set(item.topics)
        )
        assert {key: shelf.items for key, shelf in shelves.items()} == both
        sizes = [len(shelf.ordinals) for shelf in shelves.values()]
        assert sizes == sorted(sizes, reverse=True)
    bodies = Counter(item.body["zh"] for item in items if item.body)
    assert {key: shelf.items for key, shelf in directory.bodies.items()} == bodies
    for key, shelf in directory.topics.items():
        shown = [items[ordinal] for ordinal in shelf.ordinals]
        assert all(key in item.topics for item in shown)
        kept = {(i.catalog_code or i.code, i.name["zh"]) for i in items if key in i.topics}
        assert {(i.catalog_code or i.code, i.name["zh"]) for i in shown} == kept
        assert len(shown) == len(kept)
    known = [item for item in items if item.area in AREAS]
    for code, node in directory.tree.items():
        inside = sum(1 for item in known if item.area and item.area.startswith(code))
        assert node.items_total == inside
        assert node.places_total == sum(1 for area in spots if area and area.startswith(code))
    levels = [shelf.level.value if shelf.level else "9" for shelf in directory.bodies.values()]
    assert levels == sorted(levels)


def test_areas_that_hold_each_other_end(tmp_path: Path) -> None:
    records = Records(
        district_code=AreaCode("370103"),
        district_name=text("区"),
        areas=(
            Area(code=AreaCode("1"), name=text("一"), kind=AreaKind.STREET, parent=AreaCode("2")),
            Area(code=AreaCode("2"), name=text("二"), kind=AreaKind.STREET, parent=AreaCode("1")),
        ),
        places=(Place(id=PlaceId("p"), name=text("所"), area=AreaCode("2")),),
    )
    build(records, tmp_path / "g", built_at=datetime(2026, 11, 1, tzinfo=UTC))
    with open_generation(tmp_path / "g") as generation:
        tree = get_directory(generation).tree
    assert [node.places_total for node in tree.values()] == [1, 1]


def test_made_once(tmp_path: Path) -> None:
    records = Records(district_code=AreaCode("370103"), district_name=text("区"))
    build(records, tmp_path / "g", built_at=datetime(2026, 11, 1, tzinfo=UTC))
    with open_generation(tmp_path / "g") as generation:
        assert get_directory(generation) is get_directory(generation)
        assert get_directory(generation).roots == ()
