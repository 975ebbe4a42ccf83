"""Ranking: how well the names of an entry cover a need, and how much else they say.

Called by Finder on what recall brings. Pure but for the names and token frequencies it is given.
Written for speed: it runs tens of times for every search.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from zhihui.finder.english import stem_english
from zhihui.finder.folding import list_bigrams, list_latin_words
from zhihui.finder.needs import Need, Origin, Unit, UnitKind, Wording
from zhihui.finder.pinyin import (
    get_initials,
    list_letter_triples,
    list_syllable_pairs,
    spell,
)

_MOST_KEPT = 200_000


class Weights:
    """What tokens and names weigh in one index: inverse document frequencies, kept once known."""

    def __init__(self, total: int, frequency: Callable[[str], int]) -> None:
        self._total = total
        self._frequency = frequency
        self._unseen = log(1 + (total + 0.5) / 0.5)
        self._tokens: dict[str, float] = {}
        self._names: dict[str, float] = {}

    def of_token(self, token: str) -> float:
        """Inverse document frequency of a name token."""
        known = self._tokens.get(token)
        if known is None:
            frequency = self._frequency(token)
            known = log(1 + (self._total - frequency + 0.5) / (frequency + 0.5))
            if len(self._tokens) < _MOST_KEPT:
                self._tokens[token] = known
        return known

    def is_unseen(self, token: str) -> bool:
        """Whether no name carries ``token``: it may be mistyped."""
        return self.of_token(token) >= self._unseen

    def of_name(self, name: str) -> float:
        """Sum over the tokens of ``name``."""
        known = self._names.get(name)
        if known is None:
            known = sum(map(self.of_token, name_tokens(name)))
            if len(self._names) < _MOST_KEPT:
                self._names[name] = known
        return known


_TYPED_BESIDE_MEANS = 1.0
_MIN_SHARE = 0.34
_MOST_TOLD = 6.0
_SOUND_TELLS = 4.0
_TRUST_IN_SOUND = 0.85
_TRUST_IN_ONE_PAIR = 0.6
_KIND_WEIGHTS = {
    UnitKind.MATTER: 1.0,
    UnitKind.ACTION: 0.5,
    UnitKind.PERSON: 0.25,
    UnitKind.WORD: 0.6,
    UnitKind.ELSEWHERE: 1.5,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How an entry fits a need. ``coverage`` and ``focus`` are 0 to 1."""

    coverage: float
    """Share of the need that the best-fitting name covers."""
    focus: float
    """Share of that name that the need accounts for."""
    matter: float = 0.0
    """Share of the matters that the name says; 0 too where the need names none."""
    name: str = ""
    """The best-fitting name."""
    unasked: int = 0
    """How many kinds of action that name carries which the need does not ask for."""


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """How far one unit is found in a name: ``share`` of its wording's weight, 0 to 1."""

    unit: Unit
    wording: Wording
    share: float
    weight: float
    by_sound: bool


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
    trust_in_sound: float


_NO_FIT = Fit(0.0, 0.0)


@lru_cache(maxsize=65536)
def name_tokens(words: str) -> tuple[str, ...]:
    """Tokens that wordings and names are compared by: character pairs and Latin stems."""
    latin = (stem_english(word) for word in list_latin_words(words))
    return tuple(dict.fromkeys((*list_bigrams(words), *latin)))


@lru_cache(maxsize=65536)
def _sound_tokens(words: str) -> frozenset[str]:
    return frozenset(list_syllable_pairs(spell(words)))


@lru_cache(maxsize=65536)
def _initial_tokens(words: str) -> frozenset[str]:
    return frozenset(list_letter_triples(get_initials(words)))


_ACTIONS = (
    ("补办", "补领", "补发", "补证", "遗失", "挂失"),
    ("换领", "换发", "换证", "延续", "延期", "续期"),
    ("变更", "更正", "修改", "更名", "过户", "转移"),
    ("注销", "撤销", "终止", "取消", "停业", "歇业", "退出", "作废", "解除"),
    ("查询", "进度", "咨询", "查看", "打印", "公示", "查找"),
    ("投诉", "举报"),
)
"""Actions that a name carries beside its matter. One that is not asked for counts against it."""

_ACTION_BITS = {word: 1 << at for at, group in enumerate(_ACTIONS) for word in group}
_ACTION = re.compile("|".join(_ACTION_BITS))


@lru_cache(maxsize=65536)
def _action_bits(words: str) -> int:
    """A bit for each kind of action that ``words`` carry."""
    bits = 0
    for word in _ACTION.findall(words):
        bits |= _ACTION_BITS[word]
    return bits


class Comparison:
    """One need, made ready to be compared with the names of many entries."""

    def __init__(self, need: Need, weights: Weights) -> None:
        self._weights = weights
        self._units = [
            (unit, _KIND_WEIGHTS[unit.kind] * max(w.told * w.trust for w in weighed), weighed)
            for unit in need.units
            if (weighed := [_weigh(wording, unit, weights) for wording in unit.wordings])
        ]
        self._total = sum(weight for _, weight, _ in self._units)
        self._matter = sum(w for unit, w, _ in self._units if unit.kind is UnitKind.MATTER) or 1.0
        wordings = (wording.words for unit in need.units for wording in unit.wordings)
        self._unasked = ~_action_bits(" ".join([need.folded, *wordings]))

    def fit(self, wordings: Sequence[str]) -> Fit:
        """Compare with the folded ``wordings`` (names, everyday names) of one entry."""
        if not self._total:
            return _NO_FIT
        best = (0.0, 0.0, 0.0)
        best_name = ""
        for name in wordings:
            if name:
                found = self._fit_one(name)
                if found > best:
                    best, best_name = found, name
        return Fit(*best, best_name, self.count_unasked(best_name))

    def count_unasked(self, name: str) -> int:
        """How many kinds of action ``name`` carries that the need does not ask for."""
        return (_action_bits(name) & self._unasked).bit_count()

    def list_matches(self, name: str) -> list[UnitMatch]:
        """The units that ``name`` says something of, heaviest first."""
        matches: list[UnitMatch] = []
        for unit, weight, weighed in self._units:
            share, best, by_sound = _match(weighed, name)
            if best is not None:
                matches.append(UnitMatch(unit, best.wording, share, weight, by_sound))
        return sorted(matches, key=lambda match: -match.share * match.weight)

    def _fit_one(self, name: str) -> tuple[float, float, float]:
        """Coverage, focus and matter of one name."""
        coverage = heard = matter = 0.0
        said: dict[str, float] = {}
        for unit, weight, weighed in self._units:
            share, best, by_sound = _match(weighed, name)
            if best is None:
                continue
            coverage += share * weight
            if unit.kind is UnitKind.MATTER:
                matter += share * weight
            if share < _MIN_SHARE:
                continue
            if by_sound:
                heard += share * len(best.sounds) * _SOUND_TELLS
            else:
                for token, mass in best.masses:
                    if token in name:
                        said[token] = mass
        if not coverage:
            return 0.0, 0.0, 0.0
        whole = self._weights.of_name(name)
        focus = (sum(said.values()) + heard) / whole if whole else 0.0
        return coverage / self._total, min(focus, 1.0), matter / self._matter


def _weigh(wording: Wording, unit: Unit, weights: Weights) -> _Weighed:
    has_means = any(other.origin is Origin.LEXICON for other in unit.wordings)
    trust = wording.trust
    if has_means and wording.origin is not Origin.LEXICON:
        trust *= _TYPED_BESIDE_MEANS
    if wording.origin in (Origin.SPELT, Origin.INITIALS):
        return _Weighed(wording, (), 0.0, _SOUND_TELLS, trust, _sounds_of(wording), 1.0)
    masses = tuple((token, weights.of_token(token)) for token in name_tokens(wording.words))
    mass = sum(weight for _, weight in masses)
    told = min(mass / len(masses), _MOST_TOLD) if masses else 0.0
    may_be_mistyped = (
        wording.origin is Origin.TYPED
        and not has_means
        and any(weights.is_unseen(token) for token, _ in masses)
    )
    sounds = _sounds_of(wording) if may_be_mistyped else ()
    trust_in_sound = _TRUST_IN_SOUND if len(sounds) > 1 else _TRUST_IN_ONE_PAIR
    return _Weighed(wording, masses, mass, told, trust, sounds, trust_in_sound)


def _match(weighed: Sequence[_Weighed], name: str) -> tuple[float, _Weighed | None, bool]:
    """Share, wording and by-sound of the wording that ``name`` says best."""
    best: _Weighed | None = None
    best_share = best_worth = 0.0
    best_by_sound = False
    for candidate in weighed:
        share = 0.0
        by_sound = False
        if candidate.wording.words in name:
            share = 1.0
        else:
            if candidate.mass:
                found = 0.0
                for token, mass in candidate.masses:
                    if token in name:
                        found += mass
                share = found / candidate.mass
            if candidate.sounds:
                heard = _hear(candidate, name)
                if heard > share:
                    share, by_sound = heard, True
        share *= candidate.trust
        if share * candidate.told > best_worth:
            best, best_share, best_by_sound = candidate, share, by_sound
            best_worth = share * candidate.told
    return best_share, best, best_by_sound


def _hear(weighed: _Weighed, name: str) -> float:
    """Share of a wording that ``name`` says by sound."""
    if weighed.wording.origin is Origin.INITIALS:
        of_name = _initial_tokens(name)
        if _is_spread_over(weighed.wording.words, get_initials(name)):
            return 1.0
    else:
        of_name = _sound_tokens(name)
    heard = sum([sound in of_name for sound in weighed.sounds])
    return heard / len(weighed.sounds) * weighed.trust_in_sound


def _is_spread_over(letters: str, initials: str) -> bool:
    """Whether ``initials`` begin with the first two ``letters`` and hold the rest in order."""
    if not initials.startswith(letters[:2]):
        return False
    rest = iter(initials[2:])
    return all(letter in rest for letter in letters[2:])


def _sounds_of(wording: Wording) -> tuple[str, ...]:
    if wording.origin is Origin.INITIALS:
        return tuple(list_letter_triples(wording.words))
    if wording.origin is Origin.SPELT:
        return tuple(list_syllable_pairs(wording.words.split()))
    return tuple(dict.fromkeys(list_syllable_pairs(spell(wording.words))))
