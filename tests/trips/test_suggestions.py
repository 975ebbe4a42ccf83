"""Which changes the planner suggests: each is planned again and helps."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from tests.trips import plan_district as d
from tests.trips.plan_world import A, B, C, World, suggested, why_not
from zhihui.district import (
    Channel,
    Fact,
    MaterialId,
    Necessity,
    Reason,
    ReasonKind,
    Requirement,
    TimeLimit,
)
from zhihui.trips.plan import PlanStatus
from zhihui.trips.problem import Aim, Solution, TripProblem
from zhihui.trips.question import Errand, How
from zhihui.trips.solving import DEFAULT_LIMIT, solve


def test_no_suggestion_starts_before_now(world: World) -> None:
    world.item(A)
    world.place("hall")
    world.offer(A, "hall")
    late = d.ask(A, start=datetime(2026, 11, 25, 16, 50), days=1)
    (free,) = suggested(world.plan(late), ReasonKind.SUGGEST_START_EARLIER)
    needed = free.question.start
    at_once = world.plan(replace(late, not_before=late.start))
    assert suggested(at_once, ReasonKind.SUGGEST_START_EARLIER) == []
    before = replace(late, not_before=needed - timedelta(minutes=5))
    (soon,) = suggested(world.plan(before), ReasonKind.SUGGEST_START_EARLIER)
    assert soon.reason == free.reason


def test_leaving_earlier_can_save_a_second_trip(world: World) -> None:
    for code, hours in ((A, "Mo-Fr 09:00-10:00"), (B, "Mo-Fr 10:00-17:00")):
        world.item(code)
        world.place(f"hall-{code}", hours=hours, last_admission_minutes=0)
        world.offer(code, f"hall-{code}")
    world.item(C)
    world.place("early", east_m=-3000.0, hours="Th 09:00-17:00")
    world.offer(C, "early")
    late = d.ask(A, B, start=datetime(2026, 11, 25, 9, 45), days=2, back_by=time(12))
    plan = world.plan(late)
    assert plan.aim is not None
    (best, *_) = suggested(plan, ReasonKind.SUGGEST_START_EARLIER)
    assert best.saved is not None
    assert best.saved > Aim(0, 0, 0)
    lesser = best.question.start + timedelta(minutes=1)
    worse = world.plan(replace(late, start=lesser)).aim
    assert worse is not None
    assert (worse.trips, worse.completion_day) == (plan.aim.trips, plan.aim.completion_day)
    again = world.plan(best.question)
    assert again.aim == best.aim


@pytest.mark.parametrize("saves_day", [False, True])
def test_what_is_not_proven_is_improved_too(
    world: World, monkeypatch: pytest.MonkeyPatch, saves_day: bool
) -> None:
    """Without ``saves_day`` the first search finds no plan at all."""
    world.item(A)
    world.place("hall", hours="Mo-Fr 09:00-12:00", last_admission_minutes=0)
    world.offer(A, "hall")
    question = d.ask(A, start=datetime(2026, 11, 25, 11, 50), days=2)
    proven = world.plan(question)
    limits: list[int] = []

    def cut_short(problem: TripProblem, limit: int = 0, **choice: bool) -> Solution:
        if limit < DEFAULT_LIMIT:
            limits.append(limit)
            return solve(problem, limit=limit, **choice)
        whole = solve(problem)
        bound = Aim(1, 1, 0)
        if saves_day:
            return replace(whole, status=PlanStatus.NOT_PROVEN, bound=bound)
        return Solution(status=PlanStatus.NOT_PROVEN, bound=bound)

    monkeypatch.setattr("zhihui.trips.asking.solve", cut_short)
    plan = world.plan(question)
    assert plan.status is PlanStatus.NOT_PROVEN
    (earlier,) = suggested(plan, ReasonKind.SUGGEST_START_EARLIER)
    assert earlier.aim.completion_day == 0
    assert (earlier.saved is not None) == saves_day
    assert len(limits) <= 22
    assert max(limits) < 1_000_000
    assert plan == world.plan(question), "the same question gives the same suggestions"
    monkeypatch.undo()
    again = world.plan(earlier.question)
    assert again.aim is not None
    assert again.aim.completion_day == 0
    (best,) = suggested(proven, ReasonKind.SUGGEST_START_EARLIER)
    assert earlier.question.start <= best.question.start


def test_another_way_of_moving_that_saves_a_day_is_suggested(world: World) -> None:
    world.item(A)
    world.place("hall", east_m=4000.0, hours="Mo-Fr 09:00-10:00", last_admission_minutes=0)
    world.offer(A, "hall")
    plan = world.plan(d.ask(A, start=datetime(2026, 11, 25, 9, 10)))
    assert plan.aim is not None
    assert plan.aim.completion_day == 1
    first, *_ = suggested(plan, ReasonKind.SUGGEST_MODE)
    assert first.saved is not None
    assert first.saved.completion_day == 1
    assert world.plan(first.question).aim == first.aim


def test_an_agent_is_suggested_where_nothing_else_helps(world: World) -> None:
    world.item(A, channels=(Channel.COUNTER, Channel.AGENT))
    world.place("hall", hours="Mo-Fr off")
    world.offer(A, "hall")
    plan = world.plan(d.ask(A))
    assert [r.kind for r in why_not(plan, A)] == [ReasonKind.CLOSED_ALL_DAYS]
    assert [each.reason.kind for each in plan.suggestions] == [ReasonKind.SUGGEST_AGENT]
    by_agent = world.plan(plan.suggestions[0].question)
    assert by_agent.away[0].channel is Channel.AGENT
    assert by_agent.status is PlanStatus.OPTIMAL


def test_what_cannot_be_done_as_wished_is_suggested_by_a_visit(world: World) -> None:
    world.item(A, online=Fact.NO)
    world.place("hall")
    world.offer(A, "hall")
    plan = world.plan(replace(d.ask(), errands=(Errand(item=A, how=How.ONLINE),)))
    assert [r.kind for r in why_not(plan, A)] == [ReasonKind.ONLINE_NOT_POSSIBLE]
    assert [each.reason.kind for each in plan.suggestions] == [ReasonKind.SUGGEST_VISIT]


def test_online_is_suggested_only_where_the_record_asks_for_no_visit(world: World) -> None:
    world.item(A, online=Fact.YES, online_depth=3, visits=1)
    world.item(B, online=Fact.YES, online_depth=3)
    world.place("hall", hours="Mo-Fr off")
    world.offer(A, "hall")
    world.offer(B, "hall")
    assert suggested(world.plan(d.ask(A)), ReasonKind.SUGGEST_ONLINE) == []
    assert len(suggested(world.plan(d.ask(B)), ReasonKind.SUGGEST_ONLINE)) == 1
    wished = world.plan(replace(d.ask(), errands=(Errand(item=A, how=How.ONLINE),)))
    said = [reason.kind for reason in wished.away[0].reasons]
    assert said == [ReasonKind.ONLINE_POSSIBLE, ReasonKind.VISIT_NEEDED]


def test_a_place_too_far_for_a_day_is_nearer_by_car(world: World) -> None:
    world.item(A)
    world.place("far", east_m=40_000.0, hours="Mo-Fr 09:00-09:30")
    world.offer(A, "far", handling_minutes=5)
    plan = world.plan(d.ask(A, back_by=None))
    (reason,) = why_not(plan, A)
    assert reason.kind is ReasonKind.TOO_FAR
    (first, *_) = plan.suggestions
    assert first.reason == Reason(kind=ReasonKind.SUGGEST_MODE, values={"mode": "bike"})


@pytest.mark.parametrize("linked", [True, False])
def test_a_visit_is_suggested_for_what_parts_two_trips_when_online(
    world: World, linked: bool
) -> None:
    """A gives what B needs, B what C needs; B is done at home, so after A and before C."""
    first, second = MaterialId("first"), MaterialId("second")
    at_once = TimeLimit(days=0)
    wants = (Requirement(material=first, necessity=Necessity.REQUIRED),) if linked else ()
    last = (Requirement(material=second, necessity=Necessity.REQUIRED),)
    world.item(A, results=(first,), promised_time=at_once)
    world.item(
        B,
        results=(second,),
        promised_time=at_once,
        requirements=wants,
        visits=0,
        online=Fact.YES,
        online_depth=4,
    )
    world.item(C, requirements=last)
    world.place("hall")
    for code in (A, B, C):
        world.offer(code, "hall")
    plan = world.plan(d.ask(A, B, C))
    assert [one.item.code for one in plan.away] == [B]
    found = suggested(plan, ReasonKind.SUGGEST_VISIT)
    if not linked:
        assert found == []
        return
    (visit,) = found
    assert visit.saved is not None
    assert (visit.saved.trips, visit.saved.completion_day) == (1, 1)
    again = world.plan(visit.question)
    assert again.aim == visit.aim
    assert len(again.trips) == 1


def test_a_paper_that_one_may_have_already_is_not_waited_for(world: World) -> None:
    card = MaterialId("card")
    world.item(A, results=(card,), promised_time=TimeLimit(days=20))
    for code in (B, C):
        need = Requirement(material=card, necessity=Necessity.REQUIRED)
        world.item(code, requirements=(need,))
    world.place("hall")
    for code in (A, B, C):
        world.offer(code, "hall")
    plan = world.plan(d.ask(A, B, C))
    assert plan.status is PlanStatus.INFEASIBLE
    (have,) = suggested(plan, ReasonKind.SUGGEST_HAVE_PAPER)
    assert have.reason.values["paper"] == "card"
    assert have.reason.values["item"] == "事项a"
    assert plan.suggestions[0] == have
    again = world.plan(have.question)
    assert again.aim == have.aim
    assert len(again.trips) == 1


def test_no_paper_is_asked_about_where_it_saves_nothing(world: World) -> None:
    card = MaterialId("card")
    world.item(A, results=(card,), promised_time=TimeLimit(days=0))
    world.item(B, requirements=(Requirement(material=card, necessity=Necessity.REQUIRED),))
    world.place("hall")
    world.offer(A, "hall")
    world.offer(B, "hall")
    assert world.plan(d.ask(A, B)).suggestions == ()


def test_so_many_sets_of_papers_as_fit_are_suggested(world: World) -> None:
    world.item(A)
    world.place("hall")
    world.offer(A, "hall", handling_minutes=30)
    asked = replace(d.ask(), errands=(Errand(item=A, quantity=10),))
    (fewer,) = world.plan(asked).suggestions
    assert fewer.reason.kind is ReasonKind.SUGGEST_FEWER
    most = int(fewer.reason.values["count"])
    assert fewer.question.errands == (Errand(item=A, quantity=most),)
    assert world.plan(fewer.question).aim == fewer.aim
    one_more = replace(asked, errands=(Errand(item=A, quantity=most + 1),))
    assert world.plan(one_more).status is PlanStatus.INFEASIBLE


def test_the_other_day_is_the_one_on_which_one_leaves(world: World) -> None:
    """Closed until Friday: one need not be ready to leave on Thursday."""
    world.item(A)
    world.place("hall", hours="Fr 09:00-17:00")
    world.offer(A, "hall")
    plan = world.plan(d.ask(A, days=2))
    assert plan.status is PlanStatus.INFEASIBLE
    (other,) = suggested(plan, ReasonKind.SUGGEST_START_ON)
    assert other.reason.values["date"] == "2026-11-27"
    assert other.aim.completion_day == 0
    assert world.plan(other.question).trips[0].depart.date().isoformat() == "2026-11-27"
