"""Time limits and numbers of visits as offices write them. Pure; called by the value readers."""

import re
import unicodedata

from zhihui.district import TimeLimit, TimeUnit
from zhihui.exchange.cell_text import says_nothing

LONGEST_DAYS = 3650
MOST_VISITS = 20

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS.update({"两": 2, "〇": 0})
_SCALES = {"十": 10, "百": 100}
_COUNT = r"(?P<count>\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)"
_UNIT = (
    r"(?P<unit>工作日|工作天|自然日|日历日|日历天|小时|分钟|个月|月(?!\d)|年(?!\d)|周|星期|天|日|"
    r"workingdays?|businessdays?|calendardays?|days?)"
)
_LIMIT = re.compile(rf"(?<![\d.,年月-])(?:\d+[-~至到])?{_COUNT}\(?个?\(?{_UNIT}\)?")
_ON_THE_SPOT = re.compile(r"即办|即时|当场|当即|立即|立等|马上|随到随办|当日|当天|onthespot")
_BRACKETED = re.compile(r"\((?![^()\d]*(?:日|天|月)\))[^()]*\)")
_UNITS = {
    "工作日": (1.0, TimeUnit.WORKING_DAY),
    "工作天": (1.0, TimeUnit.WORKING_DAY),
    "自然日": (1.0, TimeUnit.CALENDAR_DAY),
    "日历日": (1.0, TimeUnit.CALENDAR_DAY),
    "日历天": (1.0, TimeUnit.CALENDAR_DAY),
    "个月": (30.0, TimeUnit.CALENDAR_DAY),
    "月": (30.0, TimeUnit.CALENDAR_DAY),
    "年": (365.0, TimeUnit.CALENDAR_DAY),
    "周": (7.0, TimeUnit.CALENDAR_DAY),
    "星期": (7.0, TimeUnit.CALENDAR_DAY),
    "小时": (1 / 24, TimeUnit.CALENDAR_DAY),
    "分钟": (0.0, TimeUnit.UNKNOWN),
}
_VISITS = re.compile(rf"(?:\d+[-~至到])?{_COUNT}(?:次|趟|回|times?|visits?)?$")
_VISIT_WORDS = re.compile(
    r"^(?:最多|至多|不超过|不多于|不超|仅需|只需|需要|需|必须|到现场|到办事现场|现场|次数|跑|办理|:|为)*"
)
_NO_VISIT = re.compile(
    r"不用跑|不需跑|不需到|无需到|无需跑|零跑|零次|一次都不|一次不|不跑|全程网办"
)


def read_time_limit(words: str, unit: TimeUnit = TimeUnit.UNKNOWN) -> TimeLimit | None:
    """The limit with its original, or None when it cannot be read.

    ``days`` is None where the office says nothing (无), 0 on the spot; a month counts 30
    calendar days, a year 365. ``unit`` is that of a column of its own, for a bare number.
    """
    if says_nothing(words):
        return TimeLimit(original=words)
    plain = "".join(unicodedata.normalize("NFKC", words).split()).lower()
    found = _read_days(_BRACKETED.sub("", plain), unit) or _read_days(plain, unit)
    if found is None or not 0 <= found[0] <= LONGEST_DAYS:
        return None
    return TimeLimit(days=found[0], unit=found[1], original=words)


def _read_days(plain: str, unit: TimeUnit) -> tuple[int, TimeUnit] | None:
    bare = re.fullmatch(rf"{_COUNT}个?", plain)
    if bare:
        days = _read_count(bare["count"])
        return None if days is None or days % 1 else (int(days), unit)
    matches = {(match["count"], match["unit"]) for match in _LIMIT.finditer(plain)}
    if not matches:
        return (0, TimeUnit.UNKNOWN) if _ON_THE_SPOT.search(plain) else None
    if len(matches) > 1:
        return None
    word, unit_word = matches.pop()
    count = _read_count(word)
    if count is None:
        return None
    factor, read_unit = _UNITS.get(unit_word, _unit_of(unit_word, unit))
    return -int(-count * factor // 1), read_unit


def _unit_of(word: str, unit: TimeUnit) -> tuple[float, TimeUnit]:
    if word.startswith(("working", "business")):
        return 1.0, TimeUnit.WORKING_DAY
    return 1.0, TimeUnit.CALENDAR_DAY if word.startswith("calendar") else unit


def _read_count(word: str) -> float | None:
    if word[0].isdigit() and word.replace(".", "", 1).isdecimal():
        return float(word) if len(word) < 9 else None
    total, digit = 0, -1
    for character in word:
        if character in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[character]
        else:
            total += (1 if digit < 0 else digit) * _SCALES[character]
            digit = -1
    return float(total + max(digit, 0))


def read_visits(words: str) -> tuple[bool, int | None]:
    """Whether the words can be read, and how many visits at most (None: nothing said)."""
    if says_nothing(words):
        return True, None
    plain = "".join(unicodedata.normalize("NFKC", words).split()).lower()
    if _NO_VISIT.search(plain):
        return True, 0
    match = _VISITS.fullmatch(_VISIT_WORDS.sub("", plain))
    count = _read_count(match["count"]) if match else None
    if count is None or count % 1 or count > MOST_VISITS:
        return False, None
    return True, int(count)
