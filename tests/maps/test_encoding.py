"""Vector tiles and their archive: what is read back is what was written."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.maps.decoding import decode_tile
from zhihui.generation import GenerationError
from zhihui.maps.archive import open_archive, tile_id, write_archive
from zhihui.maps.encoding import (
    Feature,
    Geometry,
    Layer,
    encode_tile,
    line_commands,
    point_commands,
    ring_commands,
)

COORDINATE = st.integers(-200, 4300)
POINT = st.tuples(COORDINATE, COORDINATE)
BOX = (116.0, 36.0, 117.0, 37.0)


def read_back(
    kind: Geometry, commands: "np.typing.NDArray[np.int64]"
) -> list[list[tuple[int, int]]]:
    tile = encode_tile([Layer("one", [Feature(kind, commands, {"a": "甲", "b": "甲"})])])
    (feature,) = decode_tile(tile)["one"]
    assert feature.kind == kind
    assert feature.properties == {"a": "甲", "b": "甲"}
    assert feature.closed == (len(feature.parts) if kind is Geometry.POLYGON else 0)
    return feature.parts


@given(POINT)
def test_points_are_read_back(point: tuple[int, int]) -> None:
    assert read_back(Geometry.POINT, point_commands(*point)) == [[point]]


@given(st.lists(st.lists(POINT, min_size=2, max_size=6), min_size=1, max_size=5))
def test_lines_are_read_back(lines: list[list[tuple[int, int]]]) -> None:
    starts = np.cumsum([0, *map(len, lines)])
    points = np.array([point for line in lines for point in line])
    assert read_back(Geometry.LINES, line_commands(points, starts)) == lines


@given(st.lists(st.lists(POINT, min_size=3, max_size=6), min_size=1, max_size=4))
def test_rings_are_read_back(rings: list[list[tuple[int, int]]]) -> None:
    commands = ring_commands([np.array(ring) for ring in rings])
    assert read_back(Geometry.POLYGON, commands) == rings


def test_layers_without_features_are_left_out() -> None:
    assert encode_tile([Layer("none")]) == b""


def test_tiles_are_numbered_as_the_format_says() -> None:
    known = {(0, 0, 0): 0, (1, 0, 0): 1, (1, 0, 1): 2, (1, 1, 1): 3, (1, 1, 0): 4}
    assert {tile: tile_id(*tile) for tile in known} == known
    assert tile_id(12, 3423, 1763) == 19078479


def test_every_tile_has_a_number_of_its_own() -> None:
    numbers = sorted(
        tile_id(zoom, x, y) for zoom in range(6) for x in range(2**zoom) for y in range(2**zoom)
    )
    assert numbers == list(range(len(numbers)))


@pytest.mark.parametrize("side", [3, 130])
def test_archives_give_back_every_tile(tmp_path: Path, side: int) -> None:
    """The larger one needs leaf directories."""
    tiles = {
        (9, x, y): f"{x}/{y}/{x * y % 7}".encode() * (x % 5 + 1)
        for x in range(side)
        for y in range(side)
    }
    write_archive(tmp_path / "a", tiles, BOX, {"name": "区"})
    write_archive(tmp_path / "b", dict(reversed(tiles.items())), BOX, {"name": "区"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    archive = open_archive(tmp_path / "a")
    import gzip

    assert archive.bounds == BOX
    assert (archive.min_zoom, archive.max_zoom) == (9, 9)
    assert archive.metadata == {"name": "区"}
    for tile, content in tiles.items():
        found = archive.find(*tile)
        assert found is not None
        assert gzip.decompress(found) == content
    assert archive.find(9, side, 0) is None
    assert archive.find(8, 0, 0) is None
    assert archive.find(22, 2**22 - 1, 2**22 - 1) is None


def test_an_archive_without_tiles_opens(tmp_path: Path) -> None:
    write_archive(tmp_path / "a", {}, BOX, {})
    assert open_archive(tmp_path / "a").find(8, 1, 1) is None


@pytest.mark.parametrize("content", [b"", b"PMTiles\x02" + bytes(200), b"PMTiles\x03" + bytes(200)])
def test_a_damaged_archive_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(GenerationError, match="zhihui verify"):
        open_archive(tmp_path / "a")
