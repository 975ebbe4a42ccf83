"""Travel matrices for all tests of the planner, made once; a district to put together."""

from pathlib import Path

import pytest

from tests.trips.network import Matrix, create_planar_travel, read_travel
from tests.trips.plan_world import World


@pytest.fixture(scope="session")
def jinan(shared_data: Path, pytestconfig: pytest.Config) -> Matrix:
    """Minutes by car between 300 points of Jinan; kept in pytest's cache folder."""
    cache = pytestconfig.cache
    return read_travel(
        shared_data / "jinan-streets", Path(cache.mkdir("jinan")) if cache is not None else None
    )


@pytest.fixture(scope="session")
def planar() -> Matrix:
    """A made-up matrix of the same size, for where the real data is absent."""
    return create_planar_travel()


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty district."""
    return World(tmp_path)
