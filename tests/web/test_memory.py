"""What a worker gives back after its start, and that nothing is lost by it."""

import mmap
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.memory import list_descendants, read_memory

from zhihui.web.memory import give_back, list_forgettable


def write_map(address: str, allowed: str, named: str, own_kb: int = 0, swapped_kb: int = 0) -> str:
    """One map as /proc/PID/smaps shows it, with the amounts that count."""
    return (
        f"{address} {allowed} 00000000 08:01 11  {named}\nRss:                  12 kB\n"
        f"Anonymous:             {own_kb} kB\nSwap:                  {swapped_kb} kB\n"
        "VmFlags: rd mr mw me\n"
    )


LIBRARY = "/usr/lib/a library.so"
MAPS = "".join(
    (
        write_map("7f0000000000-7f0000003000", "r--p", LIBRARY),
        write_map("7f0000003000-7f0000005000", "r-xp", LIBRARY),
        write_map("7f0000005000-7f0000006000", "r--p", LIBRARY, swapped_kb=4),
        write_map("7f0000006000-7f0000007000", "r--p", LIBRARY, own_kb=4),
        write_map("7f0000007000-7f0000008000", "rw-p", ""),
        write_map("7f0000008000-7f0000009000", "rw-p", LIBRARY),
        write_map("7f0000010000-7f0000020000", "r--s", "/srv/records/items.jsonl"),
        write_map("7f0000020000-7f0000030000", "r-xp", ""),
        write_map("7f0000030000-7f0000032000", "r-xp", "[vdso]"),
    )
)


def test_only_maps_that_hold_nothing_but_their_file_are_forgotten() -> None:
    assert list(list_forgettable(MAPS)) == [
        (0x7F0000000000, 0x3000),
        (0x7F0000003000, 0x2000),
        (0x7F0000010000, 0x10000),
    ]


def read_rss_kb(mapped: Path) -> int:
    """Resident kilobytes of the map of one file."""
    lines = Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith(str(mapped)))
    return next(int(line.split()[1]) for line in lines[at:] if line.startswith("Rss:"))


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="Linux only")
def test_pages_that_were_read_are_given_back_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "read once"
    content = bytes(range(256)) * 4096
    path.write_bytes(content)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert mapped[:] == content
        assert read_rss_kb(path) == len(content) // 1024
        give_back()
        assert read_rss_kb(path) == 0
        assert mapped[:] == content


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="Linux only")
def test_libraries_still_load_and_work_after_giving_back() -> None:
    script = (
        "import ctypes, sqlite3, numpy\n"
        "from zhihui.web.memory import give_back\n"
        "give_back()\n"
        "import tantivy, shapely, rjieba, msgspec, pydantic, opencc\n"
        "give_back()\n"
        "from zhihui.trips.solving import warm_up\n"
        "warm_up(); give_back(); warm_up()\n"
        "print(numpy.linalg.inv(numpy.eye(3)).sum(), sqlite3.connect(':memory:').total_changes)\n"
        "print(rjieba.cut('居民身份证'), shapely.Point(0, 0).buffer(1).area > 3)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3.0 0\n['居民身份证'] True\n"


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="Linux only")
def test_memory_is_read_as_the_system_counts_it() -> None:

    own = read_memory(os.getpid())
    assert own is not None
    assert 0 < own.private_mb <= own.proportional_mb <= own.resident_mb <= own.peak_mb
    with subprocess.Popen(["sleep", "60"]) as child:
        assert child.pid in list_descendants(os.getpid())
        child.terminate()
        child.wait()
    assert read_memory(child.pid) is None
