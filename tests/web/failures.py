"""What the browser showed when a walk failed: a picture and the HTML of every open page.

Called by the report hook of ``tests.web.conftest``. It never fails a test itself.
"""

import re
from pathlib import Path

from playwright.sync_api import Browser, Error


def keep_pages(browser: Browser, test: str, folder: Path) -> list[Path]:
    """Write the open pages into ``folder`` as ``<test>-<n>.png`` and ``.html``, and close them.

    Older files of the same test are replaced; pages that cannot be read any more are left out.
    """
    stem = re.sub(r"[^\w-]+", "-", test).strip("-")[-120:]
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{stem}-[0-9]*.*"):
        old.unlink()
    kept = []
    pages = [page for context in browser.contexts for page in context.pages]
    for number, page in enumerate(pages, 1):
        path = folder / f"{stem}-{number}"
        try:
            path.with_suffix(".html").write_text(
                f"<!-- {page.url} -->\n{page.content()}", encoding="utf-8"
            )
            kept.append(path.with_suffix(".html"))
            page.screenshot(path=path.with_suffix(".png"), full_page=True, timeout=10_000)
            kept.append(path.with_suffix(".png"))
        except Error:
            continue
    for context in browser.contexts:
        context.close()
    return kept
