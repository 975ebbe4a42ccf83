"""Small name matcher in memory: places and life events by their names.

A district has hundreds of places and tens of life events, so an inverted index of character
pairs, made when a generation is opened, answers in microseconds. Called by Finder.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
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
        rows = [
            (ordinal, frozenset(matching_tokens(wording)))
            for ordinal, wordings in names
            for wording in dict.fromkeys(fold(wording) for wording in wordings)
        ]
        postings: dict[str, list[int]] = defaultdict(list)
        for position, (_, tokens) in enumerate(rows):
            for token in tokens:
                postings[token].append(position)
        self._postings = dict(postings)
        self._weights = {token: log1p(len(rows) / (1 + len(p))) for token, p in postings.items()}
        self._unseen = log1p(len(rows))
        self._ordinals = [ordinal for ordinal, _ in rows]
        self._wholes = [sum(self._weights[token] for token in tokens) for _, tokens in rows]

    def match(self, tokens: Collection[str], limit: int) -> list[NameMatch]:
        """Records whose name a text with these ``tokens`` says for the most part, best first."""
        shared: dict[int, float] = defaultdict(float)
        total = 0.0
        for token in tokens:
            weight = self._weights.get(token)
            if weight is None:
                total += self._unseen
                continue
            total += weight
            for position in self._postings[token]:
                shared[position] += weight
        best: dict[int, NameMatch] = {}
        for position, mass in shared.items():
            said = mass / self._wholes[position]
            if said < _MIN_COVERAGE:
                continue
            ordinal = self._ordinals[position]
            held = best.get(ordinal)
            if held is None or said > held.said:
                best[ordinal] = NameMatch(ordinal, mass / total, said)
        return sorted(best.values(), key=lambda m: (-m.covered * m.said, m.ordinal))[:limit]


def matching_tokens(folded: str) -> Collection[str]:
    """The distinct tokens that names are matched by, in order."""
    return dict.fromkeys(list_bigrams(folded) + list_latin_words(folded))
