"""The sample district, created once for all tests of the room."""

import pytest

from zhihui.district import Records
from zhihui.sample import create_sample


@pytest.fixture(scope="session")
def sample() -> Records:
    return create_sample()
