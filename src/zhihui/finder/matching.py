"""Small name matcher in memory: places and life events by their names.

A district has hundreds of places and tens of life events, so an inverted index of character
pairs, made when a generation is opened, answers in microseconds. Called by Finder.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p

from zhihui.finder.folding import fold, list_bigrams, list_latin_words

_MIN_COVERAGE = 0.5


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A record by ``ordinal``; ``covered`` is the share of the need, ``said`` of the name."""

    ordinal: int
    covered: float
    said: float


class NameMatcher:
    """Immutable index of (ordinal, wordings) pairs."""

    def __init__(self, names: Iterable[tuple[int, list[str]]]) -> None:
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._tokens: list[frozenset[str]] = []
        self._ordinals: list[int] = []
        for ordinal, wordings in names:
            for wording in dict.fromkeys(fold(wording) for wording in wordings):
                self._add(ordinal, frozenset(_tokens(wording)))

    def _add(self, ordinal: int, tokens: frozenset[str]) -> None:
        for token in tokens:
            self._postings[token].append(len(self._tokens))
        self._tokens.append(tokens)
        self._ordinals.append(ordinal)

    def match(self, folded: str, limit: int) -> list[NameMatch]:
        """Records whose name the text says for the most part, best first."""
        typed = dict.fromkeys(_tokens(folded))
        shared: dict[int, float] = defaultdict(float)
        total = 0.0
        for token in typed:
            postings = self._postings.get(token, ())
            weight = log1p(len(self._tokens) / (1 + len(postings)))
            total += weight
            for position in postings:
                shared[position] += weight
        best: dict[int, NameMatch] = {}
        for position, mass in shared.items():
            match = self._matched(position, mass, total)
            held = best.get(match.ordinal)
            if match.said >= _MIN_COVERAGE and (held is None or match.said > held.said):
                best[match.ordinal] = match
        return sorted(best.values(), key=lambda m: (-m.covered * m.said, m.ordinal))[:limit]

    def _matched(self, position: int, mass: float, total: float) -> NameMatch:
        tokens = self._tokens[position]
        whole = sum(log1p(len(self._tokens) / (1 + len(self._postings[t]))) for t in tokens)
        return NameMatch(self._ordinals[position], mass / total, mass / whole if whole else 0.0)


def _tokens(folded: str) -> list[str]:
    return list_bigrams(folded) + list_latin_words(folded)
