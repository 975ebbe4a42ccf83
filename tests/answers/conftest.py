"""The small district of the tests of answers, built and opened once."""

from collections.abc import Iterator

import pytest

from tests.answers.answers_district import BUILT_AT, create_records
from zhihui.generation import Generation, build, open_generation


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """An opened generation; nothing writes to it."""
    directory = tmp_path_factory.mktemp("answers") / "district"
    build(create_records(), directory, built_at=BUILT_AT)
    with open_generation(directory) as generation:
        yield generation
