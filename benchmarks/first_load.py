"""What a first visit loads, and how soon it is there on a slow phone, for each kind of page.

Bytes are of the page and of every style sheet and script that it names, as sent and uncompressed.
Times come from headless Chromium at 390 px with the processor slowed four times and a network of
1.6 Mbit/s with 150 ms there and back (Lighthouse's slow 4G): first and largest paint, shift of the
layout, and blocking time (what tasks take beyond 50 ms between first paint and quiet).
"""

import gzip
import os
import tempfile
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import quote
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

from benchmarks.serving import PLAN, PORT, serve_sample
from zhihui.generation import Generation, open_generation

BASE: Final = f"http://127.0.0.1:{PORT}"
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SLOWER: Final = 4
ROUNDS: Final = 3
QUIET_MS: Final = 1500
_BITS: Final = 1_600_000
_NETWORK: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": _BITS / 8,
    "uploadThroughput": _BITS / 16,
}
_WATCH: Final = """
window.seen = {fcp: 0, lcp: 0, cls: 0, tasks: []};
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.name === "first-contentful-paint")
    seen.fcp = one.startTime;
}).observe({type: "paint", buffered: true});
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) seen.lcp = one.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) seen.cls += one.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) seen.tasks.push([one.startTime, one.duration]);
}).observe({type: "longtask", buffered: true});
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Bytes as sent (gzip) and ``plain``, of the three kinds of a page's files."""

    html: int
    styles: int
    scripts: int
    plain: int
    files: int
    """Style sheets and scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLoad:
    """One kind of page: medians of ROUNDS visits with an empty cache."""

    page: str
    weight: Weight
    fcp_ms: float
    lcp_ms: float
    cls: float
    blocking_ms: float

    def to_dict(self) -> dict[str, object]:
        """For the file of results."""
        return asdict(self)


class _Named(HTMLParser):
    """The style sheets for the screen, and the scripts, that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "stylesheet" and given.get("href"):
            self.styles.append(str(given["href"]))
        if tag == "script" and given.get("src"):
            self.scripts.append(str(given["src"]))


def measure_first_loads() -> list[FirstLoad]:
    """Build and serve the sample district, and visit one page of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "sample"
        with serve_sample(out), open_generation(out) as generation, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            rows = [_measure(browser, *page) for page in list_pages(generation).items()]
            browser.close()
            return rows


def list_pages(generation: Generation) -> dict[str, str]:
    """Name → path of one page of each kind."""
    item = next(one for one in generation.items if one.name["zh"] == "新生儿出生登记")
    others = [generation.items[number].code for number in (131, 262)]
    return {
        "home": "/",
        "search": f"/?q={quote('孩子要上户口')}",
        "item": f"/items/{item.code}",
        "place (hall)": "/places/hall-370103",
        "life event": "/events/newborn",
        "plan": PLAN.format(item.code, *others),
        "correction": "/corrections/new/?record=place:hall-370103&field=phone",
    }


def weigh(path: str) -> Weight:
    """The bytes of a page and of what it names, from the server on PORT."""
    html, plain = _fetch(path)
    named = _Named()
    named.feed(plain.decode())
    styles = [_fetch(one) for one in named.styles]
    scripts = [_fetch(one) for one in named.scripts]
    return Weight(
        html=len(html),
        styles=sum(len(sent) for sent, _ in styles),
        scripts=sum(len(sent) for sent, _ in scripts),
        plain=len(plain) + sum(len(one) for _, one in (*styles, *scripts)),
        files=len(styles) + len(scripts),
    )


def _fetch(path: str) -> tuple[bytes, bytes]:
    """A file as sent, and uncompressed."""
    request = Request(BASE + path, headers={"Accept-Encoding": "gzip"})
    with urlopen(request, timeout=60) as response:
        sent: bytes = response.read()
        is_gzip = response.headers.get("Content-Encoding") == "gzip"
    return sent, gzip.decompress(sent) if is_gzip else sent


def _measure(browser: Browser, name: str, path: str) -> FirstLoad:
    weight = weigh(path)
    visits = [_visit(browser, path) for _ in range(ROUNDS)]
    return FirstLoad(
        page=name,
        weight=weight,
        fcp_ms=median(one["fcp"] for one in visits),
        lcp_ms=median(one["lcp"] for one in visits),
        cls=median(one["cls"] for one in visits),
        blocking_ms=median(_sum_blocking(one) for one in visits),
    )


def _visit(browser: Browser, path: str) -> dict[str, Any]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True
    )
    page = context.new_page()
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(BASE + path, wait_until="load")
    page.wait_for_timeout(QUIET_MS)
    seen: dict[str, Any] = page.evaluate("window.seen")
    context.close()
    return seen


def _sum_blocking(seen: dict[str, Any]) -> float:
    return sum(
        max(float(duration) - 50, 0.0)
        for start, duration in seen["tasks"]
        if start + duration > seen["fcp"]
    )
