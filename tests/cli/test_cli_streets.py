"""``zhihui build`` and ``zhihui sample`` with streets: report, verify, open, ask."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Run, write_city
from tests.streets.dijkstra import judge_times_s
from zhihui.generation import open_generation, verify
from zhihui.streets import PART, Mode, Network, list_modes, open_network

JINAN_HALL = (117.0, 36.65)
HEIDELBERG = (8.69, 49.41)


def _write(folder: Path, streets: str) -> Path:
    recipe = write_city(folder)
    words = recipe.read_text(encoding="utf-8")
    recipe.write_text(f"{words}\nstreets: [{streets}]\n", encoding="utf-8")
    return recipe


def test_real_streets_of_two_cities_from_recipe_to_travel_time(
    tmp_path: Path, run: Run, shared_data: Path
) -> None:
    edges = shared_data / "jinan-streets" / "edges.shp"
    osm = shared_data / "heidelberg" / "heidelberg_ors.osm.pbf"
    recipe = _write(
        tmp_path,
        f"{{file: {edges}, modes: [drive], directed: true, class_field: highway}}, "
        f"{{file: {osm}, modes: [walk, bike]}}",
    )
    out = tmp_path / "generation"
    result = run("build", recipe, "-o", out, "--without-meaning")
    assert result.exit_code == 0, result.stderr
    assert "路网 Streets" in result.stderr
    assert "12,766" in result.stderr
    assert "11,850" in result.stderr
    assert "轮渡 ferries" in result.stderr
    assert verify(out) == ()
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [each["mode"] for each in report["streets"]] == ["walk", "bike", "drive"]
    drive = report["streets"][2]
    assert (drive["nodes"], drive["nodes_in_largest_component"]) == (12_766, 11_850)
    with open_generation(out) as generation:
        licences = {source.id: source.licence for source in generation.manifest.sources}
        assert licences["heidelberg_ors.osm.pbf"] == "ODbL 1.0"
        directory = generation.part(PART)
        assert list_modes(directory) == (Mode.WALK, Mode.BIKE, Mode.DRIVE)
        _check_around(open_network(directory, Mode.DRIVE), JINAN_HALL)
        _check_around(open_network(directory, Mode.WALK), HEIDELBERG)
    (out / PART / "walk" / "tail.npy").write_bytes(b"")
    assert [damage.path for damage in verify(out)] == ["streets/walk/tail.npy"]


def _check_around(network: Network, centre: tuple[float, float]) -> None:
    chance = np.random.default_rng(5)
    points = np.array(centre) + chance.normal(0, 0.01, (20, 2))
    times = network.travel_times_s(points, points)
    assert np.isfinite(times).mean() > 0.9
    np.testing.assert_array_equal(times, judge_times_s(network, network.snap(points)))
    path = network.path(points[0], points[1])
    assert path.duration_s == times[0, 1]


def test_the_sample_has_streets_to_every_place(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "sample"
    result = run("sample", "-o", out, "--without-meaning")
    assert result.exit_code == 0
    assert "路网 Streets" in result.stderr
    with open_generation(out) as generation:
        assert list_modes(generation.part(PART)) == tuple(Mode)
        places = [(place.lon, place.lat) for place in generation.places]
        points = np.array(places, dtype=np.float64)
        network = open_network(generation.part(PART), Mode.WALK)
        travel = network.travel(points[0], points)
    assert np.isfinite(travel.duration_s).all()
    assert "示例" in travel.assumptions.wording["zh"]


@pytest.mark.parametrize(
    ("streets", "expected"),
    [
        ("{file: absent.osm.pbf, modes: [walk]}", "absent.osm.pbf"),
        ("{file: broken.osm.pbf, modes: [walk]}", "cannot be read"),
        ("{file: broken.osm.pbf, modes: [fly]}", "walk、bike、drive"),
    ],
)
def test_bad_streets_end_in_a_message_and_change_nothing(
    tmp_path: Path, run: Run, streets: str, expected: str
) -> None:
    recipe = _write(tmp_path, streets)
    (tmp_path / "broken.osm.pbf").write_bytes(b"not a map")
    result = run("build", recipe, "-o", tmp_path / "generation", "--without-meaning")
    assert result.exit_code == 1
    assert expected in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "generation").exists()
