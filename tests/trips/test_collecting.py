"""Coming again to collect a result: a visit of its own that waits for the time limit."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.trips.brute_force import find_best_aim
from tests.trips.plan_district import ask
from tests.trips.plan_world import A, B, World, unsure
from zhihui.district import (
    Action,
    CaseKind,
    Channel,
    Fact,
    ItemCode,
    MaterialId,
    Necessity,
    ReasonKind,
    Requirement,
    TimeLimit,
    TimeUnit,
)
from zhihui.trips.plan import Plan, PlanStatus
from zhihui.trips.problem import Solution, TripProblem
from zhihui.trips.question import MAX_ERRANDS, Errand, How, PlanQuestion, QuestionError
from zhihui.trips.solving import solve

BOTH = (Action.APPLY, Action.COLLECT)
TWO_DAYS = TimeLimit(days=2, unit=TimeUnit.WORKING_DAY)
CARD = MaterialId("card")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A's result takes two working days and can be collected at the hall; B asks for it."""
    made = World(tmp_path)
    made.item(A, promised_time=TWO_DAYS, case_kind=CaseKind.PROMISED, results=(CARD,))
    made.item(B, requirements=(Requirement(material=CARD, necessity=Necessity.REQUIRED),))
    made.place("hall")
    made.offer(A, "hall", actions=BOTH)
    made.offer(B, "hall")
    return made


def collecting(question: PlanQuestion, **changes: object) -> PlanQuestion:
    first, *others = question.errands
    errands = (replace(first, collect=True), *others)
    return replace(question, errands=errands, **changes)  # type: ignore[arg-type]


def visited(plan: Plan) -> list[tuple[date, str, bool]]:
    return [
        (trip.depart.date(), handling.item.code, handling.collects)
        for trip in plan.trips
        for visit in trip.visits
        for handling in visit.handlings
    ]


def test_one_comes_again_after_the_promised_working_days(world: World) -> None:
    plan = world.plan(collecting(ask(A)))
    assert plan.status is PlanStatus.OPTIMAL
    assert visited(plan) == [(date(2026, 11, 25), A, False), (date(2026, 11, 27), A, True)]
    (collect,) = plan.trips[1].visits[0].handlings
    assert (collect.handling_minutes, collect.handling_known) == (5, Fact.NO)
    kinds = unsure(plan, A)
    assert ReasonKind.COLLECT_ASSUMED in kinds
    assert ReasonKind.COLLECT_POSSIBLE not in kinds
    friday = world.plan(collecting(ask(A, start=datetime(2026, 11, 27, 8, 30))))
    assert [day for day, _, _ in visited(friday)] == [date(2026, 11, 27), date(2026, 12, 1)]


def test_who_needs_the_result_waits_until_it_is_collected(world: World) -> None:
    plan = world.plan(collecting(ask(A, B)))
    assert visited(plan) == [
        (date(2026, 11, 25), A, False),
        (date(2026, 11, 27), A, True),
        (date(2026, 11, 27), B, False),
    ]
    assert ReasonKind.RESULT_TO_HAND not in unsure(plan, A)
    assert [paper.produced_by for paper in plan.papers if paper.material_id == CARD] == [(A,)]


def test_the_plan_is_the_best_by_brute_force(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.place("branch", east_m=-700.0, hours="Fr 10:00-11:00; We 09:00-17:00")
    world.offer(A, "branch", actions=(Action.COLLECT,), handling_minutes=3)
    seen: list[TripProblem] = []

    def look(problem: TripProblem, **choice: Any) -> Solution:
        seen.append(problem)
        return solve(problem, **choice)

    monkeypatch.setattr("zhihui.trips.asking.solve", look)
    plan = world.plan(collecting(ask(A, B)))
    assert len(seen[0].tasks) == 3
    assert plan.aim == find_best_aim(seen[0])


def test_without_the_wish_it_is_only_said(world: World) -> None:
    plan = world.plan(ask(A))
    assert len(plan.trips) == 1
    assert ReasonKind.COLLECT_POSSIBLE in unsure(plan, A)


@pytest.mark.parametrize(
    "record",
    [{"post": Fact.YES}, {"visits": 1}, {"visits": 0}, {"case_kind": CaseKind.IMMEDIATE}],
)
def test_nothing_is_said_where_nobody_has_to_come_again(
    tmp_path: Path, record: dict[str, object]
) -> None:
    world = World(tmp_path)
    world.item(A, **{"promised_time": TWO_DAYS, **record})
    world.place("hall")
    world.offer(A, "hall", actions=BOTH)
    assert ReasonKind.COLLECT_POSSIBLE not in unsure(world.plan(ask(A)), A)


def test_what_is_there_at_once_is_not_collected(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.item(A, case_kind=CaseKind.IMMEDIATE)
    world.place("hall")
    world.offer(A, "hall", actions=BOTH)
    plan = world.plan(collecting(ask(A)))
    assert len(plan.trips) == 1
    assert ReasonKind.COLLECT_AT_ONCE in unsure(plan, A)


def test_where_nobody_says_where_to_collect_it_is_said(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.item(A, promised_time=TWO_DAYS)
    world.place("hall")
    world.offer(A, "hall")
    world.offer(A, "hall", actions=(Action.COLLECT,), channel=Channel.POST)
    plan = world.plan(collecting(ask(A)))
    assert len(plan.trips) == 1
    assert ReasonKind.COLLECT_UNKNOWN in unsure(plan, A)


def test_applied_for_online_and_collected_in_person(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.item(A, promised_time=TWO_DAYS, online=Fact.YES, online_depth=3, visits=1)
    world.place("hall")
    world.offer(A, "hall", actions=BOTH)
    asked = collecting(replace(ask(), errands=(Errand(item=A, how=How.ONLINE),)))
    plan = world.plan(asked)
    assert [one.on for one in plan.away] == [date(2026, 11, 25)]
    assert visited(plan) == [(date(2026, 11, 27), A, True)]


def test_appointments_are_for_handing_in(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.item(A, promised_time=TWO_DAYS)
    world.place("hall")
    slots = (datetime(2026, 11, 25, 10, 0),)
    world.offer(A, "hall", actions=BOTH, appointment=Fact.YES, slots=slots, handling_minutes=5)
    plan = world.plan(collecting(ask(A)))
    first, second = (handling for trip in plan.trips for handling in trip.visits[0].handlings)
    assert first.by_slot
    assert not second.by_slot
    assert second.handling_minutes == first.handling_minutes == 5


def test_a_result_that_comes_too_late_is_said_and_what_would_help(world: World) -> None:
    plan = world.plan(collecting(ask(A), days=2))
    assert plan.status is PlanStatus.INFEASIBLE
    (blocked,) = plan.blocked
    assert [reason.kind for reason in blocked.reasons] == [ReasonKind.COLLECT_NOT_READY]
    changes = {each.reason.kind: each for each in plan.suggestions}
    assert changes[ReasonKind.SUGGEST_MORE_DAYS].question.days == 3
    without = changes[ReasonKind.SUGGEST_NOT_COLLECT]
    assert world.plan(without.question).aim == without.aim


def test_results_count_among_the_errands_that_can_be_planned(world: World) -> None:
    errands = tuple(Errand(item=A, collect=True) for _ in range(3))
    assert len(world.plan(replace(ask(), errands=errands)).trips) == 2, "the same item, merged"
    many = tuple(Errand(item=ItemCode(f"x{n}"), collect=True) for n in range(MAX_ERRANDS))
    with pytest.raises(QuestionError, match="results to collect"):
        world.plan(replace(ask(), errands=many))
