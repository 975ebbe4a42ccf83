"""The trip problem as a model of OR-tools CP-SAT: a second opinion for up to ten tasks.

Written from the statement. Called by the tests and the benchmarks; one worker, fixed seed. Proves
optima (`find_best_aim`) and, much sooner, that no plan comes before a known one (`find_better`).
"""

from dataclasses import dataclass
from enum import Enum

from ortools.sat.python import cp_model

from tests.trips.cp_sat_model import TripModel
from zhihui.trips.problem import Aim, TripProblem

EFFORT = 60.0
"""Deterministic seconds of CP-SAT, the same on every machine."""


class Verdict(Enum):
    """What is known about plans that come before an aim."""

    NONE = "no plan comes before it"
    SOME = "a plan comes before it"
    UNKNOWN = "the effort did not suffice"


@dataclass(frozen=True, slots=True)
class Best:
    """``aim`` is None when there is no plan; ``proven`` is False when the effort did not do."""

    aim: Aim | None
    proven: bool


def find_best_aim(problem: TripProblem, effort: float = EFFORT) -> Best:
    """The optimum, one aim after the other."""
    fixed: list[int] = []
    for place in range(3):
        model = TripModel(problem)
        for number, value in enumerate(fixed):
            model.fix(number, value)
        model.minimize(place)
        solver, status = _solve(model, effort)
        if status == cp_model.INFEASIBLE:
            return Best(None, proven=True)
        if status != cp_model.OPTIMAL:
            return Best(None, proven=False)
        fixed.append(round(solver.objective_value))
    return Best(Aim(*fixed), proven=True)


def find_better(problem: TripProblem, aim: Aim | None, effort: float = EFFORT) -> Verdict:
    """Is there any plan that comes before ``aim``? With None: is there any plan at all?"""
    if aim is None:
        return _judge(TripModel(problem), effort)
    values = (aim.trips, aim.completion_day, aim.minutes_out)
    for place in range(3):
        model = TripModel(problem)
        for number in range(place):
            model.fix(number, values[number])
        model.limit(place, values[place] - 1)
        model.minimize(place)  # only to be led by its bound: the first plan found is enough
        verdict = _judge(model, effort)
        if verdict is not Verdict.NONE:
            return verdict
    return Verdict.NONE


def _judge(model: TripModel, effort: float) -> Verdict:
    _, status = _solve(model, effort, stop_at_first=True)
    if status == cp_model.INFEASIBLE:
        return Verdict.NONE
    return Verdict.SOME if status in (cp_model.FEASIBLE, cp_model.OPTIMAL) else Verdict.UNKNOWN


def _solve(
    model: TripModel, effort: float, *, stop_at_first: bool = False
) -> tuple[cp_model.CpSolver, int]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 7
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.stop_after_first_solution = stop_at_first
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model.cp)
    assert status != cp_model.MODEL_INVALID, model.cp.validate()
    return solver, int(status)
