"""Draws ``share.png``, the picture that stands for the site where a page is shared.

``python scripts/share_picture.py``, after a change of the name, the colours or ``hero.svg``. The
words are those of the catalogues, Chinese first; 1200 × 630 is what Open Graph readers expect.
"""

import io
import os
from html import escape

from PIL import Image
from playwright.sync_api import sync_playwright

from zhihui.web.public.assets import STATIC_FOLDER
from zhihui.web.wording import say

CHROMIUM = os.environ.get("ZHIHUI_CHROMIUM", "/usr/bin/chromium")
WIDTH, HEIGHT = 1200, 630
COLOURS = 48
_STYLE = """
* { margin: 0; box-sizing: border-box; }
body { width: 1200px; height: 630px; padding: 84px 80px; color: #fff; background: #11487f;
  font-family: "Noto Sans CJK SC", sans-serif; overflow: hidden; position: relative; }
.streets { position: absolute; right: -30px; top: 150px; width: 560px; opacity: .8; }
.words { position: relative; }
.brand { display: flex; align-items: center; gap: 28px; font-size: 40px; font-weight: 700; }
.brand svg { width: 92px; height: 92px; }
h1 { margin-top: 64px; font-size: 84px; line-height: 1.25; font-weight: 700; }
p { margin-top: 40px; font-size: 38px; line-height: 1.45; max-width: 960px; }
"""


def write_page() -> str:
    """The picture as a page of 1200 × 630 pixels."""
    hero, icon = (
        (STATIC_FOLDER / name).read_text(encoding="utf-8") for name in ("hero.svg", "icon.svg")
    )
    names = " · ".join(escape(say("site.name", language)) for language in ("zh", "en"))
    asked, answered = (escape(say("home.title", language)) for language in ("zh", "en"))
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{_STYLE}</style>'
        f'<div class="streets">{hero}</div>'
        f'<div class="words"><div class="brand">{icon}{names}</div>'
        f"<h1>{asked}</h1><p>{answered}</p></div>"
    )


def main() -> None:
    """Write the picture with as few colours as it needs."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_content(write_page())
        drawn = page.screenshot()
        browser.close()
    with Image.open(io.BytesIO(drawn)) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        reduced.save(STATIC_FOLDER / "share.png", optimize=True)


if __name__ == "__main__":
    main()
