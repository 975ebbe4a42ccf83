"""Main pages of the sample district into docs/screenshots, as pictures of 128 colours.

Each page at 390 px and 1280 px in both languages; the main ones in simple mode, two in the dark.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Literal
from urllib.parse import quote
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

OUT = Path("docs/screenshots")
PORT = int(os.environ.get("ZHIHUI_SCREENSHOTS_PORT", "8791"))
BASE = f"http://127.0.0.1:{PORT}"
CHROMIUM = os.environ.get("ZHIHUI_CHROMIUM", "/usr/bin/chromium")
HEIGHTS = {390: 844, 1280: 900}
COLOURS = 128
QUESTIONS = {"": "孩子要上户口", "en/": "lost my id card"}
AT = "open_at=2026-11-25T10:00"
PLAN = "errand={item}&how-{item}=visit&from=116.99,36.65&at=2026-11-25T08:30"
START_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture."""

    stem: str
    path: str
    width: int
    simple: bool = False
    scheme: Literal["light", "dark"] = "light"


def list_pages(prefix: str, item: str) -> dict[str, str]:
    """Name → path of every page to be shown, in the language of ``prefix``."""
    plan = PLAN.format(item=item)
    return {
        "home": "",
        "search": f"?q={quote(QUESTIONS[prefix])}",
        "item": f"items/{item}?{AT}",
        "place": f"places/hall-370103?{AT}",
        "event": "events/newborn",
        "near": f"near/?from=116.99,36.65&{AT}",
        "errands": f"errands/?errand={item}",
        "plan": f"plan/?{plan}",
    }


def list_shots(item: str) -> list[Shot]:
    """All pictures, at most forty."""
    shots = []
    for prefix in QUESTIONS:
        language = prefix.rstrip("/") or "zh"
        for name, path in list_pages(prefix, item).items():
            shots += [
                Shot(stem=f"{name}-{language}-{width}", path=f"/{prefix}{path}", width=width)
                for width in HEIGHTS
            ]
    pages = list_pages("", item)
    shots += [
        Shot(stem=f"{name}-zh-390-simple", path=f"/{pages[name]}", width=390, simple=True)
        for name in ("home", "search", "item", "plan")
    ]
    shots += [
        Shot(stem=f"{name}-zh-{width}-dark", path=f"/{pages[name]}", width=width, scheme="dark")
        for name, width in (("item", 390), ("home", 1280))
    ]
    return shots


def take(browser: Browser, shot: Shot) -> None:
    """One PNG."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": HEIGHTS[shot.width]}, color_scheme=shot.scheme
    )
    if shot.simple:
        context.add_cookies([{"name": "simple", "value": "1", "url": BASE}])
    page = context.new_page()
    page.goto(BASE + shot.path, wait_until="networkidle")
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        reduced.save(OUT / f"{shot.stem}.png", optimize=True)
    context.close()


def find_item(question: str) -> str:
    """Code of the best item for a question, from the API."""
    with urlopen(f"{BASE}/api/v1/search?q={quote(question)}", timeout=10) as response:
        found = json.load(response)
    code: str = found["items"][0]["code"]
    return code


def await_server() -> None:
    """Until the pages answer."""
    until = monotonic() + START_SECONDS
    while monotonic() < until:
        try:
            urlopen(BASE + "/", timeout=2).close()
        except OSError:
            sleep(0.3)
        else:
            return
    sys.exit(f"nothing answered on port {PORT}")


def main() -> None:
    """Build, serve, look, stop."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    zhihui = [sys.executable, "-m", "zhihui.cli"]
    with tempfile.TemporaryDirectory() as folder:
        sample = str(Path(folder) / "sample")
        subprocess.run([*zhihui, "sample", "-o", sample, "--without-meaning"], check=True)
        server = subprocess.Popen([*zhihui, "serve", sample, "--port", str(PORT)])
        try:
            await_server()
            shots = list_shots(find_item(QUESTIONS[""]))
            with sync_playwright() as playwright:
                options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
                for shot in shots:
                    take(browser, shot)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")


if __name__ == "__main__":
    main()
