"""Whose hours and last admission hold for an Offer: the narrowest; the place's dates on top.

Called by whoever asks whether something can be done at a place. Returns OSM text, so that one
parsed text serves all days.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import opening_hours as osm

from zhihui.district import Counter, DatedHours, Offer, Place

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def resolve_hours(
    place: Place,
    counter: Counter | None = None,
    offer: Offer | None = None,
    day: date | None = None,
) -> str:
    """The hours of the offer, else of the counter, else of the place, in OSM syntax.

    The dated hours of the place follow as rules for their dates, so the text is right for every
    day. ``day`` leaves out those that ended before it, which changes nothing from that day on.
    Empty when the hours are not known. Dated hours that cannot be read are left out together
    with their dates' ordinary hours: those dates are ``unknown``.
    """
    narrow = (offer.hours if offer else "") or (counter.hours if counter else "") or place.hours
    dated = [
        rule
        for dates in place.dated_hours
        if day is None or dates.last >= day
        for rule in _dated_rules(dates)
    ]
    if not narrow:
        if not dated:
            return ""
        narrow = "unknown"
    return "; ".join([narrow, *dated])


def resolve_last_admission(
    place: Place, counter: Counter | None = None, offer: Offer | None = None
) -> int | None:
    """How many minutes before closing the last person is let in; the narrowest says it.

    0 up to closing. None when nobody says it.
    """
    for said in (offer, counter, place):
        if said is not None and said.last_admission_minutes is not None:
            return said.last_admission_minutes
    return None


def _dated_rules(dates: DatedHours) -> Iterable[str]:
    return _write_rules(dates.first, dates.last, dates.hours)


@lru_cache(maxsize=1024)
def _write_rules(first: date, last: date, written: str) -> tuple[str, ...]:
    period = f"{_osm_date(first)}-{_osm_date(last)}"
    hours = written.strip()
    if hours in ("off", "closed"):
        return (f"{period} off",)
    rules = [f"{period} {rule.strip()}" for rule in hours.split(";") if rule.strip()]
    if not rules or not all(osm.validate(rule) for rule in rules):
        return (f'{period} unknown "{_comment(written)}"',)
    return (f"{period} off", *rules)


def _osm_date(day: date) -> str:
    return f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}"


def _comment(written: str) -> str:
    return written.replace('"', "'") or "-"
