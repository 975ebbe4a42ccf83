"""A year that no library knows becomes known through a file of the recipe, end to end."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import CODES, Run, write_city
from zhihui.answers import answer_item
from zhihui.district import DayKind, Fact, ItemCode
from zhihui.finder import Filters, Finder
from zhihui.generation import open_generation
from zhihui.hours import add_working_days, china_calendar

TABLE = """
calendar_days:
  - {file: days.csv, fields: {date: date, kind: kind, name: name, instead_of: for}}
"""
DAYS = """date,kind,name,for
2099-10-01,放假,国庆节,
2099-10-02,放假,国庆节,
2099-10-10,调休上班,国庆节,2099-10-02
"""
ORDINARY, HOLIDAY, MADE_UP = (datetime(2099, 10, day, 10) for day in (12, 1, 10))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with a calendar of 2099."""
    from typer.testing import CliRunner

    from zhihui.cli import app

    folder = tmp_path_factory.mktemp("calendar")
    recipe = write_city(folder)
    recipe.write_text(recipe.read_text(encoding="utf-8") + TABLE, encoding="utf-8")
    (folder / "days.csv").write_text(DAYS, encoding="utf-8")
    out = folder / "generation"
    result = CliRunner().invoke(app, ["build", str(recipe), "-o", str(out), "--without-meaning"])
    assert result.exit_code == 0, result.output
    assert "calendar days" in result.stderr
    return out


def test_the_year_was_not_known() -> None:
    assert china_calendar().kind(ORDINARY.date()) is DayKind.UNKNOWN


def test_the_built_calendar_knows_the_year(built: Path) -> None:
    with open_generation(built) as generation:
        assert generation.calendar.kind(ORDINARY.date()) is DayKind.WORKDAY
        assert generation.calendar.kind(HOLIDAY.date()) is DayKind.HOLIDAY
        reached = add_working_days(date(2099, 9, 30), 6, generation.calendar)
        assert reached == date(2099, 10, 10)


@pytest.mark.parametrize(
    ("at", "fact"), [(ORDINARY, Fact.YES), (HOLIDAY, Fact.NO), (MADE_UP, Fact.YES)]
)
def test_answers_and_filters_go_by_it(built: Path, at: datetime, fact: Fact) -> None:
    with open_generation(built) as generation:
        item = generation.items.get(ItemCode(CODES[0]))
        (place,) = answer_item(generation, item, now=at).where.places
        assert place.state.fact is fact
        finder = Finder(generation, meaning=False)
        found = finder.find("身份证丢失补领", Filters(open_at=at))
        assert bool(found.items) is (fact is Fact.YES)


def test_ask_says_open_in_that_year(built: Path, run: Run) -> None:
    asked = run("ask", built, "身份证丢失补领", "--at", "2099-10-12T10:00", "--json")
    assert asked.exit_code == 0, asked.output
    (place,) = json.loads(asked.stdout)["items"][0]["where"]["places"]
    assert place["state"]["open"] == "yes"
