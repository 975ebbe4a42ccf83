"""The solver against brute force and CP-SAT on problems by chance on the streets of Jinan."""

import pytest

from tests.trips import brute_force, cp_sat
from tests.trips.checking import list_faults
from tests.trips.instances import Size, create_problem
from tests.trips.network import Matrix
from zhihui.trips.problem import Solution, SolutionStatus, TripProblem
from zhihui.trips.solving import solve

FEW = Size(tasks=(1, 4), days=(1, 6), ways=(1, 40))
FEW_CHUNK, FEW_CHUNKS = 50, 18
MANY_CHUNK, MANY_CHUNKS = 20, 20
SHARES = (
    (10, Size(tasks=(2, 5), days=(1, 7), ways=(1, 10))),
    (7, Size(tasks=(5, 7), days=(2, 7), ways=(1, 4))),
    (2, Size(tasks=(8, 9), days=(2, 7), ways=(1, 2))),
    (1, Size(tasks=(10, 10), days=(2, 7), ways=(1, 2))),
)
"""How many of each chunk have which size: proofs by CP-SAT take long for many tasks."""
SURE = 6
"""Up to so many tasks CP-SAT must come to a verdict; with more it may give up twice a chunk."""
EFFORT_SURE, EFFORT_MORE = 60.0, 4.0


def _solve(problem: TripProblem, seed: int) -> Solution:
    """The solution, once it is sound, proven and the same again."""
    solution = solve(problem)
    assert solution.status is not SolutionStatus.NOT_PROVEN, seed
    assert list_faults(problem, solution) == [], seed
    assert solve(problem) == solution, seed
    return solution


@pytest.mark.parametrize("chunk", range(FEW_CHUNKS))
def test_up_to_four_tasks_as_brute_force(chunk: int, jinan: Matrix) -> None:
    for seed in range(chunk * FEW_CHUNK, (chunk + 1) * FEW_CHUNK):
        problem = create_problem(seed, jinan, FEW)
        assert _solve(problem, seed).aim == brute_force.find_best_aim(problem), seed


@pytest.mark.parametrize("chunk", range(MANY_CHUNKS))
def test_up_to_ten_tasks_as_cp_sat(chunk: int, jinan: Matrix) -> None:
    sizes = [size for share, size in SHARES for _ in range(share)]
    assert len(sizes) == MANY_CHUNK
    given_up = 0
    for number, size in enumerate(sizes):
        seed = 10_000 + chunk * MANY_CHUNK + number
        problem = create_problem(seed, jinan, size)
        solution = _solve(problem, seed)
        effort = EFFORT_SURE if len(problem.tasks) <= SURE else EFFORT_MORE
        verdict = cp_sat.find_better(problem, solution.aim, effort)
        assert verdict is not cp_sat.Verdict.SOME, seed
        if verdict is cp_sat.Verdict.UNKNOWN:
            assert len(problem.tasks) > SURE, seed
            given_up += 1
    assert given_up <= 2


@pytest.mark.parametrize("seed", range(60))
def test_in_a_made_up_city_as_brute_force(seed: int, planar: Matrix) -> None:
    problem = create_problem(seed, planar, FEW)
    assert _solve(problem, seed).aim == brute_force.find_best_aim(problem)
