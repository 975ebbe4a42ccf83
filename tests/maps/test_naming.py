"""Names of streets in pictures: written along them once, clear of what is there."""

import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from zhihui.district import AreaCode, Records, text
from zhihui.generation import GenerationError
from zhihui.maps import Palette, Pin, Scene, StreetLines, draw, maps_part, open_lines
from zhihui.streets import Mode, StreetLine, create_streets

MIDDLE = (117.0, 36.65)
PALETTE = Palette(**dict.fromkeys(Palette.__dataclass_fields__, "#123456"))
ROAD = {"highway": "primary", "name": "经十路", "name:en": "Jingshi Road"}
BENT = {"highway": "primary", "name": "拐弯路"}
SHORT = {"highway": "residential", "name": "很长很长的名字的一条短巷"}
NAMELESS = {"highway": "primary"}
RECORDS = Records(district_code=AreaCode("370103"), district_name=text("示例", "Sample"))


def write_maps(directory: Path, lines: list[StreetLine]) -> Path:
    networks = create_streets(lines, [Mode.DRIVE, Mode.WALK])
    directory.mkdir()
    maps_part(networks).write(directory, RECORDS, None)
    return directory


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Streets around MIDDLE: a road from west to east, one with a sharp bend, a short lane."""
    west, east = MIDDLE[0] - 0.006, MIDDLE[0] + 0.006
    lines = [
        StreetLine(((west, 36.652), (MIDDLE[0], 36.6521), (east, 36.652)), ROAD),
        StreetLine(((west, 36.648), (west + 0.0004, 36.648), (west + 0.0004, 36.6475)), BENT),
        StreetLine(((117.003, 36.65), (117.003, 36.6502)), SHORT),
        StreetLine(((117.004, 36.647), (117.004, 36.653)), NAMELESS),
    ]
    return write_maps(tmp_path_factory.mktemp("maps") / "tiles", lines)


@pytest.fixture(scope="module")
def streets(directory: Path) -> StreetLines:
    return open_lines(directory)


def list_names(svg: str) -> dict[str, list[float]]:
    """The names along streets, each with the numbers of its path."""
    root = ElementTree.fromstring(svg)
    space = {"s": "http://www.w3.org/2000/svg"}
    paths = {f"#{one.get('id')}": one.get("d", "") for one in root.findall("s:path[@id]", space)}
    return {
        str(one.text): [
            float(number) for number in re.findall(r"-?\d+", paths[one.get("href", "")])
        ]
        for one in root.findall("s:text/s:textPath", space)
    }


def test_a_name_is_written_once_along_its_street(streets: StreetLines) -> None:
    named = list_names(draw(Scene(pins=[Pin(MIDDLE)]), PALETTE, streets, [], []))
    assert set(named) == {"经十路"}
    x, y, *steps = named["经十路"]
    assert 0 < x < 640
    assert 0 < y < 420
    assert sum(steps[::2]) > 33, "from left to right, long enough for its letters"
    assert abs(sum(steps[1::2])) < 5
    english = list_names(draw(Scene(pins=[Pin(MIDDLE)], language="en"), PALETTE, streets, [], []))
    assert set(english) == {"Jingshi Road"}


def test_a_name_keeps_clear_of_pins_and_ways(streets: StreetLines) -> None:
    on_it = [Pin((MIDDLE[0] + 0.0004 * number, 36.652)) for number in range(-15, 16)]
    assert list_names(draw(Scene(pins=on_it), PALETTE, streets, [], [])) == {}
    way = [(MIDDLE[0] - 0.006, 36.652), (MIDDLE[0], 36.6521), (MIDDLE[0] + 0.006, 36.652)]
    along = Scene(pins=[Pin(MIDDLE)], routes=[way])
    assert list_names(draw(along, PALETTE, streets, [], [])) == {}


def test_from_afar_no_street_is_named(streets: StreetLines) -> None:
    far = [Pin((116.8, 36.5)), Pin((117.2, 36.8))]
    assert list_names(draw(Scene(pins=far), PALETTE, streets, [], [])) == {}


def test_without_names_pictures_are_drawn_as_before(tmp_path: Path) -> None:
    line = StreetLine(((116.995, 36.65), (117.005, 36.65)), NAMELESS)
    directory = write_maps(tmp_path / "tiles", [line])
    assert not (directory / "name.npy").exists()
    streets = open_lines(directory)
    assert (streets.name, streets.names) == (None, ())
    assert list_names(draw(Scene(pins=[Pin(MIDDLE)]), PALETTE, streets, [], [])) == {}


def test_names_that_do_not_agree_are_damage(tmp_path: Path) -> None:
    line = StreetLine(((116.995, 36.65), (117.005, 36.65)), ROAD)
    directory = write_maps(tmp_path / "tiles", [line])
    kept = np.load(directory / "name.npy")
    for wrong in (kept + 9, np.append(kept, 0).astype(np.int32)):
        np.save(directory / "name.npy", wrong)
        with pytest.raises(GenerationError, match=r"name\.npy"):
            open_lines(directory)
    np.save(directory / "name.npy", kept)
    (directory / "names.jsonl").write_bytes(b"{")
    with pytest.raises(GenerationError, match=r"names\.jsonl"):
        open_lines(directory)
