"""Names of streets: read from files, kept in a generation, said only where they are known."""

from pathlib import Path

import numpy as np
import pytest

from tests.streets.osm_writing import Town
from tests.streets.test_line_files import LINE, street_file, write_geojson
from zhihui.district import AreaCode, Records, text
from zhihui.streets import (
    ImportedStreets,
    Mode,
    StreetLine,
    StreetsError,
    create_streets,
    import_streets,
    open_network,
    streets_part,
)
from zhihui.streets.names import MAX_NAME, name_of

RECORDS = Records(district_code=AreaCode("370103"), district_name=text("示例", "Sample"))
A, B, C, D = (117.0, 36.6), (117.01, 36.6), (117.02, 36.6), (117.02, 36.61)
MAIN = {"highway": "primary", "name": "测试大街", "name:en": "Test Street"}


def create() -> tuple[ImportedStreets, ...]:
    """A main road in two segments, and a lane without a name."""
    lines = [
        StreetLine((A, B), MAIN),
        StreetLine((B, C), MAIN),
        StreetLine((C, D), {"highway": "residential"}),
    ]
    return create_streets(lines, [Mode.WALK, Mode.DRIVE])


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    streets_part(create()).write(tmp_path, RECORDS, None)
    return tmp_path


def test_a_point_is_near_the_nearest_street_that_has_a_name(directory: Path) -> None:
    network = open_network(directory, Mode.WALK)
    assert network.find_street_name((117.004, 36.6003)) == {"zh": "测试大街", "en": "Test Street"}
    assert network.find_street_name((117.0201, 36.6003)) == {"zh": "测试大街", "en": "Test Street"}
    assert network.find_street_name((117.0201, 36.605)) is None, "a lane that nobody named"
    assert network.find_street_name((117.004, 36.602)) is None, "200 m away"


def test_each_name_is_kept_once_and_stays_in_its_file(directory: Path) -> None:
    names = open_network(directory, Mode.DRIVE).graph.names
    assert names is not None
    assert len(names) == 1
    assert names.of_segment.tolist() == [0, 0, -1]
    assert isinstance(names.lines.base, np.ndarray), "mapped, not read"


def test_streets_of_a_generation_without_names_open_and_name_nothing(directory: Path) -> None:
    before = open_network(directory, Mode.WALK).travel_times_s(A, D)
    for file in (directory / "walk").glob("names.*"):
        file.unlink()
    network = open_network(directory, Mode.WALK)
    assert network.find_street_name(A) is None
    assert network.travel_times_s(A, D) == before


def test_nothing_is_written_where_no_street_has_a_name(tmp_path: Path) -> None:
    lines = [StreetLine((A, B), {"highway": "primary", "name": "  "})]
    streets_part(create_streets(lines, [Mode.WALK])).write(tmp_path, RECORDS, None)
    assert list((tmp_path / "walk").glob("names.*")) == []


@pytest.mark.parametrize("damage", ["gone", "ordinal", "size"])
def test_damaged_names_say_so(directory: Path, damage: str) -> None:
    folder = directory / "walk"
    if damage == "gone":
        (folder / "names.lines.npy").unlink()
    elif damage == "ordinal":
        np.save(folder / "names.of_segment.npy", np.array([0, 7, -1], dtype=np.int32))
    else:
        np.save(folder / "names.of_segment.npy", np.array([0], dtype=np.int32))
    with pytest.raises(StreetsError, match="zhihui verify"):
        open_network(directory, Mode.WALK)


def test_names_of_openstreetmap_are_read_by_language(tmp_path: Path) -> None:
    ways = {"AB": MAIN, "BC": {"highway": "residential", "name:en": "English only"}}
    network = Town("ABC", ways).open(tmp_path, Mode.WALK)
    names = network.graph.names
    assert names is not None
    found = [names.find(segment) for segment in range(network.graph.segments)]
    assert found == [{"zh": "测试大街", "en": "Test Street"}, None]


def test_a_name_field_of_lines_is_read_and_must_be_there(tmp_path: Path) -> None:
    fields = {"highway": "residential", "lu_ming": "测试小巷"}
    path = write_geojson(tmp_path / "edges.geojson", (LINE, fields))
    (network,), _ = import_streets([street_file(path, Mode.WALK, name_field="lu_ming")])
    assert network.graph.names is not None
    assert network.graph.names.find(0) == {"zh": "测试小巷"}
    (unnamed,), _ = import_streets([street_file(path, Mode.WALK)])
    assert unnamed.graph.names is None
    with pytest.raises(StreetsError, match="name_field"):
        import_streets([street_file(path, Mode.WALK, name_field="name")])


def test_a_name_is_one_short_line() -> None:
    assert name_of({"name": " 测试\n大街 "}) == {"zh": "测试 大街"}
    assert name_of({"name": "长" * 300}) == {"zh": "长" * MAX_NAME}
    assert name_of({"name": "测试", "name:zh": "測試街"}) == {"zh": "測試街"}
    assert name_of({"name:en": "Test"}) == {}
