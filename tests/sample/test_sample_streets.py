"""The sample's streets: inside the outline, the same every time, and every place is reached."""

import numpy as np
import pytest

from zhihui.district import Records
from zhihui.sample import create_sample_streets, read_tables
from zhihui.sample.layout import is_inside
from zhihui.streets import ImportedStreets, Mode, Network, Note


@pytest.fixture(scope="module")
def streets() -> tuple[ImportedStreets, ...]:
    """All modes."""
    return create_sample_streets()


def test_there_are_streets_for_every_mode_labelled_as_sample(
    streets: tuple[ImportedStreets, ...],
) -> None:
    assert tuple(network.summary.mode for network in streets) == tuple(Mode)
    for network in streets:
        assert Note.SAMPLE_STREETS in network.summary.assumptions.notes
        assert network.summary.main_nodes > network.summary.nodes * 0.99
        assert network.summary.unknown_classes == {}
    walk, _, drive = (network.summary for network in streets)
    assert walk.length_km > drive.length_km


def test_they_are_the_same_every_time(streets: tuple[ImportedStreets, ...]) -> None:
    again = create_sample_streets()
    for first, second in zip(streets, again, strict=True):
        assert first.summary == second.summary
        np.testing.assert_array_equal(first.graph.shape_lon, second.graph.shape_lon)
        np.testing.assert_array_equal(first.graph.forward_ms, second.graph.forward_ms)


def test_they_stay_inside_the_outline(streets: tuple[ImportedStreets, ...]) -> None:
    outline = tuple((point.lon, point.lat) for point in read_tables().outline)
    graph = streets[0].graph
    nodes = zip(graph.node_lon.tolist(), graph.node_lat.tolist(), strict=True)
    assert all(is_inside((lon / 1e7, lat / 1e7), outline) for lon, lat in nodes)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_place_is_reached_from_every_place(
    streets: tuple[ImportedStreets, ...], sample: Records, mode: Mode
) -> None:
    (network,) = (
        Network(each.graph, each.summary.assumptions)
        for each in streets
        if each.summary.mode is mode
    )
    points = np.array([(place.lon, place.lat) for place in sample.places], dtype=np.float64)
    travel = network.travel(points, points)
    assert np.isfinite(travel.duration_s).all()
    assert travel.to_access_m.max() < 600
    assert (travel.duration_s + 1 >= travel.straight_m / (60 / 3.6)).all()


def test_main_roads_have_names_that_say_sample_and_lanes_have_none(
    streets: tuple[ImportedStreets, ...],
) -> None:
    for network in streets:
        names = network.graph.names
        assert names is not None
        read = [names.read(number) for number in range(len(names))]
        assert all(name["zh"].startswith("示例") for name in read)
        assert all(name["en"].startswith("Sample ") for name in read)
        unnamed = (names.of_segment < 0).mean()
        assert 0.1 < unnamed < 0.9
