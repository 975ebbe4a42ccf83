"""What is gathered for each mode while files are read. Used by every importer."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from zhihui.streets.graph import CLOSED, GraphBuilder, PointE7
from zhihui.streets.imported import LeftOut
from zhihui.streets.modes import DRIVING_KMH_BY_CLASS, Mode, duration_ms
from zhihui.streets.names import name_of
from zhihui.streets.sphere import E7, EARTH_RADIUS_M
from zhihui.streets.tags import Permission, Tags, permit, speed_kmh

_RADIANS: Final = math.pi / 180.0 / E7


@dataclass(slots=True)
class ModeDraft:
    """What is gathered for one mode over all files."""

    builder: GraphBuilder
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    unknown_classes: Counter[str] = field(default_factory=Counter)
    sources: list[str] = field(default_factory=list)

    @property
    def mode(self) -> Mode:
        """The mode."""
        return self.builder.mode

    def note_class(self, tags: Tags) -> None:
        """Count a way that is driven at the speed for unknown classes."""
        highway = tags.get("highway", "")
        if self.mode is Mode.DRIVE and highway not in DRIVING_KMH_BY_CLASS:
            self.unknown_classes[highway] += 1

    def add(
        self,
        ends: tuple[int, int],
        shape: Sequence[PointE7],
        permission: Permission,
        tags: Tags,
        length_m: float,
    ) -> LeftOut | None:
        """Add one segment; why not, when it is not added."""
        if ends[0] == ends[1] and length_m == 0.0:
            return LeftOut.NO_LENGTH
        passing_ms = duration_ms(length_m, speed_kmh(tags, self.mode))
        added = self.builder.add(
            *ends,
            shape,
            passing_ms if permission.forward else CLOSED,
            passing_ms if permission.backward else CLOSED,
            name_of(tags),
        )
        return None if added else LeftOut.REPEATED


def add_shapes(
    drafts: Sequence[ModeDraft],
    shapes: Sequence[list[PointE7]],
    tags: Mapping[str, str],
    *,
    directed: bool = False,
) -> bool:
    """Add one street, of one or more lines, to each draft; False when no mode may use it."""
    measured = [(shape, shape_length_m(shape)) for shape in shapes]
    added = [_add_to(draft, measured, tags, directed) for draft in drafts]
    return any(added)


def _add_to(
    draft: ModeDraft,
    shapes: Sequence[tuple[list[PointE7], float]],
    tags: Mapping[str, str],
    directed: bool,
) -> bool:
    if not shapes:
        draft.left_out[LeftOut.NOT_A_LINE] += 1
        return False
    permission = permit(tags, draft.mode, is_osm=False)
    if permission.left_out:
        draft.left_out[permission.left_out] += 1
        return False
    if directed and draft.mode is Mode.DRIVE:
        permission = Permission(forward=True, backward=False)
    draft.note_class(tags)
    for shape, length_m in shapes:
        ends = draft.builder.node(shape[0], shape[0]), draft.builder.node(shape[-1], shape[-1])
        reason = draft.add(ends, shape, permission, tags, length_m)
        if reason:
            draft.left_out[reason] += 1
    return True


def shape_length_m(shape: Sequence[PointE7]) -> float:
    """Length in metres of a line through points in 1e-7 degrees."""
    total = 0.0
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(shape):
        half = math.sin((lat_b - lat_a) * _RADIANS / 2) ** 2
        shrink = math.cos(lat_a * _RADIANS) * math.cos(lat_b * _RADIANS)
        half += shrink * math.sin((lon_b - lon_a) * _RADIANS / 2) ** 2
        total += 2 * EARTH_RADIUS_M * math.asin(min(math.sqrt(half), 1.0))
    return total
