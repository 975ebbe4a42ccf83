"""Travel times on the streets of Jinan and Heidelberg: those of Dijkstra's algorithm, all pairs."""

import numpy as np
import pytest

from tests.streets.conftest import Imported, network_of, scatter
from tests.streets.dijkstra import judge_times_s
from zhihui.streets import Mode

POINTS = 300


@pytest.mark.parametrize("mode", [Mode.DRIVE, Mode.WALK])
def test_all_pairs_in_jinan_are_dijkstra_s(jinan: Imported, mode: Mode) -> None:
    _check_all_pairs(jinan, mode)


@pytest.mark.parametrize("mode", [Mode.DRIVE, Mode.WALK, Mode.BIKE])
def test_all_pairs_in_heidelberg_are_dijkstra_s(heidelberg: Imported, mode: Mode) -> None:
    _check_all_pairs(heidelberg, mode)


def _check_all_pairs(imported: Imported, mode: Mode) -> None:
    network = network_of(imported[mode])
    points = scatter(imported[mode], POINTS)
    points[1] = points[0]
    snaps = network.snap(points)
    assert snaps.is_near.all()
    times = network.travel_times_s(points, points)
    expected = judge_times_s(network, snaps)
    np.testing.assert_array_equal(times, expected)
    assert times.shape == (POINTS, POINTS)
    assert np.isfinite(times).mean() > 0.9
    assert (np.diag(times) == 0).all()
    pinned = network.pin(points)
    np.testing.assert_array_equal(pinned.times_from_s(points[:20]), expected[:20])
    np.testing.assert_array_equal(pinned.times_to_s(points[:20]), expected[:, :20])


@pytest.mark.parametrize("mode", [Mode.DRIVE, Mode.WALK])
def test_a_path_takes_its_travel_time_and_runs_from_point_to_point(
    heidelberg: Imported, mode: Mode
) -> None:
    network = network_of(heidelberg[mode])
    points = scatter(heidelberg[mode], 60)
    times = network.travel_times_s(points[:30], points[30:])
    for row in range(30):
        path = network.path(points[row], points[30 + row])
        assert path.duration_s == times[row, row]
        if not np.isfinite(path.duration_s):
            assert path.points == ()
            continue
        assert path.points[0] == pytest.approx(tuple(points[row]), abs=1e-6)
        assert path.points[-1] == pytest.approx(tuple(points[30 + row]), abs=1e-6)
        assert path.length_m >= path.straight_m * 0.999
        if mode is Mode.WALK:
            assert path.length_m == pytest.approx(path.duration_s / 3.6 * 4.5, rel=2e-3, abs=2)
