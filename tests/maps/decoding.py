"""A reader of vector tiles, written from the format's description apart from the encoder."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

Point = tuple[int, int]


@dataclass
class Decoded:
    """One feature: properties and parts, each a list of points."""

    kind: int
    properties: dict[str, str]
    parts: list[list[Point]] = field(default_factory=list)
    closed: int = 0


def decode_tile(data: bytes) -> dict[str, list[Decoded]]:
    """Layer name → features."""
    layers = {}
    for number, value in _fields(data):
        assert number == 3
        name, features = _layer(_bytes(value))
        assert name not in layers
        layers[name] = features
    return layers


def to_degrees(point: Point, tile: tuple[int, int, int]) -> tuple[float, float]:
    """Longitude and latitude of a point of a tile (zoom, column, row)."""
    from math import atan, degrees, pi, sinh

    zoom, column, row = tile
    x = (column + point[0] / 4096) / 2**zoom
    y = (row + point[1] / 4096) / 2**zoom
    return x * 360 - 180, degrees(atan(sinh(pi * (1 - 2 * y))))


def _layer(data: bytes) -> tuple[str, list[Decoded]]:
    name, keys, values, raw = "", [], [], []
    for number, value in _fields(data):
        if number == 1:
            name = _bytes(value).decode()
        elif number == 2:
            raw.append(dict(_fields(_bytes(value))))
        elif number == 3:
            keys.append(_bytes(value).decode())
        elif number == 4:
            values.append(_bytes(dict(_fields(_bytes(value)))[1]).decode())
        elif number == 5:
            assert value == 4096
        elif number == 15:
            assert value == 2
    return name, [_feature(each, keys, values) for each in raw]


def _feature(raw: dict[int, int | bytes], keys: list[str], values: list[str]) -> Decoded:
    tags = list(_varints(_bytes(raw.get(2, b""))))
    pairs = zip(tags[::2], tags[1::2], strict=True)
    kind = raw[3]
    assert isinstance(kind, int)
    feature = Decoded(kind, {keys[key]: values[value] for key, value in pairs})
    numbers = _varints(_bytes(raw[4]))
    x = y = 0
    for command in numbers:
        action, count = command & 7, command >> 3
        if action == 7:
            feature.closed += count
            continue
        for _ in range(count):
            x, y = x + _signed(next(numbers)), y + _signed(next(numbers))
            if action == 1:
                feature.parts.append([])
            feature.parts[-1].append((x, y))
    return feature


def _signed(value: int) -> int:
    return value // 2 if value % 2 == 0 else -(value // 2) - 1


def _bytes(value: int | bytes) -> bytes:
    assert isinstance(value, bytes)
    return value


def _varints(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0

    def take() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        head = take()
        number, wire = head >> 3, head & 7
        if wire == 0:
            yield number, take()
        elif wire == 2:
            size = take()
            yield number, data[at : at + size]
            at += size
        else:
            raise struct.error(f"wire type {wire}")
