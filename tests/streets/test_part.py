"""Streets in a directory: written, opened, damaged; and estimates where there are none."""

import threading
from pathlib import Path

import numpy as np
import pytest

from zhihui.district import AreaCode, Records, text
from zhihui.streets import (
    Mode,
    Note,
    StraightLines,
    StreetLine,
    StreetsError,
    create_streets,
    list_modes,
    open_network,
    open_travel_times,
    read_summaries,
    streets_part,
)
from zhihui.streets.network import Network

A, B, C = (117.0, 36.6), (117.01, 36.6), (117.01, 36.61)
RECORDS = Records(district_code=AreaCode("370103"), district_name=text("示例", "Sample"))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Two streets, walked and driven."""
    lines = [
        StreetLine((A, B), {"highway": "primary"}),
        StreetLine((B, C), {"highway": "residential", "oneway": "yes"}),
    ]
    networks = create_streets(lines, [Mode.WALK, Mode.DRIVE], source="made-up", is_sample=True)
    streets_part(networks).write(tmp_path, RECORDS, None)
    return tmp_path


def test_what_is_written_is_what_is_opened(directory: Path) -> None:
    assert list_modes(directory) == (Mode.WALK, Mode.DRIVE)
    walk, drive = read_summaries(directory)
    assert (walk.nodes, walk.segments, walk.main_nodes, walk.sources) == (3, 2, 3, ("made-up",))
    assert drive.main_nodes == 2
    network = open_network(directory, Mode.WALK)
    assert isinstance(network.graph.tail.base, np.ndarray)
    seconds = network.travel_times_s(A, C)[0, 0]
    assert seconds == pytest.approx(network.path(A, C).length_m / (4.5 / 3.6), rel=1e-4)


def test_times_carry_their_mode_and_assumptions(directory: Path) -> None:
    travel = open_network(directory, Mode.DRIVE).travel(A, C)
    assumptions = travel.assumptions
    assert (assumptions.mode, assumptions.is_estimate) == (Mode.DRIVE, False)
    assert assumptions.kmh_by_class["primary"] == 45
    assert {Note.NO_TRAFFIC, Note.NO_PARKING, Note.SAMPLE_STREETS} <= set(assumptions.notes)
    assert "不含停车时间" in assumptions.wording["zh"]
    assert "Parking is not included" in assumptions.wording["en"]
    walking = open_network(directory, Mode.WALK).assumptions
    assert walking.moving_kmh == 4.5
    assert "每小时 4.5 公里" in walking.wording["zh"]


def test_a_mode_without_streets_is_an_error_or_an_estimate(directory: Path) -> None:
    with pytest.raises(StreetsError, match="no streets for bike, only for: walk、drive"):
        open_network(directory, Mode.BIKE)
    assert isinstance(open_travel_times(directory, Mode.WALK), Network)
    for estimate in (open_travel_times(directory, Mode.BIKE), open_travel_times(None, Mode.BIKE)):
        assert isinstance(estimate, StraightLines)
        assert estimate.assumptions.is_estimate
    assert list_modes(None) == ()


@pytest.mark.parametrize("mode", list(Mode))
def test_estimates_follow_the_straight_line_and_say_so(mode: Mode) -> None:
    estimate = StraightLines(mode)
    travel = estimate.travel([A, B], [A, B, C])
    kmh = {Mode.WALK: 4.5, Mode.BIKE: 14.0, Mode.DRIVE: 25.0}[mode]
    expected = travel.straight_m * 1.3 / (kmh / 3.6)
    np.testing.assert_allclose(travel.duration_s, expected, atol=0.001)
    pinned = estimate.pin([A, B, C])
    np.testing.assert_array_equal(pinned.times_from_s([A, B]), travel.duration_s)
    np.testing.assert_array_equal(pinned.times_to_s([A, B]), travel.duration_s.T)
    path = estimate.path(A, C)
    assert path.points == (A, C)
    assert path.length_m == pytest.approx(path.straight_m * 1.3)
    assert Note.STRAIGHT_LINE in path.assumptions.notes
    assert "估计" in path.assumptions.wording["zh"]
    assert "1.3 × the straight line" in path.assumptions.wording["en"]
    assert estimate.reachable_area(A, 10).geometry["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("streets.json", b"{"),
        ("walk/tail.npy", b"nothing"),
        ("walk/tail.npy", np.array([0, 9], dtype=np.int32)),
        ("walk/head.npy", np.array([1], dtype=np.int32)),
        ("walk/head.npy", np.array([1, 2], dtype=np.int64)),
        ("walk/forward_ms.npy", np.array([-5, 7], dtype=np.int32)),
        ("walk/order.npy", np.array([0, 1, 1], dtype=np.int32)),
        ("walk/shape_starts.npy", np.array([0, 3, 4], dtype=np.int64)),
        ("walk/is_main.npy", np.array([1], dtype=np.uint8)),
    ],
)
def test_damage_is_said_and_never_reaches_the_hierarchy(
    directory: Path, name: str, content: bytes | np.ndarray
) -> None:
    if isinstance(content, bytes):
        (directory / name).write_bytes(content)
    else:
        np.save(directory / name, content)
    with pytest.raises(StreetsError, match="zhihui verify") as raised:
        open_network(directory, Mode.WALK)
    assert "已损坏" in raised.value.zh


def test_a_missing_array_is_said(directory: Path) -> None:
    (directory / "walk" / "order.npy").unlink()
    with pytest.raises(StreetsError, match=r"order\.npy is damaged"):
        open_network(directory, Mode.WALK)


def test_threads_share_a_network(directory: Path) -> None:
    network = open_network(directory, Mode.WALK)
    pinned = network.pin([A, B, C])
    expected = pinned.times_from_s([A, B, C]).tolist()
    length = network.path(A, C).length_m
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(50):
            found = pinned.times_from_s([A, B, C]).tolist(), network.path(A, C).length_m
            network.reachable_area(A, 5)
            if found != (expected, length):
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
