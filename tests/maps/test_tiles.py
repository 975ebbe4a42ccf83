"""The tiles of a district against its records and networks."""

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.maps.decoding import Decoded, decode_tile, to_degrees
from zhihui.district import Area, AreaCode, AreaKind, Records, text
from zhihui.maps import RANKS, TileArchive, maps_part, open_tiles, street_lines
from zhihui.maps.mercator import tile_at
from zhihui.sample import create_sample, create_sample_streets
from zhihui.streets import ImportedStreets, Mode, StreetLine, create_streets

Tiles = dict[tuple[int, int, int], dict[str, list[Decoded]]]
DEEPEST = 14


@pytest.fixture(scope="module")
def records() -> Records:
    return create_sample()


@pytest.fixture(scope="module")
def networks() -> tuple[ImportedStreets, ...]:
    return create_sample_streets()


@pytest.fixture(scope="module")
def archive(
    records: Records,
    networks: tuple[ImportedStreets, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> TileArchive:
    directory = tmp_path_factory.mktemp("tiles")
    maps_part(networks).write(directory, records, None)
    return open_tiles(directory)


@pytest.fixture(scope="module")
def tiles(archive: TileArchive) -> Tiles:
    """Every tile of the district's box and the ring around it."""
    found: Tiles = {}
    west, south, east, north = archive.bounds
    for zoom in range(archive.min_zoom, archive.max_zoom + 1):
        left, top = tile_at(west, north, zoom)
        right, bottom = tile_at(east, south, zoom)
        for column in range(left - 1, right + 2):
            for row in range(top - 1, bottom + 2):
                content = archive.find(zoom, column, row)
                if content is not None:
                    found[zoom, column, row] = decode_tile(gzip.decompress(content))
    return found


def list_features(
    tiles: Tiles, layer: str, zoom: int
) -> Iterator[tuple[tuple[int, int, int], Decoded]]:
    for tile, layers in tiles.items():
        if tile[0] == zoom:
            yield from ((tile, feature) for feature in layers.get(layer, ()))


def test_every_place_is_in_its_tile_and_in_no_other(tiles: Tiles, records: Records) -> None:
    found: Counter[str] = Counter()
    for tile, feature in list_features(tiles, "places", DEEPEST):
        place_id = feature.properties["id"]
        found[place_id] += 1
        place = next(each for each in records.places if each.id == place_id)
        assert place.lon is not None
        assert place.lat is not None
        assert tile[1:] == tile_at(place.lon, place.lat, DEEPEST)
        lon, lat = to_degrees(feature.parts[0][0], tile)
        assert abs(lon - place.lon) < 1e-5
        assert abs(lat - place.lat) < 1e-5
        assert feature.properties["kind"] == place.kind.value
        assert feature.properties["name_zh"] == place.name["zh"]
        assert feature.properties["name_en"] == place.name["en"]
    assert found == Counter(place.id for place in records.places)


def test_halls_are_shown_before_the_other_places(tiles: Tiles) -> None:
    kinds = {feature.properties["kind"] for _, feature in list_features(tiles, "places", 10)}
    assert kinds == {"district_hall", "branch_hall", "street_centre"}


def test_nothing_is_outside_the_box_of_the_district(tiles: Tiles, archive: TileArchive) -> None:
    west, south, east, north = archive.bounds
    for tile, layers in tiles.items():
        slack = 0.02 * 2 ** (8 - tile[0])
        for feature in (each for features in layers.values() for each in features):
            for point in (point for part in feature.parts for point in part):
                lon, lat = to_degrees(point, tile)
                assert west - slack <= lon <= east + slack
                assert south - slack <= lat <= north + slack
                assert -64 <= min(point) <= max(point) <= 4096 + 64


def test_streets_are_as_long_as_the_networks_say(
    tiles: Tiles, networks: tuple[ImportedStreets, ...]
) -> None:
    """Buffers make streets at the edges of tiles a little longer."""
    drawn_m = 0.0
    for tile, feature in list_features(tiles, "streets", DEEPEST):
        for part in feature.parts:
            points = np.array([to_degrees(point, tile) for point in part])
            steps = np.diff(points, axis=0) * [111_195 * np.cos(np.radians(36.6)), 111_195]
            drawn_m += float(np.hypot(*steps.T).sum())
    walked_m = 1000 * next(n.summary.length_km for n in networks if n.summary.mode is Mode.WALK)
    assert walked_m * 0.999 <= drawn_m <= walked_m * 1.08


def test_more_streets_are_shown_the_closer_one_looks(tiles: Tiles) -> None:
    for zoom, ranks in ((8, 1), (10, 2), (12, 3), (13, 4)):
        shown = {f.properties["rank"] for _, f in list_features(tiles, "streets", zoom)}
        assert shown == set(RANKS[:ranks])


def test_outlines_and_names_of_areas(tiles: Tiles, records: Records) -> None:
    for zoom in (8, DEEPEST):
        codes = {f.properties["code"] for _, f in list_features(tiles, "areas", zoom)}
        assert codes == {records.district_code}
    for _, feature in list_features(tiles, "areas", DEEPEST):
        for ring in feature.parts[:1]:
            x, y = np.array(ring).T
            assert (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() > 0
    named = Counter(f.properties["name_zh"] for _, f in list_features(tiles, "area_names", DEEPEST))
    streets = [a.name["zh"] for a in records.areas if a.kind is AreaKind.STREET]
    assert named == Counter([records.district_name["zh"], *streets])


def test_the_same_records_give_the_same_bytes(
    records: Records, networks: tuple[ImportedStreets, ...], tmp_path: Path
) -> None:
    written = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        maps_part(networks).write(tmp_path / name, records, None)
        written.append((tmp_path / name / "district.pmtiles").read_bytes())
    assert written[0] == written[1]


def test_a_district_of_which_no_position_is_known_has_no_tiles(tmp_path: Path) -> None:
    nowhere = Records(
        district_code=AreaCode("370103"),
        district_name=text("某区"),
        areas=(Area(code=AreaCode("370103"), name=text("某区"), kind=AreaKind.DISTRICT),),
    )
    maps_part(()).write(tmp_path, nowhere, None)
    assert open_tiles(tmp_path).find(8, 211, 100) is None


def test_a_stretch_that_several_modes_use_is_drawn_once() -> None:
    road = StreetLine(
        points=((116.0, 36.0), (116.01, 36.0), (116.02, 36.0)), tags={"highway": "primary"}
    )
    path = StreetLine(points=((116.01, 36.0), (116.01, 36.01)), tags={"highway": "footway"})
    networks = create_streets((road, path), tuple(Mode))
    lines = street_lines([network.graph for network in networks])
    assert [RANKS[rank] for rank in lines.rank] == ["major", "path"]
    assert np.diff(lines.starts).tolist() == [3, 2]
    backwards = street_lines([network.graph for network in reversed(networks)])
    assert np.array_equal(lines.x, backwards.x)


def test_named_streets_are_lines_to_write_along_from_zoom_12(tiles: Tiles) -> None:
    first = {zoom for (zoom, _, _), layers in tiles.items() if layers.get("street_names")}
    assert min(first) == 12
    for layers in tiles.values():
        named = [feature.properties for feature in layers.get("street_names", ())]
        assert len({(one["name_zh"], one["rank"]) for one in named}) == len(named), "each once"
        assert all(one["name_zh"].startswith("示例") for one in named)
        assert all(one["name_en"].startswith("Sample ") for one in named)
        ranks = [RANKS.index(one["rank"]) for one in named]
        assert ranks == sorted(ranks), "the most important first"


def test_streets_without_names_have_no_layer_of_names(tmp_path: Path) -> None:
    lines = [StreetLine(((117.0, 36.6), (117.01, 36.6)), {"highway": "primary"})]
    empty = Records(district_code=AreaCode("370103"), district_name=text("示例", "Sample"))
    maps_part(create_streets(lines, [Mode.WALK])).write(tmp_path, empty, None)
    archive = open_tiles(tmp_path)
    layers = {str(one["id"]) for one in archive.metadata["vector_layers"]}
    assert "streets" in layers
    assert "street_names" not in layers
