"""Hours as Chinese offices write them, into OSM syntax. Called by readers of source tables.

Never guesses: hours without days, a season without months, overlapping statements, and anything
with a word that is not known are not read, and stay as the office wrote them.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from zhihui.hours.office_words import HOLIDAY, WEEK, Token, Word, read_words
from zhihui.hours.rules import DAY_MINUTES, WEEKDAYS, OpeningHours, parse_hours

_LONGEST_TEXT = 300


@dataclass(slots=True, kw_only=True)
class _Group:
    """Times that hold on the same days."""

    days: frozenset[int] | None = None
    season: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    added: bool = False
    extended_to: int | None = None
    appointment: bool = False

    @property
    def timed(self) -> bool:
        return bool(self.spans) or self.extended_to is not None


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What was read so far."""

    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    off: frozenset[int] = frozenset()
    breaks: list[tuple[int, int]] = field(default_factory=list)
    appointment_for_all: bool = False
    said: set[Word] = field(default_factory=set)

    @property
    def last(self) -> _Group:
        return self.groups[-1]


@lru_cache(maxsize=4096)
def read_office_hours(text: str) -> str | None:
    """``周一至周五 上午9:00-12:00，下午13:30-17:00`` → ``Mo-Fr 09:00-12:00,13:30-17:00``.

    None when any part of ``text`` cannot be read for certain. Workdays (工作日) and hours outside
    of holidays (节假日除外) give ``PH off``, hours by appointment (预约) are ``unknown``.
    """
    if len(text) > _LONGEST_TEXT:
        return None
    tokens = read_words(text)
    if not tokens:
        return None
    reading = _Reading()
    for token in tokens:
        _take(reading, token)
    hours = _write(reading) if _settle(reading) else None
    return hours if hours and isinstance(parse_hours(hours), OpeningHours) else None


def _take(reading: _Reading, token: Token) -> None:
    reading.said.add(token.word)
    if token.word in (Word.DAYS, Word.WORKING_DAYS):
        _take_days(reading, token.days)
    elif token.word is Word.DAYS_OFF:
        reading.off |= token.days
    elif token.word is Word.SPAN:
        reading.last.spans.append((token.first, token.last))
    elif token.word in (Word.ALL_HOURS, Word.ALL_DAY):
        reading.last.spans.append((0, DAY_MINUTES))
    elif token.word is Word.BREAK:
        reading.breaks.append((token.first, token.last))
    elif token.word is Word.SEASON:
        _take_season(reading, token.selector)
    elif token.word is Word.EXTENDED:
        _open_group(reading).extended_to = token.first
    elif token.word is Word.ADDED:
        _open_group(reading).added = True
    elif token.word is Word.APPOINTMENT:
        if reading.last.days or reading.last.timed:
            reading.last.appointment = True
        else:
            reading.appointment_for_all = True


def _take_days(reading: _Reading, days: frozenset[int]) -> None:
    group = reading.last
    if group.days is None and not any(earlier.days for earlier in reading.groups):
        group.days = days  # before its times, or behind them: 9:00-17:00（周一至周五）
    elif group.timed:
        reading.groups.append(_Group(days=days, season=group.season))
    else:
        group.days = (group.days or frozenset()) | days


def _take_season(reading: _Reading, selector: str) -> None:
    if reading.last.timed:
        reading.groups.append(_Group(season=selector))
    else:
        reading.last.season = selector


def _open_group(reading: _Reading) -> _Group:
    if reading.last.timed:
        reading.groups.append(_Group(season=reading.last.season))
    return reading.last


def _settle(reading: _Reading) -> bool:
    """Fill in what is said once for all groups; False when it does not add up."""
    return (
        _settle_days(reading)
        and _settle_holidays(reading)
        and all(group.timed for group in reading.groups)
        and _settle_extensions(reading)
        and _cut_breaks(reading)
        and _is_consistent(reading)
    )


def _settle_days(reading: _Reading) -> bool:
    if not any(group.days for group in reading.groups):
        reading.groups[0].days = _days_not_named(reading)
    days: frozenset[int] | None = None
    for group in reading.groups:
        group.appointment |= reading.appointment_for_all
        days = group.days = group.days or days
    return days is not None


def _days_not_named(reading: _Reading) -> frozenset[int] | None:
    if reading.said & {Word.ALL_HOURS, Word.YEAR_ROUND}:
        return WEEK | {HOLIDAY}
    if reading.off - {HOLIDAY}:
        named, reading.off = reading.off, reading.off & {HOLIDAY}
        return WEEK - named
    return None


def _settle_holidays(reading: _Reading) -> bool:
    if Word.WORKING_DAYS in reading.said:
        reading.off |= {HOLIDAY}
    too = reading.said & {Word.YEAR_ROUND, Word.HOLIDAYS_TOO}
    if not too:
        return True
    whole = [group for group in reading.groups if group.days and group.days >= WEEK]
    if not whole and Word.YEAR_ROUND in too:
        return False
    for group in whole or reading.groups[:1]:
        group.days = (group.days or frozenset()) | {HOLIDAY}
    return HOLIDAY not in reading.off


def _settle_extensions(reading: _Reading) -> bool:
    for position, group in enumerate(reading.groups):
        if group.extended_to is None:
            continue
        base = _base_of(group, reading.groups[:position])
        if base is None or not base.spans or group.spans:
            return False
        start, end = base.spans[-1]
        if group.extended_to <= end:
            return False
        group.spans = [*base.spans[:-1], (start, group.extended_to)]
    return True


def _base_of(group: _Group, earlier: list[_Group]) -> _Group | None:
    """The hours that are extended: of the same days, else the last before (…周三，周四延时至…)."""
    same_season = [one for one in earlier if one.season == group.season]
    days = group.days or WEEK
    covering = [one for one in same_season if days <= (one.days or frozenset())]
    if covering:
        return covering[0]
    apart = same_season and not any(days & (one.days or WEEK) for one in same_season)
    return same_season[-1] if apart else None


def _cut_breaks(reading: _Reading) -> bool:
    for start, end in reading.breaks:
        holders = [group for group in reading.groups if _holds(group, start, end)]
        if not holders and not _is_between(reading, start, end):
            return False
        for group in holders:
            group.spans = [
                piece
                for first, last in group.spans
                for piece in ((first, min(last, start)), (max(first, end), last))
                if piece[0] < piece[1]
            ]
    return True


def _holds(group: _Group, start: int, end: int) -> bool:
    return any(first < start and end < last for first, last in group.spans)


def _is_between(reading: _Reading, start: int, end: int) -> bool:
    """Whether the times already leave the break out."""
    ends = {last for group in reading.groups for _, last in group.spans}
    starts = {first for group in reading.groups for first, _ in group.spans}
    return start in ends and end in starts


def _is_consistent(reading: _Reading) -> bool:
    for group in reading.groups:
        ordered = all(a[1] <= b[0] for a, b in zip(group.spans, group.spans[1:], strict=False))
        if not ordered or not group.days:
            return False
        round_the_clock = (0, DAY_MINUTES) in group.spans
        if round_the_clock and Word.ALL_DAY in reading.said and not group.days >= WEEK:
            return False
        if Word.THROUGH_NOON in reading.said and len(group.spans) > 1:
            return False
    reading.groups = _joined(reading.groups)
    plain = [group for group in reading.groups if not group.added and group.extended_to is None]
    return not any(
        one.season == other.season and (one.days or WEEK) & (other.days or WEEK)
        for position, one in enumerate(plain)
        for other in plain[position + 1 :]
    )


def _joined(groups: list[_Group]) -> list[_Group]:
    """Neighbouring groups of the same days and season as one: 周一至周五上午…；周一至周五下午…."""
    joined: list[_Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if (
            last
            and group.extended_to is None
            and replace(last, spans=[]) == replace(group, spans=[])
            and last.spans[-1][1] <= group.spans[0][0]
        ):
            last.spans += group.spans
        else:
            joined.append(group)
    return joined


def _write(reading: _Reading) -> str:
    covered = frozenset(day for group in reading.groups for day in group.days or ())
    written = ""
    for group in reading.groups:
        joint = ", " if group.added else "; "
        written += (joint if written else "") + _write_group(group)
    off = (reading.off & covered - {HOLIDAY}) | (reading.off & {HOLIDAY})
    return f"{written}; {_write_days(off)} off" if off else written


def _write_group(group: _Group) -> str:
    days = group.days or frozenset()
    if group.spans == [(0, DAY_MINUTES)] and days >= WEEK and not group.season:
        return "24/7" + (' unknown "预约"' if group.appointment else "")
    times = ",".join(f"{_clock(start)}-{_clock(end)}" for start, end in group.spans)
    parts = [group.season, _write_days(days), times, 'unknown "预约"' if group.appointment else ""]
    return " ".join(part for part in parts if part)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _write_days(days: frozenset[int]) -> str:
    runs: list[list[int]] = []
    for day in sorted(days - {HOLIDAY}):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    written = [
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"
        for run in runs
    ]
    return ",".join([*written, *(["PH"] if HOLIDAY in days else [])])
