"""A good plan of one trip, found fast: after each task only the most promising labels go on.

What it finds bounds the exact search from above; that it finds the best is likely and not known.
"""

import numpy as np
from numba import njit

from zhihui.trips.kernel.bounds import AT
from zhihui.trips.kernel.search import (
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

_STOPS = 1 << 20
"""More than there are stops."""


@njit(cache=True, nogil=True)
def dive(pool, width, frame, day, ahead, upper):
    """The least minutes found below ``upper``, and the row of the last label in ``pool`` or -1.

    ``pool``: room for 1 + tasks · ``width`` labels, of which a task leaves ``width`` at most;
    ``ahead``: what ``find_ahead`` gives for the day.
    """
    tasks = frame.needs.size
    place(pool[0], 0, 0, frame.travel.shape[0] - 2, 0, day.leave_from, 0, NO_LIMIT)
    line, following = np.zeros(width, np.int64), np.zeros(width, np.int64)
    costs, kinds = np.empty(width, np.int64), np.empty(width, np.int64)
    first, count = 1, 1
    for _ in range(tasks):
        found = 0
        for at in range(count):
            found = widen(
                pool, line[at], first, found, frame, day, ahead, upper, following, costs, kinds
            )
        line, following = following, line
        first, count = first + found, found
    best = -1
    for at in range(count):
        minutes = minutes_home(pool[line[at]], frame.travel, day.back_by)
        if minutes < upper:
            upper, best = minutes, line[at]
    return upper, best


@njit(cache=True)
def widen(pool, row, first, count, frame, day, ahead, upper, line, costs, kinds):
    """Put the children of a label among the ``count`` best from row ``first`` on; returns how many.

    ``line`` has their rows in the order of their bounds, one for each set of tasks done and stop;
    ``costs`` and ``kinds`` have the bounds, and the sets and stops.
    """
    needs, task_ways, way_stop, travel = frame.needs, frame.task_ways, frame.way_stop, frame.travel
    shortest, piece_rows, pieces = day.shortest, day.piece_rows, day.pieces
    mask, stop = pool[row, MASK], AT(pool[row, STOP])
    early, work, late = pool[row, EARLY], pool[row, WORK], pool[row, LATE]
    width = line.size
    for task in range(needs.size):
        if mask >> task & 1 or needs[task] & ~mask:
            continue
        done = mask | 1 << task
        for way in range(AT(task_ways[task]), AT(task_ways[task + 1])):
            to = AT(way_stop[way])
            there, still = travel[stop, to], ahead[AT(done), to]
            worst = costs[width - 1] if count == width else upper
            if work + there + shortest[way] + still >= worst:
                continue
            for piece in range(AT(piece_rows[way]), AT(piece_rows[way + 1])):
                opens, closes, minutes = pieces[piece, 0], pieces[piece, 1], pieces[piece, 2]
                clock = max(early + there, opens) + minutes
                if early + there > closes or clock + still > day.close_by:
                    continue
                leave = min(late, closes - there - work)
                worked = work + there + minutes
                cost = max(worked, clock - leave) + still
                if cost < worst:
                    kind = done * _STOPS + np.int64(to)
                    at, count = make_room(first, count, kind, cost, line, costs, kinds)
                    if at >= 0:
                        place(pool[at], done, 0, to, 0, clock, worked, leave)
                        pool[at, PARENT] = row
                        pool[at, WAY], pool[at, PIECE] = way, piece
    return count


@njit(cache=True)
def make_room(first, count, kind, cost, line, costs, kinds):
    """The row for a label in the order of ``cost``, or -1 where one as good stands; and how many.

    The label of the same kind goes, or the last one when there is no more room.
    """
    gap = min(count, line.size - 1)
    free = first + count if count < line.size else line[gap]
    for at in range(count):
        if kinds[at] == kind:
            if costs[at] <= cost:
                return -1, count
            gap, free = at, line[at]
            count -= 1
            break
    while gap > 0 and costs[gap - 1] > cost:
        line[gap], costs[gap], kinds[gap] = line[gap - 1], costs[gap - 1], kinds[gap - 1]
        gap -= 1
    line[gap], costs[gap], kinds[gap] = free, cost, kind
    return free, min(count + 1, line.size)
