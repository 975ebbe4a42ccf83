"""Pages of the sample district into docs/screenshots, at 390 px and 1280 px, in both languages."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

OUT = Path("docs/screenshots")
PORT = 8791
BASE = f"http://127.0.0.1:{PORT}"
WIDTHS = (390, 1280)
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUESTIONS = {"": "孩子要上户口", "en/": "lost my id card"}
DECLINED = {"": "帮我点杯奶茶", "en/": "recipe for pasta"}
PLAN = "errand={item}&how-{item}=visit&from=116.99,36.65&at=2026-11-25T08:30"
START_SECONDS = 60


def list_pages(item: str) -> dict[str, str]:
    """File stem → path of every page to be shown."""
    pages: dict[str, str] = {}
    for prefix, question in QUESTIONS.items():
        language = prefix.rstrip("/") or "zh"
        pages[f"home-{language}"] = f"/{prefix}"
        pages[f"search-{language}"] = f"/{prefix}?q={quote(question)}"
        pages[f"declined-{language}"] = f"/{prefix}?q={quote(DECLINED[prefix])}"
        pages[f"item-{language}"] = f"/{prefix}items/{item}"
        pages[f"plan-{language}"] = f"/{prefix}plan/?{PLAN.format(item=item)}"
        pages[f"plan-sheet-{language}"] = f"/{prefix}plan/sheet/?{PLAN.format(item=item)}"
    return pages


def show_pages(browser: Browser, pages: dict[str, str]) -> None:
    """One PNG per page and width."""
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 900})
        for stem, path in pages.items():
            page.goto(BASE + path)
            page.screenshot(path=OUT / f"{stem}-{width}.png", full_page=False)
        page.close()


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
    zhihui = [sys.executable, "-m", "zhihui.cli"]
    with tempfile.TemporaryDirectory() as folder:
        sample = str(Path(folder) / "sample")
        subprocess.run([*zhihui, "sample", "-o", sample, "--without-meaning"], check=True)
        server = subprocess.Popen([*zhihui, "serve", sample, "--port", str(PORT)])
        try:
            await_server()
            pages = list_pages(find_item(QUESTIONS[""]))
            with sync_playwright() as playwright:
                options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
                show_pages(browser, pages)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")


if __name__ == "__main__":
    main()
