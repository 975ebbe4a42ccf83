"""Operations on sixteen numbers at once against NumPy."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numba import njit
from numpy.typing import NDArray

from zhihui.trips.kernel import lanes
from zhihui.trips.kernel.lanes import LANES

Shorts = NDArray[np.int16]
AT, THERE = np.uint64(21), np.uint64(6)
CALLS = {
    "lower": lambda to, at, other, there, more: lanes.lower(to, at, other, there, more),
    "lower_some": lambda to, at, other, there, more, count: lanes.lower_some(
        to, at, other, there, more, count
    ),
    "copy": lambda to, at, other, there: lanes.copy(to, at, other, there),
    "below": lambda array, at, limit: lanes.below(array, at, limit),
    "forget": lambda array, at, other, there, limit, never: lanes.forget(
        array, at, other, there, limit, never
    ),
    "least_of": lambda array, at: lanes.least_of(array, at),
    "bits": lambda bits: (lanes.first_bit(bits), lanes.past_bit(bits)),
}


@pytest.fixture(scope="module")
def compiled() -> dict[str, Callable[..., Any]]:
    return {name: njit(call) for name, call in CALLS.items()}


@pytest.fixture
def arrays() -> tuple[Shorts, Shorts]:
    rng = np.random.default_rng(3)
    one, other = rng.integers(-300, 15_000, (2, 64)).astype(np.int16)
    return one, other


def test_lower_takes_the_lesser_of_sixteen(
    compiled: dict[str, Callable[..., Any]], arrays: tuple[Shorts, Shorts]
) -> None:
    to, other = arrays
    expected = to.copy()
    expected[21:37] = np.minimum(to[21:37], other[6:22] + 500)
    compiled["lower"](to, AT, other, THERE, np.int16(500))
    assert (to == expected).all()


@pytest.mark.parametrize("count", [0, 1, 7, 16, 40])
def test_lower_some_leaves_the_rest_alone(
    compiled: dict[str, Callable[..., Any]], arrays: tuple[Shorts, Shorts], count: int
) -> None:
    to, other = arrays
    expected = to.copy()
    for i in range(min(count, LANES)):
        expected[21 + i] = min(to[21 + i], min(other[6 + i], other[7 + i]) - 70)
    compiled["lower_some"](to, AT, other, THERE, np.int16(-70), count)
    assert (to == expected).all()


def test_a_row_is_lowered_to_the_number_after_each_in_place(
    compiled: dict[str, Callable[..., Any]], arrays: tuple[Shorts, Shorts]
) -> None:
    to, _ = arrays
    expected = to.copy()
    expected[:32] = np.minimum(to[:32], to[1:33])
    for at in (0, 16):
        compiled["lower"](to, np.uint64(at), to, np.uint64(at + 1), np.int16(0))
    assert (to == expected).all()


def test_copy_moves_sixteen(
    compiled: dict[str, Callable[..., Any]], arrays: tuple[Shorts, Shorts]
) -> None:
    to, other = arrays
    expected = to.copy()
    expected[21:37] = other[6:22]
    compiled["copy"](to, AT, other, THERE)
    assert (to == expected).all()


def test_least_and_those_below_a_limit(
    compiled: dict[str, Callable[..., Any]], arrays: tuple[Shorts, Shorts]
) -> None:
    numbers, _ = arrays
    sixteen = numbers[21:37]
    assert compiled["least_of"](numbers, AT) == sixteen.min()
    limit = np.int16(np.median(sixteen))
    bits = compiled["below"](numbers, AT, limit)
    assert [bits >> i & 1 for i in range(64)] == [*(sixteen < limit).tolist(), *[False] * 48]


def test_forget_keeps_what_sums_up_to_less(
    compiled: dict[str, Callable[..., Any]], arrays: tuple[Shorts, Shorts]
) -> None:
    numbers, other = arrays
    sums = numbers[21:37] + other[6:22].astype(np.int32)
    limit = int(np.median(sums))
    expected = numbers.copy()
    expected[21:37][sums >= limit] = 15_000
    bits = compiled["forget"](numbers, AT, other, THERE, np.int16(limit), np.int16(15_000))
    assert (numbers == expected).all()
    assert [bits >> i & 1 for i in range(LANES)] == (sums < limit).tolist()


@pytest.mark.parametrize("bits", [1, 0b1000, 0b1010_0000_0000_0000, 0xFFFF])
def test_first_and_past_bit(compiled: dict[str, Callable[..., Any]], bits: int) -> None:
    assert compiled["bits"](bits) == ((bits & -bits).bit_length() - 1, bits.bit_length())
