"""The static files of the pages, with addresses that change when their content does.

Called by wsgi, which serves them, and by the page views. Files are read once, at import.
"""

from hashlib import blake2s
from pathlib import Path

STATIC_FOLDER = Path(__file__).parent / "static"
STATIC_PREFIX = "static/"


def _address(name: str) -> str:
    digest = blake2s((STATIC_FOLDER / name).read_bytes(), digest_size=6).hexdigest()
    return f"/{STATIC_PREFIX}{name}?v={digest}"


ASSETS = {
    name.replace(".", "_"): _address(name)
    for name in (
        "style.css",
        "print.css",
        "browse.css",
        "errands.css",
        "plan.css",
        "plan.js",
        "corrections.css",
        "errands.js",
        "ticks.js",
        "offline.js",
        "locate.js",
        "copy.js",
        "widget.css",
        "suggest.js",
        "map.css",
        "map.js",
        "busy.js",
        "icon.svg",
        "hero.svg",
        "share.png",
    )
}
SHARED = "share_png"
"""The picture that other sites show where a page is shared; the pages themselves never do."""
_BUILT_MAP = "built/map.js"
if (STATIC_FOLDER / _BUILT_MAP).is_file():
    ASSETS["map_built"] = _address(_BUILT_MAP)
