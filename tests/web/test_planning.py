"""Plans for the web: within bounds, and the same one only once."""

from datetime import datetime, timedelta

import pytest

from zhihui.trips.planning import make_plan
from zhihui.trips.question import Errand, PlanQuestion
from zhihui.web import planning
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
NOW = datetime(2026, 11, 25, 9, 0, 5)


def test_the_same_question_is_planned_once_and_within_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits: list[int] = []

    def make_and_count(*given: object, **named: object) -> object:
        limits.append(named["limit"])  # type: ignore[arg-type]
        return make_plan(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "make_plan", make_and_count)
    planning._make.cache_clear()
    item = next(one for one in get_served().generation.items if one.name["zh"] == "新生儿出生登记")

    def plan_at(now: datetime) -> object:
        question = PlanQuestion(
            errands=(Errand(item=item.code),), origin=(116.99, 36.65), start=NOW, not_before=now
        )
        return planning.plan_of(question)

    first = plan_at(NOW)
    assert plan_at(NOW + timedelta(seconds=20)) is first
    assert plan_at(NOW + timedelta(minutes=1)) is not first
    assert limits == [planning.MOST_STEPS] * 2
    assert planning.MOST_STEPS < 20_000_000
