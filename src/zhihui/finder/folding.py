"""Folding: many ways to write the same words become one.

Used for what people type and for what is indexed, so that both meet. Compatibility forms (NFKC),
lower case, Simplified characters, single spaces.
"""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

MAX_NEED_CHARS = 300
"""Characters of a need that are read; what follows is left out."""

_HAN = re.compile(r"[㐀-鿿]+")
_LATIN = re.compile(r"[a-z0-9][a-z0-9'.-]*")
_SPACE = re.compile(r"[\s\x00]+")


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def fold(words: str) -> str:
    """``words`` in the one form that is indexed and searched."""
    plain = words if words.isascii() else unicodedata.normalize("NFKC", words)
    plain = _SPACE.sub(" ", plain.lower().replace("’", "'")).strip()
    if plain.isascii():
        return plain
    simple: str = _simplifier().convert(plain)
    return simple


def list_han_runs(folded: str) -> list[str]:
    """The unbroken runs of Chinese characters, in order."""
    return _HAN.findall(folded)


def list_latin_words(folded: str) -> list[str]:
    """The Latin words and numbers, in order."""
    return _LATIN.findall(folded)


def list_bigrams(folded: str) -> list[str]:
    """Pairs of neighbouring Chinese characters; a run of one character stands for itself."""
    grams: list[str] = []
    for run in _HAN.findall(folded):
        if len(run) == 1:
            grams.append(run)
        else:
            grams.extend(run[start : start + 2] for start in range(len(run) - 1))
    return grams
