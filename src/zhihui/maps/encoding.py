"""Vector tiles in the Mapbox format 2.1, from points in whole tile units.

Called by ``tiles``. The part of the format that a map of streets, areas and places needs: three
kinds of geometry, text properties, one feature for all lines of a rank. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

EXTENT: Final = 4096
"""Units along the edge of a tile."""
_VERSION: Final = 2
_MOVE, _LINE, _CLOSE = 1, 2, 7
_VARINT, _BYTES = 0, 2

Ints = NDArray[np.int64]


class Geometry(IntEnum):
    """Kinds of geometry, by their number in the format."""

    POINT = 1
    LINES = 2
    POLYGON = 3


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing of a layer: properties and geometry commands from one of the functions below."""

    kind: Geometry
    commands: Ints
    properties: Mapping[str, str]


@dataclass(slots=True)
class Layer:
    """A named list of features."""

    name: str
    features: list[Feature] = field(default_factory=list)


def point_commands(x: int, y: int) -> Ints:
    """One point."""
    return np.array([_command(_MOVE, 1), *_zigzag(np.array([x, y]))], dtype=np.int64)


def line_commands(points: Ints, starts: Ints) -> Ints:
    """Lines of two points or more: line i is ``points[starts[i]:starts[i + 1]]``."""
    return _commands(points, starts, closed=False)


def ring_commands(rings: Sequence[Ints]) -> Ints:
    """A polygon: rings without their repeated last point, outer ones clockwise on the screen."""
    starts = np.cumsum([0, *(len(ring) for ring in rings)])
    return _commands(np.concatenate(rings), starts, closed=True)


def encode_tile(layers: Iterable[Layer]) -> bytes:
    """The bytes of a tile; layers without features are left out."""
    return b"".join(_field(3, _BYTES, _encode_layer(layer)) for layer in layers if layer.features)


def _commands(points: Ints, starts: Ints, *, closed: bool) -> Ints:
    sizes = np.diff(starts)
    extra = 3 if closed else 2
    begins = np.concatenate(([0], np.cumsum(2 * sizes + extra)))
    out = np.zeros(int(begins[-1]), dtype=np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    within = np.arange(len(points)) - np.repeat(starts[:-1], sizes)
    place = np.repeat(begins[:-1], sizes) + 1 + 2 * within + (within > 0)
    coded = _zigzag(steps)
    out[place], out[place + 1] = coded[:, 0], coded[:, 1]
    out[begins[:-1]] = _command(_MOVE, 1)
    out[begins[:-1] + 3] = _command(_LINE, sizes - 1)
    if closed:
        out[begins[1:] - 1] = _command(_CLOSE, 1)
    return out


def _command(number: int, count: int | Ints) -> int | Ints:
    return number | (count << 3)


def _zigzag(values: Ints) -> Ints:
    return (values << 1) ^ (values >> 63)


def _encode_layer(layer: Layer) -> bytes:
    keys: dict[str, int] = {}
    values: dict[str, int] = {}
    features = []
    for feature in layer.features:
        tags = [
            number
            for key, value in feature.properties.items()
            for number in (keys.setdefault(key, len(keys)), values.setdefault(value, len(values)))
        ]
        features.append(
            _field(2, _BYTES, _packed(np.array(tags, dtype=np.int64)))
            + _field(3, _VARINT, int(feature.kind))
            + _field(4, _BYTES, _packed(feature.commands))
        )
    return b"".join(
        (
            _field(15, _VARINT, _VERSION),
            _field(1, _BYTES, layer.name.encode()),
            *(_field(2, _BYTES, feature) for feature in features),
            *(_field(3, _BYTES, key.encode()) for key in keys),
            *(_field(4, _BYTES, _field(1, _BYTES, value.encode())) for value in values),
            _field(5, _VARINT, EXTENT),
        )
    )


def _field(number: int, wire: int, value: int | bytes) -> bytes:
    head = varint(number << 3 | wire)
    return head + (varint(value) if isinstance(value, int) else varint(len(value)) + value)


def varint(value: int) -> bytes:
    """A whole number from 0 as 7 bits a byte, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _packed(values: Ints) -> bytes:
    """Whole numbers below 2**35, each as ``varint`` does."""
    groups = values[:, None] >> np.arange(0, 35, 7)
    sizes = np.maximum((groups > 0).sum(axis=1), 1)
    column = np.arange(groups.shape[1])
    coded = (groups & 0x7F | np.where(column < sizes[:, None] - 1, 0x80, 0)).astype(np.uint8)
    return bytes(coded[column < sizes[:, None]].tobytes())
