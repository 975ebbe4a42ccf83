"""Reading a need: what somebody typed or said becomes units that are looked for one by one.

A unit is one thing the words are about, with the wordings it may have in office language. Pure:
words in, units out; nothing is searched here.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from zhihui.finder.folding import MAX_NEED_CHARS, fold, list_han_runs, list_latin_words
from zhihui.finder.lexicon import ACTIONS, ELSEWHERE, PERSONS, Lexicon, Saying
from zhihui.finder.pinyin import list_letter_triples, list_syllable_pairs, spell, split_pinyin
from zhihui.finder.words import cut, is_asking, is_asking_english, is_asking_spelt

MIN_INITIALS = 3
MAX_INITIALS = 16


class Origin(Enum):
    """How a wording came to stand for what was typed."""

    TYPED = "typed"
    LEXICON = "lexicon"
    SPELT = "spelt"
    """Pinyin typed by hand; the words are syllables parted by spaces."""
    INITIALS = "initials"
    ENGLISH = "english"


class UnitKind(Enum):
    """What a unit says about the need."""

    MATTER = "matter"
    """What it is about, as the lexicon knows it."""
    ACTION = "action"
    """What is done to it."""
    PERSON = "person"
    """Whom it concerns."""
    WORD = "word"
    """A content word that the lexicon does not know."""
    ELSEWHERE = "elsewhere"
    """A matter that no government office handles."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that a unit may have; ``trust`` from 0 to 1."""

    words: str
    origin: Origin
    trust: float


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that the need is about. ``typed`` is how it was said."""

    typed: str
    wordings: tuple[Wording, ...]
    kind: UnitKind

    def __hash__(self) -> int:
        return hash(self.typed)  # of all wordings it would cost more than comparing a name


@dataclass(frozen=True, slots=True)
class Need:
    """A need as read. ``folded`` is the whole text in common wording, cut to a length."""

    folded: str
    units: tuple[Unit, ...] = ()
    syllable_pairs: tuple[str, ...] = ()
    """Pinyin of the content: of the Chinese words, or of pinyin that was typed."""
    spelt_by_hand: bool = False
    """Whether pinyin was typed rather than derived."""
    initials: tuple[str, ...] = ()
    """Letter triples of typed initials."""
    english: tuple[str, ...] = ()
    understood: tuple[str, ...] = field(default=())


def read_need(words: str, lexicon: Lexicon) -> Need:
    """The units of ``words``; a need of punctuation alone has none."""
    folded = lexicon.rewrite(fold(words[:MAX_NEED_CHARS]))
    has_han = bool(list_han_runs(folded))
    sayings = lexicon.list_sayings(folded)
    units = _units_of_sayings(sayings) + _units_between(folded, sayings)
    if has_han:
        syllables = [
            syllable
            for run in _content_runs(folded)
            for syllable in list_syllable_pairs(spell(run))
        ]
        return Need(
            folded=folded,
            units=tuple(_add_near(units, folded, lexicon)),
            syllable_pairs=tuple(dict.fromkeys(syllables)),
            english=tuple(list_latin_words(folded)),
            understood=_understood(sayings),
        )
    return _read_latin(folded, units, sayings, lexicon)


def _read_latin(folded: str, units: list[Unit], sayings: list[Saying], lexicon: Lexicon) -> Need:
    words = list_latin_words(folded)
    letters = [word for word in words if word.isalpha()]
    split = [split_pinyin(word) for word in letters]
    joined = "".join(letters)
    said = {word for found in sayings for word in list_latin_words(found.say)}
    is_english = all(word in said or is_asking_english(word) for word in letters)
    if letters and all(split) and (not sayings or not is_english):
        return _read_pinyin(folded, [part for part in split if part], lexicon)
    is_short = len(letters) <= 2 and MIN_INITIALS <= len(joined) <= MAX_INITIALS
    if is_short and len(set(joined)) > 1 and not sayings:
        return _read_initials(folded, joined, words, lexicon)
    content = [word for word in words if not is_asking_english(word)]
    units.extend(
        Unit(word, (Wording(word, Origin.ENGLISH, 1.0),), UnitKind.WORD)
        for word in content
        if word not in said
    )
    return Need(
        folded=folded,
        units=tuple(units),
        english=tuple(content),
        understood=_understood(sayings),
    )


def _read_pinyin(folded: str, words: list[list[str]], lexicon: Lexicon) -> Need:
    is_spaced_out = len(words) > 1 and all(len(word) == 1 for word in words)
    if not is_spaced_out:  # else one cannot tell 找 from the end of 护照
        words = [word for word in words if not is_asking_spelt(word)] or words
    syllables = [syllable for word in words for syllable in word]
    sayings = lexicon.list_sayings_spelt(syllables)
    units = _units_of_sayings(sayings, trust=0.9)
    at = 0
    for said in [*sayings, None]:
        between = syllables[at : said.start] if said else syllables[at:]
        if is_spaced_out:
            between = [syllable for syllable in between if not is_asking_spelt([syllable])]
        if len(between) > 1 or (between and not sayings):
            spelt = " ".join(between)
            units.append(Unit(spelt, (Wording(spelt, Origin.SPELT, 1.0),), UnitKind.WORD))
        at = said.end if said else at
    return Need(
        folded=folded,
        units=tuple(units),
        syllable_pairs=tuple(dict.fromkeys(list_syllable_pairs(syllables))),
        spelt_by_hand=True,
        understood=_understood(sayings),
    )


def _read_initials(folded: str, letters: str, words: list[str], lexicon: Lexicon) -> Need:
    says = lexicon.list_by_initials(letters)[:3]
    meant = [wording for say in says for wording in _wordings(say, lexicon.list_means(say), 0.8)]
    unit = Unit(letters, (Wording(letters, Origin.INITIALS, 1.0), *meant), UnitKind.WORD)
    return Need(
        folded=folded,
        units=(unit,),
        initials=tuple(list_letter_triples(letters)),
        english=tuple(words),
        understood=tuple(says),
    )


_LESS_EACH = 0.05
_LEAST_TRUST = 0.8
_TRUST_IN_PART = 0.7
"""Trust in what a part of a saying means, beside what the whole means."""
_TRUST_APART = 0.9
"""Trust in a saying whose words stand apart."""
_TRUST_AGREED = 0.7
"""Trust in what all sayings that hold a word mean."""

_KINDS = {ACTIONS: UnitKind.ACTION, PERSONS: UnitKind.PERSON, ELSEWHERE: UnitKind.ELSEWHERE}


def _units_of_sayings(sayings: list[Saying], trust: float = 1.0) -> list[Unit]:
    return [
        _unit_of_saying(said.say, said.means, said.parts, said.source, trust) for said in sayings
    ]


@lru_cache(maxsize=8192)
def _unit_of_saying(
    say: str, means: tuple[str, ...], parts: tuple[str, ...], source: str, trust: float
) -> Unit:
    wordings = _wordings(say, () if source == ELSEWHERE else means, trust)
    wordings += [Wording(mean, Origin.LEXICON, trust * _TRUST_IN_PART) for mean in parts]
    return Unit(say, tuple(wordings), _KINDS.get(source, UnitKind.MATTER))


def _wordings(say: str, means: tuple[str, ...], trust: float) -> list[Wording]:
    """Itself and what it means: the later a meaning stands, the less it is trusted."""
    typed = [Wording(say, Origin.ENGLISH if say.isascii() else Origin.TYPED, trust)]
    if say.isascii() and means:
        typed = []
    return typed + _office_wordings(means, trust)


def _office_wordings(means: tuple[str, ...], trust: float) -> list[Wording]:
    return [
        Wording(mean, Origin.LEXICON, trust * max(1 - _LESS_EACH * at, _LEAST_TRUST))
        for at, mean in enumerate(means)
    ]


def _units_between(folded: str, sayings: list[Saying]) -> list[Unit]:
    """The content words that no saying covers, each a unit of its own."""
    units: list[Unit] = []
    at = 0
    for said in [*sayings, None]:
        between = folded[at : said.start] if said else folded[at:]
        for run in list_han_runs(between):
            units.extend(
                Unit(word, (Wording(word, Origin.TYPED, 1.0),), UnitKind.WORD)
                for word in cut(run)
                if not is_asking(word) and len(word) > 1
            )
        at = said.end if said else at
    return units


def _add_near(units: list[Unit], folded: str, lexicon: Lexicon) -> list[Unit]:
    """Where words are left over: what sayings mean that hold them, or are said in other order."""
    if all(unit.kind is not UnitKind.WORD for unit in units):
        return units
    known = [_agree(unit, lexicon) if unit.kind is UnitKind.WORD else unit for unit in units]
    apart = [
        Unit(
            " ".join(near.words),
            tuple(_office_wordings(lexicon.list_means(near.say), _TRUST_APART * near.share)),
            UnitKind.MATTER,
        )
        for near in lexicon.near.list_apart(folded)
    ]
    return known + apart


def _agree(unit: Unit, lexicon: Lexicon) -> Unit:
    agreed = lexicon.near.list_agreed(unit.typed)
    meant = (
        Wording(mean, Origin.LEXICON, _TRUST_AGREED * min(share, 1.0) ** 0.5)
        for mean, share in agreed
    )
    return Unit(unit.typed, (*unit.wordings, *meant), unit.kind)


def _content_runs(folded: str) -> list[str]:
    """Runs of Chinese characters with the asking words at their borders cut out."""
    runs: list[str] = []
    for run in list_han_runs(folded):
        kept = ""
        for word in [*cut(run), "的"]:
            if is_asking(word):
                if len(kept) > 1:
                    runs.append(kept)
                kept = ""
            else:
                kept += word
    return runs


def _understood(sayings: list[Saying]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mean for said in sayings for mean in said.means[:1]))
