"""What travelling gives: times between points, a path, an area; and who can give it.

Plain results and the protocol that street networks and straight-line estimates share. Not being
able to reach a place is told by a Reach and the straight distance, never by leaving it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhihui.streets.modes import Assumptions, Mode
from zhihui.streets.sphere import Floats


class Reach(Enum):
    """Whether one can get from a point to another, and if not, why."""

    REACHED = "reached"
    NO_WAY = "no_way"
    """Both are at streets, but no allowed way leads from one to the other."""
    FROM_TOO_FAR = "from_too_far"
    """No street is near the starting point."""
    TO_TOO_FAR = "to_too_far"
    """No street is near the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Times from a points to b places."""

    duration_s: Floats
    """Shape (a, b), infinite where there is no way."""
    straight_m: Floats
    """Shape (a, b): straight distance, for all, reached or not."""
    from_access_m: Floats
    """Shape (a,): from the point to the nearest street, also where that is too far."""
    to_access_m: Floats
    """Shape (b,): from the place to the nearest street, also where that is too far."""
    from_is_near: NDArray[np.bool_]
    to_is_near: NDArray[np.bool_]
    assumptions: Assumptions

    def reach(self, row: int, column: int) -> Reach:
        """Whether point ``row`` reaches place ``column``."""
        if np.isfinite(self.duration_s[row, column]):
            return Reach.REACHED
        if not self.from_is_near[row]:
            return Reach.FROM_TOO_FAR
        return Reach.NO_WAY if self.to_is_near[column] else Reach.TO_TOO_FAR


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetPath:
    """A way from a point to a place, both ends and the walks to the street included."""

    points: tuple[tuple[float, float], ...]
    """Longitudes and latitudes; empty when there is no way."""
    length_m: float
    """Infinite when there is no way."""
    duration_s: float
    straight_m: float
    access_m: tuple[float, float]
    """From the point to the street, and from the street to the place."""
    reach: Reach
    assumptions: Assumptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachableArea:
    """Where one can be within some minutes."""

    geometry: Mapping[str, object]
    """A GeoJSON MultiPolygon in degrees; without coordinates when no street is near."""
    minutes: float
    access_m: float
    """From the point to the nearest street, also where that is too far."""
    is_near: bool
    assumptions: Assumptions


class PinnedPlaces(Protocol):
    """Places that are asked for again and again. Safe to share between threads."""

    def times_from_s(self, points: ArrayLike) -> Floats:
        """Seconds from a points to the places; shape (a, places), infinite where no way."""

    def times_to_s(self, points: ArrayLike) -> Floats:
        """Seconds from the places to b points; shape (places, b), infinite where no way."""


class TravelTimes(Protocol):
    """What street networks and straight-line estimates have in common.

    Points are (longitude, latitude) in WGS-84 degrees, one pair or an array of shape (n, 2).
    Every method raises StreetsError for points that are not in degrees.
    """

    @property
    def mode(self) -> Mode:
        """How one moves."""

    @property
    def assumptions(self) -> Assumptions:
        """What the times rest on, for the faces to show."""

    def travel_times_s(self, from_points: ArrayLike, to_points: ArrayLike) -> Floats:
        """Seconds, shape (a, b), infinite where there is no way."""

    def travel(self, from_points: ArrayLike, to_points: ArrayLike) -> Travel:
        """Times with the straight distances and what each point is away from a street."""

    def path(self, from_point: ArrayLike, to_point: ArrayLike) -> StreetPath:
        """The fastest way from one point to another."""

    def reachable_area(self, point: ArrayLike, minutes: float) -> ReachableArea:
        """Where one can be within ``minutes`` of leaving ``point``."""

    def pin(self, places: ArrayLike) -> PinnedPlaces:
        """Prepare places that will be asked for many times."""
