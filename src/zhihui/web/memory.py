"""What only the start of a worker needed is given back to the system.

Loading the planner's compiled code runs through tens of megabytes of LLVM, and making the browse
directory through all items; neither is used again. Pages of files that nobody wrote to come back
by themselves when they are read, so forgetting them costs a moment at most. Called between the
steps of the warm-up. Linux only; elsewhere nothing happens.
"""

import ctypes
import gc
import re
from collections.abc import Iterator
from mmap import MADV_DONTNEED
from pathlib import Path
from typing import Final

_MAPS: Final = Path("/proc/self/smaps")
_HEAD: Final = re.compile(r"[0-9a-f]+-[0-9a-f]+ ")
_OF_FILE: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \d+ +/")
_OWN: Final = ("Anonymous:", "Swap:")
"""Kilobytes of pages that are in no file."""


def give_back() -> None:
    """Free what can be freed, and forget pages that can be read again from their files."""
    gc.collect()
    if not _MAPS.exists():
        return
    system = ctypes.CDLL(None)
    if hasattr(system, "malloc_trim"):
        system.malloc_trim(ctypes.c_size_t(0))
    for start, size in list_forgettable(_MAPS.read_text(encoding="utf-8", errors="replace")):
        # a refusal, as for pages that are locked, leaves everything as it is
        system.madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), ctypes.c_int(MADV_DONTNEED))


def list_forgettable(maps: str) -> Iterator[tuple[int, int]]:
    """Address and bytes of the maps that hold nothing but what stands in their files.

    ``maps`` is in the form of /proc/PID/smaps. Maps that may be written to are left out, and those
    with pages of their own, in memory or swapped out: the tables of a library that the loader
    filled in are in no file.
    """
    for head, *amounts in _split(maps):
        mapped = _OF_FILE.match(head)
        own = {words[0]: words[1] for line in amounts if (words := line.split())[0] in _OWN}
        if mapped and "w" not in mapped[3] and own == dict.fromkeys(_OWN, "0"):
            start, end = int(mapped[1], 16), int(mapped[2], 16)
            yield start, end - start


def _split(maps: str) -> Iterator[list[str]]:
    """The lines of each map, its address first."""
    lines: list[str] = []
    for line in maps.splitlines():
        if _HEAD.match(line) and lines:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines
