"""One trip of one day, searched from all starts at once."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from zhihui.trips.kernel.bounds import AT, NEVER
from zhihui.trips.kernel.hourly import FIRST, LEAST, PAST, SLOTS, ZERO
from zhihui.trips.kernel.tables import FAR, Ends, learn_leads

# columns of the pool of labels
MASK, OPEN, STOP, EARLY, WORK, LATE, PARENT, PIECE, WAY, COST, NEXT, START = range(12)
COLUMNS = 12
DOMINATED = -2
"""In NEXT: the label is out of its list."""
NO_LIMIT = 1 << 29
# columns of a table of starts: what is done before a trip and the day of the trip before; then the
# days of the tasks that others wait for
START_MASK, START_COST, START_LABEL, START_NEXT, START_DAY = range(5)
START_COLUMNS = 5
NOT_DONE = 1 << 20
OVERFLOW = -1
SEEN_TOGETHER = 32
ROW_BITS = (1 << 32) - 1

Ints = NDArray[np.int32]


class Query(NamedTuple):
    """What one search is for."""

    full: int
    """Bits of all visit tasks."""
    last: bool
    """The trip must finish all that is left."""
    clock_only: bool
    """Ask only what is possible: of two labels the earlier is better, whatever it costs."""
    greed: int
    """Minutes that each task still to do counts beyond its bound in the order of the search."""
    first_found: bool
    """Be content with the first plan."""
    enough: int
    """Stop a trip that leaves something undone after so many ends of it; 0: find them all."""
    upper: int
    """Only plans of fewer minutes are looked for."""
    rest: Ints
    """(n,): the least minutes of each task on any day."""
    rounds: Ints
    """(n,): the least travel from the origin by each task to the end point, on any day."""
    awaited: Ints
    """The tasks that others wait for, in the order of the last columns of a table of starts."""
    ends: Ends
    """Empty where ``number`` is not."""
    close: Ints
    """(2^n,): least minutes of later trips when one goes home with a set done."""
    day: int
    limit: int
    """How many joinings are tried at most."""
    ahead: NDArray[np.int16]
    """What ``find_ahead`` gives for the day; empty: not known."""
    number: Ints
    """Pairs (set, stop) that matter, as ``find_reach`` gives them; empty: not known."""
    later: NDArray[np.int16]
    """What is still to come after each pair, as ``find_later`` gives it."""
    pairs: Ints
    """Where it is in ``later``."""
    opens: int
    length: int


@njit(cache=True)
def is_earlier(starts, one, other, first):
    """Whether no day of start ``one`` is later than that of ``other``, from a column on."""
    for column in range(first, starts.shape[1]):
        if starts[one, column] > starts[other, column]:
            return False
    return True


@njit(cache=True)
def keep(pool, row, heads, leads, starts, clock_only, tried):
    """Put label ``row`` into the list of its set of tasks; False when another one is as good.

    A label is as good as another when all that the other can still become, it can at no greater
    cost: it is there in time wherever the other goes next, and may do all that the other may.
    Labels looked at count as steps, some of them together.
    """
    seen = 0
    mask, may, stop, start = pool[row, MASK], pool[row, OPEN], pool[row, STOP], pool[row, START]
    early, work, late = pool[row, EARLY], pool[row, WORK], pool[row, LATE]
    at = heads[mask]
    while at >= 0:
        seen += 1
        lead = leads[pool[at, STOP], stop]
        if (
            pool[at, EARLY] + lead <= early
            and (clock_only or (pool[at, WORK] + lead <= work and pool[at, LATE] >= late))
            and pool[at, OPEN] & may == may
            and (
                pool[at, START] == start
                or is_earlier(starts, pool[at, START], start, START_COLUMNS)
            )
        ):
            tried[0] += seen // SEEN_TOGETHER
            return False
        at = pool[at, NEXT]
    tried[0] += seen // SEEN_TOGETHER
    before = -1
    at = heads[mask]
    while at >= 0:
        following = pool[at, NEXT]
        lead = leads[stop, pool[at, STOP]]
        if (
            early + lead <= pool[at, EARLY]
            and (clock_only or (work + lead <= pool[at, WORK] and late >= pool[at, LATE]))
            and pool[at, OPEN] & may == pool[at, OPEN]
            and (
                pool[at, START] == start
                or is_earlier(starts, start, pool[at, START], START_COLUMNS)
            )
        ):
            if before < 0:
                heads[mask] = following
            else:
                pool[before, NEXT] = following
            pool[at, NEXT] = DOMINATED
        else:
            before = at
        at = following
    pool[row, NEXT] = heads[mask]
    heads[mask] = row
    return True


@njit(cache=True)
def remainder(mask, may, stop, early, day, query):
    """The least minutes still to come after a label, and -1 when it leads nowhere."""
    work = 0
    way = query.ends.home[stop]
    shortest = FAR
    longest = 0
    for task in range(query.rest.size):
        if mask >> task & 1:
            continue
        if query.last:
            if early > query.ends.latest[stop, task]:
                return -1
            work += day.least[task]
            way = max(way, query.ends.to_end[stop, task])
        else:
            work += query.rest[task]
            shortest = min(shortest, query.rounds[task])
            if not may >> task & 1:
                longest = max(longest, query.rounds[task])
    if query.last:
        return work + way if early + work + way <= day.back_by else -1
    return work + way + max(longest, shortest) if shortest < FAR else -1


@njit(cache=True)
def still_to_come(mask, may, stop, early, day, query):
    """The least minutes after a label that is done at ``early`` or later; -1: never. Unguided."""
    least = remainder(mask, may, stop, early, day, query)
    if least >= 0 and query.ahead.size:
        least = max(least, query.ahead[mask, stop])
        if query.last and early + least > day.close_by:
            return -1
    return least


@njit(cache=True, inline="always")
def look_up(pair, early, latest, query):
    """The least minutes after a label at a pair, done from ``early`` to ``latest``; -1: never."""
    first = max(min((early - query.opens) // query.length, SLOTS), query.pairs[pair, FIRST])
    past = min(min((latest - query.opens) // query.length, SLOTS) + 1, query.pairs[pair, PAST])
    zero = query.pairs[pair, ZERO]
    least = np.int16(NEVER)
    for slot in range(first, past):
        least = min(least, query.later[zero + slot])
    return np.int64(least) if least < NEVER else -1


@njit(cache=True)
def place(label, mask, may, stop, start, early, work, late):
    """Begin a label: where it is, what is done and still possible, its times, and no parent yet."""
    label[EARLY] = early
    label[WORK] = work
    label[LATE] = late
    label[MASK] = mask
    label[OPEN] = may
    label[STOP] = stop
    label[START] = start
    label[PARENT] = -1
    label[PIECE] = -1
    label[WAY] = -1


@njit(cache=True)
def list_next(pool, row, frame, day, query, following):
    """Fill ``following`` with tasks and ways by which a label may go on; returns how many."""
    guided = query.number.size > 0
    mask, stop, work = pool[row, MASK], AT(pool[row, STOP]), pool[row, WORK]
    count = 0
    for task in range(query.rest.size):
        if not pool[row, OPEN] >> task & 1 or frame.needs[task] & ~mask:
            continue
        after = AT(mask | 1 << task)
        for way in range(AT(frame.task_ways[task]), AT(frame.task_ways[task + 1])):
            to = AT(frame.way_stop[way])
            still = 0
            if guided:
                pair = query.number[after, to]
                if pair < 0:
                    continue
                still = query.pairs[pair, LEAST]
            if work + frame.travel[stop, to] + day.shortest[way] + still < query.upper:
                following[count, 0], following[count, 1], following[count, 2] = task, way, still
                count += 1
                if not frame.known[to]:
                    learn_leads(frame, to)
    return count


@njit(cache=True)
def extend(pool, row, used, frame, day, query, heads, starts, tried, following):
    """Children of a label that do any task next; returns how many labels there are then."""
    stop, early, work = AT(pool[row, STOP]), pool[row, EARLY], pool[row, WORK]
    for at in range(list_next(pool, row, frame, day, query, following)):
        task, way, still = following[at, 0], AT(following[at, 1]), following[at, 2]
        mask, may = pool[row, MASK] | 1 << task, pool[row, OPEN] & ~(1 << task)
        to = AT(frame.way_stop[way])
        there = frame.travel[stop, to]
        soonest = FAR
        for piece in range(AT(day.piece_rows[way]), AT(day.piece_rows[way + 1])):
            last, minutes = day.pieces[piece, 1], day.pieces[piece, 2]
            worked = work + there + minutes
            if early + there > last or worked + still >= query.upper:
                continue
            tried[0] += 1
            done = max(early + there, day.pieces[piece, 0]) + minutes
            if query.clock_only:
                if done >= soonest:
                    continue
                soonest = done
            late = min(pool[row, LATE], last - there - work)
            if query.number.size:
                least = look_up(query.number[AT(mask), to], done, max(done, late + worked), query)
            else:
                least = still_to_come(mask, may, to, done, day, query)
            cost = (done if query.clock_only else max(worked, done - late)) + least
            if least < 0 or cost >= query.upper:
                continue
            if used == pool.shape[0]:
                return OVERFLOW
            place(pool[used], mask, may, to, pool[row, START], done, worked, late)
            pool[used, COST], pool[used, PARENT] = cost, row
            pool[used, PIECE], pool[used, WAY] = piece, way
            if keep(pool, used, heads, frame.lead, starts, query.clock_only, tried):
                used += 1
    return used


@njit(cache=True)
def minutes_home(label, travel, back_by):
    """Minutes out when a label goes to the end point now; FAR when it would be late."""
    home = travel[label[STOP], travel.shape[0] - 1]
    if label[EARLY] + home > back_by:
        return FAR
    worked = label[WORK] + home
    late = min(label[LATE], back_by - worked)
    return max(worked, label[EARLY] + home - late)


@njit(cache=True, nogil=True)
def run(pool, used, until, queue, heads, frame, day, query, starts, closes, close_heads, counts):
    """Search one trip, the most promising label first, up to bounds of ``until`` minutes.

    Returns how many labels there are then, and the best last label or -1. ``queue`` is a heap of
    ``rank``; ``counts``: joinings tried, rows used of ``closes``, the table of starts into which
    trips that leave something undone are put, length of the queue.
    """
    best = -1
    upper = query.upper
    following = np.empty((frame.way_stop.size, 3), np.int64)
    while counts[2] > 0:
        row = queue[0] & ROW_BITS
        label = pool[row]
        if label[COST] >= min(upper, until) and query.greed == 0:
            break
        if query.enough and not query.last and counts[1] >= query.enough:
            break
        counts[2] = pop(queue, counts[2])
        if label[NEXT] == DOMINATED or label[COST] >= upper:
            continue
        if label[PARENT] >= 0:
            minutes = minutes_home(label, frame.travel, day.back_by) + query.close[label[MASK]]
            if query.last and minutes < upper:
                upper = minutes
                best = row
                if query.first_found:
                    break
            if not query.last and not keep_close(
                pool, row, minutes, upper, query, starts, closes, close_heads, counts
            ):
                return OVERFLOW, best
        first = used
        used = extend(pool, row, used, frame, day, query, heads, starts, counts, following)
        if used == OVERFLOW or counts[0] > query.limit:
            return OVERFLOW, best
        for child in range(first, used):
            if pool[child, COST] < upper and pool[child, NEXT] != DOMINATED:
                counts[2] = push(queue, counts[2], rank(pool[child], child, query))
    return used, best


@njit(cache=True)
def push(queue, count, key):
    """Put a key into a heap of ``count``; returns how many there are then."""
    at = count
    while at > 0:
        parent = (at - 1) >> 1
        if queue[parent] <= key:
            break
        queue[at] = queue[parent]
        at = parent
    queue[at] = key
    return count + 1


@njit(cache=True)
def pop(queue, count):
    """Take the least key out of a heap of ``count``; returns how many there are then."""
    count -= 1
    key = queue[count]
    at = 0
    while 2 * at + 1 < count:
        child = 2 * at + 1
        if child + 1 < count and queue[child + 1] < queue[child]:
            child += 1
        if queue[child] >= key:
            break
        queue[at] = queue[child]
        at = child
    queue[at] = key
    return count


@njit(cache=True)
def rank(label, row, query):
    """The place of a label in the queue: by its bound, then by how little is left, then by row."""
    mask = label[MASK]
    left = query.rest.size
    while mask:
        mask &= mask - 1
        left -= 1
    return (np.int64((label[COST] + query.greed * left) * 32 + left) << 32) | row


@njit(cache=True)
def keep_close(pool, row, minutes, upper, query, starts, closes, heads, counts):
    """Put a trip that ends with label ``row`` into the starts of later days; False when full."""
    label = pool[row]
    mask = label[MASK]
    if minutes >= upper:
        return True
    at = counts[1]
    if at == closes.shape[0]:
        return False
    new = closes[at]
    new[START_MASK] = mask
    new[START_COST] = minutes - query.close[mask]
    new[START_LABEL] = row
    new[START_DAY] = query.day
    start = starts[label[START]]
    for column in range(START_COLUMNS, closes.shape[1]):
        new[column] = start[column]
        if start[column] == NOT_DONE and mask >> query.awaited[column - START_COLUMNS] & 1:
            new[column] = query.day
    other = heads[mask]
    before = -1
    while other >= 0:
        following = closes[other, START_NEXT]
        cheap = query.clock_only or closes[other, START_COST] <= new[START_COST]
        if cheap and is_earlier(closes, other, at, START_DAY):
            return True
        if (query.clock_only or new[START_COST] <= closes[other, START_COST]) and is_earlier(
            closes, at, other, START_DAY
        ):
            if before < 0:
                heads[mask] = following
            else:
                closes[before, START_NEXT] = following
            closes[other, START_NEXT] = DOMINATED
        else:
            before = other
        other = following
    new[START_NEXT] = heads[mask]
    heads[mask] = at
    counts[1] += 1
    return True


@njit(cache=True)
def begin(pool, used, queue, heads, starts, rows, allowed, waits, frame, day, query, counts):
    """Make the labels that leave home on a day, one for each start; returns how many labels.

    ``waits``: (waits, 2 + days): column of the start that has the day of the first, the second
    task, and its first day by the day of the first.
    """
    for row in range(rows[0], rows[1]):
        if starts[row, START_NEXT] == DOMINATED or starts[row, START_DAY] >= query.day:
            continue
        mask = starts[row, START_MASK]
        may = allowed & ~mask
        for wait in range(waits.shape[0]):
            done = starts[row, waits[wait, 0]]
            if done == NOT_DONE or waits[wait, 2 + done] > query.day:
                may &= ~(1 << waits[wait, 1])
        if may == 0 or (query.last and (may | mask) != query.full):
            continue
        if used == pool.shape[0]:
            return OVERFLOW
        label = pool[used]
        work = 0 if query.clock_only else starts[row, START_COST]
        origin = frame.travel.shape[0] - 2
        place(label, mask, may, origin, row, day.leave_from, work, NO_LIMIT)
        if query.number.size == 0:
            least = still_to_come(mask, may, origin, day.leave_from, day, query)
        elif query.number[mask, origin] < 0:
            least = -1
        else:
            least = look_up(query.number[mask, origin], day.leave_from, NO_LIMIT, query)
        label[COST] = label[WORK] + least
        if least < 0 or label[COST] >= query.upper:
            continue
        if not frame.known[origin]:
            learn_leads(frame, origin)
        if keep(pool, used, heads, frame.lead, starts, query.clock_only, counts):
            counts[2] = push(queue, counts[2], rank(label, used, query))
            used += 1
    return used
