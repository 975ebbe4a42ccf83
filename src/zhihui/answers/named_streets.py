"""Streets by name: which street words mean, where two of them cross, and points along one.

Called by the faces for where a plan starts. Names that no network knows mean nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from zhihui.answers.travelling import TravelOf
from zhihui.district import Text
from zhihui.streets import Mode, Network, StreetsError

Point = tuple[float, float]
Points = NDArray[np.float64]
SHORT_M: Final = 400.0
"""A street no longer than this is one place to start from: its middle."""
APART_M: Final = 500.0
_MEET_WITHIN_M: Final = 60.0
_METRES: Final = 111_320.0
_BESIDE: Final = re.compile(
    r"^(?:near(?: to)?|on|at|from|在)\s*"
    r"|\s*(?:附近|旁边|旁|边上|一带|上|路口|交叉口|交汇处|crossing|junction)$",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(r"\s*(?:与|和|、|/|&|\band\b)\s*", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^(.+?(?:路|街|道|巷|弄))\s*[0-9０-９]+.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStreet:
    """A street and the points that it runs through, longitude and latitude, shape (n, 2)."""

    name: Text
    points: Points


def find_street(travel: TravelOf, words: str) -> NamedStreet | None:
    """The street that ``words`` name, also as “near X”."""
    return _find(travel, _strip(words))


def find_street_of_address(travel: TravelOf, words: str) -> NamedStreet | None:
    """The street of an address with the number of a house; where the house is, nobody knows."""
    numbered = _NUMBERED.match(words.strip())
    return _find(travel, numbered[1]) if numbered else None


def find_crossing(travel: TravelOf, words: str) -> tuple[NamedStreet, NamedStreet, Point] | None:
    """Two streets that ``words`` name and the point where they meet; None where they do not."""
    parts = [part for part in _BOTH.split(_strip(words)) if part]
    if len(parts) != 2:
        return None
    one, other = (_find(travel, _strip(part)) for part in parts)
    if one is None or other is None:
        return None
    here, there = _flat(one.points, one.points), _flat(other.points, one.points)
    apart = np.hypot(*(here[:, None] - there[None, :]).transpose(2, 0, 1))
    nearest = np.unravel_index(int(apart.argmin()), apart.shape)
    if apart[nearest] > _MEET_WITHIN_M:
        return None
    return one, other, _point(one.points[nearest[0]])


def spread_along(street: NamedStreet, most: int) -> list[Point]:
    """Points along a street, in order, about APART_M from each other; one for a short street."""
    flat = _flat(street.points, street.points)
    centred = flat - flat.mean(axis=0)
    axis = np.linalg.svd(centred, full_matrices=False)[2][0] if len(flat) > 1 else np.ones(2)
    along = centred @ axis
    length = float(along.max() - along.min())
    count = 1 if length <= SHORT_M else min(most, max(2, round(length / APART_M)))
    marks = along.min() + length * (np.arange(count) + 0.5) / count
    chosen = dict.fromkeys(int(np.abs(along - mark).argmin()) for mark in marks)
    return [_point(street.points[number]) for number in chosen]


def _find(travel: TravelOf, words: str) -> NamedStreet | None:
    """The street with exactly this name in any language, on the network for walking."""
    try:
        network = travel(Mode.WALK)
    except StreetsError:
        return None
    folded = words.casefold()
    if not folded or not isinstance(network, Network):
        return None
    found = network.list_streets(
        lambda name: any(said.casefold() == folded for said in name.values())
    )
    if not found:
        return None
    return NamedStreet(name=found[0][0], points=np.concatenate([points for _, points in found]))


def _strip(words: str) -> str:
    plain = words.strip()
    while (shorter := _BESIDE.sub("", plain).strip()) and shorter != plain:
        plain = shorter
    return plain


def _flat(points: Points, around: Points) -> Points:
    """Metres east and north, good enough within a city."""
    scale = np.array([np.cos(np.radians(around[:, 1].mean())), 1.0]) * _METRES
    flat: Points = (points - around[0]) * scale
    return flat


def _point(point: Sequence[float] | Points) -> Point:
    return float(point[0]), float(point[1])
