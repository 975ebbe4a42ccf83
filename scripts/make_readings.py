"""Writes the readings that the finder spells by, from pypinyin, which only this script needs.

Run it after a new pypinyin: ``python scripts/make_readings.py``. The tests compare the file with
pypinyin itself.
"""

from collections import defaultdict
from importlib.metadata import distribution, version
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from zhihui.finder.folding import list_han_runs
from zhihui.finder.readings import FIRST, LAST

FILE = Path(__file__).parent.parent / "src" / "zhihui" / "finder" / "readings.txt"
HEAD = """\
Readings of Chinese characters and words without tones; written by scripts/make_readings.py.

SYLLABLE TAB the characters that are read so where no word says otherwise.
CHARACTER TAB the words that begin with it, without it, parted by |, sorted; where a word is read
otherwise than its characters one by one, the syllables of the whole word follow after a colon.

From pypinyin {version}, under this licence:

"""


def spell(words: str) -> list[str]:
    """The syllables of ``words`` as pypinyin has them."""
    return list(lazy_pinyin(words, style=Style.NORMAL, v_to_u=False))


def read_licence() -> str:
    """The licence that pypinyin comes with."""
    files = distribution("pypinyin").files or []
    licence = next(file for file in files if file.name.startswith("LICENSE"))
    return str(licence.read_text(encoding="utf-8"))


def list_lines() -> list[str]:
    """All lines but the comments."""
    characters: dict[str, str] = {}
    for code in range(ord(FIRST), ord(LAST) + 1):
        reading = spell(chr(code))[0]
        if reading.isascii():
            characters[chr(code)] = reading
    by_syllable: defaultdict[str, str] = defaultdict(str)
    for character, reading in characters.items():
        by_syllable[reading] += character
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(PHRASES_DICT):
        if list_han_runs(word) != [word]:
            continue
        syllables = spell(word)
        differs = syllables != [characters.get(character) for character in word]
        words[word[0]].append(word[1:] + (f":{' '.join(syllables)}" if differs else ""))
    return [
        *(f"{syllable}\t{by_syllable[syllable]}" for syllable in sorted(by_syllable)),
        *(f"{first}\t{'|'.join(rests)}" for first, rests in words.items()),
    ]


def main() -> None:
    """Write the file."""
    head = HEAD.format(version=version("pypinyin")) + read_licence()
    comments = [f"# {line}".rstrip() for line in head.splitlines()]
    FILE.write_text("\n".join([*comments, *list_lines(), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
