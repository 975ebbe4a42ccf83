"""The least minutes still to come by the time of day, in slots of equal length.

For the pairs of a set of tasks done and a stop that ``bounds.find_reach`` numbers, from the full
set backward. At most times of day a pair is on no plan that matters: only what lies between the
first and the last slot that matter is kept.
"""

import numpy as np
from numba import njit

from zhihui.trips.kernel.bounds import AT, NEVER
from zhihui.trips.kernel.lanes import (
    LANES,
    below,
    copy,
    first_bit,
    least_of,
    lower,
    lower_some,
    past_bit,
)

SLOTS = 96
"""A multiple of LANES."""
FIRST, PAST, ZERO, LEAST = range(4)
"""Columns of the spans of pairs: the first slot that matters and one past the last, where slot 0
would lie in ``later``, and the least minutes at any time. Slot SLOTS is all that is later."""
BEGIN, END, SHIFT, MINUTES, DONE, UNTIL = range(6)
"""Columns of placed pieces: the first and one past the last slot in which one can arrive and join
at once; the slots that its minutes move on; its minutes; the slot in which one is done after
waiting for it, and the minutes from the opening to then."""
_LANES = AT(LANES)
_ONE = AT(1)
_ENTER = AT(3 * SLOTS)
"""Numbers of a row by the slot of arriving: the spare ones are for ways past the last slot."""
_FRESH = AT(SLOTS + 3 * LANES)
"""Numbers of a row that is worked on: some lanes before the first slot and past the last one."""
_ZERO = AT(LANES)
"""Where slot 0 lies in it."""
_USUAL = 24
"""About so many numbers are kept of a pair."""


@njit(cache=True)
def find_later(number, stops, rows, spent, upper, frame, day, into, close, opens, length):
    """(numbers,) int16: least minutes still to come; and (pairs, 4) int32: whose they are.

    ``stops``, ``rows`` and ``spent`` as ``find_reach`` gives them; ``opens`` is the minute at which
    the first slot begins, ``length`` the minutes of a slot. Pairs that turn out to be on no plan
    below ``upper`` are taken out of ``number``. The numbers of a pair are those of the slots from
    its first to its last that matter, with one more before and one after.
    """
    sets, points = number.shape
    later = np.empty(stops.size * _USUAL, np.int16)
    pairs = np.empty((stops.size, 4), np.int32)
    used = 0
    enter = np.full(points * _ENTER, NEVER, np.int16)
    entered = np.empty(points, np.int64)
    seen = np.full(points, -1, np.int64)
    pieces, firsts, pasts = place_pieces(day.piece_rows, day.pieces, opens, length)
    room = np.empty(points, np.int16)
    fresh = np.empty(points * _FRESH, np.int16)
    near = np.empty(points + 1, np.uint64)
    skips = np.minimum(np.arange(upper) // length, SLOTS)
    for mask in range(sets - 1, -1, -1):
        first, here = rows[mask], rows[mask + 1] - rows[mask]
        if here == 0:
            continue
        if used + (here + 1) * _FRESH > later.size:
            more = np.empty(2 * later.size + (here + 1) * _FRESH, np.int16)
            more[:used] = later[:used]
            later = more
        most = find_room(mask, first, here, stops, spent, upper, room)
        go_home(mask, first, here, stops, room, fresh, frame, day, close, opens, length)
        found = enter_stops(
            mask,
            number,
            later,
            pairs,
            most,
            frame,
            day,
            pieces,
            firsts,
            pasts,
            length,
            enter,
            entered,
            seen,
        )
        go_on(first, here, stops, room, fresh, found, entered, enter, most, into, skips, near)
        used = keep_slots(mask, first, here, stops, room, fresh, later, used, pairs, number)
    return later[:used], pairs


@njit(cache=True)
def place_pieces(piece_rows, pieces, opens, length):
    """(pieces, 6) int32: where each piece lies among the slots; and where those of a way begin.

    By way and lanes of slots: the first row of which one can be done in these or later, and one
    past the last row that one can join before or in these.
    """
    placed = np.zeros((pieces.shape[0], 6), np.int32)
    lanes = 2 * SLOTS // LANES + 1
    firsts = np.empty((piece_rows.size - 1, lanes), np.int32)
    pasts = np.empty((piece_rows.size - 1, lanes), np.int32)
    for way in range(piece_rows.size - 1):
        firsts[way] = piece_rows[way + 1]
        pasts[way] = piece_rows[way]
        for row in range(piece_rows[way + 1] - 1, piece_rows[way] - 1, -1):
            first, last, minutes = pieces[row]
            if last < opens:
                continue
            begin = min(max(first - opens, 0) // length, SLOTS)
            end = min((last - opens) // length, SLOTS - 1) + 1
            until = max(first, opens) + minutes - opens
            placed[row, BEGIN] = begin
            placed[row, END] = end
            placed[row, SHIFT] = min(minutes // length, SLOTS)
            placed[row, MINUTES] = min(minutes, NEVER)
            placed[row, DONE] = min(until // length, SLOTS)
            placed[row, UNTIL] = until
            for lane in range(max(end + placed[row, SHIFT], placed[row, DONE] + 1) // LANES + 1):
                firsts[way, min(lane, lanes - 1)] = row
            for lane in range(begin // LANES, lanes):
                pasts[way, lane] = max(pasts[way, lane], row + 1)
    return placed, firsts, pasts


@njit(cache=True, inline="always")
def find_room(mask, first, here, stops, spent, upper, room):
    """Fill in the minutes left at each pair of a set, ``first`` and on; returns the most."""
    most = np.int16(0)
    for at in range(here):
        room[at] = upper - spent[mask, stops[first + at]]
        most = max(most, room[at])
    return most


@njit(cache=True, inline="always")
def go_home(mask, first, here, stops, room, fresh, frame, day, close, opens, length):
    """Begin the rows of a set: going to the end point at once where one may, else never."""
    travel = frame.travel
    origin = travel.shape[0] - 2
    for at in range(AT(here) * _FRESH):
        fresh[at] = NEVER
    if close[mask] >= NEVER:
        return
    for at in range(AT(here)):
        stop = stops[first + at]
        home = travel[stop, origin + 1]
        minutes = home + close[mask]
        latest = day.back_by - home - opens
        if stop != origin and minutes < room[at] and latest >= 0:
            for slot in range(AT(min(latest // length, SLOTS) + 1)):
                fresh[at * _FRESH + _ZERO + slot] = minutes


@njit(cache=True, inline="always")
def enter_stops(
    mask,
    number,
    later,
    pairs,
    most,
    frame,
    day,
    pieces,
    firsts,
    pasts,
    length,
    enter,
    entered,
    seen,
):
    """Fill ``enter`` for every stop where a task can come next; returns how many.

    ``entered`` gets their numbers, ``seen`` (points,) the set for which each was last entered. What
    takes ``most`` minutes or more is left out.
    """
    needs, task_ways, way_stop, shortest = (
        frame.needs,
        frame.task_ways,
        frame.way_stop,
        day.shortest,
    )
    found = 0
    for task in range(needs.size):
        if mask >> task & 1 or needs[task] & ~mask:
            continue
        after = mask | 1 << task
        for way in range(AT(task_ways[task]), AT(task_ways[task + 1])):
            stop = AT(way_stop[way])
            pair = number[after, stop]
            if pair < 0 or shortest[way] + pairs[pair, LEAST] >= most:
                continue
            if seen[stop] != mask:
                seen[stop] = mask
                entered[found] = stop
                found += 1
                for slot in range(AT(SLOTS)):
                    enter[stop * _ENTER + slot] = NEVER
            begins, ends, zero = pairs[pair, FIRST], pairs[pair, PAST], pairs[pair, ZERO]
            begins = max(begins - 1, 0)
            if ends > SLOTS:
                ends = 2 * SLOTS
            first, past = firsts[way, begins // LANES], pasts[way, ends // LANES]
            join(pieces, first, past, later, begins, ends, zero, most, length, stop * _ENTER, enter)
    return found


@njit(cache=True)
def join(pieces, first_piece, past_piece, later, begins, ends, zero, most, length, to, enter):
    """Lower ``enter[to + slot]`` to the least minutes of arriving in a slot and taking a piece.

    ``later[zero + slot]``: what is still to come when one is done in a slot, of which those from
    ``begins`` to before ``ends`` matter. What takes ``most`` minutes or more may be left out.
    """
    for row in range(AT(first_piece), AT(past_piece)):
        begin, end = pieces[row, BEGIN], pieces[row, END]
        shift, done = pieces[row, SHIFT], pieces[row, DONE]
        if begin > 0 and begins < done < ends:
            waited = pieces[row, UNTIL] + later[AT(zero + done)] + 1 - length
            slot = begin - 1
            while slot >= 0 and waited - slot * length < most:
                at = to + AT(slot)
                enter[at] = min(enter[at], np.int16(waited - slot * length))
                slot -= 1
        minutes = np.int16(pieces[row, MINUTES])
        first, past = max(begin, begins - shift), min(end, ends - shift, SLOTS - shift)
        for slot in range(first, past, LANES):
            lower_some(enter, to + AT(slot), later, AT(zero + shift + slot), minutes, past - slot)
        if ends > SLOTS:
            late = np.int16(later[AT(zero + SLOTS)] + minutes)
            for slot in range(max(begin, SLOTS - shift), end):
                enter[to + AT(slot)] = min(enter[to + AT(slot)], late)


@njit(cache=True, inline="always")
def go_on(first, here, stops, room, fresh, found, entered, enter, most, into, skips, near):
    """Lower the rows of a set to what going on to each entered stop takes."""
    begin = AT(first)
    for index in range(found):
        stop = AT(entered[index])
        row = stop * _ENTER
        best, low, past = spread_back(enter, row, most)
        if best >= most:
            continue
        count = AT(0)
        for at in range(AT(here)):
            near[count] = at
            count += AT(into[stop, AT(stops[begin + at])] + best < room[at])
        for index in range(count):
            at = near[index]
            point = AT(stops[begin + at])
            way = into[stop, point]
            skip = skips[AT(way)]
            to, source = at * _FRESH + _ZERO, row + AT(skip)
            for slot in range(max(low - skip, 0), past - skip, LANES):
                lower(fresh, to + AT(slot), enter, source + AT(slot), way)


@njit(cache=True)
def spread_back(enter, row, most):
    """Lower each slot to the one after it, as travel ends in either of two.

    Returns the least, and the first slot below ``most`` and one past the last.
    """
    least = np.int16(NEVER)
    first, past = SLOTS, 0
    for slot in range(0, SLOTS, LANES):
        at = row + AT(slot)
        lower(enter, at, enter, at + _ONE, np.int16(0))
        bits = below(enter, at, most)
        if bits:
            first = min(first, slot + first_bit(bits))
            past = slot + past_bit(bits)
            least = min(least, least_of(enter, at))
    return least, first, past


@njit(cache=True)
def keep_slots(mask, begin, here, stops, room, fresh, later, used, pairs, number):
    """Put the slots of a set's rows that matter into ``later``; returns how many numbers it has.

    Those before the first and after the last go along: they may be read.
    """
    for at in range(AT(here)):
        pair = AT(begin) + at
        least = np.int16(NEVER)
        first, past = SLOTS + 1, 0
        row = at * _FRESH + _ZERO
        for slot in range(0, SLOTS + 1, LANES):
            bits = below(fresh, row + AT(slot), room[at])
            if bits:
                first = min(first, slot + first_bit(bits))
                past = slot + past_bit(bits)
                least = min(least, least_of(fresh, row + AT(slot)))
        if past == 0:
            number[mask, stops[pair]] = -1
            continue
        pairs[pair, FIRST], pairs[pair, PAST] = first, past
        pairs[pair, ZERO], pairs[pair, LEAST] = used + 1 - first, least
        for slot in range(first - 1, past + 1, LANES):
            copy(later, AT(used - first + 1 + slot), fresh, row + AT(slot))
        used += past - first + 2
    return used
