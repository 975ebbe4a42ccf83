"""What is open nearby: near before far, unknown apart, nothing dropped without being counted."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhihui.answers.nearest import Nearest, find_nearest_open, find_neighbours
from zhihui.district import (
    AreaCode,
    Fact,
    Item,
    ItemCode,
    Offer,
    OfferId,
    Place,
    PlaceId,
    PlaceKind,
    Records,
    text,
)
from zhihui.generation import Generation, build, open_generation
from zhihui.streets import Mode, StraightLines

HOURS = ("24/7", "Mo-Fr 09:00-12:00,13:30-17:00; PH off", "Mo-Su 18:00-20:00", "")
ORIGIN = (117.0, 36.65)
TUESDAY = datetime(2026, 11, 24, 10)
ITEM = ItemCode("I1")
Maker = Callable[[tuple[Place, ...]], Generation]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Maker]:
    opened: list[Generation] = []

    def create(places: tuple[Place, ...]) -> Generation:
        folder = tmp_path / f"g{len(opened)}"
        records = Records(
            district_code=AreaCode("370103"),
            district_name=text("区"),
            places=places,
            items=(Item(code=ITEM, name=text("事")),),
            offers=tuple(
                Offer(id=OfferId(f"o{place.id}"), item=ITEM, place=place.id)
                for place in places
                if place.kind is PlaceKind.BRANCH_HALL
            ),
        )
        build(records, folder, built_at=datetime(2026, 11, 1, tzinfo=UTC))
        opened.append(open_generation(folder))
        return opened[-1]

    yield create
    for generation in opened:
        generation.close()


def place(number: int, east_m: float | None, hours: str, **rest: object) -> Place:
    lon = None if east_m is None else ORIGIN[0] + east_m / 89_300
    values = {"kind": PlaceKind.STREET_CENTRE, **rest}
    return Place(
        id=PlaceId(f"p{number}"),
        name=text(f"所{number}"),
        hours=hours,
        lon=lon,
        lat=None if lon is None else ORIGIN[1],
        **values,  # type: ignore[arg-type]
    )


def find(generation: Generation, at: datetime = TUESDAY, **asked: object) -> Nearest:
    values = {"origin": ORIGIN, **asked}
    return find_nearest_open(
        generation,
        at=at,
        calendar=generation.calendar,
        travel=StraightLines(Mode.WALK),
        **values,  # type: ignore[arg-type]
    )


def test_near_before_far_and_unknown_apart(make: Maker) -> None:
    generation = make(
        (
            place(1, 900, "24/7"),
            place(2, 300, "Mo-Fr 09:00-12:00; PH off"),
            place(3, 100, ""),
            place(4, 200, "Mo-Fr 13:30-17:00; PH off"),
            place(5, None, "24/7"),
        )
    )
    found = find(generation)
    assert [one.answer.place.id for one in found.open_now] == ["p2", "p1"]
    assert [one.answer.place.id for one in found.opens_next] == ["p4"]
    assert [one.answer.place.id for one in found.unknown] == ["p3"]
    assert (found.total, found.looked_at, found.without_position) == (5, 4, 1)
    assert found.is_estimate
    seconds = [one.duration_s or 0 for one in found.open_now]
    assert 0 < seconds[0] < seconds[1]


def test_a_place_that_shuts_before_one_is_there_comes_last(make: Maker) -> None:
    generation = make((place(1, 700, "Mo-Fr 09:00-12:00"), place(2, 2000, "24/7")))
    found = find(generation, datetime(2026, 11, 24, 11, 58))
    assert [one.answer.place.id for one in found.open_now] == ["p2", "p1"]
    assert [one.is_in_time for one in found.open_now] == [True, False]


def test_last_admission_counts(make: Maker) -> None:
    generation = make((place(1, 60, "Mo-Fr 09:00-12:00", last_admission_minutes=30),))
    assert find(generation, datetime(2026, 11, 24, 11, 20)).open_now[0].is_in_time
    assert not find(generation, datetime(2026, 11, 24, 11, 31)).open_now[0].is_in_time


def test_only_the_kind_and_the_places_of_the_item(make: Maker) -> None:
    generation = make((place(1, 100, "24/7"), place(2, 500, "24/7", kind=PlaceKind.BRANCH_HALL)))
    assert [one.answer.place.id for one in find(generation, item=ITEM).open_now] == ["p2"]
    kinds = find(generation, kind=PlaceKind.STREET_CENTRE)
    assert [one.answer.place.id for one in kinds.open_now] == ["p1"]
    assert find(generation, item=ITEM, kind=PlaceKind.STREET_CENTRE).total == 0


def test_without_a_point_nothing_is_left_out(make: Maker) -> None:
    generation = make((place(1, None, "24/7"), place(2, 100, "24/7", kind=PlaceKind.DISTRICT_HALL)))
    found = find(generation, origin=None)
    assert {one.answer.place.id for one in found.open_now} == {"p1", "p2"}
    assert all(one.duration_s is None for one in found.open_now)


def test_neighbours_are_near_and_not_the_place_itself(make: Maker) -> None:
    generation = make(
        (
            place(1, 0, ""),
            place(2, 250, ""),
            place(3, 90, ""),
            place(4, 5000, ""),
            place(5, None, ""),
        )
    )
    near = find_neighbours(generation, generation.places.get("p1"))
    assert [other.id for other, _ in near] == ["p3", "p2"]
    assert near[0][1] == pytest.approx(90, rel=0.02)
    assert find_neighbours(generation, generation.places.get("p5")) == []


@given(
    spots=st.lists(
        st.tuples(st.none() | st.integers(-4000, 4000), st.sampled_from(HOURS)), max_size=9
    ),
    hour=st.integers(0, 23),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_every_placed_place_is_in_the_right_list(
    make: Maker, spots: list[tuple[int | None, str]], hour: int
) -> None:
    places = tuple(place(number, east, hours) for number, (east, hours) in enumerate(spots))
    found = find(make(places), datetime(2026, 11, 24, hour, 30))
    placed = [one for one in places if one.lon is not None]
    assert found.looked_at == len(placed)
    assert found.without_position == len(places) - len(placed)
    assert found.unknown_total == sum(1 for one in placed if not one.hours)
    for wanted, rows in (
        (Fact.YES, found.open_now),
        (Fact.NO, found.opens_next),
        (Fact.UNKNOWN, found.unknown),
    ):
        assert all(row.answer.state.fact is wanted for row in rows)
    for rows in (found.open_now, found.unknown):
        ways = [(not row.is_in_time, row.duration_s or 0) for row in rows]
        assert ways == sorted(ways)
