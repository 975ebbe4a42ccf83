"""The design system: every pair of colours can be read, and raw colours stand in tokens only."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhihui.web.public.assets import STATIC_FOLDER

STYLE = (STATIC_FOLDER / "style.css").read_text(encoding="utf-8")
SCHEMES = {
    "light": (":root",),
    "dark": (":root", "dark :root"),
    "simple light": (":root", ":root.simple"),
    "simple dark": (":root", "dark :root", ":root.simple", "dark :root.simple"),
}
GROUNDS = ("ground", "sheet", "sunk")
MOODS = ("yes", "go", "no", "unknown", "notice")
TEXTS = [
    *((text, ground) for text in ("ink", "ink-soft", "link") for ground in GROUNDS),
    *((mood, f"{mood}-ground") for mood in MOODS),
    *(("ink", f"{mood}-ground") for mood in MOODS),
    *((text, "brand-soft") for text in ("ink", "link")),
    *(
        (text, ground)
        for text in ("on-brand", "on-brand-soft")
        for ground in ("brand", "brand-deep")
    ),
    *(("on-accent", ground) for ground in ("accent", "accent-deep")),
    *(("on-action", ground) for ground in ("action", "action-deep")),
]
CONTROLS = [
    *(("line-strong", ground) for ground in GROUNDS),
    *(("action", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in (*GROUNDS, *(f"{mood}-ground" for mood in MOODS))),
    ("focus-on-brand", "brand"),
    ("focus-on-brand", "brand-deep"),
    ("on-brand-line", "brand"),
    ("on-brand-line", "brand-deep"),
]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab|color)a?\(")


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def list_blocks(css: str, around: str = "") -> Iterator[tuple[str, str, str]]:
    """Rules as (condition, selector, body), those inside at-rules included."""
    at = 0
    while (brace := css.find("{", at)) >= 0:
        head, depth, end = css[at:brace].strip(), 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        body = css[brace + 1 : end - 1]
        if head.startswith("@") and "{" in body:
            yield from list_blocks(body, f"{around} {head}".strip())
        else:
            yield around, head, body
        at = end


def read_tokens() -> dict[str, dict[str, str]]:
    """Colour tokens by block: ``:root``, ``dark :root`` and the same for simple mode."""
    tokens: dict[str, dict[str, str]] = {}
    for condition, selector, body in list_blocks(without_comments(STYLE)):
        if selector in (":root", ":root.simple"):
            name = f"dark {selector}" if "prefers-color-scheme: dark" in condition else selector
            found = re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\s*;", body)
            tokens.setdefault(name, {}).update(found)
    return tokens


def colours_of(scheme: str) -> dict[str, str]:
    blocks = read_tokens()
    return {name: value for block in SCHEMES[scheme] for name, value in blocks[block].items()}


def light_of(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast as WCAG 2.2 defines it, 1 to 21."""
    light, dark = sorted((light_of(one), light_of(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def find_too_faint(pairs: list[tuple[str, str]], least: float, scheme: str) -> list[str]:
    colours = colours_of(scheme)
    return [
        f"{front} on {ground}: {ratio(colours[front], colours[ground]):.2f}"
        for front, ground in pairs
        if ratio(colours[front], colours[ground]) < least
    ]


def list_rule_pairs() -> list[tuple[str, str]]:
    """Every pair of text and ground that one rule of any style sheet sets together."""
    pairs = set()
    for path in STATIC_FOLDER.glob("*.css"):
        for _, _, body in list_blocks(without_comments(path.read_text(encoding="utf-8"))):
            front = re.search(r"(?<![-\w])color:\s*var\(--([\w-]+)\)", body)
            ground = re.search(r"(?<![-\w])background(?:-color)?:\s*var\(--([\w-]+)\)", body)
            if front and ground:
                pairs.add((front.group(1), ground.group(1)))
    return sorted(pairs)


def test_black_on_white_is_twenty_one() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read(scheme: str) -> None:
    assert find_too_faint(TEXTS, 4.5, scheme) == []
    assert find_too_faint(list_rule_pairs(), 4.5, scheme) == []


@pytest.mark.parametrize("scheme", ["simple light", "simple dark"])
def test_simple_mode_is_high_in_contrast(scheme: str) -> None:
    assert find_too_faint(TEXTS, 7, scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_and_focus_can_be_seen(scheme: str) -> None:
    assert find_too_faint(CONTROLS, 3, scheme) == []


def test_every_rule_pair_is_made_of_colours() -> None:
    colours = colours_of("light")
    pairs = list_rule_pairs()
    assert len(pairs) >= 8
    assert [pair for pair in pairs if not {*pair} <= {*colours}] == []


@pytest.mark.parametrize("path", sorted(STATIC_FOLDER.glob("*.css")), ids=lambda path: path.name)
def test_raw_colours_stand_in_tokens_only(path: Path) -> None:
    css = without_comments(path.read_text(encoding="utf-8"))
    faults = [
        (selector, body.strip())
        for condition, selector, body in list_blocks(css)
        if not selector.startswith(":root") and "print" not in condition and COLOUR.search(body)
    ]
    assert faults == []


@pytest.mark.parametrize("path", sorted(STATIC_FOLDER.glob("*.css")), ids=lambda path: path.name)
def test_every_token_used_is_defined(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    defined = set(re.findall(r"(--[\w-]+)\s*:", STYLE + css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= defined


def test_simple_mode_is_large() -> None:
    bodies = {s: b for c, s, b in list_blocks(without_comments(STYLE)) if not c}
    simple = bodies[":root.simple"]
    percent = re.search(r"font-size:\s*([\d.]+)%", simple)
    assert percent
    size_px = 16 * float(percent.group(1)) / 100
    assert size_px >= 22
    taps = re.search(r"--tap:\s*([\d.]+)rem", simple)
    assert taps
    assert float(taps.group(1)) * size_px >= 56


def test_motion_contrast_and_paper_are_respected() -> None:
    assert "@media (prefers-reduced-motion: reduce)" in STYLE
    assert "@media (forced-colors: active)" in STYLE
    assert ":focus-visible { outline: 3px solid" in STYLE
    paper = (STATIC_FOLDER / "print.css").read_text(encoding="utf-8")
    assert re.search(r"\.masthead[^{]*\.no-print[^{]*\{ display: none; \}", paper)
