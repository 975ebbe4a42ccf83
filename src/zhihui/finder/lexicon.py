"""The everyday lexicon, compiled for matching: which sayings stand in a text, and what they mean.

Lexemes of the source ``speech`` rewrite ways of speaking (dialect, Cantonese) into common
wording; ``actions`` say what is done to a thing, ``persons`` whom it concerns; ``elsewhere`` are
matters that no government office handles; all others say what offices call a thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from zhihui.district import Lexeme
from zhihui.finder.folding import fold
from zhihui.finder.pinyin import get_initials, spell

SPEECH = "speech"
ACTIONS = "actions"
PERSONS = "persons"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A saying found in a text: characters ``start`` to ``end`` of it, and what it means."""

    say: str
    means: tuple[str, ...]
    start: int
    end: int
    source: str = ""


class Lexicon:
    """Sayings by their folded wording, longest match first. Immutable after creation."""

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        self._means: dict[str, tuple[str, ...]] = {}
        self._speech: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        for lexeme in lexemes:
            say = fold(lexeme.say)
            means = tuple(fold(wording) for wording in lexeme.means)
            if lexeme.source == SPEECH:
                self._speech[say] = means[0] if means else ""
            else:
                self._sources[say] = lexeme.source
                self._means[say] = tuple(dict.fromkeys((*self._means.get(say, ()), *means)))
        self._sizes = _sizes_by_first(self._means)
        self._speech_sizes = _sizes_by_first(self._speech)
        self._by_pinyin: dict[str, str] = {}
        self._by_initials: dict[str, list[str]] = {}
        for say in self._means:
            if not say.isascii():
                self._by_pinyin.setdefault("_".join(spell(say)), say)
                if len(say) >= 3:
                    self._by_initials.setdefault(get_initials(say), []).append(say)
        self._pinyin_sizes = sorted({key.count("_") + 1 for key in self._by_pinyin}, reverse=True)

    def __len__(self) -> int:
        return len(self._means)

    def list_means(self, say: str) -> tuple[str, ...]:
        """What a folded saying means; empty when it is not in the lexicon."""
        return self._means.get(say, ())

    def rewrite(self, folded: str) -> str:
        """``folded`` in common wording."""
        pieces: list[str] = []
        at = 0
        while at < len(folded):
            size = _match_at(folded, at, self._speech_sizes, self._speech)
            if size:
                pieces.append(self._speech[folded[at : at + size]])
                at += size
            else:
                pieces.append(folded[at])
                at += 1
        return "".join(pieces)

    def list_sayings(self, folded: str) -> list[Saying]:
        """All sayings in ``folded`` that are not part of a longer one, in order."""
        found: list[Saying] = []
        covered = 0
        for at in range(len(folded)):
            size = _match_at(folded, at, self._sizes, self._means)
            if size and at + size > covered:
                covered = at + size
                say = folded[at:covered]
                found.append(self._saying(say, self._means[say], at, covered))
        return found

    def list_sayings_spelt(self, syllables: list[str]) -> list[Saying]:
        """As ``list_sayings``, for typed pinyin: ``start`` and ``end`` count syllables."""
        found: list[Saying] = []
        covered = 0
        for at in range(len(syllables)):
            for size in self._pinyin_sizes:
                if at + size <= covered or at + size > len(syllables):
                    continue
                say = self._by_pinyin.get("_".join(syllables[at : at + size]))
                if say is not None and (size > 1 or len(syllables) == 1):
                    covered = at + size
                    means = (say, *self._means[say])
                    found.append(self._saying(say, means, at, covered))
                    break
        return found

    def _saying(self, say: str, means: tuple[str, ...], start: int, end: int) -> Saying:
        return Saying(say=say, means=means, start=start, end=end, source=self._sources[say])

    def list_by_initials(self, letters: str) -> list[str]:
        """The sayings whose initials are exactly ``letters``."""
        return self._by_initials.get(letters, [])


def _sizes_by_first(says: Iterable[str]) -> dict[str, list[int]]:
    sizes: dict[str, set[int]] = {}
    for say in says:
        if say:
            sizes.setdefault(say[0], set()).add(len(say))
    return {first: sorted(of_first, reverse=True) for first, of_first in sizes.items()}


def _match_at(
    folded: str,
    at: int,
    sizes: dict[str, list[int]],
    says: dict[str, tuple[str, ...]] | dict[str, str],
) -> int:
    """Length of the longest saying that starts at ``at``, or 0. Latin ones end at word borders."""
    for size in sizes.get(folded[at], ()):
        say = folded[at : at + size]
        if say in says and (not say[0].isascii() or _is_whole_word(folded, at, at + size)):
            return size
    return 0


def _is_whole_word(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not (_is_letter(before) or _is_letter(after))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
