"""Arrays that the search reads, and the bounds that are worked out once per problem and day."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
FAR = 1_000_000
"""Minutes of what does not exist."""


class Frame(NamedTuple):
    """What all days share. Stops are numbered 0 … m-1; the origin is m, the end point m+1."""

    travel: Ints
    """(m+2, m+2)"""
    closed: Ints
    """``travel`` with detours where they are shorter: no way takes less."""
    lead: Ints
    """(m+1, m+1): by how much the way from a to any point can be longer than that from b."""
    way_stop: Ints
    """(ways,); the ways of task t are ``task_ways[t] : task_ways[t + 1]``."""
    task_ways: Ints
    needs: Ints
    """(n,): bits of the tasks that come before each, at the earliest in the same trip."""


class Day(NamedTuple):
    """What one day adds. The pieces of way w are ``piece_rows[w] : piece_rows[w + 1]``."""

    piece_rows: Ints
    pieces: Ints
    """(pieces, 3): first, last, minutes."""
    shortest: Ints
    """(ways,): the least minutes of a way's pieces; FAR without pieces."""
    least: Ints
    """(n,): the least minutes of a task."""
    to_end: Ints
    """(m+1, n): the least travel from a stop to the task and on to the end point."""
    latest: Ints
    """(m+1, n): the latest minute at a stop from which the task can still be joined; -1: never."""
    leave_from: int
    back_by: int
    close_by: int
    """The latest minute at which any trip of the day can be over."""


@njit(cache=True)
def close_travel(travel):
    """Shortest ways over other stops: the same as ``travel`` where no detour is shorter."""
    size = travel.shape[0]
    closed = travel.copy()
    for via in range(size):
        row = closed[via]
        for a in range(size):
            head = closed[a, via]
            if head < FAR:
                line = closed[a]
                for b in range(size):
                    line[b] = min(line[b], head + row[b])
    return closed


@njit(cache=True)
def has_no_detour(travel, lead):
    """Whether no way over another stop is shorter than the way itself."""
    size = np.uint64(lead.shape[0])
    for a in range(size):
        most = lead[a, 0] - travel[a, 0]
        for b in range(size):
            most = max(most, lead[a, b] - travel[a, b])
        if most > 0:
            return False
    return True


@njit(cache=True)
def find_leads(travel):
    """``Frame.lead`` of a travel matrix whose last two rows are the origin and the end point."""
    size = np.uint64(travel.shape[0] - 1)
    lead = np.empty((size, size), np.int32)
    for a in range(size):
        for b in range(size):
            worst = travel[a, size] - travel[b, size]
            for x in range(size - np.uint64(1)):
                worst = max(worst, travel[a, x] - travel[b, x])
            lead[a, b] = worst
    return lead


@njit(cache=True)
def find_bounds(closed, way_stop, task_ways, piece_rows, pieces):
    """``shortest``, ``least``, ``to_end`` and ``latest`` of a day, and when all is over."""
    over = 0
    points = closed.shape[0] - 1
    tasks = task_ways.size - 1
    shortest = np.full(way_stop.size, FAR, np.int32)
    least = np.full(tasks, FAR, np.int32)
    to_end = np.full((points, tasks), FAR, np.int32)
    latest = np.full((points, tasks), -1, np.int32)
    for task in range(tasks):
        for way in range(task_ways[task], task_ways[task + 1]):
            last = -1
            for row in range(piece_rows[way], piece_rows[way + 1]):
                shortest[way] = min(shortest[way], pieces[row, 2])
                last = max(last, pieces[row, 1])
                over = max(over, pieces[row, 1] + pieces[row, 2] + closed[way_stop[way], points])
            if last < 0:
                continue
            least[task] = min(least[task], shortest[way])
            stop = way_stop[way]
            home = closed[stop, points]
            for point in range(points):
                there = closed[point, stop]
                if there < FAR:
                    to_end[point, task] = min(to_end[point, task], there + home)
                    latest[point, task] = max(latest[point, task], last - there)
    return shortest, least, to_end, latest, over
