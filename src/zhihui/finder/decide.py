"""How certain each candidate is, and whether anything fits at all.

Pure: called by Finder with what recall, names and meaning say of each candidate. The weights were
fitted on the judged development set and on questions that were worked on: figures from those are
figures of tuned sets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import exp

import msgspec

from zhihui.finder.meaning import Similarities
from zhihui.finder.needs import Need, UnitKind
from zhihui.finder.rank import Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """Weights of what orders candidates, beside coverage, which weighs 1."""

    words: float
    focus: float
    """Of focus, for each share covered."""
    typed: float
    meaning: float
    """For each standard deviation."""


_ORDER_BY_WORDS = _Order(words=0.53, focus=0.54, typed=0.82, meaning=0.0)
_ORDER_WITH_MEANING = _Order(words=0.37, focus=0.97, typed=0.18, meaning=0.37)

_SURE_COVERAGE = 0.85
_SURE_FOCUS = 0.6
_MIN_CERTAINTY = 0.38
_MIN_TOLD = 0.2
"""Hits less certain than this are not shown beside a good one."""
_MATTER_MET = 0.5
_MOST_UNITS = 6
_LEAST_SAID = 0.12
"""Of a need, what the name of the best candidate has to say: one that is near in meaning alone, and
says nothing of it, was never what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Odds:
    """Logistic weights that make a certainty of how a candidate stands."""

    base: float
    coverage: float
    focus: float
    typed: float
    units: float
    """Of each thing that the need is about, up to some: of a long need less can be covered."""
    by_sound: float
    """Of a need in pinyin or initials, which no name says as it was typed."""
    meaning: float
    matter_missed: float
    absent: float
    """Of a matter missed of which no name of the district says a word."""
    elsewhere: float


_ODDS_BY_WORDS = _Odds(
    base=-4.75,
    coverage=5.2,
    focus=5.6,
    typed=4.8,
    units=0.73,
    by_sound=2.5,
    meaning=0.0,
    matter_missed=-0.6,
    absent=-1.7,
    elsewhere=-2.9,
)
_ODDS_WITH_MEANING = _Odds(
    base=-7.9,
    coverage=4.0,
    focus=7.5,
    typed=0.0,
    units=0.68,
    by_sound=0.0,
    meaning=1.1,
    matter_missed=-0.45,
    absent=-1.6,
    elsewhere=-3.3,
)


class Candidate(msgspec.Struct, frozen=True):
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
    best = max(candidates, key=_order_by_words)
    return best.fit.coverage >= _SURE_COVERAGE and best.fit.focus >= _SURE_FOCUS


def score_candidates(
    need: Need, candidates: Sequence[Candidate], similarities: Similarities | None
) -> list[Candidate]:
    """Candidates with their certainty, most likely first; ties by entry."""
    top = max((candidate.words for candidate in candidates), default=0.0)
    asked = _Asked(
        names_matter=any(unit.kind is UnitKind.MATTER for unit in need.units),
        is_elsewhere=any(unit.kind is UnitKind.ELSEWHERE for unit in need.units),
        units=min(len(need.units), _MOST_UNITS),
        is_by_sound=need.spelt_by_hand or bool(need.initials),
        top=top,
    )
    scored = [_score(candidate, asked, similarities) for candidate in candidates]
    return sorted(scored, key=lambda c: (-c.rank_score, c.entry))


def decide(need: Need, candidates: Sequence[Candidate]) -> Verdict:
    """Whether the best candidate fits well enough to be offered."""
    if not (need.units or need.syllable_pairs or need.initials or need.english):
        return Verdict(Decline.NO_CONTENT)
    best = candidates[0].certainty if candidates else 0.0
    if best >= _MIN_CERTAINTY and candidates[0].fit.coverage >= _LEAST_SAID:
        return Verdict()
    elsewhere = any(unit.kind is UnitKind.ELSEWHERE for unit in need.units)
    is_understood = bool(need.understood) and not elsewhere
    why = Decline.NOT_HERE if is_understood else Decline.NOT_UNDERSTOOD
    return Verdict(why, names_nearest=best >= _MIN_TOLD)


def list_told(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates certain enough to be shown; the first always is."""
    return [c for at, c in enumerate(candidates) if at == 0 or c.certainty >= _MIN_TOLD]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    names_matter: bool
    is_elsewhere: bool
    units: int
    is_by_sound: bool
    top: float
    """The best score by words."""


def _order_by_words(candidate: Candidate) -> float:
    return _weigh_cover(candidate.fit, _ORDER_BY_WORDS)


def _weigh_cover(fit: Fit, order: _Order) -> float:
    return fit.coverage * (1 + order.focus * fit.focus)


def _score(candidate: Candidate, asked: _Asked, similarities: Similarities | None) -> Candidate:
    z = similarities.standing(candidate.entry) if similarities else 0.0
    order = _ORDER_WITH_MEANING if similarities else _ORDER_BY_WORDS
    fit = candidate.fit
    score = (
        order.words * (candidate.words / asked.top if asked.top else 0.0)
        + _weigh_cover(fit, order)
        + order.typed * fit.typed
        + order.meaning * z
        - fit.disagreement
    )
    odds = _ODDS_WITH_MEANING if similarities else _ODDS_BY_WORDS
    certainty = _certainty(fit, z, asked, odds)
    return Candidate(candidate.entry, candidate.words, fit, z, score, certainty)


def _certainty(fit: Fit, z: float, asked: _Asked, odds: _Odds) -> float:
    sum_of_odds = (
        odds.base
        + odds.coverage * fit.coverage
        + odds.focus * fit.coverage * fit.focus
        + odds.typed * fit.typed
        + odds.units * asked.units
        + odds.meaning * z
    )
    if asked.names_matter and fit.matter < _MATTER_MET:
        sum_of_odds += odds.matter_missed + odds.absent * fit.absent
    if asked.is_by_sound:
        sum_of_odds += odds.by_sound
    if asked.is_elsewhere:
        sum_of_odds += odds.elsewhere
    return 1 / (1 + exp(-sum_of_odds))
