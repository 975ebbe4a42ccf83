"""The ordinary week: what holds on every ordinary day, and nothing else."""

from datetime import date, datetime, time

import pytest

from zhihui.answers.model import PlaceAnswer
from zhihui.answers.ordinary_week import find_ordinary_week
from zhihui.district import DatedHours, Place, PlaceId, text
from zhihui.hours import china_calendar, resolve_hours

CALENDAR = china_calendar()
MORNING = ((time(9), time(12)),)


def week(hours: str, *dated: DatedHours, at: datetime = datetime(2026, 9, 21)) -> dict[int, object]:
    place = Place(id=PlaceId("p"), name=text("所"), hours=hours, dated_hours=dated)
    answer = PlaceAnswer(place=place, at=at, hours=resolve_hours(place, day=at.date()))
    return dict(find_ordinary_week(answer, CALENDAR))


def test_holidays_and_make_up_days_do_not_count() -> None:
    assert week("Mo-Fr 09:00-12:00; PH off") == {
        **dict.fromkeys(range(5), MORNING),
        5: (),
        6: (),
    }


def test_days_with_hours_of_their_own_do_not_count() -> None:
    own = DatedHours(first=date(2026, 9, 22), last=date(2026, 9, 22), hours="off")
    assert week("Mo-Fr 09:00-12:00; PH off", own)[1] == MORNING


def test_a_season_that_changes_within_two_months_leaves_the_weekday_out() -> None:
    found = week("Mo 09:00-12:00; Oct Mo 10:00-12:00; Tu 09:00-12:00")
    assert 0 not in found
    assert found[1] == MORNING


@pytest.mark.parametrize("hours", ["", "soon", "sunrise-sunset"])
def test_unknown_stays_unknown(hours: str) -> None:
    assert all(times != () for times in week(hours).values())
    assert MORNING not in week(hours).values()
