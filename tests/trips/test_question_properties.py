"""What must hold for whole questions, through hours, queues and papers, when a district changes.

As in ``test_solver_properties`` for numbers: more openings or places, and fewer errands, never make
the best plan worse, and a week of the same working days later the plan is the same, a week later.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.trips import plan_district as d
from tests.trips.plan_world import World
from zhihui.district import ItemCode, MaterialId, Necessity, Requirement, TimeLimit, TimeUnit
from zhihui.trips.plan import Plan, PlanStatus, Trip
from zhihui.trips.problem import Aim
from zhihui.trips.question import Errand, PlanQuestion

NO_PLAN = Aim(99, 99, 999_999)
CODES = tuple(ItemCode(code) for code in "abcde")
HOURS = (
    "Mo-Fr 09:00-12:00,13:30-17:00",
    "Mo-Fr 08:30-11:30",
    "Tu,Th 13:00-16:40",
    "Mo-Sa 10:00-15:00",
    "We 09:10-09:50",
)
OPENINGS = ("Mo-Su 17:30-18:20", "Sa 09:00-12:00", "Mo-Fr 12:10-13:20", "Th 07:30-08:20")
SEEDS = range(25)
WEEK = timedelta(days=7)


def _create(folder: Path, seed: int) -> tuple[World, PlanQuestion]:
    """Errands that give each other papers, at places here and there, and a question about them."""
    rng = random.Random(seed)
    world = World(folder)
    count = rng.randint(2, 4)
    for number, code in enumerate(CODES[:count]):
        wants = [
            Requirement(material=MaterialId(f"paper-{other}"), necessity=Necessity.REQUIRED)
            for other in range(number)
            if rng.random() < 0.25
        ]
        limit = TimeLimit(days=rng.choice((0, 0, 1, 2)), unit=TimeUnit.WORKING_DAY)
        papers = (MaterialId(f"paper-{number}"),)
        world.item(code, results=papers, requirements=tuple(wants), promised_time=limit)
    for name in range(4):
        world.place(
            f"hall-{name}",
            east_m=rng.uniform(-4000, 4000),
            hours=rng.choice(HOURS),
            last_admission_minutes=rng.choice((None, 0, 20)),
        )
    for code in CODES[:count]:
        for name in rng.sample(range(4), rng.randint(1, 3)):
            world.offer(code, f"hall-{name}", handling_minutes=rng.choice((5, 20, 45)))
    start = datetime(2026, 11, 25, rng.choice((8, 11, 15)), 10)
    errands = tuple(Errand(item=code, quantity=rng.choice((1, 1, 2))) for code in CODES[:count])
    question = replace(d.ask(start=start, days=rng.choice((2, 7))), errands=errands)
    return world, question


def _plan(world: World, question: PlanQuestion) -> Plan:
    plan = world.plan(question)
    assert plan.status is not PlanStatus.NOT_PROVEN
    return plan


Change = Callable[[random.Random, World, PlanQuestion], PlanQuestion]


def _open_longer(rng: random.Random, world: World, question: PlanQuestion) -> PlanQuestion:
    at = rng.randrange(len(world.places))
    hours = f"{world.places[at].hours}; {rng.choice(OPENINGS)}".replace("; ", ", ")
    world.places[at] = replace(world.places[at], hours=hours)
    return question


def _open_a_place(rng: random.Random, world: World, question: PlanQuestion) -> PlanQuestion:
    world.place("new", east_m=rng.uniform(-2000, 2000), hours=rng.choice(HOURS))
    for errand in question.errands[::2]:
        world.offer(errand.item, "new", handling_minutes=10)
    return question


def _leave_an_errand(rng: random.Random, world: World, question: PlanQuestion) -> PlanQuestion:
    gone = rng.randrange(len(question.errands))
    return replace(question, errands=question.errands[:gone] + question.errands[gone + 1 :])


@pytest.mark.parametrize(
    "change",
    [_open_longer, _open_a_place, _leave_an_errand],
    ids=lambda change: change.__name__.strip("_"),
)
def test_never_worse(change: Change, tmp_path: Path) -> None:
    better = 0
    for seed in SEEDS:
        world, question = _create(tmp_path / f"{seed}", seed)
        before = _plan(world, question).aim or NO_PLAN
        changed = World(
            tmp_path / f"{seed}-changed", world.items[:], world.places[:], world.offers[:]
        )
        after = _plan(changed, change(random.Random(seed), changed, question)).aim or NO_PLAN
        assert after <= before, seed
        better += after < before
    assert better, "no change had an effect"


def test_a_week_later_the_plan_is_a_week_later(tmp_path: Path) -> None:
    """The two weeks have the same working days, and no holiday."""
    feasible = 0
    for seed in SEEDS:
        world, question = _create(tmp_path / f"{seed}", seed)
        now = _plan(world, question)
        then = _plan(world, replace(question, start=question.start + WEEK))
        assert then.aim == now.aim, seed
        assert [_list_moments(trip, WEEK) for trip in now.trips] == [
            _list_moments(trip, timedelta()) for trip in then.trips
        ], seed
        feasible += now.aim is not None
    assert feasible > len(SEEDS) // 2


def _list_moments(trip: Trip, later: timedelta) -> list[tuple[object, ...]]:
    """Everything with a moment in a trip, so much later."""
    moments: list[tuple[object, ...]] = [(trip.depart + later, trip.back + later)]
    for visit in trip.visits:
        moments += [
            (visit.place.id, h.item.code, h.arrive + later, h.join + later, h.end + later)
            for h in visit.handlings
        ]
    return moments
