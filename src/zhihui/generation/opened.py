"""An opened generation: its manifest, its tables and the offers of an item or at a place.

Used by the finder, answers and the faces. It is read-only; opening reads the manifest and maps
files, so any number of processes can share one directory.
"""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from zhihui.district import (
    Area,
    CalendarDay,
    Item,
    ItemCode,
    Lexeme,
    LifeEvent,
    Material,
    Offer,
    Place,
    PlaceId,
)
from zhihui.generation import kinds
from zhihui.generation.errors import GenerationError
from zhihui.generation.manifest import (
    FORMAT_VERSION,
    MANIFEST,
    Manifest,
    ManifestFault,
    decode_manifest,
)
from zhihui.generation.table import Table, damaged, map_array
from zhihui.hours import WorkingCalendar, create_working_calendar


class Generation:
    """One district at one moment. Made by ``open_generation``; close it or use it as a context."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        """Map the tables in ``path``. Raises GenerationError when one is missing or damaged."""
        records = path / kinds.RECORDS
        self.path = path
        self.manifest = manifest
        self.items: Table[Item] = Table(records, kinds.ITEMS)
        self.places: Table[Place] = Table(records, kinds.PLACES)
        self.offers: Table[Offer] = Table(records, kinds.OFFERS)
        self.materials: Table[Material] = Table(records, kinds.MATERIALS)
        self.areas: Table[Area] = Table(records, kinds.AREAS)
        self.life_events: Table[LifeEvent] = Table(records, kinds.LIFE_EVENTS)
        self.lexicon: Table[Lexeme] = Table(records, kinds.LEXICON)
        self.calendar_days = _read_calendar_days(records, manifest)
        self._by_item = _Groups(records, "offers-by-item", len(self.items), len(self.offers))
        self._by_place = _Groups(records, "offers-by-place", len(self.places), len(self.offers))

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working calendar of the country with the district's own days; always one object."""
        return create_working_calendar(self.calendar_days)

    def list_offers_of_item(self, code: ItemCode) -> tuple[Offer, ...]:
        """The Offers of an Item in the order of the build; empty for none or an unknown code."""
        ordinal = self.items.find_ordinal(code)
        return () if ordinal is None else self.list_offers_of_item_at(ordinal)

    def list_offers_at_place(self, place: PlaceId) -> tuple[Offer, ...]:
        """The Offers at a Place in the order of the build; empty for none or an unknown id."""
        ordinal = self.places.find_ordinal(place)
        if ordinal is None:
            return ()
        return tuple(self.offers[number] for number in self._by_place.row(ordinal))

    def list_offers_of_item_at(self, ordinal: int) -> tuple[Offer, ...]:
        """The Offers of the Item at this ordinal of ``items``. Raises IndexError."""
        return tuple(self.offers[number] for number in self._by_item.row(ordinal))

    def part(self, name: str) -> Path:
        """The directory of a derived part, e.g. a search index. Raises GenerationError.

        Open what is in it at once: the path leads to the next generation after a new build.
        """
        directory = self.path / name
        if name in ("", kinds.RECORDS) or not directory.is_dir():
            raise GenerationError(
                f"版本 {self.path} 没有部分 {name!r}。请用当前版本的智惠导航重新构建。",
                f"The generation {self.path} has no part {name!r}. Build it again with this "
                "version of Zhihui.",
            )
        return directory

    def close(self) -> None:
        """Give all maps back. Records read before stay valid."""
        for table in (
            self.items,
            self.places,
            self.offers,
            self.materials,
            self.areas,
            self.life_events,
            self.lexicon,
        ):
            table.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _read_calendar_days(records: Path, manifest: Manifest) -> tuple[CalendarDay, ...]:
    """The few days there are; none where the build knew no such table."""
    if kinds.CALENDAR_DAYS.name not in manifest.counts:
        return ()
    table = Table(records, kinds.CALENDAR_DAYS)
    days = tuple(table)
    table.close()
    return days


class _Groups:
    """Ordinals of offers by the ordinal of their owner, as compressed sparse rows."""

    __slots__ = ("_offers", "_starts")

    def __init__(self, directory: Path, name: str, owners: int, offers: int) -> None:
        starts = directory / f"{name}.starts.npy"
        self._starts = map_array(starts, np.int64)
        self._offers = map_array(directory / f"{name}.offers.npy", np.int64)
        if self._starts.size != owners + 1 or self._offers.size != offers:
            raise damaged(starts, "it has another number of records than its tables")

    def row(self, ordinal: int) -> list[int]:
        if not 0 <= ordinal < self._starts.size - 1:
            raise IndexError(f"there are {self._starts.size - 1} rows, none at {ordinal}")
        row = self._offers[int(self._starts[ordinal]) : int(self._starts[ordinal + 1])]
        return [int(number) for number in row]


def open_generation(path: Path) -> Generation:
    """Open the generation in ``path``, read-only.

    Raises GenerationError when nothing is there, it is not a generation, its format version is
    not the one of this software, or a file is missing or damaged. Checksums are left to
    ``verify``.
    """
    if not path.exists():
        raise GenerationError(
            f"{path} 处没有版本。请先用 `zhihui build 配方.yaml -o {path}` 或 "
            f"`zhihui sample -o {path}` 构建。",
            f"There is no generation at {path}. Make one with `zhihui build RECIPE.yaml -o {path}` "
            f"or `zhihui sample -o {path}`.",
        )
    if not (path / MANIFEST).is_file():
        raise GenerationError(
            f"{path} 不是版本目录：没有 {MANIFEST}。请给出 `zhihui build` 或 `zhihui sample` "
            "写出的目录。",
            f"{path} is not a generation: it has no {MANIFEST}. Give the directory that "
            "`zhihui build` or `zhihui sample` wrote.",
        )
    path = path.resolve()
    try:
        manifest = decode_manifest((path / MANIFEST).read_bytes())
    except OSError as error:
        raise damaged(path / kinds.RECORDS / MANIFEST, error.strerror or str(error)) from error
    except ManifestFault as fault:
        raise _unusable(path, fault) from fault
    return Generation(path, manifest)


def _unusable(path: Path, fault: ManifestFault) -> GenerationError:
    if fault.is_newer:
        return GenerationError(
            f"版本 {path} 的格式较新（{fault.found}），当前软件只读格式版本 {FORMAT_VERSION}。"
            "请升级智惠导航，或用当前软件重新构建。",
            f"The generation {path} has {fault.found}, but this version of Zhihui reads format "
            f"version {FORMAT_VERSION}. Update Zhihui, or build the generation again with this "
            "version.",
        )
    return GenerationError(
        f"{path} 的 {MANIFEST} 不能用（{fault.found}）。请重新构建该版本。",
        f"The {MANIFEST} in {path} cannot be used: expected {fault.expected}, found "
        f"{fault.found}. Build the generation again.",
    )
