"""A good plan of one trip, found fast: after each task only the most promising labels go on.

What it finds bounds the exact search from above; that it finds the best is likely and not known.
"""

from numba import njit

from zhihui.trips.kernel.bounds import AT
from zhihui.trips.kernel.search import (
    COST,
    EARLY,
    LATE,
    MASK,
    NO_LIMIT,
    PARENT,
    PIECE,
    STOP,
    WAY,
    WORK,
    minutes_home,
    place,
)


@njit(cache=True, nogil=True)
def dive(pool, width, frame, day, ahead, upper):
    """The least minutes found below ``upper``, and the row of the last label in ``pool`` or -1.

    ``pool``: room for 1 + tasks · ``width`` labels, of which a task leaves ``width`` at most;
    ``ahead``: what ``find_ahead`` gives for the day.
    """
    tasks = frame.needs.size
    place(pool[0], 0, 0, frame.travel.shape[0] - 2, 0, day.leave_from, 0, NO_LIMIT)
    first, past = 0, 1
    for _ in range(tasks):
        count = 0
        for row in range(first, past):
            count = widen(pool, row, past, count, width, frame, day, ahead, upper)
        first, past = past, past + count
    best = -1
    for row in range(first, past):
        minutes = minutes_home(pool[row], frame.travel, day.back_by)
        if minutes < upper:
            upper, best = minutes, row
    return upper, best


@njit(cache=True)
def widen(pool, row, first, count, width, frame, day, ahead, upper):
    """Put the children of a label among the ``count`` best from row ``first`` on; returns how many.

    They stand in the order of their bounds, one for each set of tasks done and stop.
    """
    needs, task_ways, way_stop, travel = frame.needs, frame.task_ways, frame.way_stop, frame.travel
    shortest, piece_rows, pieces = day.shortest, day.piece_rows, day.pieces
    mask, stop = pool[row, MASK], pool[row, STOP]
    early, work, late = pool[row, EARLY], pool[row, WORK], pool[row, LATE]
    for task in range(needs.size):
        if mask >> task & 1 or needs[task] & ~mask:
            continue
        done = mask | 1 << task
        for way in range(task_ways[task], task_ways[task + 1]):
            there = travel[stop, way_stop[way]]
            still = ahead[done, way_stop[way]]
            worst = pool[first + width - 1, COST] if count == width else upper
            if work + there + shortest[way] + still >= worst:
                continue
            for piece in range(AT(piece_rows[way]), AT(piece_rows[way + 1])):
                opens, closes, minutes = pieces[piece]
                clock = max(early + there, opens) + minutes
                if early + there > closes or clock + still > day.close_by:
                    continue
                leave = min(late, closes - there - work)
                worked = work + there + minutes
                cost = max(worked, clock - leave) + still
                if cost < worst:
                    at, count = make_room(pool, first, count, width, done, way_stop[way], cost)
                    if at >= 0:
                        place(pool[at], done, 0, way_stop[way], 0, clock, worked, leave)
                        pool[at, COST], pool[at, PARENT] = cost, row
                        pool[at, WAY], pool[at, PIECE] = way, piece
    return count


@njit(cache=True)
def make_room(pool, first, count, width, mask, stop, cost):
    """The row for a label in the order of ``cost``, or -1 where one as good stands; and how many.

    The label of the same set and stop goes, or the last one when there are ``width``.
    """
    gap = first + min(count, width - 1)
    for row in range(first, first + count):
        if pool[row, MASK] == mask and pool[row, STOP] == stop:
            if pool[row, COST] <= cost:
                return -1, count
            gap = row
            count -= 1
            break
    while gap > first and pool[gap - 1, COST] > cost:
        pool[gap] = pool[gap - 1]
        gap -= 1
    return gap, min(count + 1, width)
