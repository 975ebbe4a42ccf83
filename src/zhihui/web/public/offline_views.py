"""The service worker, and the page that lists what is kept on the device for reading offline.

Called by Django. Which pages may be kept is decided here, what is done with them in
``static/worker.js`` (decision 0046).
"""

import json
from functools import cache
from hashlib import blake2s

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.web.public.assets import ASSETS, SHARED, STATIC_FOLDER
from zhihui.web.public.context import create_context, home_of
from zhihui.web.public.templating import render
from zhihui.web.served import get_served
from zhihui.web.wording import DEFAULT, LANGUAGES

MOST_PAGES = 60
WAIT_MS = 4_000
"""How long the network is waited for when a page is kept already."""
_KINDS = ("", "plan/", "plan/sheet/", "errands/", "offline/", "events/", "near/")
_RECORDS = ("items", "places", "events")
_SHELL = ("", "errands/", "plan/", "offline/")


@require_safe
def show_worker(request: HttpRequest) -> HttpResponse:
    """The worker's script with its settings; another one when files or generation are others."""
    source = (STATIC_FOLDER / "worker.js").read_text(encoding="utf-8")
    script = f"const SETTINGS = {json.dumps(_create_settings(), sort_keys=True)};\n{source}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
def show_offline(request: HttpRequest, language: str) -> HttpResponse:
    """What is kept on this device; also shown where a page is not kept and there is no network."""
    return render("public/offline.html", create_context(request, language))


@cache
def _create_settings() -> dict[str, object]:
    manifest = get_served().generation.manifest
    homes = [home_of(language) for language in LANGUAGES]
    others = "|".join(language for language in LANGUAGES if language != DEFAULT)
    prefix = rf"^/(?:(?:{others})/)?"
    return {
        "generation": _digest(repr(manifest)),
        "files": _digest(repr(sorted(ASSETS.items()))),
        "assets": sorted(url for name, url in ASSETS.items() if name != SHARED),
        "shell": [f"{home}{page}" for home in homes for page in _SHELL],
        "offline": sorted(
            ({"under": home, "page": f"{home}offline/"} for home in homes),
            key=lambda one: -len(one["under"]),
        ),
        "kinds": [
            *(f"{prefix}{kind}$" for kind in _KINDS),
            *(f"{prefix}{kind}/[^/]+$" for kind in _RECORDS),
        ],
        "pictures": rf"{prefix}(?:map|plan)\.svg$",
        "most": MOST_PAGES,
        "wait_ms": WAIT_MS,
    }


def _digest(words: str) -> str:
    return blake2s(words.encode(), digest_size=6).hexdigest()
