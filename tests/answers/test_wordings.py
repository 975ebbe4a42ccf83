"""The two catalogues say every Reason, fill every field, and label every enum value."""

import json
import string
from datetime import date, datetime
from enum import Enum
from importlib import resources

import pytest

from zhihui.answers import LANGUAGES, label, word_moment, word_reason, word_time_limit
from zhihui.answers.wordings import REASON_VALUES, fill
from zhihui.district import (
    Action,
    Channel,
    Fact,
    MaterialForm,
    Necessity,
    PlaceKind,
    Reason,
    ReasonKind,
    TimeLimit,
    TimeUnit,
)

SAMPLES: dict[str, str | int | float] = {
    "mode": "walk",
    "until": "2026-02-14T12:00",
    "at": "2026-10-08T09:00",
    "date": "2026-10-05",
    "year": 2099,
    "days": 60,
    "visits": 1,
    "similarity": 0.9,
}
LABELLED: tuple[type[Enum], ...] = (Channel, Action, PlaceKind, MaterialForm, Necessity, Fact)


def catalogue(language: str) -> dict[str, dict[str, str]]:
    file = resources.files("zhihui.answers") / "catalogues" / f"{language}.json"
    read: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_words_exactly_the_reasons_there_are(language: str) -> None:
    assert set(catalogue(language)["reasons"]) == {kind.value for kind in ReasonKind}


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_use_only_values_that_a_reason_carries(language: str) -> None:
    for kind in ReasonKind:
        template = catalogue(language)["reasons"][kind.value]
        fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        assert fields <= set(REASON_VALUES.get(kind, ())), kind


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_field_of_a_template_is_filled(language: str, kind: ReasonKind) -> None:
    values = {name: SAMPLES.get(name, f"<{name}>") for name in REASON_VALUES.get(kind, ())}
    words = word_reason(Reason(kind=kind, values=values), language)
    assert words
    assert not set("{}…") & set(words)


def test_both_catalogues_have_the_same_labels() -> None:
    assert set(catalogue("zh")["labels"]) == set(catalogue("en")["labels"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_enum_value_that_is_shown_has_a_label(language: str) -> None:
    for kind in LABELLED:
        assert all(label(value, language) for value in kind)
    for group in ("go", "open"):
        assert all(label(fact, language, group=group) for fact in Fact)
    for unit in TimeUnit:
        assert word_time_limit(TimeLimit(days=3, unit=unit), language).startswith("3 ")


def test_a_missing_value_does_not_break_the_sentence() -> None:
    assert word_reason(Reason(kind=ReasonKind.OPEN_UNTIL), "zh") == "正在办公，到…。"


def test_braces_in_values_are_words() -> None:
    reason = Reason(kind=ReasonKind.OPEN_DEPENDS, values={"comment": "{x} {0}"})
    assert word_reason(reason, "en") == "Whether it is open depends: {x} {0}."


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 paper to bring"), (0, "0 papers to bring"), ("2", "2 papers to bring")],
)
def test_one_and_many_are_said_apart(count: object, said: str) -> None:
    assert fill("{count} {count:paper|papers} to bring", {"count": count}) == said


def test_a_plural_may_hold_the_count_and_values_stay_words() -> None:
    template = "Come {visits:once|{visits} times}, says {by}."
    assert fill(template, {"visits": 1, "by": "{a|b}"}) == "Come once, says {a|b}."
    assert fill(template, {"visits": 3, "by": "x"}) == "Come 3 times, says x."
    visits = Reason(kind=ReasonKind.VISIT_NEEDED, values={"visits": 1})
    assert word_reason(visits, "en") == "You need to go in person, once at most."


def test_moments_are_short_today_and_dated_otherwise() -> None:
    moment = datetime.fromisoformat("2026-10-08T09:00")
    assert word_moment(moment, "zh", date(2026, 10, 8)) == "09:00"
    assert word_moment(moment, "zh", date(2026, 10, 5)) == "10月8日（周四）09:00"
    assert word_moment(moment, "en", date(2026, 10, 5)) == "Thu 8 Oct 09:00"
    assert word_moment(moment, "zh", date(2025, 12, 31)) == "2026年10月8日（周四）09:00"


def test_time_limits() -> None:
    working = TimeLimit(days=20, unit=TimeUnit.WORKING_DAY, original="20个工作日")
    assert word_time_limit(working, "zh") == "20 个工作日"
    assert word_time_limit(TimeLimit(days=0), "en") == "on the spot"
    assert word_time_limit(TimeLimit(original="视情况"), "en") == "视情况"
    assert word_time_limit(TimeLimit(), "en") == ""


def test_both_catalogues_word_the_same_parts_of_a_plan_with_the_same_values() -> None:
    zh, en = catalogue("zh")["plan"], catalogue("en")["plan"]
    assert set(zh) == set(en)
    for key, template in zh.items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(one) if name}
            for one in (template, en[key])
        ]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize(
    ("minutes", "said"), [(35, "Leave 35 min earlier"), (358, "Leave 5 h 58 min earlier")]
)
def test_a_long_time_earlier_is_said_in_hours(minutes: int, said: str) -> None:
    values: dict[str, str | int | float] = {"minutes": minutes, "at": "2026-10-08T09:00"}
    reason = Reason(kind=ReasonKind.SUGGEST_START_EARLIER, values=values)
    assert word_reason(reason, "en").startswith(said)


def test_one_day_is_no_days() -> None:
    for unit, one, two in (("W", "1 working day", "2 working days"), ("N", "1 day", "2 days")):
        said = [
            word_time_limit(TimeLimit(days=days, unit=TimeUnit(unit), original=""), "en")
            for days in (1, 2)
        ]
        assert said == [one, two]
    closed = Reason(kind=ReasonKind.CLOSED_ALL_DAYS, values={"days": 1})
    assert "within 1 day." in word_reason(closed, "en")
