"""Reasons and enum values in words, from the language catalogues of the package.

Used by ``json_form`` and by every face, so that all say the same. A catalogue is a JSON file
``catalogues/LANGUAGE.json`` with ``reasons`` (ReasonKind value → template with ``{values}``),
``labels`` (``group.value`` → words), ``plan`` (the words of a plan), ``dates``; beyond Chinese and
English also ``pages`` and ``terminal`` (those of the faces), ``refusals`` (by the part of a
question that is wrong) and ``travel`` (estimated, by_class, along_streets: with ``{mode}`` and
``{kmh}``).
Every file in that folder is a language; what it lacks is worded in Chinese.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from importlib import resources
from string import Formatter
from typing import Any

from zhihui.district import Reason, ReasonKind, TimeLimit, in_language
from zhihui.streets.modes import Assumptions
from zhihui.trips.question import QuestionError

DEFAULT = "zh"
_ENDING = ".json"


def _list_languages() -> tuple[str, ...]:
    names = (file.name for file in (resources.files("zhihui.answers") / "catalogues").iterdir())
    tags = sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
    return DEFAULT, *(tag for tag in tags if tag != DEFAULT)


LANGUAGES = _list_languages()
"""Chinese, then every other language that has a catalogue."""
_UNSAID = "…"

REASON_VALUES: Mapping[ReasonKind, tuple[str, ...]] = {
    ReasonKind.VISIT_NOT_NEEDED: ("visits",),
    ReasonKind.VISIT_NEEDED: ("visits",),
    ReasonKind.OPEN_UNTIL: ("until",),
    ReasonKind.OPENS_NEXT: ("at",),
    ReasonKind.CLOSED_HOLIDAY: ("date", "holiday", "holiday_en"),
    ReasonKind.OPEN_MAKEUP_WORKDAY: ("date",),
    ReasonKind.CALENDAR_NOT_PUBLISHED: ("year",),
    ReasonKind.HOLIDAY_HOURS_UNKNOWN: ("date", "holiday", "holiday_en"),
    ReasonKind.MAKEUP_HOURS_UNKNOWN: ("date",),
    ReasonKind.OPEN_DEPENDS: ("comment",),
    ReasonKind.HOURS_UNREADABLE: ("original",),
    ReasonKind.NOT_OPEN_WITHIN_HORIZON: ("days",),
    ReasonKind.ADDRESS_ONLY: ("address",),
    ReasonKind.NOT_OFFERED_HERE: ("means",),
    ReasonKind.MATCHED_NAME: ("words",),
    ReasonKind.MATCHED_ALIAS: ("words",),
    ReasonKind.MATCHED_EVERYDAY_WORD: ("say", "means"),
    ReasonKind.MATCHED_PINYIN: ("pinyin",),
    ReasonKind.MATCHED_INITIALS: ("initials",),
    ReasonKind.MATCHED_TYPO: ("words",),
    ReasonKind.MATCHED_TEXT: ("words",),
    ReasonKind.MATCHED_MEANING: ("similarity",),
    ReasonKind.CLOSED_ALL_DAYS: ("days",),
    ReasonKind.PLACE_UNREACHABLE: ("place", "place_en", "distance_m"),
    ReasonKind.TOO_FAR: ("place", "place_en", "minutes"),
    ReasonKind.SLOTS_GONE: ("days",),
    ReasonKind.RESULT_NOT_READY: ("item", "item_en", "days"),
    ReasonKind.COLLECT_NOT_READY: ("days",),
    ReasonKind.BACK_BY_TOO_EARLY: ("back_by",),
    ReasonKind.NOT_WITH_THE_OTHERS: ("days",),
    ReasonKind.HANDLING_TOO_LONG: ("minutes",),
    ReasonKind.NO_STEP_FREE_PLACE: ("steps", "unknown"),
    ReasonKind.QUEUE_ASSUMED: ("minutes",),
    ReasonKind.HANDLING_ASSUMED: ("minutes",),
    ReasonKind.WAIT_ASSUMED: ("days", "item", "item_en"),
    ReasonKind.RESULT_TO_HAND: ("item", "item_en", "date"),
    ReasonKind.COLLECT_ASSUMED: ("minutes",),
    ReasonKind.PLACES_LEFT_OUT: ("count",),
    ReasonKind.SUGGEST_START_EARLIER: ("minutes", "at"),
    ReasonKind.SUGGEST_START_ON: ("date",),
    ReasonKind.SUGGEST_MORE_DAYS: ("days",),
    ReasonKind.SUGGEST_BACK_LATER: ("minutes", "back_by"),
    ReasonKind.SUGGEST_BACK_ON: ("back_by",),
    ReasonKind.SUGGEST_ONLINE: ("item", "item_en"),
    ReasonKind.SUGGEST_AGENT: ("item", "item_en"),
    ReasonKind.SUGGEST_VISIT: ("item", "item_en"),
    ReasonKind.SUGGEST_NOT_COLLECT: ("item", "item_en"),
    ReasonKind.SUGGEST_HAVE_PAPER: ("paper", "paper_en", "item", "item_en"),
    ReasonKind.SUGGEST_FEWER: ("item", "item_en", "count"),
    ReasonKind.SUGGEST_MODE: ("mode",),
}
"""The values that a Reason carries, by kind; kinds left out carry none."""


_SPANS = (ReasonKind.SUGGEST_START_EARLIER, ReasonKind.SUGGEST_BACK_LATER)
"""Kinds whose minutes may be hours, and are said as such."""


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return _UNSAID


class _Plurals(Formatter):
    """Also reads ``{count:paper|papers}``: the first for one, the second for any other count."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, other = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else other


_PLURALS = _Plurals()


def fill(template: str, values: Mapping[str, Any]) -> str:
    """A wording with its ``{values}`` and plurals. Raises KeyError for a value not given.

    A placeholder ``{count:one|other}`` says ``one`` when the count is 1, else ``other``; both may
    hold placeholders themselves.
    """
    if "|" in template:
        return _PLURALS.vformat(template, (), values)
    return template.format_map(values)


def word_reason(reason: Reason, language: str, *, today: date | None = None) -> str:
    """The sentence for a Reason. With ``today``, times on that day are said without a date."""
    template = _say("reasons", reason.kind.value, language)
    values = {name: _word_value(name, value, language, today) for name, value in _sorted(reason)}
    minutes = reason.values.get("minutes")
    if reason.kind in _SPANS and isinstance(minutes, int):
        values["minutes"] = word_minutes(minutes, language)
    return fill(template, _Values(values))


def label(value: Enum | str, language: str, *, group: str = "") -> str:
    """The words for an enum value, e.g. ``label(Channel.POST, "en")``.

    ``group`` words it as another group of labels (``go`` and ``open`` are worded like Facts).
    Raises KeyError when there is no such label.
    """
    key = value if isinstance(value, str) else f"{group or _snake(value)}.{value.value}"
    return _say("labels", key, language)


def say_plan(key: str, language: str, **values: object) -> str:
    """The words of a plan under ``key`` of the catalogue's ``plan``. Raises KeyError."""
    return fill(_say("plan", key, language), values)


def word_minutes(minutes: int, language: str) -> str:
    """A time span: 1 小时 5 分钟, 1 h 5 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say_plan("only_minutes", language, minutes=rest)
    return say_plan("hours_minutes" if rest else "only_hours", language, hours=hours, minutes=rest)


def word_time_limit(limit: TimeLimit, language: str) -> str:
    """A time limit in words; as written where it could not be read; empty when not known."""
    if limit.days is None:
        return limit.original
    if limit.days == 0:
        return label("time.on_the_spot", language)
    unit = label(f"time_unit.{limit.unit.value}", language)
    return f"{limit.days} {fill(unit, {'count': limit.days})}"


def word_moment(moment: datetime, language: str, today: date | None = None) -> str:
    """A moment in words: ``10月8日（周四）09:00``, ``Thu 8 Oct 09:00``, or the time if today."""
    clock = f"{moment:%H:%M}"
    day = moment.date()
    if today == day:
        return clock
    year_apart = today is not None and today.year != day.year
    words = word_day(day, language, with_year=year_apart)
    return _say("dates", "moment", language).format(day=words, clock=clock)


def word_day(day: date, language: str, *, with_year: bool = False) -> str:
    """A day in words: ``10月8日（周四）``, ``Thu 8 Oct``."""
    return _say("dates", "day_of_year" if with_year else "day", language).format(
        weekday=_say("dates", "weekdays", language).split()[day.weekday()],
        month=_say("dates", "months", language).split()[day.month - 1],
        day=day.day,
        year=day.year,
    )


def word_refusal(error: QuestionError, language: str) -> str:
    """Why a question cannot be planned; beyond Chinese and English, which part of it is wrong."""
    own = _catalogue(language).get("refusals", {}).get(error.part)
    return str(own) if own else error.in_language(language if language == "en" else DEFAULT)


def word_travel(travel: Assumptions, language: str) -> str:
    """What travel times take for granted; beyond Chinese and English, how one goes and how fast."""
    own = _catalogue(language).get("travel", {}).get(_way_of(travel))
    if own is None:
        return in_language(travel.wording, language)
    kmh = travel.moving_kmh or travel.walking_kmh
    return str(own).format(mode=label(travel.mode, language), kmh=f"{kmh:g}")


def word_face(face: str, language: str) -> dict[str, str]:
    """The words of ``pages`` or ``terminal``, of a language whose catalogue here has them."""
    return dict(_catalogue(language).get(face, {}))


def _word_value(name: str, value: str | int | float, language: str, today: date | None) -> str:
    if name in ("until", "at") or (name == "back_by" and "T" in str(value)):
        return word_moment(datetime.fromisoformat(str(value)), language, today)
    if name == "date":
        return word_day(date.fromisoformat(str(value)), language)
    if name == "mode":
        return label(f"mode.{value}", language)
    return str(value)


def _sorted(reason: Reason) -> list[tuple[str, str | int | float]]:
    return sorted(reason.values.items())


def _snake(value: Enum) -> str:
    words = "".join(f"_{c.lower()}" if c.isupper() else c for c in type(value).__name__)
    return words.lstrip("_")


def _way_of(travel: Assumptions) -> str:
    if travel.is_estimate:
        return "estimated"
    return "by_class" if travel.moving_kmh is None else "along_streets"


def _say(section: str, key: str, language: str) -> str:
    """The wording of ``key``, the Chinese one where the language lacks it."""
    own = _catalogue(language).get(section, {})
    return str(own[key] if key in own else _catalogue(DEFAULT)[section][key])


@lru_cache(maxsize=32)
def _catalogue(language: str) -> dict[str, dict[str, Any]]:
    chosen = language if language in LANGUAGES else DEFAULT
    file = resources.files("zhihui.answers") / "catalogues" / f"{chosen}.json"
    catalogue: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return catalogue
