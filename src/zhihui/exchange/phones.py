"""Phone numbers as offices write them: several in a cell, with extensions and labels.

Pure; called by the value readers. Numbers are kept as written, area code and extension included.
"""

import re
import unicodedata

from zhihui.exchange.cell_text import says_nothing

_DASH = r"(?:\s*[-—–]+\s*)"
_EXTENSION = (
    rf"(?:\s*(?:转|ext\.?|x)\s*\d{{1,6}}|(?:{_DASH}\d{{1,6}}(?!\d)){{1,3}}|\(转?\d{{1,6}}\))?"
)
_AREA = rf"(?:\+?86[-\s]?)?(?:\((?:86)?0?\d{{2,3}}\)\s?|0\d{{2,3}}(?:{_DASH}|\s)?)?"
_PHONE = re.compile(
    r"(?<![\d-])(?:"
    r"(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}"
    r"|[48]00[-\s]?\d{3,4}[-\s]?\d{3,4}"
    rf"|{_AREA}[1-9]\d{{2,3}}\s?\d{{4}}{_EXTENSION}"
    rf"|{_AREA}(?:12[13]\d\d|100\d\d|11[0-9]|12[0-2]|9[56]\d{{3,4}}){_EXTENSION}"
    r")(?![\d@])",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:拨打|咨询|联系|服务|投诉|监督|举报|办公|值班|热线|固定|手机|电话|号码|座机|传真|tel|phone)+[:：]?|"
    r"[\s、，,;；/|:：。.()（）和或及-]+",
    re.IGNORECASE,
)


def read_phones(cell: str) -> tuple[tuple[str, ...], bool]:
    """The numbers in order, without repeats, and whether the whole cell was understood."""
    words = unicodedata.normalize("NFKC", cell)
    if says_nothing(words):
        return (), True
    numbers: list[str] = []
    rest: list[str] = []
    end = 0
    for match in _PHONE.finditer(words):
        rest.append(words[end : match.start()])
        numbers.append(match.group().strip())
        end = match.end()
    rest.append(words[end:])
    leftover = _LABELS.sub("", " ".join(rest))
    return tuple(dict.fromkeys(numbers)), bool(numbers) and (not leftover or says_nothing(leftover))
