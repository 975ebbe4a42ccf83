"""Which opening hours can be read, and what is said of those that cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhihui.hours import HoursFault, HoursFaultKind, OpeningHours, parse_hours


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "Mo-Fr 9:00-12:00,13:30-17:00",
        "Mo-Fr 09:00-17:00; Sa[1,3] 09:00-12:00; PH off",
        "Mo,We 09:00-10:00, Fr 10:00-11:00",
        "Apr 01-Sep 30 Mo-Fr 08:30-12:00; Oct 01-Mar 31 Mo-Fr 09:00-12:00",
        '2026 Oct 01-2026 Oct 07 unknown "值班"',
        'Mo-Fr 09:00-17:00 "A, B; C" || "预约"',
        "week01-20 Mo 09:00-10:00",
        "Fr 22:00-02:00",
        "Sa-Mo 09:00-10:00",
        "PH,Mo-Fr 09:00-10:00",
        "off",
    ],
)
def test_hours_that_can_be_read(text: str) -> None:
    hours = parse_hours(text)
    assert isinstance(hours, OpeningHours)
    assert hours.text == text
    assert parse_hours(text) is hours


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("", HoursFaultKind.EMPTY, ""),
        ("  ", HoursFaultKind.EMPTY, "  "),
        ("周一到周五", HoursFaultKind.SYNTAX, "周一到周五"),
        ("Mo-Fr 9:00—12:00", HoursFaultKind.SYNTAX, "—12:00"),
        ("Mo-Fr 09:00-sunset", HoursFaultKind.UNSUPPORTED, "sunset"),
        ("SH off", HoursFaultKind.UNSUPPORTED, "SH"),
        ("Mo 17:00+", HoursFaultKind.UNSUPPORTED, "17:00+"),
        ("easter off", HoursFaultKind.UNSUPPORTED, "easter"),
        ("PH -1 day off", HoursFaultKind.UNSUPPORTED, "PH -"),
    ],
)
def test_what_is_wrong_is_named(text: str, kind: HoursFaultKind, value: str) -> None:
    fault = parse_hours(text)
    assert isinstance(fault, HoursFault)
    assert (fault.kind, fault.value) == (kind, value)
    assert fault.expected


def test_words_in_comments_are_not_taken_for_rules() -> None:
    hours = parse_hours('Mo 09:00-10:00 "SH off, sunrise; easter"')
    assert isinstance(hours, OpeningHours)
    assert [rule.comment for rule in hours.rules] == ["SH off, sunrise; easter"]


@given(st.text(max_size=30) | st.text('MoTuWeFrSaPH0123456789:-,; /[]off"', max_size=30))
def test_any_text_gives_hours_or_a_fault(text: str) -> None:
    found = parse_hours(text)
    if isinstance(found, HoursFault):
        assert 0 <= found.position <= max(len(text), len(str(found.value)) + 200)
    else:
        assert found.rules
