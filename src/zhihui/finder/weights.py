"""What tokens and names weigh in one index.

Called by ``rank``. What is known once is kept, within bounds, because the same tokens and names
come up in most searches; nothing here depends on what is asked.
"""

from collections.abc import Callable, Sequence
from math import log
from sys import intern

import msgspec

from zhihui.finder.english import stem_english
from zhihui.finder.folding import list_bigrams, list_latin_words
from zhihui.finder.index import Names

_MOST_TOKENS = 200_000
_MOST_ENTRIES = 5_000


class NameProfile(msgspec.Struct, frozen=True):
    """What comparing needs to know of a folded name."""

    name: str
    is_alias: bool
    """Whether it is an everyday name."""
    pairs: frozenset[str]
    """Its pairs of neighbouring Chinese characters."""
    mass: float
    """Sum of the weights of its tokens."""


class Weights:
    """Inverse document frequencies of name tokens."""

    def __init__(self, total: int, frequency: Callable[[str], int]) -> None:
        self._total = total
        self._frequency = frequency
        self._unseen = log(1 + (total + 0.5) / 0.5)
        self._tokens: dict[str, float] = {}

    def of_token(self, token: str) -> float:
        """Inverse document frequency of ``token``."""
        known = self._tokens.get(token)
        if known is None:
            frequency = self._frequency(token)
            known = log(1 + (self._total - frequency + 0.5) / (frequency + 0.5))
            if len(self._tokens) < _MOST_TOKENS:
                self._tokens[token] = known
        return known

    def is_unseen(self, token: str) -> bool:
        """Whether no name carries ``token``: it may be mistyped."""
        return self.of_token(token) >= self._unseen


class Profiles:
    """The profiles of the names of every entry of an index, kept once known."""

    def __init__(self, names: Names, weights: Weights) -> None:
        self._names = names
        self._weights = weights
        self._kept: dict[int, tuple[NameProfile, ...]] = {}

    def __getitem__(self, entry: int) -> tuple[NameProfile, ...]:
        known = self._kept.get(entry)
        if known is None:
            known = self._profile(self._names[entry])
            if len(self._kept) >= _MOST_ENTRIES:
                self._kept.clear()
            self._kept[entry] = known
        return known

    def _profile(self, names: Sequence[str]) -> tuple[NameProfile, ...]:
        """Profiles of an entry's wordings: English name (may be empty), Chinese name, aliases."""
        profiles: list[NameProfile] = []
        for at, name in enumerate(names):
            if name:
                tokens = name_tokens(name)
                pairs = frozenset(intern(token) for token in tokens if is_pair(token))
                mass = sum(map(self._weights.of_token, tokens))
                profiles.append(NameProfile(name, at >= 2, pairs, mass))
        return tuple(profiles)


def name_tokens(words: str) -> tuple[str, ...]:
    """Tokens that wordings and names are compared by: character pairs and Latin stems."""
    latin = (stem_english(word) for word in list_latin_words(words))
    return tuple(dict.fromkeys((*list_bigrams(words), *latin)))


def is_pair(token: str) -> bool:
    """Whether a name token is a pair of Chinese characters.

    Only of those it holds that a name has the token exactly when its letters stand in the name.
    """
    return len(token) == 2 and not token.isascii()
