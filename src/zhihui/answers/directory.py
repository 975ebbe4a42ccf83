"""What a district has, by topic, body, audience and area: made once for a generation, then kept.

Called by the browse pages and the sitemap. A *shelf* lists catalogue entries, so that an Item that
216 bodies implement is one line with the number 216. Reads a few fields of each record, once;
never on a request after the first.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from zhihui.district import (
    Area,
    AreaCode,
    Audience,
    CatalogCode,
    ItemCode,
    ItemLevel,
    PlaceKind,
    Text,
    in_language,
)
from zhihui.generation import Generation

_CATALOG_END = 31
"""Where the suffix of a 业务办理项 begins in an item code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The Items that share a topic, body, audience or area, one line for each catalogue entry."""

    key: str
    """As in addresses: the topic, the body's Chinese name, the audience's name, the area code."""
    name: Text
    ordinals: Sequence[int]
    """Of each line: its first Item in the order of the build."""
    counts: Sequence[int]
    """Of each line: how many Items it stands for."""
    level: ItemLevel | None = None
    """Of a body: the level of its first Item."""

    @property
    def items(self) -> int:
        """How many Items stand on the shelf."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNode:
    """An area in the tree; the totals include all areas in it."""

    area: Area
    children: tuple[AreaCode, ...]
    places: tuple[int, ...]
    """Ordinals of the Places in the area itself."""
    items_total: int
    places_total: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spots:
    """Where the Places are, by ordinal."""

    positions: NDArray[np.float64]
    """Shape (n, 2): lon and lat in WGS-84, not a number where not known."""
    kinds: tuple[PlaceKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Directory:
    """All shelves. Mappings are in the order of the build, bodies by level first."""

    topics: Mapping[str, Shelf]
    bodies: Mapping[str, Shelf]
    audiences: Mapping[str, Shelf]
    audience_topics: Mapping[str, Mapping[str, Shelf]]
    """Of each audience its shelves by topic, those with most lines first."""
    areas: Mapping[str, Shelf]
    tree: Mapping[AreaCode, AreaNode]
    roots: tuple[AreaCode, ...]
    entries: Mapping[CatalogCode, Sequence[int]]
    """Ordinals of the Items of each catalogue code."""
    spots: Spots


@dataclass(frozen=True, slots=True)
class _Line:
    """What the shelves need of an Item."""

    code: ItemCode
    name: Text
    catalog_code: CatalogCode | None = None
    body: Text = field(default_factory=dict)
    area: AreaCode | None = None
    level: ItemLevel | None = None
    audiences: tuple[Audience, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """What the tree and the spots need of a Place."""

    area: AreaCode | None = None
    kind: PlaceKind = PlaceKind.OTHER
    lon: float | None = None
    lat: float | None = None


_Entry = tuple[str, str, str]

_directories: WeakKeyDictionary[Generation, Directory] = WeakKeyDictionary()
_making = Lock()


def get_directory(generation: Generation) -> Directory:
    """The directory of ``generation``, made at the first call."""
    with _making:
        directory = _directories.get(generation)
        if directory is None:
            directory = _directories[generation] = _make(generation)
    return directory


class _Filling:
    """One kind of shelf while it is filled."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[_Entry, int]] = {}
        self._first: dict[str, list[int]] = {}
        self._count: dict[str, list[int]] = {}
        self._about: dict[str, _Line] = {}

    def add(self, key: str, entry: _Entry, ordinal: int, line: _Line) -> None:
        lines = self._lines.setdefault(key, {})
        number = lines.setdefault(entry, len(lines))
        if number == len(self._first.setdefault(key, [])):
            self._first[key].append(ordinal)
            self._count.setdefault(key, []).append(0)
            self._about.setdefault(key, line)
        self._count[key][number] += 1

    def shelves(self, names: Mapping[str, Text] | None = None) -> dict[str, Shelf]:
        """By key. ``names``: of areas; a body has that of its Items, others their key."""
        return {
            key: Shelf(
                key=key,
                name=(names or {}).get(key, {"zh": key}),
                ordinals=array("l", self._first[key]),
                counts=array("l", self._count[key]),
                level=self._about[key].level,
            )
            for key in self._lines
        }

    def largest_first(self) -> dict[str, Shelf]:
        """By key, those with most lines first."""
        shelves = self.shelves()
        return dict(sorted(shelves.items(), key=lambda pair: -len(pair[1].ordinals)))

    def bodies(self) -> dict[str, Shelf]:
        """By the body's Chinese name, those of the widest level first."""
        shelves = self.shelves({key: line.body for key, line in self._about.items()})
        return dict(sorted(shelves.items(), key=lambda pair: _rank(pair[1].level)))


def _make(generation: Generation) -> Directory:
    topics, bodies, audiences, areas = _Filling(), _Filling(), _Filling(), _Filling()
    by_audience: dict[str, _Filling] = {}
    entries: defaultdict[CatalogCode, array[int]] = defaultdict(lambda: array("l"))
    for ordinal, line in enumerate(generation.items.read_as(_Line)):
        entry = _entry_of(line)
        for topic in dict.fromkeys(line.topics):
            topics.add(topic, entry, ordinal, line)
        for audience in dict.fromkeys(line.audiences):
            audiences.add(name := audience.name.lower(), entry, ordinal, line)
            both = by_audience.setdefault(name, _Filling())
            for topic in dict.fromkeys(line.topics):
                both.add(topic, entry, ordinal, line)
        if body := in_language(line.body, "zh"):
            bodies.add(body, entry, ordinal, line)
        if line.area:
            areas.add(line.area, entry, ordinal, line)
        if line.catalog_code:
            entries[line.catalog_code].append(ordinal)
    every = tuple(generation.areas)
    spots = tuple(generation.places.read_as(_Spot))
    shelves = areas.shelves({area.code: area.name for area in every})
    tree = _make_tree(every, spots, shelves)
    known = audiences.shelves()
    return Directory(
        topics=topics.shelves(),
        bodies=bodies.bodies(),
        audiences={name: known[name] for one in Audience if (name := one.name.lower()) in known},
        audience_topics={name: by_audience[name].largest_first() for name in known},
        areas=shelves,
        tree=tree,
        roots=tuple(code for code, node in tree.items() if node.area.parent not in tree),
        entries=dict(entries),
        spots=Spots(positions=_positions(spots), kinds=tuple(spot.kind for spot in spots)),
    )


def _positions(spots: Sequence[_Spot]) -> NDArray[np.float64]:
    return np.array(
        [
            (spot.lon, spot.lat) if spot.lon is not None and spot.lat is not None else (nan, nan)
            for spot in spots
        ],
        dtype=np.float64,
    ).reshape(len(spots), 2)


def _entry_of(line: _Line) -> _Entry:
    if line.catalog_code is None:
        return (line.code, "", "")
    return (line.catalog_code, line.code[_CATALOG_END:], in_language(line.name, "zh"))


def _make_tree(
    areas: Sequence[Area], spots: Iterable[_Spot], shelves: Mapping[str, Shelf]
) -> dict[AreaCode, AreaNode]:
    known = {area.code for area in areas}
    children: defaultdict[AreaCode, list[AreaCode]] = defaultdict(list)
    for area in areas:
        if area.parent in known and area.parent != area.code:
            children[area.parent].append(area.code)
    places: defaultdict[AreaCode, list[int]] = defaultdict(list)
    for ordinal, spot in enumerate(spots):
        if spot.area in known:
            places[spot.area].append(ordinal)
    own = {
        code: (shelves[code].items if code in shelves else 0, len(places[code])) for code in known
    }
    totals = {code: _total(code, children, own, frozenset()) for code in known}
    return {
        area.code: AreaNode(
            area=area,
            children=tuple(children[area.code]),
            places=tuple(places[area.code]),
            items_total=totals[area.code][0],
            places_total=totals[area.code][1],
        )
        for area in areas
    }


def _total(
    code: AreaCode,
    children: Mapping[AreaCode, Sequence[AreaCode]],
    own: Mapping[AreaCode, tuple[int, int]],
    above: frozenset[AreaCode],
) -> tuple[int, int]:
    """Items and places of an area with all in it; areas that hold each other count once."""
    if code in above:
        return 0, 0
    items, places = own[code]
    for child in children.get(code, ()):
        more = _total(child, children, own, above | {code})
        items, places = items + more[0], places + more[1]
    return items, places


def _rank(level: ItemLevel | None) -> str:
    return level.value if level else "9"
