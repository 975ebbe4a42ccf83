"""The browse, place, nearby and life-event pages: time inside one process, and bytes.

``python -m benchmarks.browsing DIR``: DIR is a generation, for example of ``zhihui sample``. Each
page is asked for under a moment and a point of its own, and must say what it is expected to say.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import django
from rich.console import Console
from rich.table import Table

from benchmarks.timing import Timing, time_calls

CALLS = 100
MOMENT = "2026-11-24T10:{minute:02}"
POINT = "116.{number},36.65"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One kind of page. ``right``: share of the pages that said what was expected."""

    page: str
    right: float
    timing: Timing
    kilobytes: float


def measure_browsing(directory: Path) -> tuple[float, list[PageRow]]:
    """Seconds to make the directory, and a row for each kind of page."""
    os.environ["ZHIHUI_GENERATION"] = str(directory)
    os.environ["ZHIHUI_ALLOWED_HOSTS"] = "testserver"
    os.environ["ZHIHUI_REQUESTS_PER_MINUTE"] = "0"
    os.environ["ZHIHUI_MEANING"] = "off"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhihui.web.settings")
    django.setup()
    from zhihui.answers.directory import get_directory
    from zhihui.web.served import get_served

    generation = get_served().generation
    started = perf_counter()
    shelves = get_directory(generation)
    made_s = perf_counter() - started
    place = generation.places[0]
    event = next(iter(generation.life_events))
    area = next(iter(shelves.tree))
    topic = next(iter(shelves.topics))
    return made_s, [
        _measure("topics", "/topics/", topic),
        _measure("one topic", f"/topics/{topic}/", topic),
        _measure("one area", f"/areas/{area}/", "areas/"),
        _measure("tree of areas", "/areas/", str(area)),
        _measure("place", f"/places/{place.id}", place.name["zh"]),
        _measure("open nearby", "/near/", "places/"),
        _measure("life events", "/events/", event.name["zh"]),
        _measure("one life event", f"/events/{event.id}", event.name["zh"]),
        _measure("sitemap, 5,000 items", "/sitemaps/items-1.xml", "items/"),
    ]


def _measure(page: str, path: str, expected: str) -> PageRow:
    from django.test import Client

    client = Client()
    contents: list[bytes] = []

    def ask(number: int) -> None:
        query = {
            "open_at": MOMENT.format(minute=number % 60),
            "from": POINT.format(number=970 + number % 40),
        }
        response = client.get(path, query)
        contents.append(response.content if response.status_code == 200 else b"")

    timing = time_calls(ask, range(CALLS), rounds=1)
    right = sum(expected.encode() in content for content in contents) / len(contents)
    size = sum(map(len, contents)) / len(contents) / 1000
    return PageRow(page=page, right=right, timing=timing, kilobytes=size)


def main() -> None:
    """Print the measurements of the generation named on the command line."""
    made_s, rows = measure_browsing(Path(sys.argv[1]))
    table = Table(title=f"Browsing (directory made once in {made_s:.2f} s)")
    for column in ("page", "right", "p50 ms", "p99 ms", "KB, not compressed"):
        table.add_column(column, justify="left" if column == "page" else "right")
    for row in rows:
        table.add_row(
            row.page,
            f"{row.right:.0%}",
            f"{row.timing.p50_us / 1000:.1f}",
            f"{row.timing.p99_us / 1000:.1f}",
            f"{row.kilobytes:.0f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
