"""Streets by their names: what words mean, where two cross, and points along one."""

from typing import cast

import pytest

from zhihui.answers.named_streets import (
    find_crossing,
    find_street,
    find_street_of_address,
    spread_along,
)
from zhihui.answers.travelling import TravelOf
from zhihui.streets import Mode, Network, StreetLine, create_streets

LONG = {"highway": "primary", "name": "经十路", "name:en": "Jingshi Road"}
SHORT = {"highway": "residential", "name": "舜耕巷", "name:en": "Shungeng Lane"}
FAR = {"highway": "residential", "name": "远路"}


@pytest.fixture(scope="module")
def travel() -> TravelOf:
    """A long road from west to east, a lane that crosses it, and a road far off."""
    west, east = [(117.0 + 0.005 * n, 36.65) for n in (0, 1, 2)], [(117.01, 36.65), (117.04, 36.65)]
    lines = [
        StreetLine(tuple(west), LONG),
        StreetLine(tuple(east), LONG),
        StreetLine(((117.01, 36.649), (117.01, 36.65), (117.01, 36.651)), SHORT),
        StreetLine(((117.01, 36.7), (117.02, 36.7)), FAR),
    ]
    (walk,) = create_streets(lines, [Mode.WALK])
    network = Network(walk.graph, walk.summary.assumptions)
    return cast(TravelOf, lambda mode: network)


@pytest.mark.parametrize(
    "words", ["经十路", "经十路附近", "在经十路旁边", "near jingshi road", "Jingshi Road"]
)
def test_a_street_is_known_by_its_name_in_any_language(travel: TravelOf, words: str) -> None:
    street = find_street(travel, words)
    assert street is not None
    assert street.name == {"zh": "经十路", "en": "Jingshi Road"}


@pytest.mark.parametrize("words", ["", "附近", "经十", "经十路小区", "没有的路"])
def test_nothing_is_guessed(travel: TravelOf, words: str) -> None:
    assert find_street(travel, words) is None


def test_of_an_address_the_street_is_known(travel: TravelOf) -> None:
    street = find_street_of_address(travel, "经十路12号3楼")
    assert street is not None
    assert street.name["zh"] == "经十路"
    assert find_street_of_address(travel, "经十路") is None


@pytest.mark.parametrize(
    "words", ["经十路与舜耕巷路口", "舜耕巷和经十路", "near Jingshi Road and Shungeng Lane"]
)
def test_two_streets_meet_at_a_point(travel: TravelOf, words: str) -> None:
    found = find_crossing(travel, words)
    assert found is not None
    assert found[2] == pytest.approx((117.01, 36.65), abs=1e-4)
    assert find_crossing(travel, "经十路与远路") is None
    assert find_crossing(travel, "经十路") is None


def test_a_short_street_is_one_point_and_a_long_one_several_in_order(travel: TravelOf) -> None:
    short, road = find_street(travel, "舜耕巷"), find_street(travel, "经十路")
    assert short is not None
    assert road is not None
    (middle,) = spread_along(short, 6)
    assert middle == pytest.approx((117.01, 36.65), abs=1e-4)
    points = spread_along(road, 6)
    assert 1 < len(points) <= 6
    lons = [lon for lon, _ in points]
    assert lons in (sorted(lons), sorted(lons, reverse=True))
    assert len(spread_along(road, 2)) <= 2


def test_without_streets_no_name_is_known() -> None:
    assert find_street(cast(TravelOf, lambda mode: None), "经十路") is None
