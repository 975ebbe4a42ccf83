"""Handmade towns in OpenStreetMap files: one-way streets, roundabouts, barriers, ferries."""

from pathlib import Path

import numpy as np
import osmium
import pytest

from tests.streets.osm_writing import Town
from zhihui.streets import LeftOut, Mode, Network, Reach, StreetFile, StreetsError, import_streets

STREET = {"highway": "residential"}
STEP_M = 111.19
FAR = "a-----b-----c\n"
"""Each stretch longer than the walk that is put up with to reach the largest connected part."""
SQUARE = "a-b-c\n| | |\nd-e-f\n"


def length_m(town: Town, network: Network, letters: str) -> float:
    """Length of the way between two nodes; infinite where there is none."""
    return network.path(town.point(letters[0]), town.point(letters[1])).length_m


@pytest.mark.parametrize("suffix", [".osm.pbf", ".osm"])
def test_ways_meet_at_shared_nodes_only(tmp_path: Path, suffix: str) -> None:
    town = Town("  a\nb c d\n  e\n", {"bcd": STREET, "ae": STREET})
    network = town.open(tmp_path, Mode.WALK, suffix=suffix)
    assert (network.graph.nodes, network.graph.segments) == (4, 2)
    joined = Town("  a\nb c d\n  e\n", {"bcd": STREET, "ace": STREET})
    network = joined.open(tmp_path, Mode.WALK, suffix=suffix)
    assert (network.graph.nodes, network.graph.segments) == (5, 4)
    assert length_m(joined, network, "be") == pytest.approx(3 * STEP_M, rel=1e-3)


def test_a_one_way_street_is_driven_and_ridden_one_way_and_walked_both(tmp_path: Path) -> None:
    ways = {"ab": {**STREET, "oneway": "yes"}, "beda": STREET}
    town = Town(SQUARE, ways)
    around = 6 * STEP_M
    for mode, there, back in (
        (Mode.DRIVE, 2 * STEP_M, around),
        (Mode.BIKE, 2 * STEP_M, around),
        (Mode.WALK, 2 * STEP_M, 2 * STEP_M),
    ):
        network = town.open(tmp_path, mode)
        assert length_m(town, network, "ab") == pytest.approx(there, rel=1e-3)
        assert length_m(town, network, "ba") == pytest.approx(back, rel=1e-3)


def test_a_contraflow_lane_lets_bicycles_back(tmp_path: Path) -> None:
    one_way = {**STREET, "oneway": "yes", "oneway:bicycle": "no"}
    town = Town(SQUARE, {"ab": one_way, "beda": STREET})
    assert length_m(town, town.open(tmp_path, Mode.BIKE), "ba") == pytest.approx(
        2 * STEP_M, rel=1e-3
    )


@pytest.mark.parametrize("side_streets", [{}, {"ax": STREET, "bx": STREET}])
def test_a_roundabout_is_driven_in_the_order_of_its_nodes(
    tmp_path: Path, side_streets: dict[str, dict[str, str]]
) -> None:
    ring = {"highway": "tertiary", "junction": "roundabout"}
    town = Town("  x\na-b\n| |\nd-c\n", {"abcda": ring, **side_streets})
    network = town.open(tmp_path, Mode.DRIVE)
    below_a, below_b = ((lon, lat - 0.0005) for lon, lat in map(town.point, "ab"))
    assert network.path(below_b, below_a).length_m == pytest.approx(5 * STEP_M, rel=1e-2)
    assert network.path(below_a, below_b).length_m == pytest.approx(3 * STEP_M, rel=1e-2)


def test_a_bollard_stops_cars_on_both_sides_and_nobody_else(tmp_path: Path) -> None:
    town = Town(FAR, {"abc": STREET}, {"b": {"barrier": "bollard"}})
    driven = town.open(tmp_path, Mode.DRIVE)
    path = driven.path(town.point("a"), town.point("c"))
    assert (path.reach, path.points) == (Reach.NO_WAY, ())
    assert path.straight_m == pytest.approx(12 * STEP_M, rel=1e-3)
    assert np.isinf(driven.travel_times_s(town.point("a"), town.point("c"))).all()
    near = tuple(np.array(town.point("b")) - (0.0003, 0))
    assert np.isfinite(driven.travel_times_s(town.point("a"), near)).all()
    for mode in (Mode.WALK, Mode.BIKE):
        assert length_m(town, town.open(tmp_path, mode), "ac") == pytest.approx(
            12 * STEP_M, rel=1e-3
        )


def test_who_lives_just_behind_a_bollard_walks_to_the_car(tmp_path: Path) -> None:
    town = Town("a-----b-c\n", {"abc": STREET}, {"b": {"barrier": "bollard"}})
    path = town.open(tmp_path, Mode.DRIVE).path(town.point("a"), town.point("c"))
    assert path.reach is Reach.REACHED
    assert path.access_m == pytest.approx((0, 2 * STEP_M), rel=1e-3, abs=0.1)
    walk_s = 2 * STEP_M / (4.5 / 3.6)
    assert path.duration_s == pytest.approx(6 * STEP_M / (25 / 3.6) + walk_s, rel=1e-3)


def test_a_private_gate_that_lets_walkers_through(tmp_path: Path) -> None:
    gate = {"barrier": "gate", "access": "private", "foot": "yes"}
    town = Town(FAR, {"ab": STREET, "bc": STREET}, {"b": gate})
    assert np.isfinite(length_m(town, town.open(tmp_path, Mode.WALK), "ac"))
    assert np.isinf(length_m(town, town.open(tmp_path, Mode.DRIVE), "ac"))


def test_ferries_stairs_and_foot_streets(tmp_path: Path) -> None:
    town = Town(
        "a-b-c-d-e\n",
        {
            "ab": STREET,
            "bc": {"highway": "steps"},
            "cd": {"highway": "pedestrian"},
            "de": {"route": "ferry"},
        },
    )
    path = town.write(tmp_path / "town.osm.pbf")
    networks, ways = import_streets(
        [StreetFile(path=path, shown="town.osm.pbf", modes=tuple(Mode))]
    )
    segments = {network.summary.mode: network.summary.segments for network in networks}
    assert segments == {Mode.WALK: 3, Mode.BIKE: 1, Mode.DRIVE: 1}
    for network in networks:
        assert network.summary.left_out[LeftOut.FERRY.value] == 1
    assert networks[1].summary.left_out[LeftOut.NOT_FOR_MODE.value] == 2
    assert (ways[""].read, ways[""].left_out) == (4, 1)


def test_speed_follows_the_limit(tmp_path: Path) -> None:
    town = Town("a---------b\n", {"ab": {**STREET, "maxspeed": "50"}})
    network = town.open(tmp_path, Mode.DRIVE)
    seconds = network.travel_times_s(town.point("a"), town.point("b"))[0, 0]
    assert seconds == pytest.approx(10 * STEP_M / (50 * 0.8 / 3.6), rel=1e-3)


def test_two_extracts_meet_where_their_nodes_are_at_one_place(tmp_path: Path) -> None:
    west = Town("a-b c\n", {"ab": STREET}).write(tmp_path / "west.osm.pbf")
    east = Town("a-b-c\n", {"ab": STREET, "bc": STREET}).write(tmp_path / "east.osm.pbf")
    files = [
        StreetFile(path=path, shown=path.name, modes=(Mode.WALK,), source=path.name)
        for path in (west, east)
    ]
    (network,), _ = import_streets(files)
    assert (network.graph.nodes, network.graph.segments) == (3, 2)
    assert network.summary.left_out == {LeftOut.REPEATED.value: 1}
    assert network.summary.sources == ("west.osm.pbf", "east.osm.pbf")
    assert network.summary.main_nodes == 3


def test_a_way_whose_node_has_no_location_is_cut_there(tmp_path: Path) -> None:
    path = tmp_path / "cut.osm"
    with osmium.SimpleWriter(str(path)) as writer:
        for number in (1, 2, 4, 5):
            location = (number * 0.001, 0.01)
            writer.add_node(osmium.osm.mutable.Node(id=number, version=1, location=location))
        way = osmium.osm.mutable.Way(id=1, version=1, nodes=[1, 2, 3, 4, 5], tags=STREET)
        writer.add_way(way)
    (network,), _ = import_streets([StreetFile(path=path, shown="cut.osm", modes=(Mode.WALK,))])
    assert network.summary.segments == 2
    assert network.summary.main_nodes == 2
    assert network.summary.left_out == {LeftOut.NO_LOCATION.value: 1}


def test_a_broken_file_and_a_file_without_streets_say_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"no streets here")
    empty = Town("a-b\n", {"ab": {"highway": "footway"}}).write(tmp_path / "paths.osm.pbf")
    for path, words_zh, words_en in (
        (broken, "无法读取", "cannot be read"),
        (empty, "没有可供驾车", "no street to use by car"),
        (tmp_path / "absent.osm.pbf", "找不到", "There is no street file"),
        (tmp_path / "town.gpx", "格式", "not known"),
    ):
        with pytest.raises(StreetsError) as raised:
            import_streets([StreetFile(path=path, shown=path.name, modes=(Mode.DRIVE,))])
        assert path.name in raised.value.zh
        assert path.name in raised.value.en
        assert words_zh in raised.value.zh
        assert words_en in raised.value.en
