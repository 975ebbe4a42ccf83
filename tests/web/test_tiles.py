"""Tiles over HTTP: what is sent, for how long it holds, and what is refused."""

import gzip

import pytest
from django.test import Client

from tests.maps.decoding import decode_tile
from zhihui.maps.mercator import tile_at
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")


def tile_path(zoom: int = 14) -> str:
    place = next(iter(get_served().generation.places))
    assert place.lon is not None
    assert place.lat is not None
    column, row = tile_at(place.lon, place.lat, zoom)
    return f"/tiles/{zoom}/{column}/{row}.mvt"


def test_a_tile_is_sent_compressed_to_who_takes_that() -> None:
    plain = Client().get(tile_path())
    packed = Client().get(tile_path(), headers={"accept-encoding": "br, gzip"})
    assert plain.status_code == packed.status_code == 200
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "places" in decode_tile(plain.content)
    for response in (plain, packed):
        assert response.headers["Content-Type"] == "application/vnd.mapbox-vector-tile"
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.headers["ETag"] == plain.headers["ETag"]


def test_a_tile_that_is_known_is_not_sent_again() -> None:
    first = Client().get(tile_path())
    again = Client().get(tile_path(), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = Client().get(tile_path(), headers={"if-none-match": 'W/"other"'})
    assert other.status_code == 200


def test_the_address_in_the_tilejson_holds_for_ever_and_others_for_minutes() -> None:
    client = Client()
    described = client.get("/tiles.json").json()
    zoom, column, row = tile_path().removesuffix(".mvt").split("/")[2:]
    address = described["tiles"][0]
    for name, value in (("z", zoom), ("x", column), ("y", row)):
        address = address.replace(f"{{{name}}}", value)
    assert address.startswith(f"http://testserver{tile_path()}?v=")
    assert "immutable" in client.get(address).headers["Cache-Control"]
    for other in (tile_path(), f"{tile_path()}?v=older"):
        assert client.get(other).headers["Cache-Control"] == "public, max-age=300"


def test_the_tilejson_describes_what_is_there() -> None:
    response = Client().get("/tiles.json")
    described = response.json()
    assert described["tilejson"] == "3.0.0"
    assert (described["minzoom"], described["maxzoom"]) == (8, 14)
    west, south, east, north = described["bounds"]
    for place in get_served().generation.places:
        assert place.lon is not None
        assert place.lat is not None
        assert west < place.lon < east
        assert south < place.lat < north
    layers = {layer["id"]: set(layer["fields"]) for layer in described["vector_layers"]}
    assert layers["places"] == {"id", "kind", "name_zh", "name_en"}
    assert layers["street_names"] == {"name_zh", "name_en", "rank"}
    assert set(layers) == {"areas", "area_names", "places", "streets", "street_names"}
    again = Client().get("/tiles.json", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/tiles/14/0/0.mvt", "/tiles/0/0/0.mvt", "/tiles/22/1/1.mvt"])
def test_outside_the_district_there_is_nothing(path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, response.content) == (204, b"")
    assert "max-age" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["14/99999/0.mvt", "23/0/0.mvt", "1/2/0.mvt", "-1/0/0.mvt", "a/b/c.mvt", "14/0/0.png", "14/0"],
)
def test_nonsense_is_not_found(path: str) -> None:
    assert Client().get(f"/tiles/{path}").status_code == 404


def test_nothing_is_changed_by_a_tile_address() -> None:
    assert Client().post(tile_path()).status_code == 405
    head = Client().head(tile_path())
    assert (head.status_code, head.content) == (200, b"")
