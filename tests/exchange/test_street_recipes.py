"""``streets:`` in a recipe: files, modes, sources, and each mistake said."""

import json
from pathlib import Path

import pytest

from tests.exchange.conftest import DISTRICT
from zhihui.exchange import RecipeError, read_recipe, read_streets
from zhihui.streets import Mode

LINES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[117.0, 36.6], [117.01, 36.6]]},
            "properties": {"highway": kind},
        }
        for kind in ("residential", "steps")
    ],
}
EDGES = "{file: edges.geojson, modes: [drive], class_field: highway}"


def write(folder: Path, streets: str) -> Path:
    """A recipe with these streets."""
    (folder / "edges.geojson").write_text(json.dumps(LINES), encoding="utf-8")
    (folder / "city.osm.pbf").write_bytes(b"")
    recipe = folder / "recipe.yaml"
    recipe.write_text(f"{DISTRICT}streets: {streets}\n", encoding="utf-8")
    return recipe


def test_what_a_recipe_says_of_street_files(tmp_path: Path) -> None:
    edges = (
        "{file: edges.geojson, modes: [drive, walk], directed: true, class_field: highway, "
        "oneway_field: way, maxspeed_field: limit, datum: GCJ-02, source: {title: T, licence: L}}"
    )
    recipe = read_recipe(write(tmp_path, f"[{{file: city.osm.pbf, modes: [walk, bike]}}, {edges}]"))
    osm, lines = recipe.streets
    assert osm.file.modes == (Mode.WALK, Mode.BIKE)
    assert (osm.source.title, osm.source.licence) == (
        "© OpenStreetMap contributors",
        "ODbL 1.0",
    )
    assert lines.file.modes == (Mode.DRIVE, Mode.WALK)
    assert lines.file.directed
    assert (lines.file.class_field, lines.file.oneway_field) == ("highway", "way")
    assert lines.file.maxspeed_field == "limit"
    assert lines.file.to_wgs84 is not None
    assert lines.file.to_wgs84(117.0, 36.6)[0] == pytest.approx(116.994, abs=0.001)
    assert (lines.source.title, lines.source.licence) == ("T", "L")


def test_networks_come_with_their_sources(tmp_path: Path) -> None:
    recipe = read_recipe(write(tmp_path, f"[{EDGES}, {EDGES.replace('drive', 'walk')}]"))
    found = read_streets(recipe)
    assert [network.summary.mode for network in found.networks] == [Mode.WALK, Mode.DRIVE]
    assert [source.id for source in found.sources] == ["edges.geojson", "edges.geojson#2"]
    assert [(each.rows_read, each.rows_left_out) for each in found.sources] == [(2, 1), (2, 0)]
    assert all(len(source.sha256) == 64 for source in found.sources)
    assert found.networks[0].summary.sources == ("edges.geojson#2",)


def test_a_recipe_without_streets_gives_none(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text(DISTRICT, encoding="utf-8")
    assert read_streets(read_recipe(recipe)).networks == ()


@pytest.mark.parametrize(
    ("streets", "words"),
    [
        ("[{file: edges.geojson, modes: [drive, fly]}]", ("fly", "walk、bike、drive")),
        ("[{file: edges.geojson, modes: []}]", ("modes",)),
        ("[{file: edges.geojson}]", ("modes",)),
        ("[{modes: [walk]}]", ("file",)),
        ("[{file: absent.osm.pbf, modes: [walk]}]", ("absent.osm.pbf",)),
        ("[{file: streets.gpx, modes: [walk]}]", ("streets.gpx", ".osm.pbf", ".shp")),
        ("[{file: edges.geojson, modes: [walk], directed: maybe}]", ("directed", "maybe")),
        ("[{file: edges.geojson, modes: [walk], clas_field: x}]", ("clas_field", "class_field")),
        ("[{file: city.osm.pbf, modes: [walk], class_field: x}]", ("class_field", "modes")),
        ("[{file: edges.geojson, modes: [walk], datum: WGS-85}]", ("WGS-85",)),
        ("{file: edges.geojson}", ("streets",)),
    ],
)
def test_each_mistake_is_said_with_its_line(
    tmp_path: Path, streets: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(RecipeError) as raised:
        read_recipe(write(tmp_path, streets))
    zh, en = str(raised.value).split("\n", 1)
    assert raised.value.fault.line == 2
    for word in words:
        assert word in zh
        assert word in en
