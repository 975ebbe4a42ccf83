"""Travel times for a generation without streets: the straight line, somewhat longer.

Fulfils ``TravelTimes``, so callers need not care; the assumptions say that it is an estimate.
"""

from typing import Final

import numpy as np
import shapely
from numpy.typing import ArrayLike
from shapely.geometry import mapping

from zhihui.streets.modes import Assumptions, Mode, line_assumptions
from zhihui.streets.sphere import Floats, from_plane, read_points, straight_m, to_plane
from zhihui.streets.travel import Reach, ReachableArea, StreetPath, Travel

_ROUND_CORNER: Final = 16


class StraightLines:
    """Estimates along straight lines: every place is reached."""

    def __init__(self, mode: Mode) -> None:
        self._assumptions = line_assumptions(mode)
        detour, kmh = self._assumptions.detour, self._assumptions.moving_kmh
        self._s_per_m = (detour or 1.0) * 3.6 / (kmh or 1.0)

    @property
    def mode(self) -> Mode:
        """How one moves."""
        return self._assumptions.mode

    @property
    def assumptions(self) -> Assumptions:
        """What the times rest on, for the faces to show."""
        return self._assumptions

    def travel_times_s(self, from_points: ArrayLike, to_points: ArrayLike) -> Floats:
        """Seconds, shape (a, b)."""
        lines_m = straight_m(read_points(from_points), read_points(to_points))
        return np.rint(lines_m * self._s_per_m * 1000.0) / 1000.0

    def travel(self, from_points: ArrayLike, to_points: ArrayLike) -> Travel:
        """Times with the straight distances."""
        start, end = read_points(from_points), read_points(to_points)
        return Travel(
            duration_s=self.travel_times_s(start, end),
            straight_m=straight_m(start, end),
            from_access_m=np.zeros(len(start)),
            to_access_m=np.zeros(len(end)),
            from_is_near=np.ones(len(start), dtype=np.bool_),
            to_is_near=np.ones(len(end), dtype=np.bool_),
            assumptions=self._assumptions,
        )

    def path(self, from_point: ArrayLike, to_point: ArrayLike) -> StreetPath:
        """The straight line; its length is the estimated length of the way."""
        start, end = read_points(from_point)[:1], read_points(to_point)[:1]
        line_m = float(straight_m(start, end)[0, 0])
        ends = [(float(lon), float(lat)) for lon, lat in np.concatenate((start, end))]
        return StreetPath(
            points=tuple(dict.fromkeys(ends)),
            length_m=line_m * (self._assumptions.detour or 1.0),
            duration_s=float(self.travel_times_s(start, end)[0, 0]),
            straight_m=line_m,
            access_m=(0.0, 0.0),
            reach=Reach.REACHED,
            assumptions=self._assumptions,
        )

    def reachable_area(self, point: ArrayLike, minutes: float) -> ReachableArea:
        """A circle."""
        centre = read_points(point)[:1]
        stretch = 1.0 / np.cos(np.radians(centre[0, 1]))
        radius = max(minutes, 0.0) * 60.0 / self._s_per_m * stretch
        circle = shapely.buffer(shapely.points(to_plane(centre)), radius, quad_segs=_ROUND_CORNER)
        parts = [polygon for polygon in shapely.get_parts(circle) if not polygon.is_empty]
        ground = shapely.transform(shapely.multipolygons(parts), from_plane)
        return ReachableArea(
            geometry=mapping(ground),
            minutes=minutes,
            access_m=0.0,
            is_near=True,
            assumptions=self._assumptions,
        )

    def pin(self, places: ArrayLike) -> "PinnedOnLines":
        """Keep places that will be asked for many times."""
        return PinnedOnLines(self, read_points(places))


class PinnedOnLines:
    """Places kept for estimates."""

    def __init__(self, lines: StraightLines, places: Floats) -> None:
        self._lines = lines
        self._places = places

    def times_from_s(self, points: ArrayLike) -> Floats:
        """Seconds from a points to the places; shape (a, places)."""
        return self._lines.travel_times_s(points, self._places)

    def times_to_s(self, points: ArrayLike) -> Floats:
        """Seconds from the places to b points; shape (places, b)."""
        return self._lines.travel_times_s(self._places, points)
