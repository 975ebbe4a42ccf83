"""The everyday lexicon, compiled for matching: which sayings stand in a text, and what they mean.

Lexemes of the source ``speech`` rewrite ways of speaking (dialect, Cantonese) into common
wording; ``actions`` say what is done to a thing, ``persons`` whom it concerns; ``elsewhere`` are
matters that no government office handles; all others say what offices call a thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from sys import intern

from zhihui.district import Lexeme
from zhihui.finder.folding import fold
from zhihui.finder.pinyin import get_initials, spell
from zhihui.finder.sayings import NearSayings

SPEECH = "speech"
ACTIONS = "actions"
PERSONS = "persons"
ELSEWHERE = "elsewhere"
_NO_MATTER = (ACTIONS, PERSONS, ELSEWHERE)
_MOST_PARTS = 3
_COVERED = 1000
"""Worth of a character that is covered, against one saying more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A saying found in a text: characters ``start`` to ``end`` of it, and what it means."""

    say: str
    means: tuple[str, ...]
    start: int
    end: int
    source: str = ""
    """Where it is about no matter, what else it tells: an action, a person, something elsewhere."""
    parts: tuple[str, ...] = ()
    """What shorter sayings within it mean beyond that."""


class Lexicon:
    """Sayings by their folded wording, longest match first. Immutable after creation."""

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        self._means: dict[str, tuple[str, ...]] = {}
        self._speech: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        """Of the sayings that are about no matter; all others are about one."""
        fold_once = _Folding().__getitem__
        same: dict[tuple[str, ...], tuple[str, ...]] = {}
        for lexeme in lexemes:
            say = fold_once(lexeme.say)
            means = tuple(map(fold_once, lexeme.means))
            if lexeme.source == SPEECH:
                self._speech[say] = means[0] if means else ""
            else:
                if lexeme.source in _NO_MATTER:
                    self._sources[say] = intern(lexeme.source)
                else:
                    self._sources.pop(say, None)
                every = tuple(dict.fromkeys((*self._means.get(say, ()), *means)))
                self._means[say] = same.setdefault(every, every)
        self._parts: dict[str, tuple[str, ...]] = {}
        self._sizes = _sizes_by_first(self._means)
        self._speech_sizes = _sizes_by_first(self._speech)
        self._by_pinyin: dict[str, str] = {}
        self._by_initials: dict[str, str | tuple[str, ...]] = {}
        for say in self._means:
            if not say.isascii():
                self._by_pinyin.setdefault("_".join(spell(say)), say)
                if len(say) >= 3:
                    self._note_initials(get_initials(say), say)
        matters = (say for say in self._means if say not in self._sources and not say.isascii())
        self.near = NearSayings(matters, self._means)
        self._pinyin_sizes = sorted({key.count("_") + 1 for key in self._by_pinyin}, reverse=True)

    def _note_initials(self, letters: str, say: str) -> None:
        """A single saying stands as it is: most initials are of one, and a tuple costs room."""
        known = self._by_initials.get(letters, ())
        before = (known,) if isinstance(known, str) else known
        self._by_initials[letters] = (*before, say) if before else say

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
        """The sayings that cover most of ``folded`` without overlapping, in order.

        Of sayings that cover as much, the fewest; of as few, the one that begins with the longest.
        """
        sizes, means = self._sizes, self._means
        length = len(folded)
        worths = [0] * (length + 1)
        chosen = [0] * length
        for at in range(length - 1, -1, -1):
            most = worths[at + 1]
            for size in sizes.get(folded[at], ()):
                if at + size <= length and folded[at : at + size] in means:
                    worth = worths[at + size] + size * _COVERED - 1
                    if worth > most and _is_unbroken(folded, at, at + size):
                        most, chosen[at] = worth, size
            worths[at] = most
        found: list[Saying] = []
        at = 0
        while at < length:
            size = chosen[at]
            if size:
                say = folded[at : at + size]
                found.append(self._saying(say, means[say], at, at + size))
            at += size or 1
        return found

    def _list_parts(self, say: str) -> tuple[str, ...]:
        """What shorter sayings of a matter within ``say`` mean beyond what it means itself."""
        known = self._parts.get(say)
        if known is None:
            parts = (
                say[start:end]
                for start, end in combinations(range(len(say) + 1), 2)
                if 1 < end - start < len(say) and not say.isascii()
            )
            matters = [part for part in parts if part in self._means and part not in self._sources]
            means = (
                mean
                for part in sorted(matters, key=len, reverse=True)
                for mean in self._means[part]
            )
            whole = self._means[say]
            beyond = dict.fromkeys(mean for mean in means if mean not in whole)
            known = self._parts[say] = tuple(beyond)[:_MOST_PARTS]
        return known

    def list_sayings_spelt(self, syllables: list[str]) -> list[Saying]:
        """As ``list_sayings``, for typed pinyin: ``start`` and ``end`` count syllables."""
        found: list[Saying] = []
        covered = 0
        for at in range(len(syllables)):
            for size in self._pinyin_sizes:
                if at < covered or at + size > len(syllables):
                    continue
                say = self._by_pinyin.get("_".join(syllables[at : at + size]))
                if say is not None and (size > 1 or len(syllables) == 1):
                    covered = at + size
                    means = (say, *self._means[say])
                    found.append(self._saying(say, means, at, covered))
                    break
        return found

    def _saying(self, say: str, means: tuple[str, ...], start: int, end: int) -> Saying:
        source = self._sources.get(say, "")
        parts = () if source else self._list_parts(say)
        return Saying(say=say, means=means, start=start, end=end, source=source, parts=parts)

    def list_by_initials(self, letters: str) -> list[str]:
        """The sayings whose initials are exactly ``letters``, those that most others hold first."""
        known = self._by_initials.get(letters, ())
        sayings = (known,) if isinstance(known, str) else known
        return sorted(sayings, key=self.near.count_holding, reverse=True)


class _Folding(dict[str, str]):
    """Folded wordings by what is written: each is folded once, and one string of it is kept."""

    def __missing__(self, written: str) -> str:
        folded = fold(written)
        self[written] = kept = self.setdefault(folded, folded)
        return kept


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
    """Length of the longest saying that starts at ``at``, or 0. Latin ones are whole words."""
    rest = len(folded) - at
    for size in sizes.get(folded[at], ()):
        if size <= rest and folded[at : at + size] in says and _is_unbroken(folded, at, at + size):
            return size
    return 0


def _is_unbroken(folded: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut at ``start`` or ``end``."""
    return not folded[start].isascii() or _is_whole_word(folded, start, end)


def _is_whole_word(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not (_is_letter(before) or _is_letter(after))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
