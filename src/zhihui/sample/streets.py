"""Makes up the sample's streets: an uneven grid of main roads and lanes inside the outline.

Called by the cli (``zhihui sample``) beside create_sample. No real street is in it. The same
outline always gives the same streets: unevenness comes from the grid numbers, not from chance.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from zhihui.sample.layout import METRES_PER_DEGREE, Point, is_inside
from zhihui.sample.table_files import Tables, read_tables
from zhihui.sample.templates import ITEM_SOURCE
from zhihui.streets import ImportedStreets, Mode, StreetLine, create_streets

_STEP_M: Final = 250.0
_UNEVEN: Final = 0.3
"""How far a crossing is off the even grid, as a share of the step."""
_CLASSES: Final = ((8, "primary"), (4, "secondary"), (2, "tertiary"), (1, "residential"))
"""Every how many lines of the grid there is a street of this class."""
_GAPS, _FOOTWAYS, _ONE_WAYS = 0.16, 0.28, 0.40
"""Of 1 lane: below the first there is none, below the second a footway, below the third one way."""

Cell = tuple[int, int]


def create_sample_streets(tables: Tables | None = None) -> tuple[ImportedStreets, ...]:
    """The sample's streets for every mode."""
    tables = tables if tables is not None else read_tables()
    outline = tuple((point.lon, point.lat) for point in tables.outline)
    lines = tuple(_Grid.over(outline).lines())
    return create_streets(lines, tuple(Mode), source=ITEM_SOURCE, is_sample=True)


@dataclass(frozen=True, slots=True)
class _Grid:
    outline: tuple[Point, ...]
    corner: Point
    per_lon: float
    """Metres of a degree of longitude."""
    columns: int
    rows: int

    @classmethod
    def over(cls, outline: tuple[Point, ...]) -> "_Grid":
        lons, lats = zip(*outline, strict=True)
        per_lon = METRES_PER_DEGREE * math.cos(math.radians(sum(lats) / len(lats)))
        return cls(
            outline=outline,
            corner=(min(lons), min(lats)),
            per_lon=per_lon,
            columns=math.ceil((max(lons) - min(lons)) * per_lon / _STEP_M),
            rows=math.ceil((max(lats) - min(lats)) * METRES_PER_DEGREE / _STEP_M),
        )

    def lines(self) -> Iterator[StreetLine]:
        crossings = {
            cell: point
            for cell in product(range(self.columns + 1), range(self.rows + 1))
            if is_inside(point := self._crossing(cell), self.outline)
        }
        for (column, row), point in crossings.items():
            for other, across in (((column + 1, row), row), ((column, row + 1), column)):
                end = crossings.get(other)
                tags = _tags((column, row), other, across)
                tags |= _name(across, is_row=other[1] == row) if tags else {}
                if end is not None and tags and self._stays_inside(point, end):
                    yield StreetLine(points=(point, end), tags=tags)

    def _crossing(self, cell: Cell) -> Point:
        east_m = (cell[0] + _UNEVEN * (_fraction(cell, 1) - 0.5)) * _STEP_M
        north_m = (cell[1] + _UNEVEN * (_fraction(cell, 2) - 0.5)) * _STEP_M
        lon = self.corner[0] + east_m / self.per_lon
        return round(lon, 6), round(self.corner[1] + north_m / METRES_PER_DEGREE, 6)

    def _stays_inside(self, start: Point, end: Point) -> bool:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        return is_inside(middle, self.outline)


def _tags(start: Cell, end: Cell, across: int) -> dict[str, str]:
    """What the street from one crossing to the next is; empty: there is none."""
    highway = next(name for every, name in _CLASSES if across % every == 0)
    if highway == "primary":
        return {"highway": highway, "maxspeed": "60"}
    if highway != "residential":
        return {"highway": highway}
    dealt = _fraction((start[0] + end[0], start[1] + end[1]), 3)
    if dealt < _GAPS:
        return {}
    if dealt < _FOOTWAYS:
        return {"highway": "footway"}
    if dealt < _ONE_WAYS:
        return {"highway": highway, "oneway": "yes", "oneway:bicycle": "no"}
    return {"highway": highway}


def _name(across: int, *, is_row: bool) -> dict[str, str]:
    """A made-up name that says so, for main roads; lanes have none."""
    if across % 2:
        return {}
    number = across // 2 + 1
    if is_row:
        return {"name": f"示例东西{number}路", "name:en": f"Sample East-West Road {number}"}
    return {"name": f"示例南北{number}路", "name:en": f"Sample North-South Road {number}"}


def _fraction(cell: Cell, salt: int) -> float:
    """A number from 0 to 1 that looks like chance and is always the same for a cell."""
    mixed = (cell[0] * 73_856_093) ^ (cell[1] * 19_349_663) ^ (salt * 83_492_791)
    mixed = (mixed ^ (mixed >> 13)) * 1_274_126_177 & 0xFFFFFFFF
    return ((mixed ^ (mixed >> 16)) & 0xFFFF) / 0x10000
