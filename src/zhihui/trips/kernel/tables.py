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
    lead: Ints
    """(m+1, m+1): by how much the way from a to any point can be longer than that from b, for those
    that ``learn_leads`` was asked for."""
    known: NDArray[np.int8]
    """(m+1,): 1 for those."""
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
    rounds: Ints
    """(n,): the least travel from the origin by the task to the end point."""
    latest: Ints
    """(n,): the latest minute at the origin from which the task can still be joined; -1: never."""
    leave_from: int
    back_by: int
    close_by: int
    """The latest minute at which any trip of the day can be over."""


class Ends(NamedTuple):
    """How the tasks of a day still to do bound what is to come, for each stop and the origin."""

    home: Ints
    """(m+1,): the least travel to the end point, over any stops."""
    to_end: Ints
    """(m+1, n): the least travel to the task and on to the end point."""
    latest: Ints
    """(m+1, n): the latest minute from which the task can still be joined; -1: never."""


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
def close_rounds(travel):
    """Of ``close_travel`` the row of the origin and the column of the end point."""
    size = travel.shape[0]
    there = travel[size - 2].copy()
    home = travel[:, size - 1].copy()
    shorter = True
    while shorter:
        shorter = False
        for a in range(np.uint64(size)):
            least, most = home[a], 0
            for b in range(np.uint64(size)):
                least = min(least, travel[a, b] + home[b])
                most = max(most, there[b] - travel[a, b])
            if least < home[a]:
                home[a] = least
                shorter = True
            if there[a] < most:
                for b in range(size):
                    there[b] = min(there[b], there[a] + travel[a, b])
                shorter = True
    return there, home


@njit(cache=True)
def learn_leads(frame, stop):
    """Fill in ``Frame.lead`` of a point with all that are known, which it is then, too."""
    lead, known, travel = frame.lead, frame.known, frame.travel
    known[stop] = 1
    end = np.uint64(known.size)
    for other in range(end):
        if known[other]:
            there = travel[stop, end] - travel[other, end]
            back = -there
            for x in range(end - np.uint64(1)):
                there = max(there, travel[stop, x] - travel[other, x])
                back = max(back, travel[other, x] - travel[stop, x])
            lead[stop, other], lead[other, stop] = there, back


@njit(cache=True)
def find_bounds(travel, there, home, way_stop, task_ways, piece_rows, pieces):
    """``shortest``, ``least``, ``rounds`` and ``latest`` of a day, and when all is over.

    ``there`` and ``home`` as ``close_rounds`` gives them.
    """
    over = 0
    end = travel.shape[0] - 1
    tasks = task_ways.size - 1
    shortest = np.full(way_stop.size, FAR, np.int32)
    least = np.full(tasks, FAR, np.int32)
    rounds = np.full(tasks, FAR, np.int32)
    latest = np.full(tasks, -1, np.int32)
    for task in range(tasks):
        for way in range(task_ways[task], task_ways[task + 1]):
            last = -1
            stop = way_stop[way]
            for row in range(piece_rows[way], piece_rows[way + 1]):
                shortest[way] = min(shortest[way], pieces[row, 2])
                last = max(last, pieces[row, 1])
                over = max(over, pieces[row, 1] + pieces[row, 2] + travel[stop, end])
            if last >= 0:
                least[task] = min(least[task], shortest[way])
                if there[stop] < FAR:
                    rounds[task] = min(rounds[task], there[stop] + home[stop])
                    latest[task] = max(latest[task], last - there[stop])
    return shortest, least, rounds, latest, over


@njit(cache=True)
def find_ends(closed, way_stop, task_ways, piece_rows, pieces):
    """``to_end`` and ``latest`` of ``Ends``; ``closed`` is what ``close_travel`` gives."""
    points = closed.shape[0] - 1
    tasks = task_ways.size - 1
    to_end = np.full((points, tasks), FAR, np.int32)
    latest = np.full((points, tasks), -1, np.int32)
    for task in range(tasks):
        for way in range(task_ways[task], task_ways[task + 1]):
            last = -1
            for row in range(piece_rows[way], piece_rows[way + 1]):
                last = max(last, pieces[row, 1])
            if last < 0:
                continue
            stop = way_stop[way]
            home = closed[stop, points]
            for point in range(points):
                there = closed[point, stop]
                if there < FAR:
                    to_end[point, task] = min(to_end[point, task], there + home)
                    latest[point, task] = max(latest[point, task], last - there)
    return to_end, latest
