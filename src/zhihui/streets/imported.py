"""What an import gives: the network of a mode, and what was left out of it and why.

Filled by the importers and the sample; written by ``part``, reported by the faces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from zhihui.district import Text, text
from zhihui.streets.graph import StreetGraph
from zhihui.streets.modes import Assumptions, Mode


class LeftOut(Enum):
    """Closed list of why a way of a file is not in a network."""

    NOT_FOR_MODE = "not_for_mode"
    NO_ACCESS = "no_access"
    NOT_OPEN = "not_open"
    FERRY = "ferry"
    NOT_A_LINE = "not_a_line"
    NO_LENGTH = "no_length"
    NO_LOCATION = "no_location"
    REPEATED = "repeated"

    @property
    def wording(self) -> Text:
        """The reason in words."""
        return _WORDINGS[self]


@dataclass(frozen=True, slots=True)
class WaysRead:
    """Ways of one file, and how many of them no mode asked for uses."""

    read: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeSummary:
    """Counts of one mode's network."""

    mode: Mode
    nodes: int
    segments: int
    length_km: float
    main_nodes: int
    """Nodes of the largest strongly connected component."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Value of LeftOut → ways of the files."""
    unknown_classes: Mapping[str, int] = field(default_factory=dict)
    """Street class without a speed of its own → ways driven at the speed for unknown classes."""
    sources: tuple[str, ...] = ()
    """Ids of the generation's sources."""
    assumptions: Assumptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedStreets:
    """The network of one mode."""

    graph: StreetGraph
    summary: ModeSummary


def summarise(
    graph: StreetGraph,
    assumptions: Assumptions,
    *,
    left_out: Mapping[LeftOut, int] | None = None,
    unknown_classes: Mapping[str, int] | None = None,
    sources: tuple[str, ...] = (),
) -> ImportedStreets:
    """A network with its counts."""
    return ImportedStreets(
        graph=graph,
        summary=ModeSummary(
            mode=graph.mode,
            nodes=graph.nodes,
            segments=graph.segments,
            length_km=round(float(graph.length_m.sum()) / 1000.0, 3),
            main_nodes=int(graph.is_main.sum()),
            left_out={reason.value: count for reason, count in (left_out or {}).items() if count},
            unknown_classes=dict(sorted((unknown_classes or {}).items())),
            sources=sources,
            assumptions=assumptions,
        ),
    )


_WORDINGS: Final = {
    LeftOut.NOT_FOR_MODE: text("此类道路不供这种出行方式使用", "a class of way not for this mode"),
    LeftOut.NO_ACCESS: text("不准通行或属私人", "closed to this mode, or private"),
    LeftOut.NOT_OPEN: text("在建、规划或已废弃", "not yet or no longer open"),
    LeftOut.FERRY: text("轮渡", "ferries"),
    LeftOut.NOT_A_LINE: text("不是线", "not a line"),
    LeftOut.NO_LENGTH: text("没有长度", "of no length"),
    LeftOut.NO_LOCATION: text("文件中缺少节点位置", "the file lacks locations of its nodes"),
    LeftOut.REPEATED: text(
        "与已有的道路相同（含对向的同一条）", "the same as a street already there, or its reverse"
    ),
}
