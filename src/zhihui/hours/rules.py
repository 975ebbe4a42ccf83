"""Opening hours in OSM syntax, taken apart into rules that the working calendar can judge.

``opening_hours`` (opening-hours-py) parses and normalises the text and decides which dates a
month, week or nth-weekday selector means. Weekdays, public holidays and times are kept apart
here, because on a make-up workday or a holiday they mean something else than on the date itself.
Called by ``days``; knows no calendar.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from functools import lru_cache

import opening_hours as osm

_ParserError: type[Exception] = osm.ParserError  # type: ignore[attr-defined]  # not in its stub

DAY_MINUTES = 24 * 60
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALL_WEEK = frozenset(range(7))
LONGEST_DATED_DAYS = 31
"""Up to this length a period of dates was named on purpose and speaks for holidays in it too."""


class Joint(Enum):
    """How a rule relates to the rules before it."""

    REPLACE = "; "
    ADD = ", "
    FALLBACK = " || "


class State(Enum):
    """What a rule says of its times."""

    OPEN = "open"
    CLOSED = "closed"
    DEPENDS = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``spans`` are minutes from midnight; an end beyond 1440 is on the next day."""

    joint: Joint
    selector: str
    """Years, months, dates, weeks and nth weekdays, as OSM writes them; empty: every date."""
    weekdays: frozenset[int] | None
    """0 is Monday; None: no weekday is named."""
    nth: bool
    """The selector holds nth weekdays (``Sa[1]``)."""
    holidays: bool
    """PH is named."""
    spans: tuple[tuple[int, int], ...]
    state: State
    comment: str

    @property
    def daily(self) -> bool:
        """Whether the rule holds on every day of the week, by name or by naming none."""
        return not self.nth and (self.weekdays == ALL_WEEK or self._nameless)

    @property
    def _nameless(self) -> bool:
        return self.weekdays is None and not self.holidays and not self.nth

    @property
    def whole_day(self) -> bool:
        """Whether the times are the whole day."""
        return self.spans == ((0, DAY_MINUTES),)

    @property
    def shuts_whole_day(self) -> bool:
        """Whether the rule says ``off`` without times."""
        return self.state is State.CLOSED and self.whole_day

    @property
    def speaks_for_holidays(self) -> bool:
        """Whether the rule was written with holidays in mind.

        So it was when it names PH, is round the clock on every day, or names dates: a period
        that is short, or one in which the place is shut.
        """
        if self.holidays:
            return True
        if not self.selector:
            return self.daily and self.whole_day
        if not self._nameless:
            return False
        return self.shuts_whole_day or _is_short(self.selector)

    def holds_on(self, day: date) -> bool:
        """Whether the dates of the rule include ``day``, whatever its weekday is."""
        return not self.selector or _selects(self.selector, day)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpeningHours:
    """Readable opening hours. Compared by identity: ``parse_hours`` keeps one for a text."""

    text: str
    """As given."""
    rules: tuple[Rule, ...]
    overnight: bool
    """Some times run past midnight."""


class HoursFaultKind(Enum):
    """What can be wrong with opening hours."""

    EMPTY = "empty"
    SYNTAX = "syntax"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFault:
    """Why opening hours cannot be used. ``value`` is the offending part."""

    kind: HoursFaultKind
    value: str
    position: int = 0
    """0-based character where reading stopped."""
    expected: str = field(default="opening hours in OSM syntax, e.g. Mo-Fr 09:00-12:00")


_TIMES = re.compile(r"(?:^| )(\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)$")
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAY_OR_PH = rf"(?:{_DAY}(?:-{_DAY})?|PH)"
_DAYS = re.compile(rf"(?:^| )({_DAY_OR_PH}(?:,{_DAY_OR_PH})*)$")
_NTH = re.compile(rf"(?:^| )({_DAY}\[[-\d,]+\](?:,{_DAY}\[[-\d,]+\])*)$")
_COMMENT = re.compile(r'(?:^| )"([^"]*)"$')
_STATE = re.compile(r"(?:^| )(open|closed|unknown)$")
_PIECES = re.compile(r'("[^"]*")|(; |, | \|\| )')
_UNSUPPORTED = re.compile(
    r"sunrise|sunset|dawn|dusk|easter|\bSH\b|PH [+-]|[+-]\d+ days?|\d\d:\d\d\+|\d\d:\d\d/"
)


@lru_cache(maxsize=4096)
def parse_hours(text: str) -> OpeningHours | HoursFault:
    """The opening hours that ``text`` means, or what is wrong with it.

    Times by the sun, school holidays, Easter, offsets from holidays, open ends and repetitions
    are refused as UNSUPPORTED: offices have none, and without a position or a calendar of them
    any answer would be a guess.
    """
    if not text.strip():
        return HoursFault(kind=HoursFaultKind.EMPTY, value=text)
    try:
        normal = str(osm.OpeningHours(text))
    except _ParserError as error:
        return _syntax_fault(text, str(error))
    outside_comments = re.sub(r'"[^"]*"', lambda found: '"' + "_" * len(found[0][2:]) + '"', normal)
    unsupported = _UNSUPPORTED.search(outside_comments)
    if unsupported:
        return _unsupported(unsupported[0].strip(), normal)
    rules: list[Rule] = []
    for joint, words in _split(normal):
        rule = _read_rule(joint, words)
        if rule is None:
            return _unsupported(words, normal)
        rules.append(rule)
    return OpeningHours(
        text=text,
        rules=tuple(rules),
        overnight=any(end > DAY_MINUTES for rule in rules for _, end in rule.spans),
    )


def _unsupported(value: str, normal: str) -> HoursFault:
    return HoursFault(
        kind=HoursFaultKind.UNSUPPORTED,
        value=value,
        position=max(normal.find(value), 0),
        expected="weekdays, PH, months, dates, weeks and times of the clock",
    )


def _syntax_fault(text: str, message: str) -> HoursFault:
    found = re.search(r"--> \d+:(\d+)", message)
    position = min(int(found[1]) - 1 if found else 0, len(text))
    return HoursFault(kind=HoursFaultKind.SYNTAX, value=text[position:], position=position)


def _split(normal: str) -> list[tuple[Joint, str]]:
    """The rules of a normalised text with what joins each to those before it."""
    pieces: list[tuple[Joint, str]] = []
    joint, start = Joint.REPLACE, 0
    for found in _PIECES.finditer(normal):
        if found[2]:
            pieces.append((joint, normal[start : found.start()]))
            joint, start = Joint(found[2]), found.end()
    pieces.append((joint, normal[start:]))
    return pieces


def _read_rule(joint: Joint, words: str) -> Rule | None:
    rest = words
    rest, comment = _take(_COMMENT, rest)
    rest, state_word = _take(_STATE, rest)
    rest, times = _take(_TIMES, rest)
    rest, nth = _take(_NTH, rest)
    rest, days = _take(_DAYS, rest) if not nth else (rest, "")
    if rest == "24/7":
        rest = ""
    if rest and not _is_selector(rest):
        return None
    state = State(state_word) if state_word else State.OPEN
    if comment and not (state_word or times or days or nth or rest):
        state = State.DEPENDS  # OSM: a comment alone says that it depends
    return Rule(
        joint=joint,
        selector=f"{rest} {nth}".strip(),
        weekdays=_read_weekdays(days),
        nth=bool(nth),
        holidays="PH" in days,
        spans=_read_times(times),
        state=state,
        comment=comment,
    )


def _take(pattern: re.Pattern[str], words: str) -> tuple[str, str]:
    """The words without what ``pattern`` finds at their end, and what it found."""
    found = pattern.search(words)
    return (words[: found.start()], found[1]) if found else (words, "")


def _read_weekdays(days: str) -> frozenset[int] | None:
    if not days or days == "PH":
        return frozenset() if days else None
    weekdays: set[int] = set()
    for part in days.split(","):
        if part == "PH":
            continue
        first, _, last = part.partition("-")
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        weekdays.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(weekdays)


def _read_times(times: str) -> tuple[tuple[int, int], ...]:
    if not times:
        return ((0, DAY_MINUTES),)
    spans: list[tuple[int, int]] = []
    for part in times.split(","):
        start, end = (_minutes(clock) for clock in part.split("-"))
        spans.append((start, end if end > start else end + DAY_MINUTES))
    return tuple(spans)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _is_selector(words: str) -> bool:
    return osm.validate(f"{words} 00:00-24:00")


@lru_cache(maxsize=1024)
def _selector(words: str) -> osm.OpeningHours:
    return osm.OpeningHours(f"{words} 00:00-24:00")


def _selects(words: str, day: date) -> bool:
    return _selector(words).is_open(datetime.combine(day, time(12)))


_DATED = re.compile(
    r"(?:(?P<year>\d{4}) )?(?P<month>[A-Z][a-z]{2}) (?P<day>\d+)"
    r"(?:-(?:(?P<last_year>\d{4}) )?(?P<last_month>[A-Z][a-z]{2}) (?P<last_day>\d+))?"
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@lru_cache(maxsize=1024)
def _is_short(selector: str) -> bool:
    """Whether a selector is nothing but dates and periods of at most a month."""
    return all(_is_short_period(part) for part in selector.split(","))


def _is_short_period(part: str) -> bool:
    found = _DATED.fullmatch(part)
    if found is None:
        return False
    if found["last_month"] is None:
        return True
    first_year = int(found["year"] or 2000)
    last_year = int(found["last_year"] or first_year)
    first = date(first_year, _MONTHS.index(found["month"]) + 1, int(found["day"]))
    last = date(last_year, _MONTHS.index(found["last_month"]) + 1, int(found["last_day"]))
    if last < first:  # around the new year
        last = last.replace(year=first_year + 1)
    return (last - first).days < LONGEST_DATED_DAYS
