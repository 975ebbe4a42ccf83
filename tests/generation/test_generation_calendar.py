"""The calendar of an opened generation: published days, and those of the district's own table."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.generation.generation_records import BUILT_AT, create_records
from zhihui.district import CalendarDay, DayKind, text
from zhihui.generation import GenerationError, build, open_generation
from zhihui.generation.manifest import MANIFEST
from zhihui.hours import china_calendar

NATIONAL_DAY = CalendarDay(day=date(2099, 10, 1), kind=DayKind.HOLIDAY, name=text(zh="国庆节"))


def test_days_of_the_table_are_in_the_calendar(tmp_path: Path) -> None:
    records = replace(create_records(), calendar_days=(NATIONAL_DAY,))
    manifest = build(records, tmp_path / "g", built_at=BUILT_AT)
    assert manifest.counts["calendar_days"] == 1
    with open_generation(tmp_path / "g") as generation:
        assert generation.calendar.kind(date(2099, 10, 1)) is DayKind.HOLIDAY
        assert generation.calendar.kind(date(2099, 10, 2)) is DayKind.WORKDAY
        assert generation.calendar.holiday_name(date(2099, 10, 1)) == {"zh": "国庆节"}
        assert generation.calendar is generation.calendar


def test_without_a_table_it_is_the_published_one(tmp_path: Path) -> None:
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    with open_generation(tmp_path / "g") as generation:
        assert generation.calendar is china_calendar()


def test_a_generation_of_before_the_table_opens_without_days(tmp_path: Path) -> None:
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    manifest = json.loads((tmp_path / "g" / MANIFEST).read_text(encoding="utf-8"))
    del manifest["counts"]["calendar_days"]
    (tmp_path / "g" / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    for file in (tmp_path / "g" / "records").glob("calendar_days.*"):
        file.unlink()
    with open_generation(tmp_path / "g") as generation:
        assert generation.calendar_days == ()


def test_a_day_twice_is_refused(tmp_path: Path) -> None:
    records = replace(create_records(), calendar_days=(NATIONAL_DAY, NATIONAL_DAY))
    with pytest.raises(GenerationError, match="calendar_days have the same id '2099-10-01'"):
        build(records, tmp_path / "g", built_at=BUILT_AT)
