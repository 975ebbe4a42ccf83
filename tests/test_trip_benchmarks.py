"""The standard questions to the trip planner, and the peers on the part that they can state."""

from collections import Counter

import pytest
from benchmarks.trip_peers import Stated, ask_pyvrp, ask_vroom, cut_day, replay
from benchmarks.trip_problems import create_question

from tests.trips.checking import list_faults
from tests.trips.network import Matrix, create_planar_travel
from zhihui.trips.solving import solve


@pytest.fixture(scope="module")
def travel() -> Matrix:
    return create_planar_travel()


def test_questions_are_the_standard_ones_and_the_same_every_time(travel: Matrix) -> None:
    kinds = Counter(create_question(seed, travel)[0] for seed in range(10))
    assert kinds == {"usual": 7, "second trip": 2, "hard": 1}
    problem = create_question(3, travel)[1]
    assert create_question(3, travel)[1].tasks == problem.tasks
    assert len(problem.travel) == 301
    assert (len(problem.tasks), problem.days) == (10, 7)
    ways = [len(task.ways) for task in problem.tasks]
    assert min(ways) >= 2
    assert max(ways) <= 40


@pytest.mark.parametrize("seed", range(3))
def test_peers_answer_one_day_and_never_beat_the_plan(seed: int, travel: Matrix) -> None:
    problem = create_question(seed, travel, errands=4, places=(2, 4))[1]
    plan = solve(problem)
    assert list_faults(problem, plan) == []
    day = cut_day(problem, plan.trips[0].day)
    stated = Stated(day, solve(day))
    assert stated.plan.aim is not None
    order = [stay.task for stay in stated.plan.trips[0].stays]
    assert replay(stated, order) == stated.plan.aim
    by_vroom = ask_vroom(stated)
    assert by_vroom is not None
    replayed = replay(stated, by_vroom)
    assert replayed is None or replayed >= stated.plan.aim
    by_pyvrp = ask_pyvrp(stated)
    assert by_pyvrp is not None
    assert by_pyvrp >= stated.plan.aim
