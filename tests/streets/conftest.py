"""Street networks of real cities, imported once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from zhihui.streets import ImportedStreets, Mode, Network, StreetFile, import_streets

Imported = dict[Mode, ImportedStreets]


@pytest.fixture(scope="session")
def jinan(shared_data: Path) -> Imported:
    """Jinan: directed driving streets, used on foot as well."""
    file = StreetFile(
        path=shared_data / "jinan-streets" / "edges.shp",
        shown="edges.shp",
        modes=(Mode.DRIVE, Mode.WALK),
        directed=True,
        class_field="highway",
        source="jinan",
    )
    return import_modes([file])


@pytest.fixture(scope="session")
def heidelberg(shared_data: Path) -> Imported:
    """Heidelberg from OpenStreetMap."""
    file = StreetFile(
        path=shared_data / "heidelberg" / "heidelberg_ors.osm.pbf",
        shown="heidelberg.osm.pbf",
        modes=tuple(Mode),
        source="heidelberg",
    )
    return import_modes([file])


def import_modes(files: Sequence[StreetFile]) -> Imported:
    """The networks by mode."""
    networks, _ = import_streets(files)
    return {network.summary.mode: network for network in networks}


def network_of(imported: ImportedStreets) -> Network:
    """The network, opened without a file."""
    return Network(imported.graph, imported.summary.assumptions)


def scatter(imported: ImportedStreets, count: int, *, metres: float = 120.0) -> NDArray[np.float64]:
    """``count`` points around nodes of the network, the same every time."""
    chance = np.random.default_rng(20)
    graph = imported.graph
    nodes = chance.choice(graph.nodes, count, replace=False)
    points = np.column_stack((graph.node_lon[nodes], graph.node_lat[nodes])) / 1e7
    return points + chance.normal(0.0, metres / 111_000.0, (count, 2))
