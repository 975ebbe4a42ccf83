"""`make bench`: every measurement in one run, printed as tables and written to var/bench.json."""

import argparse
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.finding import Row, measure_finding, to_dict
from benchmarks.first_load import FirstLoad, measure_first_loads
from benchmarks.serving import Served, measure_serving
from benchmarks.streets import StreetsRow, measure_streets
from benchmarks.trips import TripRow, measure_trips, print_trips
from zhihui.exchange import read_lexicon

STREET_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SIZES = (7_600, 100_000, 1_000_000)


def print_finding(console: Console, rows: list[Row]) -> None:
    """Times beside those of the peers, as ratios to ours at the same size."""
    table = Table(title="Finding: the whole query, analysis and ranking included")
    for column in (
        "items",
        "system",
        "right in top",
        "p50 ms",
        "p99 ms",
        "× ours",
        "build s",
        "MB",
    ):
        table.add_column(column, justify="left" if column == "system" else "right")
    ours = {row.items: row.timing.p50_us for row in rows if row.system == "Zhihui"}
    for row in rows:
        table.add_row(
            f"{row.items:,}",
            row.system,
            f"{row.right:.0%}",
            f"{row.timing.p50_us / 1000:.2f}",
            f"{row.timing.p99_us / 1000:.2f}",
            f"{row.timing.p50_us / ours[row.items]:.1f}",
            f"{row.build_s:.1f}" if row.build_s else "",
            f"{row.peak_mb:.0f}" if row.peak_mb else "",
        )
    console.print(table)


def print_serving(console: Console, served: list[Served]) -> None:
    """Requests a second of one worker on the sample district, and of the peer's."""
    table = Table(title="Serving the sample district: one worker, over HTTP on this machine")
    memory = ("worker MB", "peak", "private")
    for column in ("system", "request", "right", "a second", "p50 ms", "p99 ms", "kB", *memory):
        table.add_column(column, justify="left" if column in ("system", "request") else "right")
    for row in served:
        table.add_row(
            row.system,
            row.request,
            f"{row.right:.0%}",
            f"{row.per_second:.0f}",
            f"{row.timing.p50_us / 1000:.2f}",
            f"{row.timing.p99_us / 1000:.2f}",
            f"{row.bytes / 1000:.1f}",
            f"{row.worker.resident_mb:.0f}",
            f"{row.worker.peak_mb:.0f}",
            f"{row.worker.private_mb:.0f}",
        )
    console.print(table)


def print_first_loads(console: Console, rows: list[FirstLoad]) -> None:
    """Bytes and times of a first visit on a slow phone."""
    table = Table(title="First visit: kB as sent; ms at 390 px, processor ÷ 4, slow 4G")
    columns = ("page", "HTML", "CSS", "JS", "plain", "files", "FCP", "LCP", "CLS", "blocking")
    for column in columns:
        table.add_column(column, justify="left" if column == "page" else "right")
    for row in rows:
        weight = row.weight
        table.add_row(
            row.page,
            *(
                f"{size / 1000:.1f}"
                for size in (weight.html, weight.styles, weight.scripts, weight.plain)
            ),
            str(weight.files),
            f"{row.fcp_ms:.0f}",
            f"{row.lcp_ms:.0f}",
            f"{row.cls:.3f}",
            f"{row.blocking_ms:.0f}",
        )
    console.print(table)


def print_streets(console: Console, rows: list[StreetsRow]) -> None:
    """Times on real street networks, with plain Dijkstra as the peer."""
    table = Table(title="Streets: travel times, with plain Dijkstra on the same points")
    for column in ("network", "question", "p50 ms", "p99 ms", "Dijkstra p50 ms", "equal"):
        table.add_column(column, justify="left" if column in ("network", "question") else "right")
    for row in rows:
        table.add_row(
            row.network,
            row.question,
            f"{row.timing.p50_us / 1000:.3f}",
            f"{row.timing.p99_us / 1000:.3f}",
            f"{row.peer.p50_us / 1000:.1f}" if row.peer else "",
            f"{row.equal:.1%}" if row.equal is not None else "",
        )
    console.print(table)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="items of a directory")
    parser.add_argument("--no-peers", action="store_true", help="leave out SQLite and PostgreSQL")
    parser.add_argument("--no-serving", action="store_true", help="leave out HTTP")
    parser.add_argument("--no-streets", action="store_true", help="leave out street networks")
    parser.add_argument("--streets-data", type=Path, default=STREET_DATA, help="folder of streets")
    parser.add_argument("-o", type=Path, default=Path("var/bench.json"), help="file of results")
    parser.add_argument("--no-trips", action="store_true", help="leave out the trip planner")
    options = parser.parse_args()
    console = Console(width=110)
    lexicon = read_lexicon()
    finding = [
        row
        for size in options.sizes
        for row in measure_finding(size, lexicon, peers=not options.no_peers)
    ]
    print_finding(console, finding)
    served = [] if options.no_serving else measure_serving(peers=not options.no_peers)
    if served:
        print_serving(console, served)
    loads = [] if options.no_serving else measure_first_loads()
    if loads:
        print_first_loads(console, loads)
    streets = [] if options.no_streets else measure_streets(options.streets_data)
    if streets:
        print_streets(console, streets)
    trips: list[TripRow] = [] if options.no_trips else measure_trips(peers=not options.no_peers)
    if trips:
        print_trips(console, trips)
    options.o.parent.mkdir(parents=True, exist_ok=True)
    results = {
        "finding": [to_dict(r) for r in finding],
        "serving": [s.to_dict() for s in served],
        "first_loads": [one.to_dict() for one in loads],
        "streets": [s.to_dict() for s in streets],
        "trips": [t.to_dict() for t in trips],
    }
    options.o.write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
