"""A life event unfolds into errands in an order that works, with every paper once."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhihui.answers.life_events import unfold_event
from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    CatalogCode,
    Fact,
    Item,
    ItemCode,
    ItemLevel,
    LifeEvent,
    LifeEventId,
    LifeEventSide,
    LifeEventStep,
    Material,
    MaterialId,
    Necessity,
    Records,
    Requirement,
    text,
)
from zhihui.generation import Generation, build, open_generation
from zhihui.trips.plan import PaperFrom

DISTRICT, STREET, COMMUNITY = (AreaCode(c) for c in ("370103", "370103002", "370103002001"))
Maker = Callable[..., Generation]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Maker]:
    opened: list[Generation] = []

    def create(*items: Item) -> Generation:
        parents = {DISTRICT: None, STREET: DISTRICT, COMMUNITY: STREET}
        records = Records(
            district_code=DISTRICT,
            district_name=text("区"),
            areas=tuple(
                Area(code=code, name=text(code), kind=AreaKind.STREET, parent=parent)
                for code, parent in parents.items()
            ),
            items=items,
            materials=tuple(
                Material(id=MaterialId(name), name=text(name)) for name in ("证", "本", "照片")
            ),
        )
        folder = tmp_path / f"g{len(opened)}"
        build(records, folder, built_at=datetime(2026, 11, 1, tzinfo=UTC))
        opened.append(open_generation(folder))
        return opened[-1]

    yield create
    for generation in opened:
        generation.close()


def item(
    name: str, needs: dict[str, int] | None = None, gives: str = "", area: AreaCode = DISTRICT
) -> Item:
    return Item(
        code=ItemCode(f"{name}-{area}"),
        name=text(name),
        catalog_code=CatalogCode(name),
        area=area,
        level=ItemLevel.COUNTY if area == DISTRICT else ItemLevel.STREET,
        visits=1,
        requirements=tuple(
            Requirement(material=MaterialId(material), necessity=Necessity.REQUIRED, copies=copies)
            for material, copies in (needs or {}).items()
        ),
        results=(MaterialId(gives),) if gives else (),
    )


def event(*steps: LifeEventStep) -> LifeEvent:
    return LifeEvent(
        id=LifeEventId("e"),
        name=text("一件事"),
        side=LifeEventSide.PERSON,
        stage={},
        steps=steps,
    )


def step(name: str, *after: str, **when: tuple[str, ...]) -> LifeEventStep:
    return LifeEventStep(
        catalog_code=CatalogCode(name), after=tuple(map(CatalogCode, after)), when=when
    )


def names(given: object) -> list[str]:
    return [str(one.catalog_code) for one in given.steps]  # type: ignore[attr-defined]


def test_prerequisites_first_and_papers_once_with_the_largest_number(make: Maker) -> None:
    generation = make(
        item("甲", {"照片": 1, "证": 2}),
        item("乙", {"照片": 3}, gives="证"),
    )
    found = unfold_event(generation, event(step("甲", "乙"), step("乙")), {})
    assert names(found) == ["乙", "甲"]
    assert [one.name["zh"] for one in found.steps[1].after] == ["乙"]
    papers = {paper.material_id: paper for paper in found.papers}
    assert len(papers) == len(found.papers) == 2
    assert (papers[MaterialId("照片")].copies, papers[MaterialId("照片")].comes_from) == (
        3,
        PaperFrom.HOME,
    )
    assert papers[MaterialId("证")].comes_from is PaperFrom.ON_THE_WAY
    assert papers[MaterialId("证")].produced_by == (ItemCode("乙-370103"),)
    assert found.count_going(Fact.YES) == 2


def test_what_an_earlier_step_gives_need_not_be_brought(make: Maker) -> None:
    generation = make(item("甲", gives="本"), item("乙", {"本": 1}))
    found = unfold_event(generation, event(step("甲"), step("乙")), {})
    assert [paper.comes_from for paper in found.papers] == [PaperFrom.ON_THE_WAY]
    turned = unfold_event(generation, event(step("乙"), step("甲")), {})
    assert [paper.comes_from for paper in turned.papers] == [PaperFrom.HOME]


def test_answers_leave_steps_out_and_an_open_question_keeps_all(make: Maker) -> None:
    generation = make(item("甲"), item("乙"))
    asked = event(step("甲", q=("yes",)), step("乙", "甲"))
    assert names(unfold_event(generation, asked, {})) == ["甲", "乙"]
    assert names(unfold_event(generation, asked, {"q": "yes"})) == ["甲", "乙"]
    no = unfold_event(generation, asked, {"q": "no"})
    assert names(no) == ["乙"]
    assert no.steps[0].after == ()


def test_a_step_without_an_item_is_said(make: Maker) -> None:
    found = unfold_event(make(item("甲")), event(step("甲"), step("无")), {})
    assert names(found) == ["甲", "无"]
    assert found.steps[1].item is None
    assert found.codes == (ItemCode("甲-370103"),)


@pytest.mark.parametrize(
    ("area", "chosen"),
    [(None, DISTRICT), (STREET, STREET), (COMMUNITY, STREET), (AreaCode("999999"), DISTRICT)],
)
def test_the_body_of_the_area(make: Maker, area: AreaCode | None, chosen: AreaCode) -> None:
    generation = make(item("甲", area=STREET), item("甲", area=DISTRICT))
    found = unfold_event(generation, event(step("甲")), {}, area)
    assert found.codes == (ItemCode(f"甲-{chosen}"),)


def test_inside_the_area_before_outside_it(make: Maker) -> None:
    generation = make(item("甲", area=AreaCode("370103003")), item("甲", area=COMMUNITY))
    found = unfold_event(generation, event(step("甲")), {}, STREET)
    assert found.codes == (ItemCode(f"甲-{COMMUNITY}"),)


@given(
    pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12),
)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_every_step_stands_once_and_behind_what_it_waits_for(
    make: Maker, pairs: list[tuple[int, int]]
) -> None:
    catalog = "abcdef"
    after = {name: {catalog[b] for a, b in pairs if catalog[a] == name} for name in catalog}
    asked = event(*(step(name, *sorted(after[name])) for name in catalog))
    found = names(unfold_event(make(*(item(name) for name in catalog)), asked, {}))
    assert sorted(found) == list(catalog)
    if all(a > b for a, b in pairs):
        assert found == list(catalog)
    reach = {name: set(after[name]) for name in catalog}
    for _ in catalog:
        reach = {n: set.union(reach[n], *(reach[m] for m in reach[n])) for n in catalog}
    if not any(name in reach[name] for name in catalog):
        for name in catalog:
            assert all(found.index(before) < found.index(name) for before in after[name])
