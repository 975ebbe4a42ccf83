"""What tokens and names weigh in one index.

Called by ``rank``. What is known once is kept, within bounds, because the same tokens and names
come up in most searches; nothing here depends on what is asked.
"""

from collections.abc import Callable
from math import log
from sys import intern

import msgspec

from zhihui.finder.english import stem_english
from zhihui.finder.folding import list_bigrams, list_latin_words

_MOST_TOKENS = 200_000
_MOST_NAMES = 20_000


class NameProfile(msgspec.Struct, frozen=True):
    """What comparing needs to know of a name."""

    pairs: frozenset[str]
    """Its pairs of neighbouring Chinese characters."""
    mass: float
    """Sum of the weights of its tokens."""


class Weights:
    """Inverse document frequencies of tokens, and their sums over names."""

    def __init__(self, total: int, frequency: Callable[[str], int]) -> None:
        self._total = total
        self._frequency = frequency
        self._unseen = log(1 + (total + 0.5) / 0.5)
        self._tokens: dict[str, float] = {}
        self._names: dict[str, NameProfile] = {}

    def of_token(self, token: str) -> float:
        """Inverse document frequency of a name token."""
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

    def of_name(self, name: str) -> NameProfile:
        """The profile of a folded name."""
        known = self._names.get(name)
        if known is None:
            tokens = name_tokens(name)
            pairs = frozenset(intern(token) for token in tokens if is_pair(token))
            known = NameProfile(pairs, sum(map(self.of_token, tokens)))
            if len(self._names) >= _MOST_NAMES:
                self._names.clear()
            self._names[name] = known
        return known


def name_tokens(words: str) -> tuple[str, ...]:
    """Tokens that wordings and names are compared by: character pairs and Latin stems."""
    latin = (stem_english(word) for word in list_latin_words(words))
    return tuple(dict.fromkeys((*list_bigrams(words), *latin)))


def is_pair(token: str) -> bool:
    """Whether a name token is a pair of Chinese characters.

    Only of those it holds that a name has the token exactly when its letters stand in the name.
    """
    return len(token) == 2 and not token.isascii()
