"""VROOM and PyVRP on the part of the trip problem that they can state: one day, no links.

PyVRP takes the day's places and hourly queues as optional clients in groups of which one is served;
needed results have no counterpart. VROOM takes neither a choice of places nor a queue by the hour:
each errand is fixed at the place and with the minutes that our plan has, its windows are that
place's of the day, and it makes the driving shortest, not the time out. Called by ``trips``.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pyvrp
import vroom
from pyvrp.stop import MaxRuntime
from tests.trips import brute_force

from zhihui.trips.problem import Aim, Link, Solution, Task, TripProblem, Way

PYVRP_SECONDS = 1.0
NEVER_MIN = 100_000
"""For legs that do not exist: far past the day, and small enough for the peers' sums."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One day of a question, with our best plan for it."""

    problem: TripProblem
    plan: Solution


def cut_day(problem: TripProblem, day: int) -> TripProblem:
    """One day of the problem, without its links."""
    return replace(
        problem,
        days=1,
        leave_from=(problem.leave_from[day],),
        back_by=(problem.back_by[day],),
        tasks=tuple(
            Task(tuple(Way(way.stop, (way.days[day],)) for way in task.ways if way.days[day]))
            for task in problem.tasks
        ),
        links=(),
    )


def ask_pyvrp(stated: Stated) -> Aim | None:
    """The aim of the plan that PyVRP finds within its seconds."""
    problem = stated.problem
    travel: Any = np.minimum(problem.travel.astype(np.int64), NEVER_MIN)
    clients: list[pyvrp.Client] = []
    members: list[range] = []
    for group, task in enumerate(problem.tasks):
        start = len(clients)
        clients += [
            pyvrp.Client(
                location=way.stop,
                service_duration=piece.minutes,
                tw_early=piece.first,
                tw_late=piece.last,
                required=False,
                group=group,
            )
            for way in task.ways
            for piece in way.days[0]
        ]
        members.append(range(start, len(clients)))
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(travel))],
        clients=clients,
        depots=[pyvrp.Depot(location=problem.stops), pyvrp.Depot(location=problem.stops + 1)],
        vehicle_types=[
            pyvrp.VehicleType(
                start_depot=0,
                end_depot=1,
                tw_early=problem.leave_from[0],
                tw_late=problem.back_by[0],
                unit_distance_cost=0,
                unit_duration_cost=1,
            )
        ],
        distance_matrices=[np.zeros_like(travel)],
        duration_matrices=[travel],
        groups=[pyvrp.ClientGroup(clients=list(group)) for group in members],
    )
    result = pyvrp.solve(data, MaxRuntime(PYVRP_SECONDS), seed=1, collect_stats=False)
    return Aim(1, 0, int(result.cost())) if result.is_feasible() else None


def ask_vroom(stated: Stated) -> list[int] | None:
    """The errands in VROOM's order, each at the place of our plan; None when it leaves one out."""
    problem, trip = stated.problem, stated.plan.trips[0]
    seconds = np.minimum(problem.travel.astype(np.int64), NEVER_MIN) * 60
    asked = vroom.Input()
    asked.set_durations_matrix(profile="car", matrix_input=seconds.astype(np.uint32))
    asked.add_vehicle(
        vroom.Vehicle(
            1,
            start=problem.stops,
            end=problem.stops + 1,
            time_window=vroom.TimeWindow(problem.leave_from[0] * 60, problem.back_by[0] * 60),
        )
    )
    for stay in trip.stays:
        way = problem.tasks[stay.task].ways[stay.way]
        asked.add_job(
            vroom.Job(
                stay.task + 1,
                location=way.stop,
                default_service=way.days[0][stay.piece].minutes * 60,
                time_windows=[vroom.TimeWindow(a * 60, b * 60) for a, b in _list_windows(way)],
            )
        )
    found = asked.solve(exploration_level=5, nb_threads=1)
    steps = found.routes
    order = [int(job) - 1 for job in steps["id"][steps["type"] == "job"]]
    return order if len(order) == len(trip.stays) else None


def _list_windows(way: Way) -> list[tuple[int, int]]:
    """Minutes of joining, pieces that touch made one."""
    windows: list[tuple[int, int]] = []
    for piece in sorted(way.days[0], key=lambda piece: piece.first):
        if windows and piece.first <= windows[-1][1] + 1:
            windows[-1] = windows[-1][0], max(windows[-1][1], piece.last)
        else:
            windows.append((piece.first, piece.last))
    return windows


def replay(stated: Stated, order: list[int]) -> Aim | None:
    """The best aim in the order given, at the places of our plan."""
    problem = stated.problem
    ways = {stay.task: stay.way for stay in stated.plan.trips[0].stays}
    tasks = tuple(Task((task.ways[ways[n]],)) for n, task in enumerate(problem.tasks))
    links = tuple(Link(before, after) for before, after in pairwise(order))
    return brute_force.find_best_aim(replace(problem, tasks=tasks, links=links))
