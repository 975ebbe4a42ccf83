"""Lower bounds of what is still to come, from sweeps over the sets of tasks done.

1. ``find_ahead``: whatever the time of day, the least minutes from a stop to the end of the plan.
2. ``find_reach``: which pairs (set, stop) can lie on a plan of fewer minutes than asked for.
3. ``hourly.find_later``: for those pairs, the least minutes by the time of day.

Each bound takes the best of what it does not look at, so no plan can beat it.

Rows are as wide as ``pad`` says: what is beyond the stops and the origin is NEVER. Loops over rows
have unsigned numbers and take whole arrays: a signed number may count from the end and a view
counts its references, and either keeps numba from making one instruction of many steps.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from zhihui.trips.kernel.lanes import LANES, first_bit, forget, lower

NEVER = 16_000
"""Minutes of what cannot be, small enough that two of them fit 16 bits."""
AT = np.uint64
_LANES = AT(LANES)
_WIDTH = 4 * LANES


def pad(rows: NDArray[np.int32]) -> NDArray[np.int16]:
    """Rows of minutes in 16 bits, and so wide that loops over them leave nothing over."""
    count, used = rows.shape
    padded = np.full((count, -(-used // _WIDTH) * _WIDTH), NEVER, np.int16)
    np.minimum(rows, NEVER, out=padded[:, :used], casting="unsafe")
    return padded


@njit(cache=True)
def find_ahead(into, home, close, way_stop, task_ways, shortest, needs):
    """(2^n, width) int16: least minutes from a stop, the set of tasks being done.

    ``into`` (m, width): travel to each stop from every stop and the origin; ``home`` (width,): to
    the end point; ``close`` (2^n,): least minutes of later trips when one goes home with a set
    done, NEVER where that may not be. A trip does something: none ends where it begins. Sets that
    lack what one of them needs cannot be.
    """
    tasks = needs.size
    stops, width = into.shape[0], AT(into.shape[1])
    ways = into.reshape(into.size)
    ahead = np.full((1 << tasks) * into.shape[1], NEVER, np.int16)
    enter = np.empty(stops, np.int16)
    least = np.minimum(shortest, NEVER).astype(np.int16)
    for mask in range((1 << tasks) - 1, -1, -1):
        if lacks(mask, needs):
            continue
        here = AT(mask) * width
        if close[mask] < NEVER:
            for point in range(AT(0), width, _LANES):
                lower(ahead, here + point, home, point, np.int16(close[mask]))
        enter[:] = NEVER
        for task in range(tasks):
            if mask >> task & 1 or needs[task] & ~mask:
                continue
            after = AT(mask | 1 << task) * width
            for way in range(AT(task_ways[task]), AT(task_ways[task + 1])):
                to = AT(way_stop[way])
                enter[to] = min(enter[to], np.int16(least[way] + ahead[after + to]))
        for stop in range(AT(stops)):
            if enter[stop] < NEVER:
                for point in range(AT(0), width, _LANES):
                    lower(ahead, here + point, ways, stop * width + point, enter[stop])
    return ahead.reshape((1 << tasks, into.shape[1]))


@njit(cache=True, inline="always")
def lacks(mask, needs):
    """Whether a task of the set is done without one that it needs."""
    lacking = 0
    for task in range(needs.size):
        if mask >> task & 1:
            lacking |= needs[task] & ~mask
    return lacking != 0


@njit(cache=True)
def find_reach(ahead, begun, into, way_stop, task_ways, shortest, needs, upper):
    """(2^n, m+1) int32: a number for each pair (set, stop) on a plan below ``upper``, else -1.

    ``begun`` (starts, 2): set of tasks done and minutes spent when a trip begins; ``into`` as for
    ``find_ahead``. Returns the stop of each pair, those of set s being ``rows[s] : rows[s + 1]``
    of the (2^n + 1,) that come next, and the least minutes spent when one is at each,
    (2^n, width) int16, NEVER where that does not matter.
    """
    tasks = needs.size
    sets, width = ahead.shape
    points = into.shape[0] + 1
    lines, still = into.reshape(into.size), ahead.reshape(ahead.size)
    spent = np.full(ahead.size, NEVER, np.int16)
    number = np.full((sets, points), -1, np.int32)
    stops = np.empty(number.size, np.int16)
    rows = np.zeros(sets + 1, np.int64)
    count = 0
    for row in range(begun.shape[0]):
        at = begun[row, 0] * width + points - 1
        spent[at] = min(spent[at], begun[row, 1])
    for mask in range(sets):
        here = AT(mask) * AT(width)
        count, least = number_pairs(mask, here, width, still, spent, number, stops, count, upper)
        rows[mask + 1] = count
        if least >= NEVER:
            continue
        for task in range(tasks):
            if mask >> task & 1 or needs[task] & ~mask:
                continue
            after = AT(mask | 1 << task) * AT(width)
            for way in range(AT(task_ways[task]), AT(task_ways[task + 1])):
                stop = AT(way_stop[way])
                room = upper - still[after + stop] - shortest[way]
                if least < room:
                    minutes = least_sum(spent, here, lines, stop * AT(width), width)
                    if minutes < room:
                        at = after + stop
                        spent[at] = min(spent[at], minutes + shortest[way])
    return number, stops[:count], rows, spent.reshape((sets, width))


@njit(cache=True)
def number_pairs(mask, here, width, still, spent, number, stops, count, upper):
    """Number the pairs of a set that matter from ``count`` on, and forget what the others take.

    Returns how many pairs there are then, and the least minutes spent at one of these.
    """
    least = np.int16(NEVER)
    for begin in range(AT(0), AT(width), _LANES):
        bits = forget(spent, here + begin, still, here + begin, np.int16(upper), np.int16(NEVER))
        while bits:
            point = begin + AT(first_bit(bits))
            number[AT(mask), point] = count
            stops[count] = point
            count += 1
            least = min(least, spent[here + point])
            bits &= bits - 1
    return count, least


@njit(cache=True, inline="always")
def least_sum(one, row, other, line, width):
    """The least of the sums of two rows that begin at ``row`` and ``line``, int16 both."""
    least = np.int16(2 * NEVER)
    for at in range(AT(width)):
        least = min(least, np.int16(one[row + at] + other[line + at]))
    return least


@njit(cache=True)
def find_closings(number, spent, travel):
    """(starts, 2) int32: sets that a trip can leave done, and the least minutes spent by then."""
    sets, points = number.shape
    closings = np.empty((sets, 2), np.int32)
    count = 0
    for mask in range(sets):
        least = 4 * NEVER
        for point in range(points - 1):
            if number[mask, point] >= 0:
                least = min(least, spent[mask, point] + travel[point, points])
        if least < 4 * NEVER:
            closings[count, 0] = mask
            closings[count, 1] = least
            count += 1
    return closings[:count]


@njit(cache=True)
def find_begins(number, least):
    """(2^n,) int32: least minutes still to come when the trip begins with a set done.

    ``least`` (pairs,): the same by pair.
    """
    sets, points = number.shape
    begins = np.full(sets, NEVER, np.int32)
    for mask in range(sets):
        pair = number[mask, points - 1]
        if pair >= 0:
            begins[mask] = least[pair]
    return begins
