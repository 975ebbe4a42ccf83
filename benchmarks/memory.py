"""Memory of a server's worker, as the system counts it. Linux only."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ROLLUP: Final = "/proc/{}/smaps_rollup"
_STATUS: Final = "/proc/{}/status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Of one process, in MB of 1024² bytes."""

    resident_mb: float
    """All pages in memory, those of files and those that others share included."""
    peak_mb: float
    """The most that was ever resident."""
    proportional_mb: float
    """Resident, with every shared page divided by the processes that share it."""
    private_mb: float
    """Pages that no other process has."""


def measure_worker(pid: int) -> Memory:
    """Of the server's processes, ``pid`` and all below it, the largest: its worker."""
    found = [read_memory(process) for process in [pid, *list_descendants(pid)]]
    return max((one for one in found if one), key=lambda one: one.resident_mb)


def read_memory(pid: int) -> Memory | None:
    """Of one process; None when it has ended."""
    try:
        rollup = _read_kb(_ROLLUP.format(pid))
        status = _read_kb(_STATUS.format(pid))
    except (FileNotFoundError, ProcessLookupError):
        return None
    if "Rss" not in rollup:
        return None
    return Memory(
        resident_mb=rollup["Rss"] / 1024,
        peak_mb=status["VmHWM"] / 1024,
        proportional_mb=rollup["Pss"] / 1024,
        private_mb=(rollup["Private_Clean"] + rollup["Private_Dirty"]) / 1024,
    )


def list_descendants(pid: int) -> list[int]:
    """All processes below ``pid``, whichever of its threads started them."""
    below: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text(encoding="ascii").split():
            below.extend([int(child), *list_descendants(int(child))])
    return below


def _read_kb(path: str) -> dict[str, int]:
    """The lines of a file of /proc that give an amount in kB."""
    rows = (line.split() for line in Path(path).read_text(encoding="utf-8").splitlines())
    return {row[0].rstrip(":"): int(row[1]) for row in rows if len(row) == 3 and row[2] == "kB"}
