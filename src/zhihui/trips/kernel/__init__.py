"""The compiled search: label-setting over sets of tasks done. Called by ``trips.solving`` alone.

Everything here is numba on arrays, cached on disk. A label is one way of having done a set of tasks
on a trip, and stands for all departures at once: leaving at minute x ≤ L one is done at
max(E, x + W). Joining a piece (first, last, minutes) after t minutes of travel gives

    E' = max(E + t, first) + minutes,  W' = W + t + minutes,  L' = min(L, last - t - W),

possible when E + t ≤ last; the least minutes out of a label are max(W, E - L). Minutes of earlier
trips are carried along by starting with them as W, which the same rules keep apart from the clock.
"""
