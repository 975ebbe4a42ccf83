"""A real run: real items, the sample's places on the real streets of Jinan, walked and driven.

The items come from the real directory, the streets from the real shapefile; which place handles
which item is made up by a rule, since no real data says it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from zhihui.answers.plan_json import plan_json
from zhihui.answers.travelling import TravelOf
from zhihui.district import Fact, Item, Offer, OfferId, Place
from zhihui.exchange import read_district, read_recipe
from zhihui.generation import Generation, build, open_generation
from zhihui.sample import create_sample
from zhihui.streets import Mode, StreetFile, import_streets, streets_part
from zhihui.trips.plan import Plan, PlanStatus
from zhihui.trips.planning import make_plan
from zhihui.trips.question import Errand, How, PlanQuestion

ERRANDS = 6
PLACES_OF_AN_ITEM = 5
HALLS = 60
SOUTH_WEST, NORTH_EAST = (116.93, 36.62), (117.05, 36.69)
HOME = (116.99, 36.65)
RECIPE = Path(__file__).resolve().parents[2] / "benchmarks" / "score" / "gd.yaml"


def _move(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places in a grid over the middle of the real city."""
    side = 8
    west, south = SOUTH_WEST
    east, north = NORTH_EAST
    return tuple(
        replace(
            place,
            lon=west + (east - west) * (number % side) / (side - 1),
            lat=south + (north - south) * (number // side) / side,
        )
        for number, place in enumerate(places)
    )


def _offers(items: tuple[Item, ...], places: tuple[Place, ...]) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            id=OfferId(f"{item.code}@{place.id}"),
            item=item.code,
            place=place.id,
            handling_minutes=10 + 5 * (number % 3),
        )
        for number, item in enumerate(items)
        for place in (
            places[(7 * number + 11 * step) % len(places)] for step in range(PLACES_OF_AN_ITEM)
        )
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("city")
    recipe = folder / "gd.yaml"
    words = RECIPE.read_text(encoding="utf-8")
    recipe.write_text(words.replace("file: ", f"file: {shared_data}/"), encoding="utf-8")
    real = read_district(read_recipe(recipe)).records
    with_hours = [place for place in create_sample().places if place.hours]
    places = _move(tuple(with_hours[:HALLS]))
    items = real.items[:200]
    networks, _ = import_streets(
        [
            StreetFile(
                path=shared_data / "jinan-streets" / "edges.shp",
                shown="edges.shp",
                modes=(Mode.WALK, Mode.DRIVE),
                directed=True,
                class_field="highway",
            )
        ]
    )
    records = replace(real, items=items, places=places, offers=_offers(items, places))
    directory = folder / "city"
    build(records, directory, built_at=datetime(2026, 11, 24), parts=(streets_part(networks),))
    with open_generation(directory) as generation:
        yield generation


def _plan(city: Generation, mode: Mode) -> Plan:
    codes = [item.code for item in city.items][:ERRANDS]
    question = PlanQuestion(
        errands=tuple(Errand(item=code, how=How.VISIT) for code in codes),
        origin=HOME,
        mode=mode,
        start=datetime(2026, 11, 25, 8, 0),
    )
    return make_plan(question, city, city.calendar, travel=TravelOf(city))


@pytest.mark.parametrize("mode", [Mode.WALK, Mode.DRIVE])
def test_real_errands_are_planned_on_real_streets(city: Generation, mode: Mode) -> None:
    plan = _plan(city, mode)
    assert plan.status is PlanStatus.OPTIMAL
    handled = [h for trip in plan.trips for visit in trip.visits for h in visit.handlings]
    assert sorted(h.item.code for h in handled) == sorted(e.item for e in plan.question.errands)
    for trip in plan.trips:
        moments = [trip.depart]
        for visit in trip.visits:
            assert visit.arrive >= moments[-1]
            moments += [visit.arrive, visit.start, visit.end]
        assert moments == sorted(moments)
        assert trip.back >= moments[-1]
    assert not plan.travel.is_estimate
    assert all(h.queue_known in (Fact.YES, Fact.NO) for h in handled)
    written = plan_json(plan, "zh")
    assert written["status"] == "optimal"
    assert written["objective"]["trips"] == len(plan.trips)


def test_driving_takes_no_longer_than_walking(city: Generation) -> None:
    walked, driven = _plan(city, Mode.WALK), _plan(city, Mode.DRIVE)
    assert walked.aim is not None
    assert driven.aim is not None
    assert driven.aim < walked.aim
