"""Shapefiles and GeoJSON: directions, classes, and what is said of files that do not fit."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapefile

from zhihui.streets import LeftOut, Mode, Network, StreetFile, StreetsError, import_streets

LINE = [[117.0, 36.6], [117.001, 36.6], [117.002, 36.601]]
STREET = {"highway": "residential"}


def write_geojson(path: Path, *features: tuple[object, object]) -> Path:
    """A file of (geometry, properties); a list is a LineString."""
    found = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": geometry}
            if isinstance(geometry, list)
            else geometry,
            "properties": properties,
        }
        for geometry, properties in features
    ]
    content = {"type": "FeatureCollection", "features": found}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def street_file(path: Path, *modes: Mode, **options: object) -> StreetFile:
    """The file with class_field highway."""
    options = {"class_field": "highway", **options}
    return StreetFile(path=path, shown=path.name, modes=modes, **options)  # type: ignore[arg-type]


def test_directed_edges_are_driven_one_way_and_walked_both(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "edges.geojson", (LINE, STREET))
    file = street_file(path, Mode.DRIVE, Mode.WALK, directed=True)
    for imported in import_streets([file])[0]:
        network = Network(imported.graph, imported.summary.assumptions)
        there = network.travel_times_s(LINE[0], LINE[-1])[0, 0]
        back = network.travel_times_s(LINE[-1], LINE[0])[0, 0]
        assert np.isfinite(there)
        assert np.isfinite(back) == (imported.summary.mode is Mode.WALK)


def test_an_edge_and_its_reverse_become_one_segment(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "edges.geojson", (LINE, STREET), (LINE[::-1], STREET))
    drive, walk = (
        import_streets([street_file(path, mode, directed=True)])[0][0].summary
        for mode in (Mode.DRIVE, Mode.WALK)
    )
    assert (drive.segments, drive.main_nodes, drive.left_out) == (1, 2, {})
    assert (walk.segments, walk.left_out) == (1, {LeftOut.REPEATED.value: 1})


def test_directions_classes_and_limits_of_named_fields(tmp_path: Path) -> None:
    far = [[lon + 0.1, lat] for lon, lat in LINE]
    path = write_geojson(
        tmp_path / "edges.json",
        (LINE, {"fclass": "primary", "way": "T", "limit": 50.0}),
        (far, {"fclass": "promenade", "way": "B", "limit": None}),
        ([[lon, lat + 1] for lon, lat in LINE], {"fclass": "footway", "way": "F", "limit": None}),
    )
    file = street_file(
        path, Mode.DRIVE, class_field="fclass", oneway_field="way", maxspeed_field="limit"
    )
    (imported,), ways = import_streets([file])
    assert imported.summary.unknown_classes == {"promenade": 1}
    assert imported.summary.left_out == {LeftOut.NOT_FOR_MODE.value: 1}
    assert (ways[""].read, ways[""].left_out) == (3, 1)
    network = Network(imported.graph, imported.summary.assumptions)
    assert np.isinf(network.travel_times_s(LINE[0], LINE[-1])[0, 0])
    seconds = network.travel_times_s(LINE[-1], LINE[0])[0, 0]
    length = float(imported.graph.length_m[0])
    assert seconds == pytest.approx(length / (50 * 0.8 / 3.6), abs=0.01)


def test_coordinates_of_a_shifted_datum_are_converted(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "edges.geojson", (LINE, STREET))
    file = street_file(path, Mode.WALK, to_wgs84=lambda lon, lat: (lon - 0.006, lat - 0.001))
    (imported,), _ = import_streets([file])
    assert imported.graph.node_lon[0] == round((117.0 - 0.006) * 1e7)
    assert imported.graph.node_lat[0] == round((36.6 - 0.001) * 1e7)


def write_shapefile(path: Path, kind: int = shapefile.POLYLINE) -> Path:
    """One street with its class in Chinese characters' field beside."""
    with shapefile.Writer(str(path), shapeType=kind) as writer:
        writer.field("highway", "C", 20)
        writer.field("name", "C", 20)
        if kind == shapefile.POLYLINE:
            writer.line([LINE])
        else:
            writer.point(*LINE[0])
        writer.record("residential", "经十路")
    return path


def test_a_shapefile_of_points_is_not_streets(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "stops.shp", shapefile.POINT)
    with pytest.raises(StreetsError, match="POINT, not lines"):
        import_streets([street_file(path, Mode.DRIVE)])


def test_a_shapefile_needs_its_three_files(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "edges.shp")
    assert import_streets([street_file(path, Mode.DRIVE)])[0][0].summary.segments == 1
    (tmp_path / "edges.dbf").unlink()
    with pytest.raises(StreetsError, match=r"There is no edges\.dbf beside") as raised:
        import_streets([street_file(path, Mode.DRIVE)])
    assert "edges.dbf" in raised.value.zh


def test_a_cut_off_shapefile_is_said_to_be_broken(tmp_path: Path) -> None:
    path = write_shapefile(tmp_path / "edges.shp")
    path.write_bytes(path.read_bytes()[:110])
    with pytest.raises(StreetsError, match="cannot be read"):
        import_streets([street_file(path, Mode.DRIVE)])


@pytest.mark.parametrize(
    ("geometry", "properties", "words_zh", "words_en"),
    [
        (LINE, {"kind": "residential"}, "没有字段 highway", "has no field highway"),
        (
            [[500_000.0, 4_051_000.0], [500_100.0, 4_051_000.0]],
            STREET,
            "不是经纬度",
            "not in degre",
        ),
        ([[36.6, 117.0], [36.7, 117.0]], STREET, "不是经纬度", "not in degrees"),
        ({"type": "Point", "coordinates": [117, 36]}, STREET, "应为线", "not lines"),
        ([["a", "b"], ["c", "d"]], STREET, "无法读取", "cannot be read"),
        (LINE, {"highway": "footway"}, "没有可供驾车", "no street to use by car"),
        ([LINE[0], LINE[0]], STREET, "没有长度 1", "of no length: 1"),
    ],
)
def test_files_that_do_not_fit(
    tmp_path: Path, geometry: object, properties: object, words_zh: str, words_en: str
) -> None:
    path = write_geojson(tmp_path / "edges.geojson", (geometry, properties))
    with pytest.raises(StreetsError) as raised:
        import_streets([street_file(path, Mode.DRIVE)])
    assert "edges.geojson" in raised.value.zh
    assert words_zh in raised.value.zh
    assert words_en in raised.value.en


@pytest.mark.parametrize("content", ["", "[", "[]", '{"type": "Feature"}', '{"features": [1]}'])
def test_what_is_no_geojson(tmp_path: Path, content: str) -> None:
    path = tmp_path / "edges.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StreetsError, match="cannot be read"):
        import_streets([street_file(path, Mode.WALK)])


def test_features_that_are_no_lines_are_counted(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "edges.geojson", (LINE, STREET), (None, STREET))
    (imported,), _ = import_streets([street_file(path, Mode.WALK)])
    assert imported.summary.left_out == {LeftOut.NOT_A_LINE.value: 1}
