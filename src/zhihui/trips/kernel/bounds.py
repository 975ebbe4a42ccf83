"""Lower bounds of what is still to come, from three sweeps over the sets of tasks done.

1. ``find_ahead``: whatever the time of day, the least minutes from a stop to the end of the plan.
2. ``find_reach``: which pairs (set, stop) can lie on a plan of fewer minutes than asked for.
3. ``find_later``: for those pairs, the least minutes by the time of day, in slots of equal length.

Each bound takes the best of what it does not look at, so no plan can beat it.
"""

import numpy as np
from numba import njit

NEVER = 16_000
"""Minutes of what cannot be, small enough that two of them fit 16 bits."""
SLOTS = 96


@njit(cache=True)
def find_ahead(into, home, close, way_stop, task_ways, shortest, needs):
    """(2^n, m+1) int16: least minutes from a stop, the set of tasks being done.

    ``into`` (m, m+1) int16: travel to each stop from every stop and the origin; ``home`` (m+1,)
    to the end point; ``close`` (2^n,): least minutes of later trips when one goes home with a
    set done, NEVER where that may not be. A trip does something: none ends where it begins.
    """
    tasks = needs.size
    stops, points = into.shape
    ahead = np.full((1 << tasks, points), NEVER, np.int16)
    enter = np.empty(stops, np.int16)
    for mask in range((1 << tasks) - 1, -1, -1):
        row = ahead[mask]
        if close[mask] < NEVER:
            for stop in range(stops):
                row[stop] = min(np.int16(home[stop] + close[mask]), np.int16(NEVER))
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
def find_reach(ahead, begun, into, way_stop, task_ways, shortest, needs, upper):
    """(2^n, m+1) int32: a number for each pair (set, stop) on a plan below ``upper``, else -1.

    ``begun`` (starts, 2): set of tasks done and minutes spent when a trip begins; ``into`` as for
    ``find_ahead``. Returns how many pairs there are, and the least minutes spent when one is at
    each, (2^n, m+1) int16, NEVER where that does not matter.
    """
    tasks = needs.size
    points = ahead.shape[1]
    spent = np.full(ahead.shape, NEVER, np.int16)
    number = np.full(ahead.shape, -1, np.int32)
    count = 0
    for row in range(begun.shape[0]):
        mask = begun[row, 0]
        spent[mask, points - 1] = min(spent[mask, points - 1], begun[row, 1])
    for mask in range(1 << tasks):
        here = spent[mask]
        found = count
        for point in range(points):
            if here[point] + ahead[mask, point] < upper:
                number[mask, point] = count
                count += 1
            else:
                here[point] = NEVER
        if count == found:
            continue
        least = least_of(here)
        for task in range(tasks):
            if mask >> task & 1 or needs[task] & ~mask:
                continue
            after = mask | 1 << task
            for way in range(task_ways[task], task_ways[task + 1]):
                stop = way_stop[way]
                room = upper - ahead[after, stop] - shortest[way]
                if least < room:
                    minutes = least_sum(here, into[stop])
                    if minutes < room:
                        spent[after, stop] = min(spent[after, stop], minutes + shortest[way])
    return number, count, spent


@njit(cache=True)
def least_sum(one, other):
    """The least of the sums of two int16 rows."""
    least = np.int16(2 * NEVER)
    for at in range(one.size):
        least = min(least, np.int16(one[at] + other[at]))
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
def find_begins(number, later):
    """(2^n,) int32: least minutes still to come when the trip begins with a set done."""
    sets, points = number.shape
    least = np.full(sets, NEVER, np.int32)
    for mask in range(sets):
        pair = number[mask, points - 1]
        if pair >= 0:
            least[mask] = later[pair, SLOTS + 1]
    return least


@njit(cache=True)
def find_spans(pieces, opens, length):
    """(pieces, 6): where each piece lies among the slots.

    The first and one past the last slot in which one can arrive and join at once; the slots that
    its minutes move on; its minutes; the slot in which one is done after waiting for it, and the
    minutes from the opening to then.
    """
    spans = np.zeros((pieces.shape[0], 6), np.int32)
    for row in range(pieces.shape[0]):
        first, last, minutes = pieces[row]
        if last >= opens:
            begin = min(max(first - opens, 0) // length, SLOTS)
            end = min((last - opens) // length, SLOTS - 1) + 1
            done = max(first, opens) + minutes - opens
            spans[row, 0] = begin
            spans[row, 1] = end
            spans[row, 2] = min(minutes // length, SLOTS)
            spans[row, 3] = min(minutes, NEVER)
            spans[row, 4] = min(done // length, SLOTS)
            spans[row, 5] = done
    return spans


@njit(cache=True, inline="always")
def enter_by_way(rows, spans, pair, later, windows, room, length, stop, enter):
    """Lower ``enter[stop]`` to the least minutes of arriving in a slot and taking a way.

    ``rows``: first and one past the last of the way's ``spans``; ``later[pair]``: what is still to
    come when one is done in a slot, of which the slots ``windows[pair]`` matter. What takes
    ``room`` minutes or more is left out.
    """
    begins, ends = max(windows[pair, 0] - 1, 0), windows[pair, 1]
    for row in range(rows[0], rows[1]):
        begin, end, shift = spans[row, 0], spans[row, 1], spans[row, 2]
        slot = spans[row, 4]
        if begin >= ends or (end + shift <= begins and slot <= begins):
            continue
        if begin > 0 and begins < slot < ends:
            waited = np.int16(spans[row, 5] + later[pair, slot] + 1 - length)
            for at in range(begin - 1, -1, -1):
                minutes = np.int16(waited - at * length)
                if minutes >= room:
                    break
                enter[stop, at] = min(enter[stop, at], minutes)
        minutes = np.int16(spans[row, 3])
        for at in range(max(begin, begins - shift), min(end, ends - shift, SLOTS - shift)):
            after = min(later[pair, at + shift], later[pair, at + shift + 1])
            enter[stop, at] = min(enter[stop, at], np.int16(after + minutes))
        if ends > SLOTS:
            late = np.int16(later[pair, SLOTS] + minutes)
            for at in range(max(begin, SLOTS - shift), end):
                enter[stop, at] = min(enter[stop, at], late)


@njit(cache=True)
def enter_stops(
    mask, number, later, windows, room, frame, day, spans, length, enter, entered, seen
):
    """Fill ``enter`` for every stop where a task can come next; returns how many.

    ``entered`` gets their numbers, ``seen`` (points,) the set for which each was last entered. What
    takes ``room`` minutes or more is left out. The spare slots at the end of a row of ``enter`` are
    for ways that lead past the last slot.
    """
    found = 0
    for task in range(frame.needs.size):
        if mask >> task & 1 or frame.needs[task] & ~mask:
            continue
        after = mask | 1 << task
        for way in range(frame.task_ways[task], frame.task_ways[task + 1]):
            stop = frame.way_stop[way]
            pair = number[after, stop]
            if pair < 0 or day.shortest[way] + later[pair, SLOTS + 1] >= room:
                continue
            if seen[stop] != mask:
                seen[stop] = mask
                forget(enter[stop])
                entered[found] = stop
                found += 1
            rows = day.piece_rows[way], day.piece_rows[way + 1]
            enter_by_way(rows, spans, pair, later, windows, room, length, stop, enter)
    for at in range(found):
        spread_back(enter[entered[at]])
    return found


@njit(cache=True, inline="always")
def forget(row):
    """Set the slots of a row to NEVER."""
    for slot in range(SLOTS):
        row[slot] = NEVER


@njit(cache=True, inline="always")
def spread_back(row):
    """Lower each slot of a row to the one after it."""
    for slot in range(SLOTS - 1):
        row[slot] = min(row[slot], row[slot + 1])


@njit(cache=True)
def least_of(row):
    """The least of an int16 row, faster than numpy's."""
    least = np.int16(NEVER)
    for slot in range(row.size):
        least = min(least, row[slot])
    return least


@njit(cache=True)
def find_later(number, count, spent, upper, frame, day, into, close, opens, length):
    """(count, slots + 2) int16: least minutes still to come by the slot in which one is at a pair.

    The last but one column is for all that is later than the last slot, the last for any time.
    ``into`` as for ``find_ahead``; ``opens`` is the minute at which the first slot begins,
    ``length`` the minutes of a slot. Pairs that turn out to be on no plan below ``upper`` are taken
    out of ``number``.
    """
    sets, points = number.shape
    later = np.full((count, SLOTS + 2), NEVER, np.int16)
    windows = np.zeros((count, 2), np.int16)
    enter = np.full((points, 3 * SLOTS), NEVER, np.int16)
    entered = np.empty(points, np.int64)
    seen = np.full(points, -1, np.int64)
    spans = find_spans(day.pieces, opens, length)
    room = np.empty(points, np.int16)
    marks = np.zeros(-(-points // 8) * 8, np.uint8)
    words = marks.view(np.uint64)
    skips = into // np.int16(length)
    for mask in range(sets - 1, -1, -1):
        most = find_room(number[mask], spent[mask], upper, room)
        if most <= 0:
            continue
        go_home(mask, number, later, room, frame, day, close, opens, length)
        found = enter_stops(
            mask, number, later, windows, most, frame, day, spans, length, enter, entered, seen
        )
        for stop in entered[:found]:
            line = enter[stop]
            best = least_of(line[:SLOTS])
            if best >= most or not mark_near(into[stop], best, room, marks):
                continue
            for word in range(words.size):
                if words[word]:
                    for point in range(8 * word, 8 * word + 8):
                        if marks[point] and skips[stop, point] < SLOTS:
                            skip = skips[stop, point]
                            row = later[number[mask, point]]
                            lower_by(row, line[skip : skip + SLOTS], into[stop, point])
        for point in range(points):
            pair = number[mask, point]
            if pair >= 0 and not sum_up(later[pair], room[point], windows[pair]):
                number[mask, point] = -1
    return later


@njit(cache=True)
def find_room(numbers, spent, upper, room):
    """Fill ``room`` (points,) with the minutes left at each pair of a set; returns the most."""
    most = 0
    for point in range(numbers.size):
        room[point] = upper - spent[point] if numbers[point] >= 0 else 0
        most = max(most, room[point])
    return most


@njit(cache=True)
def go_home(mask, number, later, room, frame, day, close, opens, length):
    """Begin the rows of a set with going to the end point at once."""
    points = room.size
    if close[mask] >= NEVER:
        return
    for point in range(points - 1):
        minutes = frame.closed[point, points] + close[mask]
        if minutes < room[point]:
            row = later[number[mask, point]]
            latest = day.back_by - frame.closed[point, points] - opens
            for slot in range(min(latest // length, SLOTS) + 1):
                row[slot] = minutes


@njit(cache=True, inline="always")
def mark_near(line, best, room, marks):
    """Mark each point from which a stop is near enough; returns whether there is one."""
    least = np.int16(NEVER)
    for point in range(room.size):
        beyond = np.int16(line[point] - room[point])
        least = min(least, beyond)
    if least + best >= 0:
        return False
    for point in range(room.size):
        marks[point] = np.int16(line[point] + best) < room[point]
    return True


@njit(cache=True, inline="always")
def sum_up(row, room, window):
    """Fill in the least of a row and the slots that matter; returns whether one does."""
    least = least_of(row[: SLOTS + 1])
    row[SLOTS + 1] = least
    if least >= room:
        return False
    first, last = 0, SLOTS
    while row[first] >= room:
        first += 1
    while row[last] >= room:
        last -= 1
    window[0] = first
    window[1] = 2 * SLOTS if last == SLOTS else last + 1
    return True


@njit(cache=True, inline="always")
def lower_by(row, enter, way):
    """Lower ``row`` to what going on to a stop takes; ``enter`` begins ``way`` minutes later."""
    for slot in range(SLOTS):
        least = np.int16(enter[slot] + way)
        row[slot] = min(row[slot], least)
