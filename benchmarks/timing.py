"""Timing of many short calls: percentiles in microseconds."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter_ns
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Timing:
    """Percentiles in microseconds of ``calls`` calls."""

    calls: int
    p50_us: float
    p99_us: float


def time_calls(call: Callable[[T], object], inputs: Sequence[T], rounds: int = 3) -> Timing:
    """Every input once to warm up, then ``rounds`` times; rubbish is collected beforehand."""
    for value in inputs:
        call(value)
    gc.collect()
    spent: list[int] = []
    for _ in range(rounds):
        for value in inputs:
            start = perf_counter_ns()
            call(value)
            spent.append(perf_counter_ns() - start)
    spent.sort()
    return Timing(
        len(spent),
        spent[len(spent) // 2] / 1000,
        spent[min(int(len(spent) * 0.99), len(spent) - 1)] / 1000,
    )
