"""Names of streets, where they are known: one table, and which segment has which.

Gathered while files are read, written by ``part``. An opened table stays in its file; a name is
read when it is asked for. A segment without a name has none: nothing is guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhihui.district import Text

NAMELESS: Final = -1
MAX_NAME: Final = 100
"""Longer ones are cut: they are notes, not names."""
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
_KEYS: Final = (("zh", ("name:zh-Hans", "name:zh", "name")), ("en", ("name:en",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetNames:
    """The names of m segments."""

    of_segment: NDArray[np.int32]
    """Ordinal in the table, or NAMELESS; one a segment."""
    lines: NDArray[np.uint8]
    """The table: JSON Lines, one name by language a line."""
    starts: NDArray[np.int64]
    """Name i is the bytes ``starts[i]:starts[i + 1]`` of ``lines``."""

    def __len__(self) -> int:
        return int(self.starts.size) - 1

    def read(self, ordinal: int) -> Text:
        """A name of the table, by language."""
        line = self.lines[int(self.starts[ordinal]) : int(self.starts[ordinal + 1])].tobytes()
        return msgspec.json.decode(line, type=dict[str, str])

    def find(self, segment: int) -> Text | None:
        """The name of a segment, or None."""
        ordinal = int(self.of_segment[segment])
        return None if ordinal == NAMELESS else self.read(ordinal)


@dataclass(slots=True)
class NameTable:
    """Collects names, each once, in the order in which they come."""

    _ordinals: dict[bytes, int] = field(default_factory=dict)

    def add(self, name: Mapping[str, str]) -> int:
        """The ordinal of a name; NAMELESS for none."""
        if not name:
            return NAMELESS
        line = msgspec.json.encode(dict(name)) + b"\n"
        return self._ordinals.setdefault(line, len(self._ordinals))

    def build(self, of_segment: Iterable[int]) -> StreetNames | None:
        """The names of segments by their ordinals; None where no segment has one."""
        if not self._ordinals:
            return None
        starts = np.zeros(len(self._ordinals) + 1, dtype=np.int64)
        np.cumsum([len(line) for line in self._ordinals], out=starts[1:])
        return StreetNames(
            of_segment=np.fromiter(of_segment, dtype=np.int32),
            lines=np.frombuffer(b"".join(self._ordinals), dtype=np.uint8),
            starts=starts,
        )


def name_of(tags: Mapping[str, str]) -> dict[str, str]:
    """The name in OpenStreetMap tags, by language; without one in the local language none."""
    found: dict[str, str] = {}
    for language, keys in _KEYS:
        words = next((tags[key] for key in keys if tags.get(key)), "")
        shown = _SPACES.sub(" ", words).strip()[:MAX_NAME]
        if shown:
            found[language] = shown
    return found if "zh" in found else {}


def find_names_fault(names: StreetNames, segments: int) -> str:
    """What contradicts itself in opened arrays; empty: nothing."""
    arrays: tuple[NDArray[Any], ...] = (names.of_segment, names.lines, names.starts)
    if any(array.ndim != 1 for array in arrays) or names.of_segment.size != segments:
        return "its names have another number of segments"
    starts = names.starts
    if not starts.size or starts[0] != 0 or starts[-1] != names.lines.size:
        return "its table of names has another size"
    if starts.size > 1 and int(np.diff(starts).min()) < 1:
        return "a name in its table is empty"
    low, high = int(names.of_segment.min()), int(names.of_segment.max())
    return "" if low >= NAMELESS and high < len(names) else "a segment has a name of no table"
