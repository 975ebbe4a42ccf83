"""Suggestions while typing: names, everyday names, places and life events by prefix.

A sorted file of keys (the wording itself, its pinyin, its initials) written at build time and
searched by bisection in the memory-mapped file. Called by the finder's part and by Finder.
"""

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from zhihui.district import Records
from zhihui.finder.entries import Entry
from zhihui.finder.folding import fold
from zhihui.finder.found import Suggestion
from zhihui.finder.pinyin import get_initials, spell

_FILE = "suggestions.txt"
_OFFSETS = "suggestion-offsets.npy"
_SCANNED = 200
_MIN_KEY = 2


def write_suggestions(directory: Path, entries: Sequence[Entry], records: Records) -> None:
    """Lines ``key TAB rank TAB kind TAB id TAB words`` in the order of their bytes."""
    lines = sorted(
        {
            f"{key}\t{rank}\t{kind}\t{identity}\t{words}".encode()
            for rank, kind, identity, words in _wordings(entries, records)
            for key in _keys(words)
        }
    )
    offsets = np.zeros(len(lines) + 1, dtype=np.int64)
    with (directory / _FILE).open("wb") as file:
        for number, line in enumerate(lines):
            offsets[number + 1] = offsets[number] + file.write(line + b"\n")
    np.save(directory / _OFFSETS, offsets)


def _wordings(entries: Sequence[Entry], records: Records) -> Iterator[tuple[int, str, str, str]]:
    for entry in entries:
        item = entry.first
        for rank, words in enumerate([*item.aliases, *item.name.values()]):
            yield (min(rank, 1), "item", item.code, _plain(words))
    for event in records.life_events:
        for words in [*event.name.values(), *event.aliases]:
            yield (0, "life_event", event.id, _plain(words))
    for place in records.places:
        for words in place.name.values():
            yield (2, "place", place.id, _plain(words))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _keys(words: str) -> Iterator[str]:
    folded = fold(words)
    yield folded
    syllables = spell(folded)
    if syllables:
        yield "".join(syllables)
        initials = get_initials(folded)
        if len(initials) >= _MIN_KEY:
            yield initials


class Suggester:
    """Completions from the files of a generation. Read-only; safe to share."""

    def __init__(self, directory: Path) -> None:
        self._offsets = np.load(directory / _OFFSETS, mmap_mode="r")
        path = directory / _FILE
        self._lines: mmap.mmap | bytes = b""
        if path.stat().st_size:
            with path.open("rb") as file:
                self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._lines[self._offsets[number] : self._offsets[number + 1] - 1]

    def complete(self, typed: str, limit: int) -> list[Suggestion]:
        """Wordings whose own form, pinyin or initials begin with ``typed``, shortest first."""
        folded = fold(typed)
        key = (folded.replace(" ", "") if folded.isascii() and " " in folded else folded).encode()
        if not key:
            return []
        found = self._scan(key) or (self._scan(folded.encode()) if folded.encode() != key else [])
        found.sort(key=lambda row: (row[0], len(row[3]), row[3]))
        return _distinct((Suggestion(words=w, kind=k, id=i) for _, k, i, w in found), limit)

    def _scan(self, key: bytes) -> list[tuple[int, str, str, str]]:
        rows: list[tuple[int, str, str, str]] = []
        start = bisect_left(self, key)
        for number in range(start, min(start + _SCANNED, len(self))):
            line = self[number]
            if not line.startswith(key):
                break
            _, rank, kind, identity, words = line.decode().split("\t")
            rows.append((int(rank), kind, identity, words))
        return rows


def _distinct(suggestions: Iterable[Suggestion], limit: int) -> list[Suggestion]:
    by_words: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        by_words.setdefault(suggestion.words, suggestion)
        if len(by_words) == limit:
            break
    return list(by_words.values())
