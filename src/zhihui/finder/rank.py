"""Ranking: how well the names of an entry cover a need, and how much else they say.

Called by Finder on what recall brings. Pure but for the names and token frequencies it is given.
Written for speed: it runs tens of times for every search.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from zhihui.finder.actions import list_action_bits, weigh_disagreement
from zhihui.finder.folding import list_bigrams
from zhihui.finder.needs import Need, Origin, Unit, UnitKind, Wording
from zhihui.finder.pinyin import (
    get_initials,
    list_letter_triples,
    list_syllable_pairs,
    spell,
)
from zhihui.finder.weights import NameProfile, Weights, is_pair, name_tokens
from zhihui.finder.words import is_formal

_MIN_SHARE = 0.34
_MOST_TOLD = 6.0
_SOUND_TELLS = 4.0
_TRUST_IN_SOUND = 0.85
_TRUST_IN_ONE_PAIR = 0.6
_FORMAL_WEIGHT = 0.3
"""Of words of forms, beside others that the lexicon does not know."""
_SURE_WORDINGS = 2
"""How many wordings of a matter, itself included, are taken for what was said."""

_KIND_WEIGHTS = {
    UnitKind.MATTER: 1.0,
    UnitKind.ACTION: 0.5,
    UnitKind.PERSON: 0.25,
    UnitKind.WORD: 0.6,
    UnitKind.ELSEWHERE: 1.5,
}


class Fit(msgspec.Struct, frozen=True):
    """How an entry fits a need. ``coverage`` and ``focus`` are 0 to 1."""

    coverage: float
    """Share of the need that the best-fitting name covers."""
    focus: float
    """Share of that name that the need accounts for."""
    matter: float = 0.0
    """Share of the matters that the name says; 0 too where the need names none."""
    name: str = ""
    """The best-fitting name."""
    disagreement: float = 0.0
    """How far the entry, by its own name, is about another action or circumstance than the need:
    see ``actions``. An everyday name like 换身份证 may not say in office words what it is about."""
    is_alias: bool = False
    """Whether that name is one of the everyday names."""
    typed: float = 0.0
    """Share of the pairs of characters as typed that this name says."""
    absent: float = 0.0
    """Share of a matter of the need, in its best-known wording, that no name of any entry says."""


class UnitMatch(msgspec.Struct, frozen=True):
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
    most: float
    """The worth of the wording where a name says all of it."""


@dataclass(frozen=True, slots=True)
class _WeighedUnit:
    """A unit with its wordings made ready."""

    unit: Unit
    is_matter: bool
    weight: float
    wordings: tuple[_Weighed, ...]
    """Of most worth first."""
    most: float
    """Upper bound of what the unit adds to the coverage of a name."""
    pairs: frozenset[str] | None
    """A name that has none of these does not say the unit; None where that cannot be told."""
    asked: int
    """Bits of the actions and circumstances that it asks for."""
    absent: float
    """Of a matter: the share of its best-known wording that no name says."""


class Scales:
    """The units that needs are made of, weighed for one index and kept."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._units: dict[Unit, _WeighedUnit] = {}

    def weigh(self, unit: Unit) -> _WeighedUnit:
        """``unit`` made ready for comparing."""
        known = self._units.get(unit)
        if known is None:
            known = _weigh_unit(unit, self._weights)
            if len(self._units) >= _UNITS_KEPT:
                self._units.clear()
            self._units[unit] = known
        return known


_UNITS_KEPT = 5_000
_SLACK = 1e-9
"""Far more than sums of a few rounded numbers can differ by."""
_NO_FIT = Fit(0.0, 0.0)


@lru_cache(maxsize=65536)
def _sound_tokens(words: str) -> frozenset[str]:
    return frozenset(list_syllable_pairs(spell(words)))


@lru_cache(maxsize=65536)
def _initial_tokens(words: str) -> frozenset[str]:
    return frozenset(list_letter_triples(get_initials(words)))


class Comparison:
    """One need, made ready to be compared with the names of many entries. For one thread.

    Names are passed over where an upper bound shows that comparing would not change the outcome:
    those that have no token of any unit, and those whose units together would cover less of the
    need than the best name so far.
    """

    def __init__(self, need: Need, scales: Scales) -> None:
        self._units = [scales.weigh(unit) for unit in need.units if unit.wordings]
        self._total = sum(one.weight for one in self._units)
        matters = (one.weight for one in self._units if one.is_matter)
        self._matter = sum(matters) or 1.0
        self._absent = max((one.absent for one in self._units), default=0.0)
        self._asked = list_action_bits(need.folded)
        for one in self._units:
            self._asked |= one.asked
        self._typed = frozenset(list_bigrams(need.folded))
        self._always = 0
        self._signs: dict[str, int] = {}
        for at, one in enumerate(self._units):
            if one.pairs is None:
                self._always |= 1 << at
            else:
                for pair in one.pairs:
                    self._signs[pair] = self._signs.get(pair, 0) | 1 << at
        self._pairs = frozenset(self._signs)
        self._chosen: dict[int, tuple[list[_WeighedUnit], float]] = {}
        self._matches: dict[str, list[_Match]] = {}

    def fit(self, names: Iterable[NameProfile]) -> Fit:
        """Compare with the ``names`` of one entry."""
        if not self._total:
            return _NO_FIT
        best = (0.0, 0.0, 0.0)
        best_name: NameProfile | None = None
        least = 0.0
        own = ""
        for name in names:
            if not name.is_alias:
                own = name.name
            bits = self._always
            for pair in name.pairs & self._pairs:
                bits |= self._signs[pair]
            if not bits:
                continue
            units, most = self._chosen.get(bits) or self._choose_units(bits)
            if most < least:
                continue
            found = self._fit_one(name, units, least)
            if found > best:
                best, best_name = found, name
                least = found[0] * self._total - _SLACK
        if best_name is None:
            return _NO_FIT
        typed = len(best_name.pairs & self._typed) / (len(self._typed) or 1)
        disagreement = weigh_disagreement(own or best_name.name, self._asked)
        is_alias = best_name.is_alias
        return Fit(*best, best_name.name, disagreement, is_alias, typed, self._absent)

    def list_matches(self, name: str) -> list[UnitMatch]:
        """The units that ``name`` says something of, heaviest first; it has been compared."""
        matches = [
            UnitMatch(one.unit, said.wording, share, one.weight, by_sound)
            for one, share, said, by_sound in self._matches[name]
        ]
        return sorted(matches, key=lambda match: -match.share * match.weight)

    def _choose_units(self, bits: int) -> tuple[list[_WeighedUnit], float]:
        """The units whose ``bits`` are set, and the most that they cover together."""
        units = [one for at, one in enumerate(self._units) if bits >> at & 1]
        chosen = self._chosen[bits] = units, sum(one.most for one in units)
        return chosen

    def _fit_one(
        self, profile: NameProfile, units: Sequence[_WeighedUnit], least: float
    ) -> tuple[float, float, float]:
        """Coverage, focus and matter of one name; all 0 where it covers less than ``least``."""
        name = profile.name
        coverage = matter = 0.0
        matches: list[_Match] = []
        for one in units:
            share, best, by_sound = _match(one.wordings, name)
            if best is not None:
                matches.append((one, share, best, by_sound))
                coverage += share * one.weight
                if one.is_matter:
                    matter += share * one.weight
        if not coverage or coverage < least:
            return 0.0, 0.0, 0.0
        self._matches[name] = matches
        mass = _weigh_said(matches, name)
        focus = mass / profile.mass if profile.mass else 0.0
        return coverage / self._total, min(focus, 1.0), matter / self._matter


_Match = tuple[_WeighedUnit, float, _Weighed, bool]
"""A unit, its share, the wording that was said, and whether it was only heard."""


def _weigh_said(matches: Iterable[_Match], name: str) -> float:
    """How much of ``name`` the matched units account for."""
    heard = 0.0
    said: dict[str, float] = {}
    for _, share, best, by_sound in matches:
        if share < _MIN_SHARE:
            continue
        if by_sound:
            heard += share * len(best.sounds) * _SOUND_TELLS
        else:
            for token, mass in best.masses:
                if token in name:
                    said[token] = mass
    return sum(said.values()) + heard


def _weigh_unit(unit: Unit, weights: Weights) -> _WeighedUnit:
    by_worth = sorted((_weigh(w, unit, weights) for w in unit.wordings), key=lambda w: -w.most)
    weighed = tuple(by_worth)
    weight = _KIND_WEIGHTS[unit.kind] * weighed[0].most
    if unit.kind is UnitKind.WORD and is_formal(unit.typed):
        weight *= _FORMAL_WEIGHT
    tokens = [token for one in weighed for token, _ in one.masses]
    is_told_by_pairs = all(map(is_pair, tokens)) and all(
        one.masses and not one.sounds for one in weighed
    )
    sure = _SURE_WORDINGS if unit.kind is UnitKind.MATTER else None
    asked = (wording.words for wording in unit.wordings[:sure])
    return _WeighedUnit(
        unit=unit,
        is_matter=unit.kind is UnitKind.MATTER,
        weight=weight,
        wordings=weighed,
        most=weight * max(one.trust for one in weighed),
        pairs=frozenset(tokens) if is_told_by_pairs else None,
        asked=list_action_bits(" ".join(asked)),
        absent=_weigh_absent(unit, weighed, weights),
    )


def _weigh_absent(unit: Unit, weighed: Sequence[_Weighed], weights: Weights) -> float:
    if unit.kind is not UnitKind.MATTER:
        return 0.0
    shares = [
        sum(mass for token, mass in one.masses if weights.is_unseen(token)) / one.mass
        for one in weighed
        if one.mass and one.wording.origin is Origin.LEXICON
    ]
    return min(shares, default=0.0)


def _weigh(wording: Wording, unit: Unit, weights: Weights) -> _Weighed:
    has_means = any(other.origin is Origin.LEXICON for other in unit.wordings)
    trust = wording.trust
    if wording.origin in (Origin.SPELT, Origin.INITIALS):
        sounds = _sounds_of(wording)
        return _Weighed(wording, (), 0.0, _SOUND_TELLS, trust, sounds, 1.0, _SOUND_TELLS * trust)
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
    most = told * trust
    return _Weighed(wording, masses, mass, told, trust, sounds, trust_in_sound, most)


def _match(weighed: Sequence[_Weighed], name: str) -> tuple[float, _Weighed | None, bool]:
    """Share, wording and by-sound of the wording that ``name`` says best."""
    best: _Weighed | None = None
    best_share = best_worth = 0.0
    best_by_sound = False
    for candidate in weighed:
        if candidate.most <= best_worth:
            break
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
