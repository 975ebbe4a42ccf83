"""Faults of the everyday lexicon: entries that can never help, and entries that help everything.

Called by `zhihui lexicon check` and by the tests, against the generations at hand.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from zhihui.district import Lexeme
from zhihui.finder.engine import Finder
from zhihui.finder.folding import fold, list_han_runs
from zhihui.finder.lexicon import ACTIONS, ELSEWHERE, PERSONS, SPEECH, Lexicon
from zhihui.finder.words import cut, is_asking, is_formal

MAX_SHARE = 0.4
"""An office wording that more than this share of all names carries tells nothing."""

MIN_REACH = 0.6
"""An office wording of which no name carries this share of tokens leads nowhere."""


_COUNT = re.compile(
    "没?满?第?[一二两三四五六七八九十百千万几半多]+(年|月|天|岁|个|次|周|块|元|钱|地方)*多?半?"
)
_ANY = frozenset("交领换改转报开查补拿取送收付退缴找借卖买走错算用本外前后没满")
_WHERE = frozenset(("外地", "外省", "本地", "跨省", "地方", "年级"))


class LexiconFaultKind(Enum):
    """What is wrong with an entry."""

    DEAD = "dead"
    """No office wording of it leads to any item of the generations given."""
    MEANS_EVERYTHING = "means_everything"
    """All its office wordings stand in too many items."""
    SAYS_NOTHING = "says_nothing"
    """What is said is one asking word, or nothing."""
    VAGUE = "vague"
    """What is said tells no matter: only when, how much, where or what a form is called."""
    NEVER_SAID = "never_said"
    """The speech table rewrites it before it is looked up."""
    REPEATED = "repeated"
    NO_MEANING = "no_meaning"


@dataclass(frozen=True, slots=True)
class LexiconFault:
    """One fault of one entry."""

    kind: LexiconFaultKind
    lexeme: Lexeme
    detail: str = ""


def check_lexicon(lexemes: Sequence[Lexeme], finders: Sequence[Finder]) -> list[LexiconFault]:
    """Every fault, in the order of the entries. Without finders the items are not looked at."""
    speech = Lexicon(lexeme for lexeme in lexemes if lexeme.source == SPEECH)
    said = Counter((fold(lexeme.say), lexeme.source == SPEECH) for lexeme in lexemes)
    faults: list[LexiconFault] = []
    for lexeme in lexemes:
        is_speech = lexeme.source == SPEECH
        if said[fold(lexeme.say), is_speech] > 1:
            faults.append(LexiconFault(LexiconFaultKind.REPEATED, lexeme))
        if not is_speech:
            faults.extend(_check_entry(lexeme, speech, finders))
    return faults


def is_vague(lexeme: Lexeme) -> bool:
    """Whether what is said is about nothing: such words stand in questions about anything.

    What an office wording of it holds as it is said, like 报到, is not vague.
    """
    say = fold(lexeme.say)
    runs = list_han_runs(say)
    if "".join(runs) != say or any(say in fold(mean) for mean in lexeme.means):
        return False
    return all(
        is_asking(word)
        or is_formal(word)
        or word in _ANY
        or word in _WHERE
        or _COUNT.fullmatch(word) is not None
        for run in runs
        for word in cut(run)
    )


def _check_entry(
    lexeme: Lexeme, speech: Lexicon, finders: Sequence[Finder]
) -> Iterable[LexiconFault]:
    say = fold(lexeme.say)
    if not lexeme.means:
        yield LexiconFault(LexiconFaultKind.NO_MEANING, lexeme)
        return
    words = [word for run in list_han_runs(say) for word in cut(run)]
    if not say or (len(words) == 1 and is_asking(words[0])):
        yield LexiconFault(LexiconFaultKind.SAYS_NOTHING, lexeme)
    elif lexeme.source not in (ACTIONS, PERSONS, ELSEWHERE) and is_vague(lexeme):
        yield LexiconFault(LexiconFaultKind.VAGUE, lexeme)
    rewritten = speech.rewrite(say)
    if rewritten != say:
        yield LexiconFault(LexiconFaultKind.NEVER_SAID, lexeme, rewritten)
    if lexeme.source == ELSEWHERE or not finders:
        return
    means = [fold(mean) for mean in lexeme.means]
    if all(finder.get_reach(mean) < MIN_REACH for mean in means for finder in finders):
        yield LexiconFault(LexiconFaultKind.DEAD, lexeme, "|".join(lexeme.means))
        return
    least = min(max(f.get_share(mean) for f in finders) for mean in means)
    if least > MAX_SHARE:
        yield LexiconFault(LexiconFaultKind.MEANS_EVERYTHING, lexeme, f"{least:.0%}")
