"""Tiny OpenStreetMap files for tests: a letter a node, on a square grid of about 100 metres."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import osmium

from zhihui.streets import Mode, Network, StreetFile
from zhihui.streets.importing import import_streets

STEP_DEG = 0.001
"""111 metres at the equator, where the tests' towns lie."""


@dataclass(slots=True)
class Town:
    """Nodes drawn as text, ways as words over their letters."""

    drawing: str
    ways: Mapping[str, Mapping[str, str]]
    """Letters of a way in order → its tags."""
    barriers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def point(self, letter: str) -> tuple[float, float]:
        """Longitude and latitude of a node."""
        for row, line in enumerate(self.drawing.strip("\n").splitlines()):
            if letter in line:
                return line.index(letter) * STEP_DEG, 0.02 - row * STEP_DEG
        raise LookupError(letter)

    def write(self, path: Path) -> Path:
        """The town as a file of the format that its name says."""
        letters = sorted({letter for way in self.ways for letter in way})
        numbers = {letter: number for number, letter in enumerate(letters, start=1)}
        path.unlink(missing_ok=True)
        with osmium.SimpleWriter(str(path)) as writer:
            for letter, number in numbers.items():
                tags = dict(self.barriers.get(letter, {}))
                node = osmium.osm.mutable.Node(
                    id=number, version=1, location=self.point(letter), tags=tags
                )
                writer.add_node(node)
            for number, (way, tags_of_way) in enumerate(self.ways.items(), start=1):
                refs = [numbers[letter] for letter in way]
                writer.add_way(
                    osmium.osm.mutable.Way(id=number, version=1, nodes=refs, tags=dict(tags_of_way))
                )
        return path

    def open(self, folder: Path, mode: Mode, *, suffix: str = ".osm.pbf") -> Network:
        """The network of one mode."""
        file = StreetFile(
            path=self.write(folder / f"town{suffix}"), shown=f"town{suffix}", modes=(mode,)
        )
        (imported,), _ = import_streets([file])
        return Network(imported.graph, imported.summary.assumptions)
