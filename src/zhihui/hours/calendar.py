"""The working calendar of mainland China: holidays, rest days and make-up workdays (调休).

Every question about a day goes through it: opening hours here, time limits in working days
later. The days come from the package ``chinesecalendar``, which carries the yearly notices of
the State Council; a year that it does not know is unknown until the caller names its days, and
is never guessed from the weekday.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import chinese_calendar
from chinese_calendar import constants

from zhihui.district import CalendarDay, DayKind, Fact, Text, text

SATURDAY = 5
MONDAY = 0


_NO_DAYS: Mapping[date, DayKind] = MappingProxyType({})
_NO_NAMES: Mapping[date, Text] = MappingProxyType({})
_NO_SWAPS: Mapping[date, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorkingCalendar:
    """A working calendar. Compared and hashed by identity, so keep one and pass it around."""

    country: str
    known_years: frozenset[int]
    """Years whose notice is known as a whole."""
    exceptions: Mapping[date, DayKind]
    """Days that are not what their weekday says."""
    names: Mapping[date, Text] = field(default_factory=dict)
    """Holiday names by day, of holidays and of the make-up workdays that belong to them."""
    compensated: Mapping[date, date] = field(default_factory=dict)
    """Make-up workday → the day off that it makes up for, where that can be derived."""

    def kind(self, day: date) -> DayKind:
        """What ``day`` is; UNKNOWN in a year without a published notice."""
        named = self.exceptions.get(day)
        if named is not None:
            return named
        if day.year not in self.known_years:
            return DayKind.UNKNOWN
        return DayKind.WORKDAY if day.weekday() < SATURDAY else DayKind.REST_DAY

    def is_workday(self, day: date) -> Fact:
        """Whether people work on ``day``, make-up workdays included."""
        kind = self.kind(day)
        if kind is DayKind.UNKNOWN:
            return Fact.UNKNOWN
        return Fact.YES if kind in (DayKind.WORKDAY, DayKind.MAKEUP_WORKDAY) else Fact.NO

    def holiday_name(self, day: date) -> Text:
        """The name of the holiday that ``day`` belongs to; empty when it has none."""
        return self.names.get(day, {})

    def stands_for(self, day: date) -> int:
        """The weekday (0 Monday) whose hours hold on ``day``.

        A make-up workday stands for the weekday of the day off that it makes up for, else for
        Monday; every other day stands for itself.
        """
        if self.kind(day) is not DayKind.MAKEUP_WORKDAY:
            return day.weekday()
        swapped = self.compensated.get(day)
        return swapped.weekday() if swapped is not None else MONDAY


def china_calendar(
    extra: Mapping[date, DayKind] = _NO_DAYS,
    *,
    names: Mapping[date, Text] = _NO_NAMES,
    compensated: Mapping[date, date] = _NO_SWAPS,
) -> WorkingCalendar:
    """The calendar of mainland China, with the days of ``extra`` added or put right.

    Naming a day of a year that the package does not know says that the notice of that year is
    complete in ``extra``: its other days are then what their weekday says. ``names`` and
    ``compensated`` do for those days what the fields of the calendar of that name do. Without
    arguments it is always the same object.
    """
    known = _published_calendar()
    if not (extra or names or compensated):
        return known
    return WorkingCalendar(
        country=known.country,
        known_years=known.known_years | {day.year for day in extra},
        exceptions={**known.exceptions, **extra},
        names={**known.names, **names},
        compensated={**known.compensated, **compensated},
    )


def create_working_calendar(days: Iterable[CalendarDay]) -> WorkingCalendar:
    """The calendar of mainland China with the days of a district's own table.

    They go before what is published. A workday on a weekend is a make-up workday, a rest day on
    any other day a holiday, whatever the table calls them: weekly hours would mislead on both.
    """
    days = tuple(days)
    return china_calendar(
        {each.day: _effective(each) for each in days},
        names={each.day: each.name for each in days if each.name},
        compensated={each.day: each.instead_of for each in days if each.instead_of is not None},
    )


def _effective(each: CalendarDay) -> DayKind:
    is_weekend = each.day.weekday() >= SATURDAY
    if each.kind is DayKind.WORKDAY and is_weekend:
        return DayKind.MAKEUP_WORKDAY
    if each.kind is DayKind.REST_DAY and not is_weekend:
        return DayKind.HOLIDAY
    return each.kind


@lru_cache(maxsize=1)
def _published_calendar() -> WorkingCalendar:
    exceptions: dict[date, DayKind] = dict.fromkeys(constants.holidays, DayKind.HOLIDAY)
    exceptions |= dict.fromkeys(constants.workdays, DayKind.MAKEUP_WORKDAY)
    years = {day.year for day in exceptions}
    return WorkingCalendar(
        country="CN",
        known_years=frozenset(year for year in years if _is_published(year)),
        exceptions=exceptions,
        names={
            day: _bilingual(english)
            for table in (constants.holidays, constants.workdays)
            for day, english in table.items()
        },
        compensated=_pair_swapped_days(),
    )


def _is_published(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _bilingual(english: str) -> Text:
    return text(zh=constants.Holiday(english).chinese, en=english)


def _pair_swapped_days() -> dict[date, date]:
    """Make-up workdays paired, in date order, with the weekdays off in lieu of a holiday.

    Notices name both lists without pairing them; where their lengths differ nothing is paired.
    """
    worked: dict[tuple[int, str], list[date]] = defaultdict(list)
    rested: dict[tuple[int, str], list[date]] = defaultdict(list)
    for day, holiday in constants.workdays.items():
        worked[day.year, holiday].append(day)
    for day, holiday in constants.in_lieu_days.items():
        if day.weekday() < SATURDAY:
            rested[day.year, holiday].append(day)
    pairs: dict[date, date] = {}
    for holiday_of_year, days in worked.items():
        off = rested[holiday_of_year]
        if len(off) == len(days):
            pairs.update(zip(sorted(days), sorted(off), strict=True))
    return pairs
