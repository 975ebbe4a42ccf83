"""What the planner says where something is unknown, impossible, or better done otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from tests.trips import plan_district as d
from zhihui.district import (
    AreaCode,
    Channel,
    Fact,
    Item,
    ItemCode,
    MaterialId,
    Necessity,
    Offer,
    OfferId,
    Place,
    PlaceId,
    Reason,
    ReasonKind,
    Records,
    Requirement,
    TimeLimit,
    TimeUnit,
    text,
)
from zhihui.generation import build, open_generation
from zhihui.hours import china_calendar
from zhihui.streets import Mode, StraightLines, TravelTimes
from zhihui.trips.plan import Plan, PlanStatus, Suggestion
from zhihui.trips.planning import make_plan
from zhihui.trips.problem import Aim, Solution, TripProblem
from zhihui.trips.question import Errand, How, PlanQuestion, QuestionError
from zhihui.trips.solving import DEFAULT_LIMIT, solve

A, B, C = ItemCode("a"), ItemCode("b"), ItemCode("c")
OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00"
WEDNESDAY = d.WEDNESDAY


@dataclass
class World:
    """A district that a test puts together, and plans over it."""

    folder: Path
    items: list[Item] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    def item(self, code: ItemCode, **fields: object) -> None:
        make: Callable[..., Item] = Item
        self.items.append(make(code=code, name=text(f"事项{code}", f"Item {code}"), **fields))

    def place(self, name: str, *, east_m: float = 900.0, **fields: object) -> None:
        make: Callable[..., Place] = Place
        given = {
            "hours": OFFICE,
            "lon": d.HOME[0] + east_m / 89_200,
            "lat": d.HOME[1],
            **fields,
        }
        self.places.append(make(id=PlaceId(name), name=text(name, name), **given))

    def offer(self, item: ItemCode, place: str, **fields: object) -> None:
        make: Callable[..., Offer] = Offer
        given = {"handling_minutes": 10, **fields}
        name = OfferId(f"{item}@{place}@{len(self.offers)}")
        self.offers.append(make(id=name, item=item, place=PlaceId(place), **given))

    def plan(
        self, question: PlanQuestion, travel: Callable[[Mode], TravelTimes] = d.travel
    ) -> Plan:
        directory = self.folder / "district"
        if not directory.is_dir():
            records = Records(
                district_code=AreaCode("370100"),
                district_name=text("测试区"),
                items=tuple(self.items),
                places=tuple(self.places),
                offers=tuple(self.offers),
            )
            build(records, directory, built_at=datetime(2026, 11, 24))
        with open_generation(directory) as generation:
            return make_plan(question, generation, china_calendar(), travel=travel)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def why_not(plan: Plan, code: ItemCode) -> list[Reason]:
    return [r for each in plan.blocked if each.item.code == code for r in each.reasons]


def unsure(plan: Plan, code: ItemCode) -> set[ReasonKind]:
    return {r.kind for each in plan.uncertain if each.item.code == code for r in each.reasons}


def suggested(plan: Plan, kind: ReasonKind) -> list[Suggestion]:
    return [each for each in plan.suggestions if each.reason.kind is kind]


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
