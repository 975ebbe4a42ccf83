"""Ranking: how well the names of an entry cover a need, and how much else they say.

Called by Finder on what recall brings. Pure but for the names and token frequencies it is given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhihui.finder.english import stem_english
from zhihui.finder.folding import list_bigrams, list_latin_words
from zhihui.finder.needs import Need, Origin, Unit, Wording
from zhihui.finder.pinyin import (
    get_initials,
    list_letter_triples,
    list_syllable_pairs,
    spell,
)

Idf = Callable[[str], float]
"""Inverse document frequency of a name token."""

_TYPED_BESIDE_MEANS = 0.75
_MIN_SHARE = 0.34
_MOST_TOLD = 6.0
_SOUND_TELLS = 4.0
_TRUST_IN_SOUND = 0.85


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """How far one unit is found in an entry: ``share`` of its wording's weight, 0 to 1."""

    unit: Unit
    wording: Wording | None
    share: float
    weight: float
    by_sound: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How an entry fits a need. ``coverage`` and ``focus`` are 0 to 1."""

    coverage: float
    """Share of the need that the entry's names cover."""
    focus: float
    """Share of the best-fitting name that the need accounts for."""
    matches: tuple[UnitMatch, ...]


@lru_cache(maxsize=16384)
def name_tokens(words: str) -> tuple[str, ...]:
    """Tokens that wordings and names are compared by: character pairs and Latin stems."""
    latin = (stem_english(word) for word in list_latin_words(words))
    return tuple(dict.fromkeys((*list_bigrams(words), *latin)))


@lru_cache(maxsize=65536)
def _sound_tokens(words: str) -> frozenset[str]:
    return frozenset(list_syllable_pairs(spell(words)))


@lru_cache(maxsize=16384)
def _initial_tokens(words: str) -> frozenset[str]:
    return frozenset(list_letter_triples(get_initials(words)))


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A wording made ready for comparing: its tokens with their weights."""

    wording: Wording
    masses: tuple[tuple[str, float], ...]
    mass: float
    told: float
    trust: float
    sounds: tuple[str, ...]
    """Tokens to compare by sound; empty where sound does not count."""
    by_sound_only: bool


class Comparison:
    """One need, made ready to be compared with the names of many entries."""

    def __init__(self, need: Need, idf: Idf) -> None:
        self._idf = idf
        self._units = [
            (unit, weighed, max((w.told * w.trust for w in weighed), default=0.0))
            for unit in need.units
            if (weighed := [_weigh(wording, unit, idf) for wording in unit.wordings])
        ]
        self._total = sum(weight for _, _, weight in self._units)

    def fit(self, wordings: Sequence[str]) -> Fit:
        """Compare with the folded ``wordings`` (names, everyday names) of one entry."""
        best = _NO_FIT
        if not self._total:
            return best
        for name in wordings:
            if name:
                found = self._fit_one(name)
                if (found.coverage, found.focus) > (best.coverage, best.focus):
                    best = found
        return best

    def _fit_one(self, name: str) -> Fit:
        tokens = frozenset(name_tokens(name))
        matches: list[UnitMatch] = []
        coverage = 0.0
        said: set[str] = set()
        heard = 0.0
        for unit, weighed, weight in self._units:
            match, best = _match(unit, weighed, weight, name, tokens)
            matches.append(match)
            coverage += match.share * weight
            if best is None or match.share < _MIN_SHARE:
                continue
            if match.by_sound:
                heard += match.share * len(best.sounds) * _SOUND_TELLS
            else:
                said.update(token for token, _ in best.masses if token in tokens)
        if not coverage:
            return _NO_FIT
        idf = self._idf
        mass = sum(map(idf, tokens))
        focus = min((sum(map(idf, said)) + heard) / mass, 1.0) if mass else 0.0
        return Fit(coverage / self._total, focus, tuple(matches))


_NO_FIT = Fit(0.0, 0.0, ())


def _weigh(wording: Wording, unit: Unit, idf: Idf) -> _Weighed:
    has_means = any(other.origin is Origin.LEXICON for other in unit.wordings)
    trust = wording.trust
    if has_means and wording.origin is not Origin.LEXICON:
        trust *= _TYPED_BESIDE_MEANS
    if wording.origin in (Origin.SPELT, Origin.INITIALS):
        sounds = _sounds_of(wording)
        return _Weighed(wording, (), 0.0, _SOUND_TELLS, trust, sounds, True)
    masses = tuple((token, idf(token)) for token in name_tokens(wording.words))
    mass = sum(weight for _, weight in masses)
    told = min(mass / len(masses), _MOST_TOLD) if masses else 0.0
    sounds = _sounds_of(wording) if wording.origin is Origin.TYPED and not has_means else ()
    return _Weighed(wording, masses, mass, told, trust, sounds, False)


def _match(
    unit: Unit, weighed: Sequence[_Weighed], weight: float, name: str, tokens: frozenset[str]
) -> tuple[UnitMatch, _Weighed | None]:
    """The wording of ``unit`` that the name says best. Its weight is what the wording tells."""
    best: _Weighed | None = None
    best_share, best_worth, best_by_sound = 0.0, 0.0, False
    for candidate in weighed:
        share, by_sound = _compare(candidate, name, tokens)
        share *= candidate.trust
        if share * candidate.told > best_worth:
            best, best_share, best_by_sound = candidate, share, by_sound
            best_worth = share * candidate.told
    wording = best.wording if best else None
    return UnitMatch(unit, wording, best_share, weight, best_by_sound), best


def _compare(weighed: _Weighed, name: str, tokens: frozenset[str]) -> tuple[float, bool]:
    """Share of a wording that ``name`` says, and whether by sound."""
    share = 0.0
    if weighed.mass:
        share = sum([m for token, m in weighed.masses if token in tokens]) / weighed.mass
    if share == 1.0 or not weighed.sounds:
        return share, False
    initials = weighed.wording.origin is Origin.INITIALS
    of_name = _initial_tokens(name) if initials else _sound_tokens(name)
    heard = sum([sound in of_name for sound in weighed.sounds]) / len(weighed.sounds)
    if not weighed.by_sound_only:
        heard *= _TRUST_IN_SOUND
    return (heard, True) if heard > share else (share, False)


def _sounds_of(wording: Wording) -> tuple[str, ...]:
    if wording.origin is Origin.INITIALS:
        return tuple(list_letter_triples(wording.words))
    if wording.origin is Origin.SPELT:
        return tuple(list_syllable_pairs(wording.words.split()))
    return tuple(dict.fromkeys(list_syllable_pairs(spell(wording.words))))
