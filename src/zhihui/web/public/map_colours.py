"""The colours of the map, mixed from the design system's custom properties, light and dark.

Called by the map's block and its pictures. A colour is said once, in ``static/style.css``.
"""

import re
from functools import cache
from typing import Final, Literal

from zhihui.maps import Palette
from zhihui.web.public.assets import STATIC_FOLDER

Scheme = Literal["light", "dark"]
_TOKEN: Final = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b")
_DARK: Final = "@media (prefers-color-scheme: dark)"


@cache
def palette_of(scheme: Scheme) -> Palette:
    """The map's colours. Raises KeyError when the style sheet lacks a property."""
    token = _read_tokens()[scheme]
    is_light = scheme == "light"
    district = token["ground"] if is_light else token["sheet"]
    return Palette(
        land=token["sunk"] if is_light else token["ground"],
        district=district,
        outline=token["line-strong"],
        far=mix(token["line"], token["line-strong"], 0.18 if is_light else 0.12),
        near=token["sheet"] if is_light else token["line"],
        casing=mix(token["line"], token["line-strong"], 0.3) if is_light else token["ground"],
        path=mix(token["line"], district, 0.15),
        label=token["ink-soft"],
        halo=district,
        route=token["link"],
        route_edge=token["sheet"],
        pin=token["action"],
        on_pin=token["on-action"],
    )


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with a ``share`` of ``other`` in it; both as ``#rrggbb``."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@cache
def _read_tokens() -> dict[Scheme, dict[str, str]]:
    """The custom properties of ``:root`` in both schemes, before any mode of the page."""
    css = (STATIC_FOLDER / "style.css").read_text(encoding="utf-8")
    before, after = css.split(_DARK, 1)
    light = dict(_TOKEN.findall(before.split("\n}", 1)[0]))
    return {"light": light, "dark": light | dict(_TOKEN.findall(after.split("\n  }", 1)[0]))}
