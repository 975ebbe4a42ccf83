"""The sentences of docs/trip-problem.md that problems by chance seldom meet, one by one.

Small problems have answers found by hand; problems by chance are made odd and judged by brute
force.
"""

import random
from dataclasses import replace

import numpy as np
import pytest

from tests.trips import brute_force
from tests.trips.checking import list_faults
from tests.trips.instances import Size, create_problem
from tests.trips.network import Matrix
from tests.trips.test_brute_force_against_cp_sat import ANSWERS, create_two_offices
from zhihui.trips import compiling, guiding
from zhihui.trips.linking import CircularLinksError
from zhihui.trips.problem import (
    DAY_END,
    UNREACHABLE,
    Aim,
    Link,
    Piece,
    Solution,
    SolutionStatus,
    Task,
    TripProblem,
    Way,
)
from zhihui.trips.solving import MAX_VISIT_TASKS, solve

HALF_HOUR = 30
FEW = Size(tasks=(1, 4), days=(1, 5), ways=(1, 6))
LITTLE_HASTE = 100_000
SOME = Size(tasks=(4, 8), days=(2, 7), ways=(1, 12))


def _office(*pieces: Piece, days: int = 1, stop: int = 0, earliest_day: int = 0) -> Task:
    return Task((Way(stop, (pieces,) * days),), earliest_day=earliest_day)


def _one_stop(*tasks: Task, links: tuple[Link, ...] = (), days: int = 1) -> TripProblem:
    """Home, and one stop half an hour away."""
    travel = np.array([[0, HALF_HOUR, HALF_HOUR], [HALF_HOUR, 0, 0], [HALF_HOUR, 0, 0]], np.int32)
    return TripProblem(
        days=days,
        leave_from=(480,) * days,
        back_by=(1080,) * days,
        travel=travel,
        tasks=tasks,
        links=links,
    )


def _solved(problem: TripProblem) -> Solution:
    solution = solve(problem)
    assert list_faults(problem, solution) == []
    assert solution.aim == brute_force.find_best_aim(problem)
    return solution


def test_nothing_to_do_is_done() -> None:
    assert solve(_one_stop()).aim == Aim(0, 0, 0)


def test_no_trip_where_one_leaves_after_one_must_be_back() -> None:
    problem = _one_stop(_office(Piece(540, 1000, 10), days=2), days=2)
    barred = replace(problem, leave_from=(1081, 480))
    assert _solved(barred).aim == Aim(1, 1, 70)
    assert _solved(replace(problem, leave_from=(1081, 1200))).aim is None


def test_one_may_join_at_both_ends_of_a_piece_and_be_back_at_the_last_minute() -> None:
    problem = _one_stop(_office(Piece(540, 600, 10)))
    for leave_from, back_by, aim in (
        (570, 640, Aim(1, 0, 70)),
        (571, 640, None),
        (570, 639, None),
        (0, 580, Aim(1, 0, 70)),
        (0, 579, None),
    ):
        changed = replace(problem, leave_from=(leave_from,), back_by=(back_by,))
        assert _solved(changed).aim == aim


def test_pieces_may_begin_and_end_with_the_day_and_take_no_time() -> None:
    free = replace(_one_stop(_office(Piece(0, 0, 0))), leave_from=(0,), back_by=(DAY_END,))
    assert _solved(free).aim is None  # the way there takes half an hour
    late = replace(_one_stop(_office(Piece(DAY_END, DAY_END, 0))), back_by=(DAY_END,))
    assert _solved(late).aim is None  # and so does the way back
    at_home = np.zeros((3, 3), np.int32)
    assert _solved(replace(free, travel=at_home)).aim == Aim(1, 0, 0)
    assert _solved(replace(late, travel=at_home)).aim == Aim(1, 0, 0)


def test_any_piece_that_fits_may_be_used_whatever_their_order() -> None:
    """The quicker piece stands last, and lies within the slower one."""
    problem = _one_stop(_office(Piece(540, 1000, 90), Piece(980, 1010, 50), Piece(600, 600, 5)))
    assert _solved(problem).aim == Aim(1, 0, 65)
    late = replace(problem, leave_from=(580,))
    assert _solved(late).aim == Aim(1, 0, 110)


def test_a_shorter_way_round_is_not_taken() -> None:
    far = np.array([[0, 5, 90, 90], [5, 0, 10, 10], [90, 10, 0, 0], [90, 10, 0, 0]], np.int32)
    task = Task((Way(0, ((Piece(540, 1000, 10),),)),))
    problem = replace(_one_stop(task), travel=far)
    assert _solved(problem).aim == Aim(1, 0, 190)
    by_errand = replace(problem, tasks=(task, _office(Piece(480, 1000, 0), stop=1)))
    assert _solved(by_errand).aim == Aim(1, 0, 115)


@pytest.mark.parametrize("minutes", [UNREACHABLE, UNREACHABLE + 1, 2 * UNREACHABLE])
def test_nobody_goes_where_there_is_no_way(minutes: int) -> None:
    problem = _one_stop(_office(Piece(540, 1000, 10)))
    for here, there in ((0, 2), (1, 0)):
        travel = problem.travel.copy()
        travel[here, there] = minutes
        assert _solved(replace(problem, travel=travel)).aim is None


def test_two_tasks_at_one_stop_share_the_way_and_nothing_else() -> None:
    one = _office(Piece(540, 1000, 20))
    assert _solved(_one_stop(one)).aim == Aim(1, 0, 80)
    solution = _solved(_one_stop(one, one))
    assert solution.aim == Aim(1, 0, 100)
    first, second = solution.trips[0].stays
    assert second.arrive == second.join == first.done


def test_a_task_without_a_way_cannot_be_done() -> None:
    assert _solved(_one_stop(_office(Piece(540, 1000, 5)), Task())).aim is None


@pytest.mark.parametrize("away", [False, True])
def test_nothing_is_done_before_its_earliest_day(away: bool) -> None:
    for first, day in ((0, 0), (2, 2), (3, None)):
        task = _office(Piece(540, 1000, 10), days=3, earliest_day=first)
        problem = _one_stop(replace(task, away=away, ways=() if away else task.ways), days=3)
        aim = None if day is None else Aim(0, day, 0) if away else Aim(1, day, 70)
        assert _solved(problem).aim == aim


def test_links_may_make_no_circle() -> None:
    one = _office(Piece(540, 1000, 10))
    with pytest.raises(CircularLinksError):
        solve(_one_stop(one, one, links=(Link(0, 1), Link(1, 0))))


def test_of_several_links_between_two_tasks_every_one_holds() -> None:
    one = _office(Piece(540, 1000, 10), days=4)
    links = (Link(0, 1), Link(0, 1, (2, 3, 4, 4)), Link(0, 1, (1, 2, 3, 4)))
    assert _solved(_one_stop(one, one, links=links, days=4)).aim == Aim(2, 2, 140)


@pytest.mark.parametrize(("links", "aim"), ANSWERS)
def test_answers_found_by_hand(links: tuple[Link, ...], aim: Aim | None) -> None:
    assert _solved(create_two_offices(links)).aim == aim


def test_one_leaves_at_the_earliest_of_the_best_minutes() -> None:
    """Any departure from 510 to 970 takes as long."""
    (trip,) = _solved(_one_stop(_office(Piece(540, 1000, 10)))).trips
    assert trip.depart == 510


def _make_odd(rng: random.Random, problem: TripProblem) -> TripProblem:
    """Overlapping pieces in any order, no time at all, far too far, links twice, no day at all."""
    tasks = [_make_task_odd(rng, task, problem.days) for task in problem.tasks]
    links = [*problem.links, *(link for link in problem.links if rng.random() < 0.5)]
    links += [Link(link.before, link.after) for link in problem.links if rng.random() < 0.3]
    travel = problem.travel.copy()
    if rng.random() < 0.3:
        travel[travel >= UNREACHABLE] += rng.randrange(UNREACHABLE)
    leave_from = list(problem.leave_from)
    if rng.random() < 0.3:
        leave_from[rng.randrange(problem.days)] = 1300
    return replace(
        problem,
        tasks=tuple(tasks),
        links=tuple(links),
        travel=travel,
        leave_from=tuple(leave_from),
    )


def _make_task_odd(rng: random.Random, task: Task, days: int) -> Task:
    ways = []
    for way in task.ways:
        lists = []
        for pieces in way.days:
            more = list(pieces)
            for piece in pieces:
                if rng.random() < 0.4:
                    first = max(0, piece.first - rng.randrange(40))
                    minutes = rng.choice((0, piece.minutes, piece.minutes + 15))
                    more.append(Piece(first, min(DAY_END, first + rng.randrange(90)), minutes))
            rng.shuffle(more)
            lists.append(tuple(more))
        ways.append(replace(way, days=tuple(lists)))
    earliest = rng.randrange(days + 1) if rng.random() < 0.1 else task.earliest_day
    return replace(task, ways=tuple(ways), earliest_day=earliest)


@pytest.mark.parametrize("chunk", range(8))
def test_odd_problems_as_brute_force(chunk: int, jinan: Matrix) -> None:
    for seed in range(50_000 + 25 * chunk, 50_000 + 25 * (chunk + 1)):
        _solved(_make_odd(random.Random(seed), create_problem(seed, jinan, FEW)))


def _check_bound(problem: TripProblem, limit: int, best: Aim | None) -> bool:
    """Whether a search of ``limit`` steps proves its plan; sound and no bound above the best."""
    solution = solve(problem, limit=limit)
    assert list_faults(problem, solution) == []
    assert solve(problem, limit=limit) == solution
    if solution.status is not SolutionStatus.NOT_PROVEN:
        assert solution.aim == best
        return True
    assert solution.bound is not None
    assert best is None or solution.bound <= best
    return False


@pytest.mark.parametrize("limit", [0, 30, 300, 3000])
def test_what_is_not_proven_comes_with_a_bound(
    limit: int, jinan: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "HASTE", LITTLE_HASTE)
    proven = 0
    for seed in range(60_000, 60_020):
        problem = create_problem(seed, jinan, SOME)
        proven += _check_bound(problem, limit, solve(problem).aim)
    assert proven < 20, "no search was cut short"


@pytest.mark.parametrize("most", [0, 10_000])
def test_without_room_for_its_bounds_a_search_gives_up(
    most: int, jinan: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = [create_problem(seed, jinan, SOME) for seed in range(60_000, 60_015)]
    best = [solve(problem).aim for problem in problems]
    monkeypatch.setattr(guiding, "MOST_NUMBERS", most)
    monkeypatch.setattr(compiling, "HASTE", LITTLE_HASTE)
    limit = 1_000_000
    proven = sum(map(lambda p, aim: _check_bound(p, limit, aim), problems, best))
    assert proven < len(problems)


def test_hasty_searches_end_together(jinan: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [create_problem(seed, jinan, SOME) for seed in range(60_000, 60_010)]
    monkeypatch.setattr(compiling, "HASTE", LITTLE_HASTE)
    found = [solve(problem, limit=30).aim for problem in problems]
    monkeypatch.setattr(compiling, "HASTE", 0)
    without = [solve(problem, limit=30).aim for problem in problems]
    assert sum(aim is not None for aim in without) < sum(aim is not None for aim in found)


def test_more_visits_than_can_be_searched_are_refused() -> None:
    one = _office(Piece(540, 1000, 1))
    with pytest.raises(ValueError, match="too many"):
        solve(_one_stop(*[one] * (MAX_VISIT_TASKS + 1)))
