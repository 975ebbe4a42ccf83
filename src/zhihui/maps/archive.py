"""One file of tiles in the PMTiles format, version 3: writing it, and reading tiles from it.

Written by the part at a build, mapped into memory by the web. The format is an open one, so that
the tiles of a generation open in other tools too. The tiles in it are compressed with gzip.
"""

import gzip
import json
import mmap
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from zhihui.generation.table import damaged
from zhihui.maps.encoding import varint

_MAGIC: Final = b"PMTiles\x03"
_HEADER: Final = struct.Struct("<8s11Q6B4iB2i")
_GZIP, _VECTOR = 2, 1
_ROOT_MAX: Final = 16_384 - _HEADER.size
_LEAF_ENTRIES: Final = 4096

Tile = tuple[int, int, int]
"""Zoom, column, row."""
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Entry = tuple[int, int, int, int]
"""Tile id, offset, length, run (0: a leaf directory)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileArchive:
    """An opened file of tiles. Safe to share between threads."""

    bounds: Box
    min_zoom: int
    max_zoom: int
    metadata: Mapping[str, Any]
    _ids: "np.typing.NDArray[np.uint64]"
    _spans: "np.typing.NDArray[np.int64]"
    _data: mmap.mmap

    def find(self, zoom: int, column: int, row: int) -> bytes | None:
        """The tile, compressed with gzip; None where the district has none."""
        wanted = tile_id(zoom, column, row)
        number = int(np.searchsorted(self._ids, np.uint64(wanted)))
        if number == len(self._ids) or int(self._ids[number]) != wanted:
            return None
        offset, length = (int(value) for value in self._spans[number])
        return self._data[offset : offset + length]


def tile_id(zoom: int, column: int, row: int) -> int:
    """The number of a tile: all coarser tiles come first, then the way along a Hilbert curve."""
    number: int = (4**zoom - 1) // 3
    side = 1 << zoom
    half = side >> 1
    while half:
        right, below = int(column & half > 0), int(row & half > 0)
        number += half * half * (3 * right ^ below)
        if not below:
            if right:
                column, row = side - 1 - column, side - 1 - row
            column, row = row, column
        half >>= 1
    return number


def write_archive(
    path: Path, tiles: Mapping[Tile, bytes], bounds: Box, metadata: Mapping[str, object]
) -> None:
    """Write ``tiles`` (not compressed). The same tiles give the same bytes."""
    ordered = sorted((tile_id(*tile), tile) for tile in tiles)
    entries: list[Entry] = []
    contents: list[bytes] = []
    offset = 0
    for number, tile in ordered:
        content = gzip.compress(tiles[tile], mtime=0)
        entries.append((number, offset, len(content), 1))
        contents.append(content)
        offset += len(content)
    root, leaves = _directories(entries)
    described = gzip.compress(json.dumps(dict(metadata), ensure_ascii=False).encode(), mtime=0)
    zooms = [zoom for zoom, _, _ in tiles] or [0]
    west, south, east, north = (round(degrees * 1e7) for degrees in bounds)
    places, at = [], _HEADER.size
    for size in (len(root), len(described), len(leaves), offset):
        places += [at, size]
        at += size
    header = _HEADER.pack(
        _MAGIC,
        *places,
        *(len(entries),) * 3,
        *(1, _GZIP, _GZIP, _VECTOR, min(zooms), max(zooms)),
        *(west, south, east, north),
        (min(zooms) + max(zooms)) // 2,
        *((west + east) // 2, (south + north) // 2),
    )
    path.write_bytes(b"".join((header, root, described, leaves, *contents)))


def open_archive(path: Path) -> TileArchive:
    """Map a file of tiles into memory. Raises GenerationError when it is missing or damaged."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return _read(data)
    except (OSError, ValueError, IndexError, EOFError, struct.error) as error:
        raise damaged(path, str(error)) from error


def _read(data: mmap.mmap) -> TileArchive:
    fields = _HEADER.unpack_from(data)
    if fields[0] != _MAGIC:
        raise ValueError("it does not begin like PMTiles version 3")
    root, described, leaves, tiles = (
        slice(fields[n], fields[n] + fields[n + 1]) for n in (1, 3, 5, 7)
    )
    entries: list[Entry] = []
    for entry in _decode(data[root]):
        if entry[3]:
            entries.append(entry)
        else:
            begin = leaves.start + entry[1]
            entries += _decode(data[begin : begin + entry[2]])
    west, south, east, north = fields[18:22]
    return TileArchive(
        bounds=(west / 1e7, south / 1e7, east / 1e7, north / 1e7),
        min_zoom=fields[16],
        max_zoom=fields[17],
        metadata=json.loads(gzip.decompress(data[described])),
        _ids=np.array([entry[0] for entry in entries], dtype=np.uint64),
        _spans=np.array(
            [(tiles.start + entry[1], entry[2]) for entry in entries], dtype=np.int64
        ).reshape(-1, 2),
        _data=data,
    )


def _directories(entries: Sequence[Entry]) -> tuple[bytes, bytes]:
    """The root directory and, where it would be too large, what it leads to."""
    root = _encode(entries)
    if len(root) <= _ROOT_MAX:
        return root, b""
    leads: list[Entry] = []
    leaves = bytearray()
    for begin in range(0, len(entries), _LEAF_ENTRIES):
        leaf = _encode(entries[begin : begin + _LEAF_ENTRIES])
        leads.append((entries[begin][0], len(leaves), len(leaf), 0))
        leaves += leaf
    return _encode(leads), bytes(leaves)


def _encode(entries: Sequence[Entry]) -> bytes:
    out = bytearray(varint(len(entries)))
    before = 0
    for entry in entries:
        out += varint(entry[0] - before)
        before = entry[0]
    for entry in entries:
        out += varint(entry[3])
    for entry in entries:
        out += varint(entry[2])
    follows = -1
    for entry in entries:
        out += varint(0 if entry[1] == follows else entry[1] + 1)
        follows = entry[1] + entry[2]
    return gzip.compress(bytes(out), mtime=0)


def _decode(compressed: bytes) -> list[Entry]:
    numbers = _varints(gzip.decompress(compressed))
    count = numbers[0]
    steps, runs, sizes, begins = (
        numbers[1 + part * count : 1 + (part + 1) * count] for part in range(4)
    )
    entries: list[Entry] = []
    number = follows = 0
    for step, run, size, begin in zip(steps, runs, sizes, begins, strict=True):
        number += step
        offset = follows if begin == 0 else begin - 1
        entries.append((number, offset, size, run))
        follows = offset + size
    return entries


def _varints(data: bytes) -> list[int]:
    out, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            out.append(value)
            value = shift = 0
    return out
