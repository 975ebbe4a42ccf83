"""Splitting a sentence into its needs: several errands said in one breath, each found on its own.

Called by the faces of the planner. Pure: words in, words out; nothing is searched here.
"""

import re

from zhihui.finder.folding import MAX_NEED_CHARS, fold, list_han_runs, list_latin_words
from zhihui.finder.words import cut, is_asking, is_asking_english

MAX_NEEDS = 20
_STOPS = r"[,，、;；。！!？?\n]+|\.(?=\s|$)"
_JOINING = r"然后|接着|顺便|顺带|顺路|还有|还要|还想|另外|此外|以及|同时|完了以后|之后"
_AGAIN = r"[再也](?=把|去|办|帮|给|替|领|换|开|交|查|做|补|申|登|报|缴|取|要|想|得)"
"""再 and 也 join only before what is done; in 再婚 and 再就业 they are part of a word."""
_THEN = r"\b(?:and then|then|also|plus|as well as|after that|afterwards)\b"
_AND = (
    r"\band(?=\s+(?:to|my|the|a|an|his|her|our|their|i|we|get|do|have|renew|register|apply|replace|"
    r"report|pay|open|close|change|move|claim|need|want|pick|collect|ask|see|start|set)\b)"
)
_PERSON = re.compile(
    "孩子|小孩|宝宝|娃娃|婴儿|新生儿|老人|父母|爸爸|妈妈|父亲|母亲|爷爷|奶奶|老婆|老公|妻子|丈夫"
)
_BORDER = re.compile("|".join((_STOPS, _JOINING, _AGAIN, _THEN, _AND)), re.IGNORECASE)


def split_needs(words: str) -> tuple[str, ...]:
    """The needs in ``words``, in order, each once, at most MAX_NEEDS.

    A part that names nothing, like “怎么办”, stays with the need before it, or goes to the next.
    A part that begins with 把 and names nobody is about the person named before.
    """
    person = ""
    needs: list[str] = []
    waiting = ""
    for part in _BORDER.split(words[:MAX_NEED_CHARS]):
        part = part.strip()
        if not part:
            continue
        if _names_something(part):
            named = _PERSON.search(part)
            about = person if part.startswith("把") and not named else ""
            person = named.group() if named else person
            needs.append(f"{waiting}{about}{part}")
            waiting = ""
        elif needs:
            needs[-1] = f"{needs[-1]}，{part}"
        else:
            waiting = f"{waiting}{part}，"
    return tuple(dict.fromkeys(needs))[:MAX_NEEDS]


def _names_something(part: str) -> bool:
    folded = fold(part)
    chinese = (word for run in list_han_runs(folded) for word in cut(run))
    return any(not is_asking(word) for word in chinese) or any(
        not is_asking_english(word) for word in list_latin_words(folded)
    )
