"""What the planner says where something is unknown, impossible, or better done otherwise."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from tests.trips import plan_district as d
from tests.trips.plan_world import A, B, C, World, suggested, unsure, why_not
from zhihui.district import (
    Channel,
    MaterialId,
    Necessity,
    Reason,
    ReasonKind,
    Requirement,
    TimeLimit,
    TimeUnit,
)
from zhihui.hours import china_calendar
from zhihui.streets import Mode, StraightLines
from zhihui.trips.plan import PlanStatus
from zhihui.trips.question import Errand, How, QuestionError


def test_an_address_alone_is_no_place(world: World) -> None:
    world.item(A, address="经二路1号")
    (reason,) = why_not(world.plan(d.ask(A)), A)
    assert reason == Reason(kind=ReasonKind.ADDRESS_ONLY, values={"address": "经二路1号"})


def test_hours_that_nobody_can_read_are_quoted(world: World) -> None:
    world.item(A)
    world.place("hall", hours="", hours_original="详见门口")
    world.offer(A, "hall")
    (reason,) = why_not(world.plan(d.ask(A)), A)
    assert reason == Reason(kind=ReasonKind.HOURS_UNREADABLE, values={"original": "详见门口"})


def test_consulting_is_not_applying(world: World) -> None:
    world.item(A, channels=(Channel.COUNTER,))
    world.place("hall")
    world.offer(A, "hall", channel=Channel.ONLINE)
    assert [r.kind for r in why_not(world.plan(d.ask(A)), A)] == [ReasonKind.NO_OFFER]


def test_a_year_without_calendar_is_said_and_not_guessed(world: World) -> None:
    world.item(A)
    world.place("hall")
    world.offer(A, "hall")
    plan = world.plan(d.ask(A, start=datetime(2031, 11, 26, 8, 30)))
    assert plan.status is PlanStatus.INFEASIBLE
    (reason,) = why_not(plan, A)
    assert reason == Reason(kind=ReasonKind.CALENDAR_NOT_PUBLISHED, values={"year": 2031})


def test_a_plan_around_new_year_says_which_days_are_unknown(world: World) -> None:
    known = max(china_calendar().known_years)
    world.item(A)
    world.place("hall")
    world.offer(A, "hall")
    plan = world.plan(d.ask(A, start=datetime(known, 12, 28, 8, 30), days=7))
    assert plan.status is PlanStatus.OPTIMAL
    assert ReasonKind.CALENDAR_NOT_PUBLISHED in unsure(plan, A)


def test_one_comes_to_the_appointment_and_does_not_queue(world: World) -> None:
    world.item(A)
    world.place("hall")
    slots = (datetime(2026, 11, 26, 10, 40),)
    world.offer(A, "hall", slots=slots)
    plan = world.plan(d.ask(A))
    (handling,) = plan.trips[0].visits[0].handlings
    assert (handling.join, handling.queue_minutes) == (slots[0], 0)
    assert handling.by_slot
    assert handling.wait_minutes == 0
    gone = world.plan(d.ask(A, start=datetime(2026, 11, 27, 8, 30)))
    assert [r.kind for r in why_not(gone, A)] == [ReasonKind.SLOTS_GONE]


def test_too_many_papers_for_any_opening(world: World) -> None:
    world.item(A)
    world.place("hall")
    world.offer(A, "hall", handling_minutes=30)
    plan = world.plan(replace(d.ask(), errands=(Errand(item=A, quantity=10),)))
    (reason,) = why_not(plan, A)
    assert reason == Reason(kind=ReasonKind.HANDLING_TOO_LONG, values={"minutes": 300})


def gives_and_wants(world: World, limit: TimeLimit, necessity: Necessity) -> None:
    """B asks for the paper that A gives."""
    paper = MaterialId("paper")
    world.item(A, results=(paper,), promised_time=limit)
    world.item(B, requirements=(Requirement(material=paper, necessity=necessity),))
    world.place("hall")
    world.offer(A, "hall")
    world.offer(B, "hall")


def test_a_paper_in_hand_is_not_waited_for(world: World) -> None:
    days = TimeLimit(days=3, unit=TimeUnit.CALENDAR_DAY)
    gives_and_wants(world, days, Necessity.REQUIRED)
    waiting = world.plan(d.ask(A, B))
    assert waiting.aim is not None
    assert (waiting.aim.trips, waiting.aim.completion_day) == (2, 5)  # day 3 is a Saturday
    having = world.plan(d.ask(A, B, in_hand=(MaterialId("paper"),)))
    assert having.aim is not None
    assert having.aim.trips == 1


@pytest.mark.parametrize("necessity", [Necessity.CONDITIONAL, Necessity.OPTIONAL])
def test_a_paper_that_may_not_be_asked_for_is_not_waited_for(
    world: World, necessity: Necessity
) -> None:
    gives_and_wants(world, TimeLimit(days=3, unit=TimeUnit.WORKING_DAY), necessity)
    plan = world.plan(d.ask(A, B))
    assert plan.aim is not None
    assert plan.aim.trips == 1


def test_a_result_given_on_the_spot_needs_no_second_trip(world: World) -> None:
    gives_and_wants(world, TimeLimit(days=0), Necessity.REQUIRED)
    plan = world.plan(d.ask(B, A))
    (visit,) = plan.trips[0].visits
    assert [handling.item.code for handling in visit.handlings] == [A, B]


def test_an_unknown_time_limit_is_planned_with_the_stated_default(world: World) -> None:
    gives_and_wants(world, TimeLimit(), Necessity.UNKNOWN)
    plan = world.plan(d.ask(A, B))
    assert plan.aim is not None
    assert (plan.aim.trips, plan.aim.completion_day) == (2, 1)
    assert {ReasonKind.WAIT_ASSUMED, ReasonKind.RESULT_TO_HAND} <= unsure(plan, A)


def test_a_circle_of_papers_is_broken_and_said(world: World) -> None:
    one, other = MaterialId("one"), MaterialId("other")
    for code, gives, wants in ((A, one, other), (B, other, one)):
        need = Requirement(material=wants, necessity=Necessity.REQUIRED)
        world.item(code, results=(gives,), requirements=(need,), promised_time=TimeLimit(days=0))
        world.place(f"hall-{code}")
        world.offer(code, f"hall-{code}")
    plan = world.plan(d.ask(A, B))
    assert plan.status is PlanStatus.OPTIMAL
    assert ReasonKind.CIRCLE_OF_PAPERS in unsure(plan, A) & unsure(plan, B)
    assert world.plan(d.ask(B, A)) == plan


def test_a_second_visit_that_the_record_asks_for_is_said(world: World) -> None:
    world.item(A, visits=2)
    world.place("hall")
    world.offer(A, "hall")
    assert ReasonKind.VISIT_NEEDED in unsure(world.plan(d.ask(A)), A)


_SHORE = 117.05


class Cut(StraightLines):
    """Straight lines, but east of a meridian there is no way."""

    def travel_times_s(self, from_points: ArrayLike, to_points: ArrayLike) -> NDArray[np.float64]:
        """Infinite across the shore."""
        times = super().travel_times_s(from_points, to_points)
        start, end = (
            np.asarray(points, float).reshape(-1, 2)[:, 0] > _SHORE
            for points in (from_points, to_points)
        )
        return np.where(start[:, None] != end[None, :], np.inf, times)


def test_a_place_that_cannot_be_reached_is_named_with_its_distance(world: World) -> None:
    lines = Cut(Mode.WALK)
    world.item(A)
    world.place("island", east_m=9000.0)
    world.place("farther", east_m=11000.0)
    world.place("hall")
    world.offer(A, "island")
    world.offer(A, "farther")
    world.item(B)
    world.offer(B, "hall")
    world.offer(B, "island")
    plan = world.plan(d.ask(A, B), travel=lambda mode: lines)
    (reason,) = why_not(plan, A)
    assert reason.kind is ReasonKind.PLACE_UNREACHABLE
    assert reason.values["place"] == "island"
    assert 8900 < float(reason.values["distance_m"]) < 9100
    assert [each.item.code for each in plan.blocked] == [A]
    alone = world.plan(d.ask(B), travel=lambda mode: lines)
    assert alone.status is PlanStatus.OPTIMAL
    assert ReasonKind.PLACE_UNREACHABLE in unsure(alone, B)


def test_wishes_that_contradict_each_other_are_refused(world: World) -> None:
    world.item(A)
    errands = (Errand(item=A, how=How.ONLINE), Errand(item=A, how=How.AGENT))
    with pytest.raises(QuestionError) as caught:
        world.plan(replace(d.ask(), errands=errands))
    assert caught.value.part == "errands"
    assert "agent、online" in caught.value.zh


def test_an_origin_in_another_province_is_refused(world: World) -> None:
    world.item(A)
    world.place("hall")
    world.offer(A, "hall")
    with pytest.raises(QuestionError) as caught:
        world.plan(d.ask(A, origin=(113.3, 23.1)))
    assert caught.value.part == "origin"
    assert "km" in caught.value.en


def test_errands_that_stand_in_each_others_way_are_named(world: World) -> None:
    for code in (A, B):
        world.item(code)
        world.place(f"hall-{code}", east_m=2000.0 if code == A else -2000.0, hours="We 09:00-09:40")
        world.offer(code, f"hall-{code}")
    world.item(C)
    world.place("always", hours="Mo-Su 08:00-20:00")
    world.offer(C, "always")
    plan = world.plan(d.ask(A, B, C, days=3))
    assert plan.status is PlanStatus.INFEASIBLE
    assert {each.item.code for each in plan.blocked} == {A, B}
    assert {r.kind for each in plan.blocked for r in each.reasons} == {
        ReasonKind.NOT_WITH_THE_OTHERS
    }
    (more,) = suggested(plan, ReasonKind.SUGGEST_MORE_DAYS)
    assert more.question.days == 8  # until the next Wednesday
