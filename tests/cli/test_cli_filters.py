"""Options of ``ask``: read as meant, or refused with what to write instead."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import typer

from zhihui.cli.clock import CHINA_TIME, get_now, to_local
from zhihui.cli.filters import AudienceName, read_area, read_moment, read_point
from zhihui.district import Area, AreaCode, AreaKind, Audience, Records, text
from zhihui.generation import build, open_generation

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=CHINA_TIME)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, "2026-05-06T09:30:00"),
        ("2026-02-14T10:00", "2026-02-14T10:00:00"),
        ("2026-02-14", "2026-02-14T00:00:00"),
        ("2026-02-14T10:00:00Z", "2026-02-14T18:00:00"),
        ("2026-02-14 10:00+08:00", "2026-02-14T10:00:00"),
    ],
)
def test_moments_are_local_time_in_china(written: str | None, expected: str) -> None:
    moment = read_moment(written, NOW)
    assert moment.tzinfo is None
    assert moment.isoformat() == expected


def test_the_clock_is_on_china_time_whatever_the_machine_is_on() -> None:
    assert get_now().utcoffset() == timedelta(hours=8)
    assert to_local(get_now()).tzinfo is None


@pytest.mark.parametrize("written", ["morgen", "", "2026-13-01", "10:00"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(typer.BadParameter, match="2026-05-06T09:30"):
        read_moment(written, NOW)


def test_points_are_longitude_then_latitude() -> None:
    assert read_point(None) is None
    assert read_point("117.0, 36.65") == (117.0, 36.65)
    assert read_point("117.0，36.65") == (117.0, 36.65)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("36.65,117.0", "latitude stands first"),
        ("117", "write it as lon,lat"),
        ("117,36,1", "write it as lon,lat"),
        ("east,north", "write it as lon,lat"),
        ("nan,nan", "out of range"),
        ("500,500", "out of range"),
    ],
)
def test_a_point_that_cannot_be_is_refused(written: str, expected: str) -> None:
    with pytest.raises(typer.BadParameter, match=expected):
        read_point(written)


def test_every_audience_has_a_name() -> None:
    assert {name.audience for name in AudienceName} == set(Audience)


def test_areas_go_by_code_or_by_a_name_that_is_not_shared(tmp_path: Path) -> None:
    def area(code: str, name: str) -> Area:
        return Area(code=AreaCode(code), name=text(name), kind=AreaKind.COMMUNITY)

    records = Records(
        district_code=AreaCode("370103"),
        district_name=text("市中区"),
        areas=(area("1", "甲社区"), area("2", "乙社区"), area("3", "乙社区")),
    )
    build(records, tmp_path / "g", built_at=NOW)
    with open_generation(tmp_path / "g") as generation:
        assert read_area(None, generation) is None
        assert read_area("2", generation) == "2"
        assert read_area("甲社区", generation) == "1"
        with pytest.raises(typer.BadParameter, match="give a code: 2, 3"):
            read_area("乙社区", generation)
        with pytest.raises(typer.BadParameter, match="no area '9'"):
            read_area("9", generation)
