"""Snapping: the nearest street of all, found again by looking at every street."""

import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from zhihui.streets import (
    MAX_ACCESS_M,
    Mode,
    Network,
    Reach,
    StreetLine,
    StreetsError,
    create_streets,
)

STREET = {"highway": "residential"}
ONE_WAY = {"highway": "residential", "oneway": "yes"}
CENTRE = (117.0, 36.6)
M_LAT = 111_195.08
M_LON = M_LAT * math.cos(math.radians(CENTRE[1]))


def at(east_m: float, north_m: float) -> tuple[float, float]:
    """A point by metres from the centre."""
    return CENTRE[0] + east_m / M_LON, CENTRE[1] + north_m / M_LAT


def network_of(*streets: tuple[list[tuple[float, float]], dict[str, str]], mode: Mode) -> Network:
    """A network of lines in metres."""
    lines = [StreetLine(tuple(at(*point) for point in line), tags) for line, tags in streets]
    (imported,) = create_streets(lines, [mode])
    return Network(imported.graph, imported.summary.assumptions)


@cache
def uneven_town(mode: Mode) -> Network:
    """A wheel of streets with bends, some one-way, all connected, and a far island."""
    streets: list[tuple[list[tuple[float, float]], dict[str, str]]] = []
    rim = [(1500 * math.cos(k / 4), 1500 * math.sin(k / 4)) for k in range(25)]
    for number, (start, end) in enumerate(pairwise(rim)):
        bend = ((start[0] + end[0]) / 2 * 1.05, (start[1] + end[1]) / 2)
        streets.append(([start, bend, end], ONE_WAY if number % 5 == 2 else STREET))
        streets.append(([(0.0, 0.0), (start[0] / 2, start[1] / 3), start], STREET))
    streets.append(([(3000.0, 0.0), (3100.0, 500.0)], STREET))
    return network_of(*streets, mode=mode)


metres = st.floats(-2500, 2500)


@given(metres, metres, st.sampled_from(list(Mode)))
def test_the_nearest_street_that_leads_on_is_found(east: float, north: float, mode: Mode) -> None:
    network = uneven_town(mode)
    snaps = network.snap(at(east, north))
    graph = network.graph
    stretch = np.array([M_LON, M_LAT])
    here = shapely.Point(np.array(at(east, north)) * stretch)
    distances = []
    for segment in range(graph.segments):
        part = slice(graph.shape_starts[segment], graph.shape_starts[segment + 1])
        shape = np.column_stack((graph.shape_lon[part], graph.shape_lat[part])) / 1e7
        distances.append(shapely.LineString(shape * stretch).distance(here))
    is_main = (graph.is_main[graph.tail] & graph.is_main[graph.head]).astype(bool)
    main, others = np.array(distances)[is_main].min(), np.array(distances)[~is_main].min()
    expected = others if others + 500 < main else main
    assert snaps.access_m[0] == pytest.approx(expected, rel=2e-3, abs=0.05)
    assert snaps.in_main[0] == (expected == main)


@given(metres, metres, metres, metres, st.sampled_from(list(Mode)))
def test_times_never_beat_the_direct_walk_and_the_speed_of_the_street(
    east_a: float, north_a: float, east_b: float, north_b: float, mode: Mode
) -> None:
    network = uneven_town(mode)
    start, end = at(east_a, north_a), at(east_b, north_b)
    travel = network.travel(start, end)
    path = network.path(start, end)
    assert path.duration_s == travel.duration_s[0, 0]
    assert path.reach is travel.reach(0, 0)
    fastest_m_s = {Mode.WALK: 4.5, Mode.BIKE: 14.0, Mode.DRIVE: 25.0}[mode] / 3.6
    assert travel.duration_s[0, 0] >= travel.straight_m[0, 0] / fastest_m_s * 0.998 - 0.01
    if path.reach is Reach.REACHED:
        assert path.length_m >= path.straight_m * 0.999 - 0.1
        assert path.points[0] == pytest.approx(start, abs=1e-6)
        assert path.points[-1] == pytest.approx(end, abs=1e-6)


@given(st.integers(0, 900), st.integers(0, 900))
def test_along_one_street_the_share_counts(first_m: int, second_m: int) -> None:
    for tags, is_one_way in ((STREET, False), (ONE_WAY, True)):
        network = network_of(([(0, 0), (900, 0)], tags), mode=Mode.DRIVE)
        seconds = network.travel_times_s(at(first_m, 0), at(second_m, 0))[0, 0]
        if second_m < first_m and is_one_way:
            assert np.isinf(seconds)
        else:
            expected = abs(second_m - first_m) / (25 / 3.6)
            assert seconds == pytest.approx(expected, rel=2e-3, abs=0.02)


def test_a_point_far_from_every_street_is_data_with_its_distance() -> None:
    network = network_of(([(0, 0), (900, 0)], STREET), mode=Mode.WALK)
    far, near = at(0, 6000), at(450, 10)
    travel = network.travel([far, near], [near, far])
    assert travel.reach(0, 0) is Reach.FROM_TOO_FAR
    assert travel.reach(1, 1) is Reach.TO_TOO_FAR
    assert travel.reach(1, 0) is Reach.REACHED
    assert travel.from_access_m[0] == pytest.approx(6000, rel=1e-3)
    assert travel.from_access_m[0] > MAX_ACCESS_M
    assert travel.straight_m[0, 0] == pytest.approx(math.hypot(450, 5990), rel=1e-3)
    path = network.path(far, near)
    assert (path.reach, path.points, path.length_m) == (Reach.FROM_TOO_FAR, (), math.inf)
    assert network.path(near, far).reach is Reach.TO_TOO_FAR
    area = network.reachable_area(far, 10)
    assert (area.is_near, area.geometry["coordinates"]) == (False, [])
    assert network.pin([far]).times_from_s(near).tolist() == [[math.inf]]


def test_an_island_far_from_the_rest_is_its_own_and_not_reached() -> None:
    network = uneven_town(Mode.WALK)
    island, town = at(3000, 0), at(0, 0)
    travel = network.travel(town, island)
    assert travel.reach(0, 0) is Reach.NO_WAY
    assert travel.straight_m[0, 0] == pytest.approx(3000, rel=1e-3)
    assert np.isfinite(network.travel_times_s(island, at(3100, 500))).all()


def test_the_same_place_takes_no_time_and_neighbours_do_not_walk_to_the_street_and_back() -> None:
    network = network_of(([(0, 0), (900, 0)], STREET), mode=Mode.DRIVE)
    door, next_door = at(400, 80), at(410, 80)
    assert network.travel_times_s(door, door)[0, 0] == 0
    seconds = network.travel_times_s(door, next_door)[0, 0]
    assert seconds == pytest.approx(10 / (4.5 / 3.6), rel=1e-2)
    path = network.path(door, next_door)
    assert (len(path.points), path.duration_s) == (2, seconds)


@pytest.mark.parametrize(
    "points", [(36.6, 117.0), [(117.0, 36.6, 5.0)], [(math.nan, 36.6)], [500_000.0, 4_000_000.0]]
)
def test_points_that_are_not_in_degrees_are_refused(points: object) -> None:
    network = network_of(([(0, 0), (900, 0)], STREET), mode=Mode.WALK)
    with pytest.raises(StreetsError) as raised:
        network.travel_times_s(points, (117.0, 36.6))  # type: ignore[arg-type]
    assert raised.value.zh
    assert raised.value.en


def test_no_points_give_empty_tables() -> None:
    network = network_of(([(0, 0), (900, 0)], STREET), mode=Mode.WALK)
    assert network.travel_times_s([], at(0, 0)).shape == (0, 1)
    assert network.travel_times_s(at(0, 0), []).shape == (1, 0)
    assert network.pin([]).times_from_s(at(0, 0)).shape == (1, 0)


@pytest.mark.parametrize("minutes", [5.0, 10.0, 20.0])
def test_the_reachable_area_holds_what_is_reached_and_nothing_far_from_it(minutes: float) -> None:
    network = uneven_town(Mode.WALK)
    origin = at(30, 40)
    area = shapely.geometry.shape(network.reachable_area(origin, minutes).geometry)
    assert area.is_valid
    graph = network.graph
    nodes = np.column_stack((graph.node_lon, graph.node_lat)) / 1e7
    seconds = network.travel_times_s(origin, nodes)[0]
    points = shapely.points(nodes)
    inside = shapely.contains(area, points)
    assert inside[seconds < minutes * 60 - 1].all()
    assert not inside[seconds > minutes * 60 + 200].any()
    smaller = shapely.geometry.shape(network.reachable_area(origin, minutes / 2).geometry)
    assert smaller.difference(area).area < smaller.area * 0.01
