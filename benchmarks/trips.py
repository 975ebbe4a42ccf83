"""The trip planner on its standard questions, with CP-SAT, PyVRP and VROOM in the same run.

Called by ``run``. Every answer of ours is checked against the statement of the problem; answers of
the others count as right when their aim is that of our plan for the same question.
"""

import gc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter_ns
from typing import TypeVar

from rich.console import Console
from rich.table import Table
from tests.trips import cp_sat
from tests.trips.checking import list_faults
from tests.trips.network import Matrix

from benchmarks.timing import Timing
from benchmarks.trip_peers import Stated, ask_pyvrp, ask_vroom, cut_day, replay
from benchmarks.trip_problems import create_question, get_travel
from zhihui.trips.problem import Aim, SolutionStatus, TripProblem
from zhihui.trips.solving import solve

QUESTIONS = 100
LARGER = (12, 15, 20)
LARGER_QUESTIONS = 10
PEER_QUESTIONS = 5
CP_SAT_QUESTIONS = 5
CP_SAT_ERRANDS = 6
CP_SAT_PLACES = (2, 4)
"""For ten errands it comes to no proof within minutes, not even with two places each."""
CP_SAT_EFFORT = 30.0
"""Deterministic seconds for each of the three aims."""
WARM_UP = 10_000
"""The question asked first, which is not among the measured ones."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TripRow:
    """``right``: share of answers that were as ``expected`` says; ``proven``: of proven ones."""

    system: str
    questions: str
    expected: str
    right: float
    proven: float | None
    timing: Timing
    warm_up_s: float | None = None
    beyond_min: float | None = None
    """Minutes out beyond our plan's, on average of the answers that have a plan."""

    def to_dict(self) -> dict[str, object]:
        """For the file of results."""
        return asdict(self)


def measure_trips(questions: int = QUESTIONS, *, peers: bool = True) -> list[TripRow]:
    """Our planner by kind of question and by number of errands, then the peers."""
    city, travel = get_travel()
    _, warm_up_ns = _time(solve, create_question(WARM_UP, travel)[1])
    asked = [create_question(seed, travel) for seed in range(questions)]
    rows = [_measure(f"{city}: all", [p for _, p in asked], warm_up_ns / 1e9)]
    rows += [
        _measure(f"{city}: {kind}", [p for k, p in asked if k == kind])
        for kind in dict.fromkeys(kind for kind, _ in asked)
    ]
    for errands in LARGER:
        problems = [create_question(n, travel, errands)[1] for n in range(LARGER_QUESTIONS)]
        rows.append(_measure(f"{city}: {errands} errands", problems))
    return rows + (_measure_peers(city, travel) if peers else [])


def print_trips(console: Console, rows: Sequence[TripRow]) -> None:
    """Times and shares, one line a system and kind of question."""
    table = Table(title="Planning: choice of places, order, day and time")
    columns = (
        "system",
        "questions",
        "right",
        "proven",
        "p50 ms",
        "p99 ms",
        "min beyond",
        "warm-up s",
    )
    for column in columns:
        left = column in ("system", "questions")
        table.add_column(column, justify="left" if left else "right")
    for row in rows:
        table.add_row(
            row.system,
            row.questions,
            f"{row.right:.0%}",
            "" if row.proven is None else f"{row.proven:.0%}",
            f"{row.timing.p50_us / 1000:.1f}",
            f"{row.timing.p99_us / 1000:.1f}",
            "" if row.beyond_min is None else f"{row.beyond_min:.1f}",
            "" if row.warm_up_s is None else f"{row.warm_up_s:.1f}",
        )
    console.print(table)


def _time(call: Callable[[T], object], value: T) -> tuple[object, int]:
    gc.collect()
    start = perf_counter_ns()
    answer = call(value)
    return answer, perf_counter_ns() - start


def _percentiles(spent: list[int]) -> Timing:
    spent = sorted(spent)
    last = min(int(len(spent) * 0.99), len(spent) - 1)
    return Timing(len(spent), spent[len(spent) // 2] / 1000, spent[last] / 1000)


def _measure(
    questions: str, problems: Sequence[TripProblem], warm_up_s: float | None = None
) -> TripRow:
    """Each question once, after the warm-up."""
    spent, right, proven = [], 0, 0
    for problem in problems:
        start = perf_counter_ns()
        solution = solve(problem)
        spent.append(perf_counter_ns() - start)
        right += not list_faults(problem, solution)
        proven += solution.status is not SolutionStatus.NOT_PROVEN
    return TripRow(
        system="Zhihui",
        questions=questions,
        expected="a plan that keeps to the statement and adds up, or none",
        right=right / len(problems),
        proven=proven / len(problems),
        timing=_percentiles(spent),
        warm_up_s=warm_up_s,
    )


def _measure_peers(city: str, travel: Matrix) -> list[TripRow]:
    """CP-SAT on questions with fewer places; PyVRP and VROOM on one day; ours on the same."""
    problems = [create_question(seed, travel)[1] for seed in range(PEER_QUESTIONS)]
    stated = []
    for problem in problems:
        day = solve(problem).trips[0].day
        stated.append(Stated(one_day := cut_day(problem, day), solve(one_day)))
    name = f"{city}: one day"
    fewer = [
        create_question(seed, travel, CP_SAT_ERRANDS, CP_SAT_PLACES)[1]
        for seed in range(CP_SAT_QUESTIONS)
    ]
    least, most = CP_SAT_PLACES
    small = f"{city}: {CP_SAT_ERRANDS} errands, {least} to {most} places"
    return [
        _measure(small, fewer),
        _measure_cp_sat(small, fewer),
        _measure(f"{name}, no links", [question.problem for question in stated]),
        _compare("PyVRP", f"{name}, no links", ask_pyvrp, stated),
        _compare("VROOM", f"{name}, no links, our places", ask_vroom, stated),
    ]


def _compare(
    system: str, questions: str, ask: Callable[[Stated], object], stated: Sequence[Stated]
) -> TripRow:
    """Right are the answers whose aim is ours."""
    spent, beyond, right = [], [], 0
    for question in stated:
        answer, took = _time(ask, question)
        spent.append(took)
        aim = replay(question, answer) if isinstance(answer, list) else answer
        ours = question.plan.aim
        right += aim == ours
        if isinstance(aim, Aim) and ours is not None:
            beyond.append(aim.minutes_out - ours.minutes_out)
    return TripRow(
        system=system,
        questions=questions,
        expected="the minutes out of our proven plan",
        right=right / len(stated),
        proven=None,
        timing=_percentiles(spent),
        beyond_min=sum(beyond) / len(beyond) if beyond else None,
    )


def _measure_cp_sat(questions: str, problems: Sequence[TripProblem]) -> TripRow:
    spent, right, proven = [], 0, 0
    for problem in problems:
        best, took = _time(lambda p: cp_sat.find_best_aim(p, CP_SAT_EFFORT), problem)
        assert isinstance(best, cp_sat.Best)
        spent.append(took)
        proven += best.proven
        right += best.proven and best.aim == solve(problem).aim
    return TripRow(
        system="CP-SAT",
        questions=questions,
        expected="the aim of our proven plan",
        right=right / len(problems),
        proven=proven / len(problems),
        timing=_percentiles(spent),
    )
