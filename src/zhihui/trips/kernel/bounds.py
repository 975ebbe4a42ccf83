"""Lower bounds of what is still to come, from three sweeps over the sets of tasks done.

1. ``find_ahead``: whatever the time of day, the least minutes from a stop to the end of the plan.
2. ``find_reach``: which pairs (set, stop) can lie on a plan of fewer minutes than asked for.
3. ``find_later``: for those pairs, the least minutes by the time of day, in slots of equal length.

Each bound takes the best of what it does not look at, so no plan can beat it.
"""

import numpy as np
from numba import njit

NEVER = 15_000
"""Minutes of what cannot be, small enough that two of them fit 16 bits."""
SLOTS = 24


@njit(cache=True)
def find_ahead(into, home, close, way_stop, task_ways, shortest, needs):  # type: ignore[no-untyped-def]
    """(2^n, m+1) int16: least minutes from a stop, the set of tasks being done.

    ``into`` (m, m+1) int16: travel to each stop from every stop and the origin; ``home`` (m+1,)
    to the end point; ``close`` (2^n,): least minutes of later trips when one goes home with a
    set done, NEVER where that may not be.
    """
    tasks = needs.size
    stops, points = into.shape
    ahead = np.full((1 << tasks, points), NEVER, np.int16)
    enter = np.empty(stops, np.int16)
    for mask in range((1 << tasks) - 1, -1, -1):
        row = ahead[mask]
        if close[mask] < NEVER:
            for point in range(points):
                row[point] = min(np.int16(home[point] + close[mask]), np.int16(NEVER))
        enter[:] = NEVER
        for task in range(tasks):
            if mask >> task & 1 or needs[task] & ~mask:
                continue
            after = ahead[mask | 1 << task]
            for way in range(task_ways[task], task_ways[task + 1]):
                stop = way_stop[way]
                minutes = shortest[way] + after[stop]
                if minutes < enter[stop]:
                    enter[stop] = minutes
        for stop in range(stops):
            minutes = enter[stop]
            if minutes < NEVER:
                line = into[stop]
                for point in range(points):
                    through = np.int16(line[point] + minutes)
                    row[point] = min(row[point], through)
    return ahead


@njit(cache=True)
def find_reach(ahead, begun, travel, way_stop, task_ways, shortest, needs, upper):  # type: ignore[no-untyped-def]
    """(2^n, m+1) int32: a number for each pair (set, stop) on a plan below ``upper``, else -1.

    ``begun`` (starts, 2): set of tasks done and minutes spent when a trip begins. Returns how many
    pairs there are, too.
    """
    tasks = needs.size
    points = ahead.shape[1]
    spent = np.full(ahead.shape, NEVER * 4, np.int32)
    number = np.full(ahead.shape, -1, np.int32)
    count = 0
    for row in range(begun.shape[0]):
        mask = begun[row, 0]
        spent[mask, points - 1] = min(spent[mask, points - 1], begun[row, 1])
    for mask in range(1 << tasks):
        here = spent[mask]
        for stop in range(points):
            if here[stop] + ahead[mask, stop] >= upper:
                continue
            number[mask, stop] = count
            count += 1
            for task in range(tasks):
                if mask >> task & 1 or needs[task] & ~mask:
                    continue
                after = mask | 1 << task
                for way in range(task_ways[task], task_ways[task + 1]):
                    target = way_stop[way]
                    minutes = here[stop] + travel[stop, target] + shortest[way]
                    if minutes < spent[after, target]:
                        if minutes + ahead[after, target] < upper:
                            spent[after, target] = minutes
    return number, count


@njit(cache=True)
def enter_by_slot(pieces, first_row, last_row, after, opens, length, enter):  # type: ignore[no-untyped-def]
    """Lower ``enter`` (slots,) to the least minutes of arriving in a slot and taking a way.

    ``after`` (slots + 1,): what is still to come when one is done in a slot.
    """
    for row in range(first_row, last_row):
        first, last, minutes = pieces[row]
        begin = max(first - opens, 0) // length
        stop = min((last - opens) // length, SLOTS - 1)
        if last < opens:
            continue
        waited = first + minutes + after[min((first + minutes - opens) // length, SLOTS)]
        for slot in range(min(begin, SLOTS)):
            enter[slot] = min(enter[slot], waited - (opens + (slot + 1) * length - 1))
        for slot in range(begin, stop + 1):
            start = opens + slot * length
            low = min((max(start, first) + minutes - opens) // length, SLOTS)
            high = min((min(start + length - 1, last) + minutes - opens) // length, SLOTS)
            still = after[low]
            for done in range(low + 1, high + 1):
                still = min(still, after[done])
            enter[slot] = min(enter[slot], minutes + still)


@njit(cache=True)
def find_later(number, count, travel, frame, day, close, opens, length):  # type: ignore[no-untyped-def]
    """(count, slots + 1) int32: least minutes still to come by the slot in which one is at a pair.

    The last column is for all that is later than the last slot. ``opens`` is the minute at which
    the first slot begins, ``length`` the minutes of a slot.
    """
    tasks = frame.needs.size
    points = number.shape[1]
    stops = points - 1
    later = np.full((count, SLOTS + 1), NEVER, np.int32)
    enter = np.empty((stops, 2 * SLOTS + 2), np.int32)
    entered = np.empty(stops, np.int64)
    seen = np.zeros(stops, np.bool_)
    for mask in range((1 << tasks) - 1, -1, -1):
        if np.all(number[mask] < 0):
            continue
        found = 0
        enter[:] = NEVER
        seen[:] = False
        for task in range(tasks):
            if mask >> task & 1 or frame.needs[task] & ~mask:
                continue
            after = mask | 1 << task
            for way in range(frame.task_ways[task], frame.task_ways[task + 1]):
                stop = frame.way_stop[way]
                if number[after, stop] < 0 or day.shortest[way] >= NEVER:
                    continue
                if not seen[stop]:
                    seen[stop] = True
                    entered[found] = stop
                    found += 1
                enter_by_slot(
                    day.pieces,
                    day.piece_rows[way],
                    day.piece_rows[way + 1],
                    later[number[after, stop]],
                    opens,
                    length,
                    enter[stop, :SLOTS],
                )
        for point in range(points):
            if number[mask, point] < 0:
                continue
            row = later[number[mask, point]]
            home = travel[point, stops + 1] + close[mask]
            for slot in range(SLOTS + 1):
                if opens + slot * length + travel[point, stops + 1] <= day.back_by:
                    row[slot] = min(home, NEVER)
            for at in range(found):
                stop = entered[at]
                way = travel[point, stop]
                skip = way // length
                if skip >= SLOTS:
                    continue
                for slot in range(SLOTS - skip):
                    least = min(enter[stop, slot + skip], enter[stop, slot + skip + 1])
                    row[slot] = min(row[slot], way + least)
    return later
