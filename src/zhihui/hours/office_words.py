"""The words in which Chinese offices write their hours, as a sequence of tokens.

Called by ``office``, which makes sense of the sequence. A text of which one character is not
understood has no tokens at all: half-read hours would send people to closed doors.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

HOLIDAY = 7
"""The number of a public holiday beside 0 Monday … 6 Sunday."""
WEEK = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})


class Word(Enum):
    """What a token is."""

    DAYS = "days"  # days
    DAYS_OFF = "days_off"  # days
    WORKING_DAYS = "working_days"
    SPAN = "span"  # first, last
    BREAK = "break"  # first, last
    ALL_HOURS = "all_hours"  # 24小时
    ALL_DAY = "all_day"  # 全天: means round the clock only where every day is named
    SEASON = "season"  # selector
    EXTENDED = "extended"  # first: the later end
    ADDED = "added"  # the times that follow are added
    APPOINTMENT = "appointment"
    YEAR_ROUND = "year_round"
    HOLIDAYS_TOO = "holidays_too"
    THROUGH_NOON = "through_noon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word with the values its kind carries; times are minutes from midnight."""

    word: Word
    days: frozenset[int] = frozenset()
    first: int = 0
    last: int = 0
    selector: str = ""


class _UnreadableError(Exception):
    """A word was recognised and makes no sense, such as 25 o'clock."""


_WEEKDAY = "一二三四五六日"
_UNIT = r"(?:周|星期|礼拜)"
_TO = r"\s*(?:-+|至|到)\s*"
_AND = r"\s*(?:、|和|及|与|以及)\s*"
_ONE = r"[一二三四五六日天]"
_RANGE = rf"{_UNIT}{_ONE}{_TO}{_UNIT}?{_ONE}"
_NUMBERED = rf"{_UNIT}[1-7]{_TO}{_UNIT}?[1-7](?![\d:.点时])"
_LISTED = rf"{_UNIT}{_ONE}(?:{_ONE})*"
_BARE = rf"{_ONE}(?![\d点时月日])"
_HOLIDAYS = r"(?:国家)?(?:法定)?(?:公共)?(?:节假日|假日|节日|假期)"
_WORK = r"(?:法定)?工作日"
_FREE = r"(?:周末|双休日|公休日|休息日)"
_DAILY = r"(?:每天|每日|天天|一周七天)"
_ATOM = rf"(?:每?{_RANGE}|每?{_NUMBERED}|每?{_LISTED}|{_FREE}|{_HOLIDAYS})"
_DAY_LIST = rf"{_ATOM}(?:{_AND}(?:{_ATOM}|{_BARE}))*"
_NOT_SERVED = r"不(?:对外)?(?:办公|上班|营业|受理|开放|服务)"
_SHUT = rf"(?:均|都|全天)?(?:除外|休息|放假|闭馆|关闭|暂停服务|{_NOT_SERVED})"
_MORNING, _NOON, _EVENING = "上午|早上|早晨|清晨|早", "中午", "下午|傍晚|晚上|晚间|夜间|晚"
_PART = rf"(?:{_MORNING}|{_NOON}|{_EVENING})"
_CLOCK = r"\d{1,2}(?:[:.]\d{2}(?:分|时)?|[点时](?:\d{1,2}分?|半|一刻|三刻|整|钟)?)"
_FROM = rf"(?P<part>{_PART})?\s*:?\s*(?P<start>{_CLOCK}|\d{{1,2}}(?={_TO}{_PART}?\d{{1,2}}[点时]))"
_SPAN = rf"{_FROM}{_TO}(?P<part2>{_PART})?\s*(?P<end>{_CLOCK})"
_SEASON_NAME = (
    r"(?:夏季|冬季|春季|秋季|夏令时|冬令时|夏时制|冬时制|春夏季?|秋冬季?)(?:作息)?(?:时间)?"
)
_SEASON = (
    rf"(?:{_SEASON_NAME})?\s*[:(]?\s*每?年?(?P<month>\d{{1,2}})月(?:(?P<date>\d{{1,2}})日)?{_TO}"
    r"(?:次年|翌年|第二年)?(?P<month2>\d{1,2})月(?:(?P<date2>\d{1,2})日)?"
    rf"\)?\s*(?:{_SEASON_NAME})?(?:期间)?"
)
_SERVED = r"(?:服务|办公|开放|受理|办理|营业|上班)?"
_SKIPPED = (
    r"(?:[\s,;。、/:()\[\]!|]|和|及|与|以及|其中|并|为|值班|(?:对外)?(?:办公|工作|服务|受理|办理|接待|开放|营业|上班)"
    r"(?:时间)?|时间|实行|执行|提供|正常|自助服务|可(?:以)?(?:提前)?(?:网上|电话)?预约(?:办理)?)"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("all_hours", rf"(?:7\s*[xX×*]\s*24\s*(?:小时)?|(?:全天)?24\s*小时|全天候){_SERVED}"),
        (
            "year_round",
            r"(?:全年无休|全年(?:不休|开放)|无休(?:日)?|(?:全年|一年)?365天(?:全年无休)?)",
        ),
        ("through_noon", r"(?:中午|午间|午休时间?)(?:不休息?|无休|不间断|不打烊)(?:服务|办公)?"),
        ("holidays_too", rf"{_HOLIDAYS}(?:照常|不休息?|无休|正常){_SERVED}"),
        ("days_off", rf"(?P<shut>{_DAY_LIST}){_SHUT}|除(?P<but>{_DAY_LIST})(?:以?外)"),
        (
            "extended",
            rf"(?:延时|延长|延迟){_SERVED}(?:时间)?(?:至|到)\s*(?P<part>{_PART})?(?P<end>{_CLOCK})",
        ),
        ("added", rf"(?:延时|错时|加班){_SERVED}(?:时间)?"),
        ("break_before", rf"(?:午休|中午休息|午间休息)(?:时间)?\s*:?\s*{_SPAN}"),
        ("break_after", rf"{_SPAN}\s*(?:为)?(?:中午|午间)?(?:午休|休息)(?:时间)?"),
        ("season", _SEASON),
        ("working_days", _WORK),
        ("daily", _DAILY),
        ("days", _DAY_LIST),
        ("span", _SPAN),
        ("all_day", r"全天"),
        ("skipped", _SKIPPED),
        ("appointment", r"(?:需要?|须|请|仅限?|凭)?(?:提前)?(?:网上|电话)?预约(?:办理|服务|制)?"),
    )
)
_FIXED = {
    "all_hours": Token(word=Word.ALL_HOURS),
    "all_day": Token(word=Word.ALL_DAY),
    "year_round": Token(word=Word.YEAR_ROUND),
    "through_noon": Token(word=Word.THROUGH_NOON),
    "holidays_too": Token(word=Word.HOLIDAYS_TOO),
    "added": Token(word=Word.ADDED),
    "appointment": Token(word=Word.APPOINTMENT),
    "working_days": Token(word=Word.WORKING_DAYS, days=WORKING_DAYS),
    "daily": Token(word=Word.DAYS, days=WEEK),
}


def read_words(text: str) -> tuple[Token, ...] | None:
    """The tokens of ``text`` in order; None when any part of it is not understood."""
    words = _unified(text)
    tokens: list[Token] = []
    position = 0
    try:
        while position < len(words):
            name, found = _next(words, position)
            position = found.end()
            if name != "skipped":
                tokens.append(_FIXED.get(name) or _read(name, found))
    except _UnreadableError:
        return None
    return tuple(tokens)


def _next(words: str, position: int) -> tuple[str, re.Match[str]]:
    for name, pattern in _PATTERNS:
        found = pattern.match(words, position)
        if found and found.end() > position:
            return name, found
    raise _UnreadableError


def _read(name: str, found: re.Match[str]) -> Token:
    if name == "days":
        return Token(word=Word.DAYS, days=_read_days(found[0]))
    if name == "days_off":
        return Token(word=Word.DAYS_OFF, days=_read_days(found["shut"] or found["but"]))
    if name == "season":
        return Token(word=Word.SEASON, selector=_read_season(found))
    if name == "extended":
        return Token(word=Word.EXTENDED, first=_read_clock(found["end"], found["part"] or ""))
    first, last = _read_span(found)
    return Token(word=Word.SPAN if name == "span" else Word.BREAK, first=first, last=last)


_DASHES = dict.fromkeys(map(ord, "—–−―─━‐‑‒~∼〜﹣ー"), "-") | {ord("∶"): ":", ord("︰"): ":"}
_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}
_SPOKEN = re.compile(r"(?<![周期拜一二三四五六七八九十])[一二三四五六七八九十两]{1,3}(?=[点时])")
_SPOKEN_MINUTES = re.compile(r"(?<=[点时])[一二三四五六七八九十]{1,3}(?=分)")


def _unified(text: str) -> str:
    """Half-width, one kind of dash and colon, clock times in digits."""
    words = unicodedata.normalize("NFKC", text).translate(_DASHES)
    for spoken in (_SPOKEN, _SPOKEN_MINUTES):
        words = spoken.sub(lambda found: str(_read_numeral(found[0])), words)
    return words.strip()


def _read_numeral(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS[numeral] if len(numeral) == 1 else 99
    return (_NUMERALS.get(tens, 9) if tens else 1) * 10 + (_NUMERALS.get(ones, 9) if ones else 0)


def _read_days(words: str) -> frozenset[int]:
    days: set[int] = set()
    for part in re.split(r"[、和及与以]+", words):
        days |= _read_atom(part.strip().removeprefix("每"))
    return frozenset(days)


def _read_atom(words: str) -> set[int]:
    if re.fullmatch(_HOLIDAYS, words):
        return {HOLIDAY}
    if re.fullmatch(_FREE, words):
        return set(WEEKEND)
    numbers = [_day_number(one) for one in re.findall(r"[一二三四五六日天1-7]", _unitless(words))]
    if re.search(_TO, words):
        first, last = numbers
        return {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return set(numbers)


def _unitless(words: str) -> str:
    return re.sub(_UNIT, "", words)


def _day_number(one: str) -> int:
    return int(one) - 1 if one.isdigit() else _WEEKDAY.index("日" if one == "天" else one)


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _read_season(found: re.Match[str]) -> str:
    if bool(found["date"]) != bool(found["date2"]):
        raise _UnreadableError
    ends = []
    for month, day in ((found["month"], found["date"]), (found["month2"], found["date2"])):
        if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= _LONGEST[int(month) - 1]):
            raise _UnreadableError
        ends.append(_MONTHS[int(month) - 1] + (f" {int(day):02}" if day else ""))
    return "-".join(ends)


def _read_span(found: re.Match[str]) -> tuple[int, int]:
    part, part2 = found["part"] or "", found["part2"] or ""
    first = _read_clock(found["start"], part)
    last = _read_clock(found["end"], part2)
    if not part2 and last <= first and not re.fullmatch(_MORNING, part or "早"):
        last = _read_clock(found["end"], part)
    if first >= last:
        raise _UnreadableError
    return first, last


_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "钟": 0}


def _read_clock(words: str, part: str) -> int:
    hours, minutes = re.fullmatch(r"(\d+)[:.点时]?(.*)", words).groups()  # type: ignore[union-attr]
    minutes = minutes.rstrip("分时")
    hour, minute = int(hours), _QUARTERS.get(minutes, int(minutes) if minutes.isdigit() else 0)
    if re.fullmatch(_MORNING, part) and hour > 12:
        raise _UnreadableError
    if re.fullmatch(_EVENING, part) and hour < 12:
        hour += 12
    if part == "中午" and hour < 10:
        hour += 12
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise _UnreadableError
    return hour * 60 + minute
