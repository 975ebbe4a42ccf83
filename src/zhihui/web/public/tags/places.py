"""The tags of places: when one opens said as people say it, phone links, walking times.

Called by the templates that show places.
"""

import re
from datetime import date, datetime, time, timedelta

from zhihui.answers import Intervals, PlaceAnswer, label, word_day, word_moment
from zhihui.streets import Mode
from zhihui.web import wording
from zhihui.web.public.tags import Tags

tags = Tags()
_DIALLED = re.compile(r"\+?[0-9][0-9() -]{1,24}[0-9]")


@tags.worded
def soon(language: str, value: datetime, at: datetime) -> str:
    """A moment near ``at``: the time today, “tomorrow” with the time, else the day too."""
    language = language
    if value.date() == at.date() + timedelta(days=1):
        return wording.say("place.tomorrow", language, {"time": f"{value:%H:%M}"})
    return word_moment(value, language, at.date())


@tags.worded
def day_of_week(language: str, value: date, today: date) -> str:
    """A day without its year, but where the year is another."""
    return word_day(value, language, with_year=value.year != today.year)


@tags.worded
def mode_words(language: str, mode: Mode) -> str:
    """The words for a way of moving."""
    return label(mode, language)


@tags.worded
def open_words(language: str, given: PlaceAnswer) -> str:
    """One sentence: open until when and then when again today, or when it opens."""
    state, at = given.state, given.at
    if state.until is not None:
        until = soon(language, state.until, at)
        words = wording.say("place.open_until", language, {"until": until})
        later = later_today(given)
        return words + (
            wording.say("place.open_then", language, {"times": clock_words(later)}) if later else ""
        )
    if state.fact.value == "yes":
        return wording.say("place.open_always", language)
    if state.fact.value == "unknown":
        return wording.say("place.open_unknown", language)
    if state.opens_next is None:
        return wording.say("place.shut_long", language)
    opens = soon(language, state.opens_next, at)
    return wording.say("place.shut_opens", language, {"at": opens})


def later_today(given: PlaceAnswer) -> Intervals:
    """The times at which an open place opens again on the same day."""
    until = given.state.until
    if until is None or until.date() != given.at.date() or not given.today:
        return ()
    return tuple(span for span in given.today if span[0] >= until.time())


def clock_words(intervals: Intervals) -> str:
    """Opening times, each unbroken; a day's end is 24:00."""
    return ", ".join(
        f"{start:%H:%M}\u2060–\u2060{'24:00' if end == time() else f'{end:%H:%M}'}"
        for start, end in intervals
    )


@tags.filter
def last_entry(given: PlaceAnswer) -> str:
    """Until when one must be there today, where last admission is known and still to come."""
    minutes = given.last_admission_minutes
    if not minutes or not given.today:
        return ""
    ends = [_minute(end) or 24 * 60 for _, end in given.today]
    last = max(ends) - minutes
    now = given.at.hour * 60 + given.at.minute
    return f"{last // 60:02}:{last % 60:02}" if last > now else ""


@tags.filter
def dialled(phone: str) -> str:
    """The ``tel:`` address of a phone number as written; empty when it has none to dial."""
    found = _DIALLED.search(phone)
    return "tel:" + re.sub(r"[^0-9+]", "", found.group()) if found else ""


@tags.filter
def unbroken(phone: str) -> str:
    """A phone number that stays on one line where it can."""
    return phone.replace("-", "\u2060-\u2060")


@tags.filter
def whole_minutes(seconds: float) -> int:
    """Minutes, rounded up: one minute at least."""
    return max(1, -int(-seconds // 60))


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
