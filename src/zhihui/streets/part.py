"""The streets of a generation: writing them as arrays, and opening them again.

``streets_part`` is handed to ``generation.build``; ``open_network`` takes the directory that the
generation gives. The arrays are memory-mapped. Nothing is imported here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhihui.district import Records
from zhihui.district.progress import Progress
from zhihui.streets.errors import StreetsError
from zhihui.streets.estimates import StraightLines
from zhihui.streets.graph import CLOSED, StreetGraph
from zhihui.streets.imported import ImportedStreets, ModeSummary
from zhihui.streets.modes import Mode
from zhihui.streets.names import StreetNames, find_names_fault
from zhihui.streets.network import Network

PART: Final = "streets"
"""The sub-directory of a generation."""
SUMMARY: Final = "streets.json"

_DTYPES: Final[dict[str, type[np.generic]]] = {
    "length_m": np.float64,
    "shape_starts": np.int64,
    "is_main": np.uint8,
}
_NO_ARRAYS: Final = ("mode", "names")
_ARRAYS: Final = tuple(one.name for one in fields(StreetGraph) if one.name not in _NO_ARRAYS)
NAME_ARRAYS: Final[dict[str, type[np.generic]]] = {
    "of_segment": np.int32,
    "lines": np.uint8,
    "starts": np.int64,
}
"""The arrays of StreetNames, each in a file ``names.ARRAY.npy``; none where no street is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetsPart:
    """Writes the streets' directory of a generation; a ``generation.Part``."""

    networks: tuple[ImportedStreets, ...]
    name: str = PART

    def write(self, directory: Path, records: Records, progress: Progress | None) -> None:
        """Write every network into ``directory``, which exists and is empty."""
        for number, network in enumerate(self.networks):
            if progress is not None:
                progress.advance("streets", number, len(self.networks))
            folder = directory / network.graph.mode.value
            folder.mkdir()
            for name in _ARRAYS:
                np.save(folder / f"{name}.npy", getattr(network.graph, name), allow_pickle=False)
            if network.graph.names is not None:
                for name in NAME_ARRAYS:
                    array = getattr(network.graph.names, name)
                    np.save(folder / f"names.{name}.npy", array, allow_pickle=False)
        summaries = [network.summary for network in self.networks]
        encoded = msgspec.json.format(msgspec.json.encode(summaries), indent=1)
        (directory / SUMMARY).write_bytes(encoded + b"\n")
        if progress is not None:
            progress.advance("streets", len(self.networks), len(self.networks))


def streets_part(networks: Sequence[ImportedStreets]) -> StreetsPart:
    """The part to give to ``generation.build``."""
    return StreetsPart(networks=tuple(networks))


def read_summaries(directory: Path) -> tuple[ModeSummary, ...]:
    """Counts and assumptions of each mode in the streets' ``directory``. Raises StreetsError."""
    path = directory / SUMMARY
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[ModeSummary, ...])
    except (OSError, msgspec.DecodeError) as error:
        raise _damaged(path, str(error)) from error


def list_modes(directory: Path | None) -> tuple[Mode, ...]:
    """The modes that the streets' ``directory`` has a network for; None, or absent: no mode.

    Raises StreetsError when it is there without its summary, or that cannot be read.
    """
    if directory is None or not directory.is_dir():
        return ()
    return tuple(summary.mode for summary in read_summaries(directory))


def open_network(directory: Path, mode: Mode) -> Network:
    """The network of ``mode`` in the streets' ``directory``, ready for queries.

    Raises StreetsError when there is none of this mode, or a file is missing or damaged.
    """
    summaries = {summary.mode: summary for summary in read_summaries(directory)}
    if mode not in summaries:
        there = "、".join(known.value for known in summaries)
        raise StreetsError(
            f"{directory} 没有 {mode.value} 的路网，只有：{there}。请在配方 streets 的 modes "
            "中加上它后重新构建。",
            f"{directory} has no streets for {mode.value}, only for: {there}. Add it to the modes "
            "under streets in the recipe, and build again.",
        )
    graph = _read_graph(directory / mode.value, mode)
    return Network(graph, summaries[mode].assumptions)


def open_travel_times(directory: Path | None, mode: Mode) -> Network | StraightLines:
    """The network of ``mode``; estimates along straight lines where there is none.

    ``directory`` is the streets' part of a generation, None when it has no such part. Raises
    StreetsError when a file is damaged.
    """
    if directory is None or mode not in list_modes(directory):
        return StraightLines(mode)
    return open_network(directory, mode)


def _read_graph(folder: Path, mode: Mode) -> StreetGraph:
    arrays = {name: _map_array(folder, name, _DTYPES.get(name, np.int32)) for name in _ARRAYS}
    graph = StreetGraph(mode=mode, **arrays, names=_read_names(folder))
    fault = _find_fault(graph)
    if not fault and graph.names is not None:
        fault = find_names_fault(graph.names, graph.segments)
    if fault:
        raise _damaged(folder, fault)
    return graph


def _read_names(folder: Path) -> StreetNames | None:
    """None for streets without names, which a generation need not have."""
    if not any((folder / f"names.{name}.npy").exists() for name in NAME_ARRAYS):
        return None
    arrays = {n: _map_array(folder, f"names.{n}", kind) for n, kind in NAME_ARRAYS.items()}
    return StreetNames(**arrays)


def _map_array(folder: Path, name: str, dtype: type[np.generic]) -> NDArray[Any]:
    path = folder / f"{name}.npy"
    try:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError, SyntaxError) as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(mapped, np.ndarray) or mapped.dtype != dtype or mapped.ndim != 1:
        raise _damaged(path, f"it is not a list of {np.dtype(dtype).name}")
    return mapped.view(np.ndarray)


def _find_fault(graph: StreetGraph) -> str:
    """What contradicts itself in the arrays; the hierarchy must get nothing else. Empty: none."""
    nodes, segments = graph.nodes, graph.segments
    if not nodes or not segments:
        return "it is empty"
    if {graph.node_lat.size, graph.order.size, graph.is_main.size} != {nodes}:
        return "its arrays have different numbers of nodes"
    per_segment = (graph.head, graph.forward_ms, graph.backward_ms, graph.length_m)
    if {array.size for array in per_segment} != {segments}:
        return "its arrays have different numbers of segments"
    if graph.shape_starts.size != segments + 1 or graph.shape_lon.size != graph.shape_lat.size:
        return "its shapes have another number of segments"
    if graph.shape_starts[0] != 0 or graph.shape_starts[-1] != graph.shape_lon.size:
        return "its shapes have another number of points"
    if int(np.diff(graph.shape_starts).min()) < 2:
        return "a shape has fewer than two points"
    for ends in (graph.tail, graph.head):
        if int(ends.min()) < 0 or int(ends.max()) >= nodes:
            return "a segment ends at no node"
    for durations in (graph.forward_ms, graph.backward_ms):
        if int(durations.min()) < 0 or int(durations.max()) > CLOSED:
            return "a duration is negative"
    if not np.array_equal(np.sort(graph.order), np.arange(nodes)):
        return "the order of its nodes is not one"
    return ""


def _damaged(path: Path, why: str) -> StreetsError:
    return StreetsError(
        f"路网 {path} 已损坏：{why}。请用 `zhihui verify` 检查该版本，然后重新构建。",
        f"The street network {path} is damaged: {why}. Check the generation with `zhihui verify`, "
        "then build it again.",
    )
