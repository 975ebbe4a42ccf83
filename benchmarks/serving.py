"""Searches a second of one worker over HTTP, and the worker's memory, on the sample district.

The load comes from another process over kept-alive connections, with many different questions so
that no answer can be kept from an earlier one.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.parse import quote

from benchmarks.timing import Timing

PORT = 8765
CONNECTIONS = 8
REQUESTS = 6000
START_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One kind of request. ``right``: share of answers that were what was expected."""

    request: str
    right: float
    per_second: float
    timing: Timing
    worker_mb: float

    def to_dict(self) -> dict[str, object]:
        """For the file of results."""
        return asdict(self)


def measure_serving() -> list[Served]:
    """Build the sample district without meaning, serve it, ask it."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        out = Path(folder) / "sample"
        zhihui = [sys.executable, "-m", "zhihui.cli"]
        subprocess.run([*zhihui, "sample", "-o", str(out), "--without-meaning"], check=True)
        serve = [*zhihui, "serve", str(out), "--port", str(PORT), "--workers", "1"]
        server = subprocess.Popen(
            serve,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "ZHIHUI_REQUESTS_PER_MINUTE": "0"},
        )
        stack.callback(server.wait)
        stack.callback(server.terminate)
        _await_server()
        names = _list_names(out)
        return [
            _measure(
                server.pid, "API search", [f"/api/v1/search?q={quote(n)}" for n in names], names
            ),
            _measure(
                server.pid,
                "API suggest",
                [f"/api/v1/suggest?q={quote(n[:3])}" for n in names],
                None,
            ),
            _measure(server.pid, "search page", [f"/?q={quote(n)}" for n in names], names),
        ]


def _list_names(out: Path) -> list[str]:
    lines = (out / "finder" / "names.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1] for line in lines]


def _await_server() -> None:
    until = monotonic() + START_SECONDS
    while monotonic() < until:
        try:
            _get(http.client.HTTPConnection("127.0.0.1", PORT, timeout=5), "/api/v1/suggest?q=x")
        except OSError:
            sleep(0.2)
        else:
            return
    message = f"nothing answered on port {PORT} within {START_SECONDS} s"
    raise TimeoutError(message)


def _measure(
    pid: int, request: str, paths: Sequence[str], expected: Sequence[str] | None
) -> Served:
    share = REQUESTS // CONNECTIONS
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda start: _ask(paths, expected, start, 50), range(CONNECTIONS)))
        start = perf_counter()
        runs = list(pool.map(lambda n: _ask(paths, expected, n * 37, share), range(CONNECTIONS)))
        elapsed = perf_counter() - start
    spent = sorted(us for times, _ in runs for us in times)
    right = sum(count for _, count in runs) / len(spent)
    timing = Timing(len(spent), spent[len(spent) // 2], spent[int(len(spent) * 0.99)])
    return Served(
        request=request,
        right=right,
        per_second=len(spent) / elapsed,
        timing=timing,
        worker_mb=_memory_mb(pid),
    )


def _ask(
    paths: Sequence[str], expected: Sequence[str] | None, first: int, count: int
) -> tuple[list[float], int]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    times: list[float] = []
    right = 0
    for number in range(first, first + count):
        at = number % len(paths)
        start = perf_counter()
        status, body = _get(connection, paths[at])
        times.append((perf_counter() - start) * 1e6)
        wanted = json.dumps(expected[at], ensure_ascii=False)[1:-1].encode() if expected else b""
        right += status == 200 and wanted in body
    return times, right


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read()


def _memory_mb(pid: int) -> float:
    """Largest resident size among the server's processes: that of its worker."""
    return max(_resident_mb(process) for process in [pid, *_list_descendants(pid)])


def _list_descendants(pid: int) -> list[int]:
    """All processes below ``pid``, whichever of its threads started them."""
    below: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text(encoding="ascii").split():
            below.extend([int(child), *_list_descendants(int(child))])
    return below


def _resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2
