"""Lower bounds of what is still to come, from sweeps over the sets of tasks done.

1. ``find_ahead``: whatever the time of day, the least minutes from a stop to the end of the plan.
2. ``find_reach``: which pairs (set, stop) can lie on a plan of fewer minutes than asked for.
3. ``hourly.find_later``: for those pairs, the least minutes by the time of day.

Each bound takes the best of what it does not look at, so no plan can beat it.

Loops over rows have unsigned numbers and take whole arrays: a signed number may count from the end
and a view counts its references, and either keeps numba from making one instruction of many steps.
"""

import numpy as np
from numba import njit

NEVER = 16_000
"""Minutes of what cannot be, small enough that two of them fit 16 bits."""
AT = np.uint64


@njit(cache=True)
def find_ahead(into, home, close, way_stop, task_ways, shortest, needs):
    """(2^n, m+1) int16: least minutes from a stop, the set of tasks being done.

    ``into`` (m, m+1) int16: travel to each stop from every stop and the origin; ``home`` (m+1,)
    to the end point; ``close`` (2^n,): least minutes of later trips when one goes home with a
    set done, NEVER where that may not be. A trip does something: none ends where it begins.
    """
    tasks = needs.size
    stops, points = into.shape
    ahead = np.empty((1 << tasks, points), np.int16)
    enter = np.empty(stops, np.int16)
    least = np.minimum(shortest, NEVER).astype(np.int16)
    for mask in range((1 << tasks) - 1, -1, -1):
        here = AT(mask)
        for point in range(AT(points)):
            ahead[here, point] = NEVER
        if close[mask] < NEVER:
            later = np.int16(close[mask])
            for stop in range(AT(stops)):
                ahead[here, stop] = min(np.int16(home[stop] + later), np.int16(NEVER))
        enter[:] = NEVER
        for task in range(tasks):
            if mask >> task & 1 or needs[task] & ~mask:
                continue
            after = AT(mask | 1 << task)
            for way in range(AT(task_ways[task]), AT(task_ways[task + 1])):
                to = AT(way_stop[way])
                enter[to] = min(enter[to], np.int16(least[way] + ahead[after, to]))
        for stop in range(AT(stops)):
            minutes = enter[stop]
            if minutes < NEVER:
                for point in range(AT(points)):
                    through = np.int16(into[stop, point] + minutes)
                    ahead[here, point] = min(ahead[here, point], through)
    return ahead


@njit(cache=True)
def find_reach(ahead, begun, into, way_stop, task_ways, shortest, needs, upper):
    """(2^n, m+1) int32: a number for each pair (set, stop) on a plan below ``upper``, else -1.

    ``begun`` (starts, 2): set of tasks done and minutes spent when a trip begins; ``into`` as for
    ``find_ahead``. Returns the stop of each pair, those of set s being ``rows[s] : rows[s + 1]``
    of the (2^n + 1,) that come next, and the least minutes spent when one is at each,
    (2^n, m+1) int16, NEVER where that does not matter.
    """
    tasks = needs.size
    points = ahead.shape[1]
    spent = np.full(ahead.shape, NEVER, np.int16)
    number = np.full(ahead.shape, -1, np.int32)
    stops = np.empty(number.size, np.int16)
    rows = np.zeros((1 << tasks) + 1, np.int64)
    count = 0
    for row in range(begun.shape[0]):
        mask = begun[row, 0]
        spent[mask, points - 1] = min(spent[mask, points - 1], begun[row, 1])
    for mask in range(1 << tasks):
        here = AT(mask)
        rows[mask + 1] = count
        if least_sum(here, spent, here, ahead) >= upper:
            continue
        count, least = number_pairs(here, ahead, spent, number, stops, count, upper)
        rows[mask + 1] = count
        for task in range(tasks):
            if mask >> task & 1 or needs[task] & ~mask:
                continue
            after = AT(mask | 1 << task)
            for way in range(AT(task_ways[task]), AT(task_ways[task + 1])):
                stop = AT(way_stop[way])
                room = upper - ahead[after, stop] - shortest[way]
                if least < room:
                    minutes = least_sum(here, spent, stop, into)
                    if minutes < room:
                        spent[after, stop] = min(spent[after, stop], minutes + shortest[way])
    return number, stops[:count], rows, spent


@njit(cache=True, inline="always")
def number_pairs(here, ahead, spent, number, stops, count, upper):
    """Number the pairs of a set that matter from ``count`` on, and forget what the others take.

    Returns how many pairs there are then, and the least minutes spent at one of these.
    """
    least = np.int16(NEVER)
    for point in range(AT(ahead.shape[1])):
        if spent[here, point] + ahead[here, point] < upper:
            number[here, point] = count
            stops[count] = point
            count += 1
            least = min(least, spent[here, point])
        else:
            spent[here, point] = NEVER
    return count, least


@njit(cache=True, inline="always")
def least_sum(row, one, line, other):
    """The least of the sums of row ``row`` of ``one`` and row ``line`` of ``other``, int16 both."""
    least = np.int16(2 * NEVER)
    for at in range(AT(one.shape[1])):
        least = min(least, np.int16(one[row, at] + other[line, at]))
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
