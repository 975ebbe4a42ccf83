"""Sayings near a need: what the lexicon tells although nobody said it in just these words.

``Lexicon`` finds a saying where it stands in a text as it is. Here one counts where its words
stand apart or in another order, and a word that the lexicon does not know by itself means what
the sayings that hold it agree on. Pure; called while a need is read.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log
from operator import itemgetter

from zhihui.finder.folding import list_han_runs
from zhihui.finder.words import cut, is_asking

_LEAST_SHARE = 0.7
"""Of the weight of a saying, what a need has to say of it."""
_LEAST_WORDS = 2
_MOST_APART = 3
_MOST_HOLDING = 100
"""A word that more sayings hold is about anything."""
_LEAST_AGREED = 0.2
"""Of the sayings that hold a word, how many have to mean the same."""
_MOST_AGREED = 3
_MEANS_READ = 3
_LESS_EACH = 0.2
"""By how much a later meaning counts less."""


@dataclass(frozen=True, slots=True)
class NearSaying:
    """A saying of which a need says ``share``, 0 to 1, in ``words`` of its own order."""

    say: str
    words: tuple[str, ...]
    share: float


class NearSayings:
    """Sayings about matters by the words they are made of. Immutable after creation.

    ``means`` has what each of ``says`` means; it may have others too.
    """

    def __init__(self, says: Iterable[str], means: Mapping[str, tuple[str, ...]]) -> None:
        self._means = means
        self._says = tuple(says)
        holding: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for at, say in enumerate(self._says):
            for word in list_content_words(say):
                holding[word].append(at)
        self._holding = dict(holding)
        self._wholes = array("f", bytes(4 * len(self._says)))
        for sayings in self._holding.values():
            weight = self._weigh(sayings)
            for at in sayings:
                self._wholes[at] += weight

    def count_holding(self, word: str) -> int:
        """How many sayings hold ``word``: how much it is spoken of."""
        return len(self._holding.get(word, ()))

    def list_apart(self, folded: str) -> list[NearSaying]:
        """Sayings whose words ``folded`` has for the most part, but not as they stand; best first.

        Of sayings that stand there as they are ``Lexicon`` tells.
        """
        said: defaultdict[int, float] = defaultdict(float)
        counts: Counter[int] = Counter()
        words = list_content_words(folded)
        for word in words:
            holding = self._holding.get(word, ())
            weight = self._weigh(holding) if holding else 0.0
            for at in holding:
                said[at] += weight
                counts[at] += 1
        near = (
            (weight / self._wholes[at], weight, -at)
            for at, weight in said.items()
            if counts[at] >= _LEAST_WORDS
            and weight >= _LEAST_SHARE * self._wholes[at]
            and self._says[at] not in folded
        )
        return [
            NearSaying(
                self._says[-at],
                tuple(word for word in words if -at in self._holding.get(word, ())),
                min(share, 1.0),
            )
            for share, _, at in nlargest(_MOST_APART, near)
        ]

    def list_agreed(self, word: str) -> tuple[tuple[str, float], ...]:
        """What the sayings that hold ``word`` agree to mean, with the share that does, best first.

        A saying of which the word is the greater part counts for more. Empty where none holds it,
        where they disagree, and for a word that is said of anything.
        """
        sayings = self._holding.get(word, ())
        if not 0 < len(sayings) <= _MOST_HOLDING:
            return ()
        agreed: defaultdict[str, float] = defaultdict(float)
        total = 0.0
        for at in sayings:
            say = self._says[at]
            part = len(word) / len(say)
            total += part
            for rank, mean in enumerate(self._means[say][:_MEANS_READ]):
                agreed[mean] += part * (1 - _LESS_EACH * rank)
        return tuple(
            (mean, share / total)
            for mean, share in nlargest(_MOST_AGREED, agreed.items(), key=itemgetter(1))
            if share >= _LEAST_AGREED * total
        )

    def _weigh(self, holding: Sequence[int]) -> float:
        return log(1 + len(self._says) / len(holding))


def list_content_words(folded: str) -> tuple[str, ...]:
    """The distinct Chinese words that say what it is about, in order."""
    words = (word for run in list_han_runs(folded) for word in cut(run))
    return tuple(dict.fromkeys(word for word in words if not is_asking(word)))
