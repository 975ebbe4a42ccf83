"""Reading one table of a generation: a record is decoded when it is asked for.

Opened by ``open_generation``. Everything is a read-only memory map, so threads and processes
share the pages; nothing here writes or caches.
"""

import itertools
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhihui.generation.errors import GenerationError, UnknownRecord
from zhihui.generation.kinds import RecordKind, hash_id

T = TypeVar("T")
P = TypeVar("P")


class Table(Generic[T]):
    """The records of one kind, in the order of the build; ordinals count from 0."""

    __slots__ = (
        "_decoder",
        "_hashes",
        "_id_of",
        "_lines",
        "_offsets",
        "_ordinals",
        "_path",
        "name",
    )

    def __init__(self, directory: Path, kind: RecordKind[T]) -> None:
        """Map the files of ``kind`` in ``directory``. Raises GenerationError when unfit."""
        self.name = kind.name
        self._id_of = kind.id_of
        self._decoder = msgspec.json.Decoder(kind.type)
        self._path = directory / f"{kind.name}.jsonl"
        self._lines = map_bytes(self._path)
        self._offsets = map_array(directory / f"{kind.name}.offsets.npy", np.int64)
        if self._offsets.size == 0 or int(self._offsets[-1]) != len(self._lines):
            raise damaged(self._path, "its size differs from its offsets")
        self._hashes = np.empty(0, np.uint64)
        self._ordinals = np.empty(0, np.int64)
        if kind.id_of is not None:
            self._hashes = map_array(directory / f"{kind.name}.id-hashes.npy", np.uint64)
            self._ordinals = map_array(directory / f"{kind.name}.id-ordinals.npy", np.int64)
            if not len(self) == self._hashes.size == self._ordinals.size:
                raise damaged(self._path, "its id index has another number of records")

    def __len__(self) -> int:
        return int(self._offsets.size) - 1

    def __getitem__(self, ordinal: int) -> T:
        """The record at ``ordinal``. Raises IndexError outside 0 … len - 1."""
        if not 0 <= ordinal < len(self):
            raise IndexError(f"{self.name} has {len(self)} records, none at {ordinal}")
        line = self._lines[int(self._offsets[ordinal]) : int(self._offsets[ordinal + 1])]
        try:
            return self._decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise damaged(self._path, f"record {ordinal} cannot be read: {error}") from error

    def __iter__(self) -> Iterator[T]:
        return (self[ordinal] for ordinal in range(len(self)))

    def read_as(self, part: type[P], start: int = 0, stop: int | None = None) -> Iterator[P]:
        """Records with only the fields of ``part``: a fraction of the time of decoding all.

        All of them, or those at the ordinals ``start`` up to ``stop``, as far as there are any.
        """
        decoder = msgspec.json.Decoder(part)
        for ordinal in range(*slice(start, stop).indices(len(self))):
            line = self._lines[int(self._offsets[ordinal]) : int(self._offsets[ordinal + 1])]
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise damaged(self._path, f"record {ordinal} cannot be read: {error}") from error

    def find_ordinal(self, record_id: str) -> int | None:
        """The ordinal of the record with this id, or None."""
        located = self.locate(record_id)
        return None if located is None else located[0]

    def find(self, record_id: str) -> T | None:
        """The record with this id, or None."""
        located = self.locate(record_id)
        return None if located is None else located[1]

    def get(self, record_id: str) -> T:
        """The record with this id. Raises UnknownRecord."""
        located = self.locate(record_id)
        if located is None:
            raise UnknownRecord(self.name, record_id)
        return located[1]

    def list_texts(self, field: str) -> list[str]:
        """The text in ``field`` of every record, in order; faster than the records themselves."""
        one = msgspec.defstruct("_Text", [("text", str, msgspec.field(name=field))])
        decode = msgspec.json.Decoder(one).decode
        lines = (self._lines[a:b] for a, b in itertools.pairwise(self._offsets.tolist()))
        try:
            return [decode(line).text for line in lines]  # type: ignore[attr-defined]
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise damaged(self._path, str(error)) from error

    def close(self) -> None:
        """Give the map back. Records read before stay valid; reading more raises ValueError."""
        if isinstance(self._lines, mmap.mmap):
            self._lines.close()

    def locate(self, record_id: str) -> tuple[int, T] | None:
        """The ordinal and the record with this id, or None."""
        if self._id_of is None:
            return None
        try:
            wanted = np.uint64(hash_id(record_id))
        except UnicodeEncodeError:
            return None
        position = int(self._hashes.searchsorted(wanted))
        while position < self._hashes.size and self._hashes[position] == wanted:
            ordinal = int(self._ordinals[position])
            record = self[ordinal]
            if self._id_of(record) == record_id:
                return ordinal, record
            position += 1
        return None


def map_bytes(path: Path) -> mmap.mmap | bytes:
    """The content of a file as a read-only map. Raises GenerationError when it is not there."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                return b""
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from error


def map_array(path: Path, dtype: Any) -> NDArray[Any]:
    """A one-dimensional array of ``dtype`` as a read-only map. Raises GenerationError."""
    try:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError, SyntaxError) as error:
        raise damaged(path, str(error)) from error
    if not isinstance(mapped, np.ndarray) or mapped.dtype != dtype or mapped.ndim != 1:
        raise damaged(path, f"it is not a list of {np.dtype(dtype).name}")
    return mapped.view(np.ndarray)


def damaged(path: Path, why: str) -> GenerationError:
    """The error for a file that a reader cannot use."""
    generation = path.parent.parent
    return GenerationError(
        f"版本 {generation} 已损坏：{path.name}（{why}）。"
        f"请运行 `zhihui verify {generation}` 查看所有损坏的文件，然后重新构建。",
        f"The generation {generation} is damaged: {path.name}: {why}. "
        f"Run `zhihui verify {generation}` to see every damaged file, then build it again.",
    )
