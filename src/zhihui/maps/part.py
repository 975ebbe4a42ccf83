"""The maps of a generation: writing tiles and street lines at a build, and opening them again.

``maps_part`` is handed to ``generation.build``; ``open_tiles`` and ``open_lines`` take the
directory that the generation gives.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhihui.district import Records, Text
from zhihui.district.progress import Progress
from zhihui.generation.table import damaged, map_array
from zhihui.maps.archive import TileArchive, open_archive, write_archive
from zhihui.maps.contents import Outline, Spot, list_outlines, list_spots
from zhihui.maps.lines import StreetLines, street_lines
from zhihui.maps.tiles import AREAS, STREET_NAMES, STREETS, find_box, make_tiles
from zhihui.streets import NAMELESS, ImportedStreets

PART: Final = "tiles"
"""The sub-directory of a generation."""
FILE: Final = "district.pmtiles"
LINES: Final[dict[str, type[np.generic]]] = {
    "starts": np.int64,
    "x": np.float64,
    "y": np.float64,
    "rank": np.int8,
}
"""The arrays of StreetLines, each in a file of its own, for drawings."""
NAME: Final = "name.npy"
"""Of each line the ordinal of its name; generations built before names were drawn have none."""
NAMES: Final = "names.jsonl"
_NOWHERE: Final = (-180.0, -85.0, 180.0, 85.0)
_MARGIN: Final = 0.002
"""Degrees around the district, so that a place on its edge is not on the edge of the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapsPart:
    """Writes the tiles' directory of a generation; a ``generation.Part``."""

    networks: tuple[ImportedStreets, ...]
    name: str = PART

    def write(self, directory: Path, records: Records, progress: Progress | None) -> None:
        """Write tiles and street lines into ``directory``, which exists and is empty."""
        outlines, spots = list_outlines(records.areas), list_spots(records.areas, records.places)
        streets = street_lines([network.graph for network in self.networks])
        box = find_box(outlines, spots, streets)
        tiles = make_tiles(outlines, spots, streets, _reporter(progress))
        west, south, east, north = box or _NOWHERE
        bounds = (west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN)
        write_archive(
            directory / FILE,
            tiles,
            bounds if box else _NOWHERE,
            self._describe(records, outlines, spots, streets.names),
        )
        for name in LINES:
            np.save(directory / f"{name}.npy", getattr(streets, name), allow_pickle=False)
        if streets.name is not None and streets.names:
            np.save(directory / NAME, streets.name, allow_pickle=False)
            lines = b"".join(msgspec.json.encode(name) + b"\n" for name in streets.names)
            (directory / NAMES).write_bytes(lines)

    def _describe(
        self,
        records: Records,
        outlines: Sequence[Outline],
        spots: Sequence[Spot],
        names: Sequence[Text],
    ) -> dict[str, object]:
        named = {source.id: source for source in records.sources}
        used = {source for network in self.networks for source in network.summary.sources}
        credits = (
            " ".join(filter(None, (named[source].title or source, named[source].licence)))
            for source in sorted(used & named.keys())
        )
        return {
            "name": records.district_code,
            "attribution": "; ".join(dict.fromkeys(credits)),
            "vector_layers": _list_layers(outlines, spots, names),
        }


def maps_part(networks: Sequence[ImportedStreets]) -> MapsPart:
    """The part to give to ``generation.build``; without networks, tiles without streets."""
    return MapsPart(networks=tuple(networks))


def open_tiles(directory: Path) -> TileArchive:
    """The tiles in the ``directory`` of a generation's part. Raises GenerationError."""
    return open_archive(directory / FILE)


def open_lines(directory: Path) -> StreetLines:
    """The street lines in the ``directory`` of a generation's part, mapped.

    Raises GenerationError.
    """
    arrays = {name: map_array(directory / f"{name}.npy", dtype) for name, dtype in LINES.items()}
    starts, points = arrays["starts"], len(arrays["x"])
    agrees = (
        starts.size == arrays["rank"].size + 1
        and arrays["y"].size == points
        and starts[0] == 0
        and starts[-1] == points
        and bool((np.diff(starts) >= 2).all())
    )
    if not agrees:
        raise damaged(directory / "starts.npy", "the arrays of streets do not agree")
    name, names = _open_names(directory, starts.size - 1)
    return StreetLines(
        starts=starts,
        x=arrays["x"],
        y=arrays["y"],
        rank=arrays["rank"],
        name=name,
        names=names,
    )


def _open_names(directory: Path, lines: int) -> tuple[NDArray[np.int32] | None, tuple[Text, ...]]:
    """The names of the lines; None and nothing where the build wrote none."""
    if not (directory / NAMES).is_file():
        return None, ()
    name = map_array(directory / NAME, np.int32)
    try:
        written = (directory / NAMES).read_bytes().splitlines()
        names = tuple(msgspec.json.decode(line, type=dict[str, str]) for line in written)
    except (OSError, msgspec.MsgspecError) as error:
        raise damaged(directory / NAMES, str(error)) from error
    if name.size != lines or (lines and not NAMELESS <= name.min() <= name.max() < len(names)):
        raise damaged(directory / NAME, "the names of streets do not agree")
    return name, names


def _list_layers(
    outlines: Sequence[Outline], spots: Sequence[Spot], names: Sequence[Text]
) -> list[dict[str, object]]:
    """The layers with the properties that they have in this district, as TileJSON lists them."""
    fields: dict[str, set[str]] = {STREETS: {"rank"}}
    for name in names:
        fields.setdefault(STREET_NAMES, {"rank"}).update(f"name_{language}" for language in name)
    for outline in outlines:
        fields.setdefault(AREAS, set()).update(outline.properties)
    for spot in spots:
        fields.setdefault(spot.layer, set()).update(spot.properties)
    return [
        {"id": layer, "fields": dict.fromkeys(sorted(names), "String")}
        for layer, names in sorted(fields.items())
    ]


def _reporter(progress: Progress | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress.advance("tiles", done, total)
