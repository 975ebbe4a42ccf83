"""How Chinese words are read, without tones: of every character, and of the words that change it.

The table lies beside this file and is kept in the form that it is searched in: one string a
character, a fiftieth of what a dictionary of its 47,000 words takes. Called by ``pinyin``.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

FIRST: Final = "㐀"
LAST: Final = "鿿"
"""The characters that the finder takes for Chinese."""
_BASE: Final = ord(FIRST)
_BORDERS: Final = "|:"
"""What stands after a word: the next word, or the reading of this one."""


@dataclass(frozen=True, slots=True)
class _Readings:
    syllables: tuple[str, ...]
    """Every syllable once; none for characters without a reading."""
    of_character: Sequence[int]
    """For each character from FIRST to LAST the number of its syllable."""
    words: dict[str, str]
    """By first character, the rest of each word between bars, sorted, with what it is read as."""


def read_run(run: str) -> list[str]:
    """The syllables of a run of Chinese characters; one without a reading stands for itself.

    It is cut from the left into the longest words of the table, so that 银行 is read yin hang.
    """
    readings = _open()
    syllables: list[str] = []
    at = 0
    while at < len(run):
        words = readings.words.get(run[at])
        size, read_as = _match(words, run, at) if words else (1, "")
        if read_as:
            syllables.extend(read_as.split(" "))
        else:
            for character in run[at : at + size]:
                number = readings.of_character[ord(character) - _BASE]
                syllables.append(readings.syllables[number] or character)
        at += size
    return syllables


def _match(words: str, run: str, at: int) -> tuple[int, str]:
    """Length of the longest word at ``at``, at least 1, and its own reading where it has one.

    Words are sorted, so those with the same beginning follow each other, the shortest first. A
    rest that is no word but begins one is taken as a whole and read by its characters.
    """
    longest, read_as = 1, ""
    found = 0
    for end in range(at + 2, len(run) + 1):
        found = words.find(f"|{run[at + 1 : end]}", found)
        if found < 0:
            break
        border = found + end - at
        if words[border] in _BORDERS:
            longest = end - at
            read_as = words[border + 1 : words.index("|", border)] if words[border] == ":" else ""
    else:
        return (longest, read_as) if longest > 1 else (len(run) - at, "")
    return longest, read_as


@cache
def _open() -> _Readings:
    numbers = array("H", bytes(2 * (ord(LAST) - _BASE + 1)))
    syllables = [""]
    words: dict[str, str] = {}
    file = resources.files("zhihui.finder") / "readings.txt"
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if line.startswith("#"):
            continue
        if key.isascii():
            for character in rest:
                numbers[ord(character) - _BASE] = len(syllables)
            syllables.append(key)
        else:
            words[key] = f"|{rest}|"
    return _Readings(tuple(syllables), numbers, words)
