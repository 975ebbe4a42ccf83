"""The least minutes still to come by the time of day, in slots of equal length.

For the pairs of a set of tasks done and a stop that ``bounds.find_reach`` numbers, from the full
set backward.
"""

import numpy as np
from numba import njit

from zhihui.trips.kernel.bounds import AT, NEVER

SLOTS = 96
_SLOTS = AT(SLOTS)
_ONE = AT(1)


@njit(cache=True)
def find_later(number, stops, rows, spent, upper, frame, day, into, close, opens, length):
    """(pairs, slots + 2) int16: least minutes still to come by the slot in which one is at a pair.

    The last but one column is for all that is later than the last slot, the last for any time.
    ``stops``, ``rows`` and ``spent`` as ``find_reach`` gives them; ``opens`` is the minute at which
    the first slot begins, ``length`` the minutes of a slot. Pairs that turn out to be on no plan
    below ``upper`` are taken out of ``number``.
    """
    sets, points = number.shape
    later = np.empty((stops.size, SLOTS + 2), np.int16)
    windows = np.empty((stops.size, 2), np.int16)
    least = np.full((sets, points), NEVER, np.int16)
    enter = np.full((points, 3 * SLOTS), NEVER, np.int16)
    entered = np.empty(points, np.int64)
    seen = np.full(points, -1, np.int64)
    spans = find_spans(day.pieces, opens, length)
    room = np.empty(points, np.int16)
    near = np.empty(points + 1, np.uint64)
    skips = np.minimum(into // np.int16(length), np.int16(SLOTS))
    for mask in range(sets - 1, -1, -1):
        first, here = rows[mask], rows[mask + 1] - rows[mask]
        if here == 0:
            continue
        most = find_room(mask, first, here, stops, spent, upper, room)
        go_home(mask, first, here, stops, room, later, frame, day, close, opens, length)
        found = enter_stops(
            mask,
            number,
            least,
            later,
            windows,
            most,
            frame,
            day,
            spans,
            length,
            enter,
            entered,
            seen,
        )
        go_on(first, here, stops, room, later, found, entered, enter, most, into, skips, near)
        for at in range(here):
            minutes = sum_up(later, first + at, room[at], windows)
            if minutes < room[at]:
                least[mask, stops[first + at]] = minutes
            else:
                number[mask, stops[first + at]] = -1
    return later


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
def find_room(mask, first, here, stops, spent, upper, room):
    """Fill in the minutes left at each pair of a set, ``first`` and on; returns the most."""
    most = np.int64(0)
    for at in range(here):
        room[at] = upper - spent[mask, stops[first + at]]
        most = max(most, np.int64(room[at]))
    return most


@njit(cache=True, inline="always")
def go_home(mask, first, here, stops, room, later, frame, day, close, opens, length):
    """Begin the rows of a set: going to the end point at once where one may, else never."""
    closed = frame.closed
    origin = closed.shape[0] - 2
    for at in range(here):
        pair, stop = AT(first + at), stops[first + at]
        for slot in range(_SLOTS + _ONE + _ONE):
            later[pair, slot] = NEVER
        if close[mask] < NEVER and stop != origin:
            home = closed[stop, origin + 1]
            minutes = home + close[mask]
            if minutes < room[at]:
                latest = day.back_by - home - opens
                for slot in range(min(latest // length, SLOTS) + 1):
                    later[pair, AT(slot)] = minutes


@njit(cache=True, inline="always")
def enter_stops(
    mask, number, least, later, windows, most, frame, day, spans, length, enter, entered, seen
):
    """Fill ``enter`` for every stop where a task can come next; returns how many.

    ``entered`` gets their numbers, ``seen`` (points,) the set for which each was last entered. What
    takes ``most`` minutes or more is left out. The spare slots at the end of a row of ``enter`` are
    for ways that lead past the last slot.
    """
    needs, task_ways, way_stop = frame.needs, frame.task_ways, frame.way_stop
    shortest, piece_rows = day.shortest, day.piece_rows
    found = 0
    for task in range(needs.size):
        if mask >> task & 1 or needs[task] & ~mask:
            continue
        after = mask | 1 << task
        for way in range(task_ways[task], task_ways[task + 1]):
            stop = way_stop[way]
            if shortest[way] + least[after, stop] >= most:
                continue
            if seen[stop] != mask:
                seen[stop] = mask
                entered[found] = stop
                found += 1
                for slot in range(_SLOTS):
                    enter[AT(stop), slot] = NEVER
            pair = number[after, stop]
            first, past = piece_rows[way], piece_rows[way + 1]
            join(spans, first, past, pair, later, windows, most, length, stop, enter)
    return found


@njit(cache=True)
def join(spans, first_piece, past_piece, pair, later, windows, most, length, stop, enter):
    """Lower ``enter[stop]`` to the least minutes of arriving in a slot and taking a way's piece.

    ``later[pair]``: what is still to come when one is done in a slot, of
    which the slots ``windows[pair]`` matter. What takes ``most`` minutes or more is left out.
    """
    begins, ends = max(windows[pair, 0] - 1, 0), windows[pair, 1]
    for row in range(first_piece, past_piece):
        begin, end, shift, done = spans[row, 0], spans[row, 1], spans[row, 2], spans[row, 4]
        if begin >= ends or (end + shift <= begins and done <= begins):
            continue
        if begin > 0 and begins < done < ends:
            waited = np.int16(spans[row, 5] + later[pair, done] + 1 - length)
            for slot in range(begin - 1, -1, -1):
                minutes = np.int16(waited - slot * length)
                if minutes >= most:
                    break
                enter[stop, slot] = min(enter[stop, slot], minutes)
        minutes = np.int16(spans[row, 3])
        first, past = max(begin, begins - shift), min(end, ends - shift, SLOTS - shift)
        if first < past:
            to, after, by = AT(stop), AT(pair), AT(shift)
            for slot in range(AT(first), AT(past)):
                rest = min(later[after, slot + by], later[after, slot + by + _ONE])
                enter[to, slot] = min(enter[to, slot], np.int16(rest + minutes))
        if ends > SLOTS:
            late = np.int16(later[pair, SLOTS] + minutes)
            for slot in range(max(begin, SLOTS - shift), end):
                enter[stop, slot] = min(enter[stop, slot], late)


@njit(cache=True, inline="always")
def go_on(first, here, stops, room, later, found, entered, enter, most, into, skips, near):
    """Lower the rows of a set to what going on to each entered stop takes."""
    begin = AT(first)
    for index in range(found):
        stop = AT(entered[index])
        best = spread_back(enter, stop)
        if best >= most:
            continue
        count = AT(0)
        for at in range(AT(here)):
            near[count] = at
            count += AT(into[stop, AT(stops[begin + at])] + best < room[at])
        for index in range(count):
            at = near[index]
            pair = begin + at
            point = AT(stops[pair])
            way, skip = into[stop, point], AT(skips[stop, point])
            lower_by(later, pair, enter, stop, skip, way)


@njit(cache=True)
def lower_by(later, pair, enter, stop, skip, way):
    """Lower the row of a pair to going ``way`` minutes, ``skip`` slots, to an entered stop."""
    for slot in range(_SLOTS):
        minutes = np.int16(enter[stop, slot + skip] + way)
        later[pair, slot] = min(later[pair, slot], minutes)


@njit(cache=True)
def spread_back(enter, stop):
    """Lower each slot to the one after it, as travel ends in either of two; returns the least."""
    least = np.int16(NEVER)
    for slot in range(_SLOTS - _ONE):
        minutes = min(enter[stop, slot], enter[stop, slot + _ONE])
        enter[stop, slot] = minutes
        least = min(least, minutes)
    return least


@njit(cache=True)
def sum_up(later, pair, room, windows):
    """Fill in the least of a row, and the window of slots that matter; returns the least."""
    least = np.int16(NEVER)
    first, past = np.int16(SLOTS), np.int16(0)
    at = np.int16(0)
    for slot in range(_SLOTS + _ONE):
        minutes = later[AT(pair), slot]
        least = min(least, minutes)
        first = min(first, at if minutes < room else np.int16(SLOTS))
        at += np.int16(1)
        past = max(past, at if minutes < room else np.int16(0))
    later[pair, SLOTS + 1] = least
    windows[pair, 0] = first
    windows[pair, 1] = 2 * SLOTS if past > SLOTS else past
    return least
