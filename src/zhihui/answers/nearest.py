"""Which places are open now, nearest first: those open, those that open next, those unknown.

Called by the page of what is open nearby. ``at`` is an argument. Of many places only those nearest
in a straight line are looked at; how many is said. A place without a position is counted, never
dropped silently.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from zhihui.answers.directory import get_directory
from zhihui.answers.model import PlaceAnswer
from zhihui.answers.where import Point, describe_place, list_offers_by_place
from zhihui.district import Fact, ItemCode, Offer, Place, PlaceKind
from zhihui.finder import get_distance_m
from zhihui.generation import Generation
from zhihui.hours import WorkingCalendar
from zhihui.streets import TravelTimes

LOOKED_AT = 200
OPEN_SHOWN = 10
NEXT_SHOWN = 6
UNKNOWN_SHOWN = 6
_NO_LIMIT = float("inf")
_KIND_ORDER = {kind: order for order, kind in enumerate(PlaceKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPlace:
    """One place as found from a point."""

    answer: PlaceAnswer
    duration_s: float | None
    """On the way there; None when not asked from a point, or when no way leads there."""

    @property
    def is_in_time(self) -> bool:
        """Whether one who leaves now is let in before it shuts; True when nothing says no."""
        until, seconds = self.answer.state.until, self.duration_s
        if until is None or seconds is None:
            return True
        last = until - timedelta(minutes=self.answer.last_admission_minutes or 0)
        return self.answer.at + timedelta(seconds=seconds) <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What was found, nearest first; open places that one cannot reach in time come last.

    ``opens_next`` is by when one who leaves now finds them open.
    """

    open_now: tuple[NearPlace, ...]
    opens_next: tuple[NearPlace, ...]
    unknown: tuple[NearPlace, ...]
    """Whether these are open is not known."""
    open_total: int
    unknown_total: int
    looked_at: int
    total: int
    without_position: int
    """Places that fit but whose position nobody knows; asked from a point, they are left out."""
    is_estimate: bool
    """Whether times follow a straight line for want of streets."""


_Candidate = tuple[Place, tuple[Offer, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """The places to look at, of ``total`` that fit."""

    candidates: Sequence[_Candidate]
    total: int
    without_position: int


def find_nearest_open(
    generation: Generation,
    *,
    at: datetime,
    calendar: WorkingCalendar,
    travel: TravelTimes,
    origin: Point | None = None,
    kind: PlaceKind | None = None,
    item: ItemCode | None = None,
) -> Nearest:
    """Places of ``kind`` (else all), or where ``item`` is handled, as they are at ``at``.

    Raises StreetsError when ``origin`` is not in degrees.
    """
    if item is None:
        field = _field_of_all(generation, origin, kind)
    else:
        field = _field_of_item(generation, item, origin, kind)
    seconds = _durations(field.candidates, origin, travel)
    found = [
        NearPlace(
            answer=describe_place(place, at, calendar, origin, offers=offers), duration_s=duration
        )
        for (place, offers), duration in zip(field.candidates, seconds, strict=True)
    ]
    found.sort(key=_by_way)
    open_now = [one for one in found if one.answer.state.fact is Fact.YES]
    open_now.sort(key=lambda one: not one.is_in_time)
    shut = [one for one in found if one.answer.state.fact is Fact.NO]
    unknown = [one for one in found if one.answer.state.fact is Fact.UNKNOWN]
    return Nearest(
        open_now=tuple(open_now[:OPEN_SHOWN]),
        opens_next=tuple(sorted(_with_opening(shut), key=_by_opening)[:NEXT_SHOWN]),
        unknown=tuple(unknown[:UNKNOWN_SHOWN]),
        open_total=len(open_now),
        unknown_total=len(unknown),
        looked_at=len(field.candidates),
        total=field.total,
        without_position=field.without_position,
        is_estimate=travel.assumptions.is_estimate,
    )


def find_neighbours(
    generation: Generation, place: Place, *, within_m: float = 800.0, shown: int = 4
) -> list[tuple[Place, float]]:
    """Other places near ``place``, nearest first, with their distance in metres."""
    if place.lon is None or place.lat is None:
        return []
    origin = (place.lon, place.lat)
    positions = get_directory(generation).spots.positions
    nearest = _order_by_distance(positions, np.arange(len(positions)), origin)[: shown + 1]
    others = [other for ordinal in nearest if (other := generation.places[ordinal]).id != place.id]
    near = [(one, get_distance_m(origin, (one.lon or 0.0, one.lat or 0.0))) for one in others]
    return [pair for pair in near[:shown] if pair[1] <= within_m]


def _field_of_all(generation: Generation, origin: Point | None, kind: PlaceKind | None) -> _Field:
    spots = get_directory(generation).spots
    fitting = np.array(
        [n for n, one in enumerate(spots.kinds) if kind is None or one is kind], dtype=np.int64
    )
    has_position = ~np.isnan(spots.positions[fitting, 0])
    if origin is None:
        order = sorted(fitting.tolist(), key=lambda n: _KIND_ORDER[spots.kinds[n]])
    else:
        order = _order_by_distance(spots.positions, fitting[has_position], origin)
    return _Field(
        candidates=[(generation.places[ordinal], ()) for ordinal in order[:LOOKED_AT]],
        total=len(fitting),
        without_position=int((~has_position).sum()),
    )


def _field_of_item(
    generation: Generation, item: ItemCode, origin: Point | None, kind: PlaceKind | None
) -> _Field:
    groups = list_offers_by_place(generation, generation.list_offers_of_item(item))
    fitting = [group for group in groups if kind is None or group[0].kind is kind]
    placed = [one for one in fitting if one[0].lon is not None and one[0].lat is not None]
    if origin is not None:
        order = _order_by_distance(
            np.array([(place.lon, place.lat) for place, _ in placed]).reshape(len(placed), 2),
            np.arange(len(placed)),
            origin,
        )
        looked_at = [placed[number] for number in order[:LOOKED_AT]]
    else:
        looked_at = fitting[:LOOKED_AT]
    return _Field(
        candidates=looked_at, total=len(fitting), without_position=len(fitting) - len(placed)
    )


def _order_by_distance(
    positions: NDArray[np.float64], ordinals: NDArray[np.int64], origin: Point
) -> list[int]:
    """Those with a position, nearest first; within a district a degree is as long everywhere."""
    there = positions[ordinals]
    known = ~np.isnan(there[:, 0])
    east = (there[known, 0] - origin[0]) * np.cos(np.radians(origin[1]))
    north = there[known, 1] - origin[1]
    order: list[int] = ordinals[known][np.argsort(np.hypot(east, north), kind="stable")].tolist()
    return order


def _durations(
    candidates: Sequence[_Candidate], origin: Point | None, travel: TravelTimes
) -> list[float | None]:
    if origin is None or not candidates:
        return [None] * len(candidates)
    points = np.array([(place.lon, place.lat) for place, _ in candidates], dtype=np.float64)
    times = travel.travel_times_s(np.array([origin]), points)[0]
    return [float(time) if np.isfinite(time) else None for time in times]


def _by_way(found: NearPlace) -> tuple[float, float, str]:
    seconds = found.duration_s if found.duration_s is not None else _NO_LIMIT
    metres = found.answer.distance_m if found.answer.distance_m is not None else _NO_LIMIT
    return seconds, metres, found.answer.place.id


def _with_opening(shut: Iterable[NearPlace]) -> Iterable[NearPlace]:
    return (one for one in shut if one.answer.state.opens_next is not None)


def _by_opening(found: NearPlace) -> tuple[datetime, float]:
    """By when one who leaves now finds it open, then by the way there."""
    there = found.answer.at + timedelta(seconds=found.duration_s or 0.0)
    opens = found.answer.state.opens_next or there
    return max(opens, there), found.duration_s if found.duration_s is not None else _NO_LIMIT
