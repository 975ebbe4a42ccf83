"""Cells that hold minutes, moments, hours of the day and weekdays. Called by ``shapes``.

A value that cannot be read is remarked and left out, never guessed.
"""

import re
from datetime import date, datetime, time

from zhihui.exchange.cell_text import normal_form
from zhihui.exchange.cells import Cells, Reader, read_date
from zhihui.exchange.faults import FaultKind
from zhihui.hours import OpeningHours, parse_hours, read_office_hours

LONGEST_MINUTES = 24 * 60
_FULL = frozenset({"约满", "已约满", "已满", "无号", "无余号", "full", "bookedup"})
_CLOCK = r"(?P<hour>\d{1,2})[::时点](?P<minute>\d{2})?分?(?::00(?:\.0+)?)?"
_MOMENT = re.compile(rf"(?P<day>\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?)?t?{_CLOCK}")
_HOUR = re.compile(r"(\d{1,2})(?:[:时点](?:00)?)?(?:[-~—–至到](\d{1,2})(?:[:时点](00|59)?)?)?")
_NUMBERS = re.compile(r"[1-7](?:-[1-7])?(?:[,、;][1-7](?:-[1-7])?)*")
_DAILY = frozenset({"每天", "每日", "天天", "daily", "everyday"})
_LAST_HOUR = 23


def minutes_from(low: int) -> Reader:
    """A reader of whole minutes from ``low`` to a day; None when nothing is said or readable."""

    def read(cells: Cells, field: str) -> int | None:
        value = cells.number(field, low, LONGEST_MINUTES)
        if value is not None and value % 1:
            cells.remark(FaultKind.NUMBER_UNREADABLE, field, cells.text(field))
            return None
        return None if value is None else int(value)

    return read


def read_moments(cells: Cells, field: str) -> tuple[datetime, ...] | None:
    """The moments of the field, in order; a bare clock is on the day of the moment before it.

    None when nothing is said, empty where the office says that all are taken (约满).
    """
    words = cells.words(field)
    if not words:
        return None
    found: set[datetime] = set()
    day: date | None = None
    for part in words:
        if normal_form(part) in _FULL:
            continue
        moment = _read_moment(part, day)
        if moment is None:
            cells.remark(FaultKind.MOMENT_UNREADABLE, field, part)
        else:
            found.add(moment)
            day = moment.date()
    is_said = found or all(normal_form(part) in _FULL for part in words)
    return tuple(sorted(found)) if is_said else None


def _read_moment(words: str, day: date | None) -> datetime | None:
    match = _MOMENT.fullmatch(normal_form(words))
    if match is None:
        return None
    on = read_date(match["day"]) if match["day"] else day
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if on is None or hour > _LAST_HOUR or minute >= 60:
        return None
    return datetime.combine(on, time(hour, minute))


def read_hour(cells: Cells, field: str) -> int | None:
    """The hour of the day, 0 … 23, also as ``9:00`` or ``9:00-10:00``; None (remarked) else."""
    words = cells.text(field)
    if not words:
        return None
    match = _HOUR.fullmatch(normal_form(words))
    hour = int(match[1]) if match else LONGEST_MINUTES
    if match and match[2]:
        end = int(match[2]) if match[3] != "59" else int(match[2]) + 1
        hour = hour if end == hour + 1 else LONGEST_MINUTES
    if hour > _LAST_HOUR:
        cells.remark(FaultKind.HOUR_UNREADABLE, field, words)
        return None
    return hour


def read_weekdays(cells: Cells, field: str) -> tuple[int, ...] | None:
    """Weekdays, 0 Monday, from 周一至周五, Mo-Fr or 1-5 (1 Monday); empty for every day.

    None when they cannot be read, which is remarked.
    """
    words = cells.text(field)
    plain = normal_form(words)
    if not plain or plain in _DAILY:
        return ()
    weekdays = _numbered(plain) if _NUMBERS.fullmatch(plain) else _named(words)
    if weekdays is None:
        cells.remark(FaultKind.WEEKDAYS_UNREADABLE, field, words)
        return None
    return tuple(sorted(weekdays))


def _numbered(plain: str) -> frozenset[int] | None:
    found: set[int] = set()
    for part in re.split("[,、;]", plain):
        first, _, last = part.partition("-")
        if last and last < first:
            return None
        found.update(range(int(first) - 1, int(last or first)))
    return frozenset(found)


def _named(words: str) -> frozenset[int] | None:
    for written in (f"{words} 09:00-10:00", read_office_hours(f"{words} 09:00-10:00") or ""):
        hours = parse_hours(written)
        if isinstance(hours, OpeningHours) and hours.rules[0].weekdays:
            return hours.rules[0].weekdays if not hours.rules[0].selector else None
    return None
