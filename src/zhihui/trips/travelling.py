"""Whole minutes between the origin, the places and the end point. Called by ``drafting``.

Between places the minutes are kept for as long as the network lives; a question adds one row and
one column.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from zhihui.district import Place
from zhihui.streets import Mode, TravelTimes
from zhihui.trips.problem import UNREACHABLE
from zhihui.trips.question import Point

TravelBy = Callable[[Mode], TravelTimes]
"""Gives the travel times of a mode; the same object each time, so that what is kept is used."""

_KEPT_PLACES = 1500
"""The minutes between all places are kept for districts with at most so many."""

Minutes = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Travel for one question."""

    minutes: Minutes
    """(stops + 2, stops + 2): stops, origin, end; UNREACHABLE where there is no way."""
    straight_m: NDArray[np.float64]
    """(stops,): straight distance from the origin."""
    origin_m: float
    """From the origin to the nearest street."""
    origin_is_near: bool
    end_m: float
    end_is_near: bool


class _Kept:
    """Places of a district led to the network once."""

    def __init__(self, travel: TravelTimes, points: tuple[Point, ...]) -> None:
        self.points = points
        self.row = {point: number for number, point in enumerate(points)}
        self.between: Minutes | None = None
        if len(points) <= _KEPT_PLACES:
            self.between = whole_minutes(travel.travel_times_s(list(points), list(points)))


_kept: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()
_making = Lock()


def find_ways(
    travel: TravelTimes,
    every_place: Iterable[Place],
    stops: Sequence[Place],
    origin: Point,
    end: Point,
) -> Ways:
    """Minutes among ``stops``, which have positions and are of ``every_place``."""
    points = [_point(place) for place in stops]
    size = len(points)
    minutes = np.zeros((size + 2, size + 2), np.int32)
    leaving = travel.travel([origin], [*points, end])
    arriving = travel.travel([*points, origin], [end])
    if size:
        minutes[:size, :size] = _between(travel, every_place, points)
    minutes[size, :size] = whole_minutes(leaving.duration_s)[0, :size]
    minutes[size, size + 1] = whole_minutes(leaving.duration_s)[0, size]
    minutes[: size + 1, size + 1] = whole_minutes(arriving.duration_s)[:, 0]
    minutes[:size, size] = minutes[size + 1, : size + 1] = UNREACHABLE
    return Ways(
        minutes=minutes,
        straight_m=leaving.straight_m[0, :size],
        origin_m=float(leaving.from_access_m[0]),
        origin_is_near=bool(leaving.from_is_near[0]),
        end_m=float(arriving.to_access_m[0]),
        end_is_near=bool(arriving.to_is_near[0]),
    )


def whole_minutes(duration_s: NDArray[np.float64]) -> Minutes:
    """Seconds as minutes, rounded up; UNREACHABLE where infinite."""
    finite = np.isfinite(duration_s)
    return np.where(finite, np.ceil(np.where(finite, duration_s, 0) / 60), UNREACHABLE).astype(
        np.int32
    )


def _between(travel: TravelTimes, places: Iterable[Place], points: list[Point]) -> Minutes:
    kept = _keep(travel, places)
    if kept.between is None or any(point not in kept.row for point in points):
        return whole_minutes(travel.travel_times_s(points, points))
    rows = np.array([kept.row[point] for point in points])
    found: Minutes = kept.between[np.ix_(rows, rows)]
    return found


def _keep(travel: TravelTimes, places: Iterable[Place]) -> _Kept:
    with _making:
        kept = _kept.get(travel)
        if kept is None:
            found = (_point(place) for place in places if place.lon is not None)
            kept = _kept[travel] = _Kept(travel, tuple(dict.fromkeys(found)))
    return kept


def _point(place: Place) -> Point:
    if place.lon is None or place.lat is None:
        raise ValueError(f"the place {place.id} has no position")
    return place.lon, place.lat
