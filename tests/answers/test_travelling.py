"""Travel times of a generation: streets, estimates without, and streets that are gone."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhihui.answers.travelling import TravelOf
from zhihui.district import AreaCode, Records, text
from zhihui.generation import build, open_generation
from zhihui.streets import (
    PART,
    Mode,
    StraightLines,
    StreetLine,
    StreetsError,
    create_streets,
    streets_part,
)

RECORDS = Records(district_code=AreaCode("370103"), district_name=text("示例", "Sample"))
BUILT_AT = datetime(2026, 11, 1, tzinfo=UTC)


def test_streets_that_are_gone_are_no_estimate(tmp_path: Path) -> None:
    line = StreetLine(((116.99, 36.65), (117.0, 36.65)), {"highway": "primary"})
    streets = create_streets([line], [Mode.WALK], source="made-up", is_sample=True)
    build(RECORDS, tmp_path / "city", built_at=BUILT_AT, parts=[streets_part(streets)])
    with open_generation(tmp_path / "city") as city:
        travel = TravelOf(city)
        assert travel(Mode.WALK) is travel(Mode.WALK)
        assert not isinstance(travel(Mode.WALK), StraightLines)
        assert isinstance(travel(Mode.DRIVE), StraightLines), "never had streets for it"
        shutil.rmtree(city.path / PART)
        with pytest.raises(StreetsError, match="are gone"):
            TravelOf(city)(Mode.WALK)


def test_a_generation_without_streets_is_estimated(tmp_path: Path) -> None:
    build(RECORDS, tmp_path / "plain", built_at=BUILT_AT)
    with open_generation(tmp_path / "plain") as plain:
        assert isinstance(TravelOf(plain)(Mode.BIKE), StraightLines)
