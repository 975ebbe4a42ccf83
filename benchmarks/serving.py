"""Requests a second of one worker over HTTP, and the worker's memory, on the sample district.

The API, the pages, and beside them the same kinds of pages of a plain Django site over PostgreSQL
full text with the same records. The load comes from another process over kept-alive connections,
with many different questions so that no answer can be kept from an earlier one.
"""

import gzip
import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.parse import quote

from markupsafe import escape as markup

from benchmarks.memory import Memory, measure_worker
from benchmarks.postgres import PEER_MEMORY, start_postgres
from benchmarks.timing import Timing
from zhihui.generation import Generation, open_generation

PORT = 8765
PEER_PORT = 8766
CONNECTIONS = 8
REQUESTS = 6000
PAGES = 2000
PLANS = 400
START_SECONDS = 120
GZIP = b"\x1f\x8b"
PLAN = "/plan/?errand={}&errand={}&errand={}&from=116.99,36.65&at=2026-11-25T09:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One kind of request. ``right``: share of answers that were what was expected."""

    system: str
    request: str
    right: float
    per_second: float
    timing: Timing
    bytes: int
    """Of an answer on average, compressed."""
    worker: Memory
    """After these requests and all kinds of requests before them."""

    def to_dict(self) -> dict[str, object]:
        """For the file of results."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Load:
    """Paths to be asked for, each with words that a right answer holds."""

    request: str
    paths: Sequence[str]
    expected: Sequence[str]
    requests: int
    is_json: bool = False


def measure_serving(*, peers: bool = True) -> list[Served]:
    """Build the sample district without meaning, serve it, ask it; then the peer."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "sample"
        with serve_sample(out) as pid, open_generation(out) as generation:
            rows = [_measure("Zhihui", PORT, pid, one) for one in _list_loads(out, generation)]
        return rows + (_measure_peer(out) if peers else [])


@contextmanager
def serve_sample(out: Path) -> Iterator[int]:
    """The sample district, built at ``out`` and served on PORT; the id of the server's process."""
    zhihui = [sys.executable, "-m", "zhihui.cli"]
    subprocess.run([*zhihui, "sample", "-o", str(out), "--without-meaning"], check=True)
    serve = [*zhihui, "serve", str(out), "--port", str(PORT), "--workers", "1"]
    with running(serve, {"ZHIHUI_REQUESTS_PER_MINUTE": "0"}, PORT) as pid:
        yield pid


def _measure_peer(out: Path) -> list[Served]:
    with start_postgres(memory=PEER_MEMORY) as postgres:
        if postgres is None:
            return []
        load = "import sys; from benchmarks.peer_site import load; "
        load += "from zhihui.generation import open_generation as o; from pathlib import Path; "
        load += "load(o(Path(sys.argv[1])))"
        environment = {"PEER_SOCKET": str(postgres.socket)}
        subprocess.run(
            [sys.executable, "-c", load, str(out)], check=True, env={**os.environ, **environment}
        )
        serve = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--port", str(PEER_PORT), "--workers", "1", "--blocking-threads", "2"),
            "benchmarks.peer_site:application",
        ]
        with (
            running(serve, environment, PEER_PORT) as pid,
            open_generation(out) as generation,
        ):
            kinds = ("search page", "item page", "place page")
            loads = [one for one in _list_loads(out, generation) if one.request in kinds]
            return [_measure("Django + PostgreSQL", PEER_PORT, pid, one) for one in loads]


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    """A server that answers on ``port`` before the block begins; the id of its process."""
    server = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    try:
        await_server(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def _list_loads(out: Path, generation: Generation) -> list[_Load]:
    names = _list_names(out)
    searches = [quote(name) for name in names]
    items = list(generation.items)
    places = [one for one in generation.places if generation.list_offers_at_place(one.id)]
    planned = [items[n * 131 % len(items)] for n in range(3 * PLANS)]
    plans = [PLAN.format(*(one.code for one in planned[n::PLANS])) for n in range(PLANS)]
    return [
        _Load(
            request="API search",
            paths=[f"/api/v1/search?q={q}" for q in searches],
            expected=names,
            requests=REQUESTS,
            is_json=True,
        ),
        _Load(
            request="API suggest",
            paths=[f"/api/v1/suggest?q={quote(name[:3])}" for name in names],
            expected=[""] * len(names),
            requests=REQUESTS,
            is_json=True,
        ),
        _Load(
            request="search page",
            paths=[f"/?q={q}" for q in searches],
            expected=names,
            requests=PAGES,
        ),
        _Load(
            request="item page",
            paths=[f"/items/{one.code}" for one in items],
            expected=[one.name["zh"] for one in items],
            requests=PAGES,
        ),
        _Load(
            request="place page",
            paths=[f"/places/{one.id}" for one in places],
            expected=[one.name["zh"] for one in places],
            requests=PAGES,
        ),
        _Load(
            request="plan page",
            paths=plans,
            expected=[planned[n].name["zh"] for n in range(PLANS)],
            requests=PLANS,
        ),
    ]


def _list_names(out: Path) -> list[str]:
    lines = (out / "finder" / "names.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1] for line in lines]


def await_server(port: int) -> None:
    """Wait until something answers on ``port``. Raises TimeoutError."""
    until = monotonic() + START_SECONDS
    while monotonic() < until:
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/?q=x")
        except OSError:
            sleep(0.2)
        else:
            return
    message = f"nothing answered on port {port} within {START_SECONDS} s"
    raise TimeoutError(message)


def _measure(system: str, port: int, pid: int, load: _Load) -> Served:
    share = load.requests // CONNECTIONS
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda start: _ask(port, load, start, 20), range(CONNECTIONS)))
        start = perf_counter()
        runs = list(pool.map(lambda n: _ask(port, load, n * 37, share), range(CONNECTIONS)))
        elapsed = perf_counter() - start
    spent = sorted(us for times, _, _ in runs for us in times)
    timing = Timing(len(spent), spent[len(spent) // 2], spent[int(len(spent) * 0.99)])
    return Served(
        system=system,
        request=load.request,
        right=sum(right for _, right, _ in runs) / len(spent),
        per_second=len(spent) / elapsed,
        timing=timing,
        bytes=round(sum(size for _, _, size in runs) / len(spent)),
        worker=measure_worker(pid),
    )


def _ask(port: int, load: _Load, first: int, count: int) -> tuple[list[float], int, int]:
    """Microseconds of each answer, how many were right, and their bytes together."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times: list[float] = []
    right = size = 0
    for number in range(first, first + count):
        at = number % len(load.paths)
        start = perf_counter()
        status, body = _get(connection, load.paths[at])
        times.append((perf_counter() - start) * 1e6)
        size += len(body)
        text = gzip.decompress(body) if body.startswith(GZIP) else body
        right += status == 200 and _says(text, load.expected[at], is_json=load.is_json)
    return times, right, size


def _says(text: bytes, wanted: str, *, is_json: bool) -> bool:
    """Whether an answer holds these words, as JSON or as HTML (quotes in two ways)."""
    if is_json:
        return json.dumps(wanted, ensure_ascii=False)[1:-1].encode() in text
    return any(written.encode() in text for written in (escape(wanted), str(markup(wanted))))


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    return response.status, response.read()
