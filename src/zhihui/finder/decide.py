"""How certain each candidate is, and whether anything fits at all.

Pure: called by Finder with what recall, names and meaning say of each candidate. The weights were
set on the judged development set; figures from it are figures of a tuned set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from zhihui.finder.meaning import Similarities
from zhihui.finder.needs import Need
from zhihui.finder.rank import Fit

_BY_WORDS = 0.5
_BY_COVERAGE = 1.0
_BY_FOCUS = 0.3
_BY_MEANING = 1.2
_SURE_COVERAGE = 0.85
_SURE_FOCUS = 0.6
_SURE_LEAD = 0.15
_MIN_CERTAINTY = 0.35
_MIN_NEAREST = 0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant.

    ``certainty`` is 0 to 1 once scored; ``z`` is its standing by meaning, 0 when not asked.
    """

    entry: int
    words: float
    """Score by words from the index; comparable within one need only."""
    fit: Fit
    z: float = 0.0
    rank_score: float = 0.0
    certainty: float = 0.0


class Decline(Enum):
    """Why nothing is offered."""

    NO_CONTENT = "no_content"
    NOT_HERE = "not_here"
    """The words are understood; no item of this district does it."""
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``declined`` None: the candidates may be offered."""

    why: Decline | None = None
    names_nearest: bool = False

    @property
    def declined(self) -> bool:
        """Whether nothing fits."""
        return self.why is not None


def is_sure(need: Need, candidates: Sequence[Candidate]) -> bool:
    """Whether words alone decide, so that asking the meaning ranker would not pay."""
    if not candidates or need.english or need.initials:
        return False
    best = max(candidates, key=_score_by_words)
    return best.fit.coverage >= _SURE_COVERAGE and best.fit.focus >= _SURE_FOCUS


def score_candidates(
    need: Need, candidates: Sequence[Candidate], similarities: Similarities | None
) -> list[Candidate]:
    """Candidates with their certainty, most certain first; ties by entry."""
    top = max((candidate.words for candidate in candidates), default=0.0)
    scored = [_score(candidate, top, similarities) for candidate in candidates]
    return sorted(scored, key=lambda c: (-c.rank_score, c.entry))


def _score(candidate: Candidate, top: float, similarities: Similarities | None) -> Candidate:
    fit = candidate.fit
    z = similarities.standing(candidate.entry) if similarities else 0.0
    score = (
        _BY_WORDS * (candidate.words / top if top else 0.0)
        + fit.coverage * (_BY_COVERAGE + _BY_FOCUS * fit.focus)
        + _BY_MEANING * z / 5
    )
    certainty = _certainty(fit, z, similarities is not None)
    return Candidate(candidate.entry, candidate.words, fit, z, score, certainty)


def decide(need: Need, candidates: Sequence[Candidate]) -> Verdict:
    """Whether the best candidate fits well enough to be offered."""
    if not (need.units or need.syllable_pairs or need.initials or need.english):
        return Verdict(Decline.NO_CONTENT)
    best = candidates[0].certainty if candidates else 0.0
    if best >= _MIN_CERTAINTY:
        return Verdict()
    why = Decline.NOT_HERE if need.understood else Decline.NOT_UNDERSTOOD
    return Verdict(why, names_nearest=best >= _MIN_NEAREST)


def _score_by_words(candidate: Candidate) -> float:
    return candidate.fit.coverage + _BY_FOCUS * candidate.fit.focus


def _certainty(fit: Fit, z: float, has_meaning: bool) -> float:
    by_names = fit.coverage * (0.6 + 0.4 * fit.focus)
    if not has_meaning:
        return by_names
    by_meaning = min(max((z - 1.5) / 3.0, 0.0), 1.0)
    return 0.6 * by_names + 0.4 * by_meaning
