"""Last admission, appointment slots and tables of waits as cities write them."""

from datetime import datetime

import pytest

from tests.exchange.conftest import Load
from zhihui.district import QueueHour
from zhihui.exchange import FaultKind, Import, Remark

BASE = """
items: [{file: items.csv, fields: {code: code, name: name}}]
places: [{file: places.json, fields: {id: id, name: name, last_admission_minutes: last,
  counters: counters}}]
"""
OFFERS = """
offers: [{file: offers.csv, delimiter: ";", fields: {item: item, place: place,
  last_admission_minutes: last, slot_minutes: every, slots: slots}}]
"""
QUEUES = """
queues: [{file: waits.csv, delimiter: ";", fields: {place: place, counter: counter,
  weekdays: days, hour: hour, minutes: minutes, error_minutes: error}}]
"""
FILES = {
    "items_csv": "code,name\nA,甲\nB,乙\nC,丙\nD,丁\n",
    "places_json": '[{"id": "P1", "name": "大厅", "last": "30分钟", "counters": '
    '[{"id": "C1", "name": "1号窗口", "last_admission_minutes": 10}, {"name": "2号窗口"}]},'
    '{"id": "P2", "name": "站", "last": ""}]',
}


def doubts(found: Import) -> list[Remark]:
    """Remarks but those on the short codes."""
    return [one for one in found.remarks if one.kind is not FaultKind.CODE_NOT_STANDARD]


def moment(clock: str, day: int = 25) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T{clock}")


def test_last_admission_of_places_and_counters(load: Load) -> None:
    hall, station = load(BASE, **FILES).records.places
    assert (hall.last_admission_minutes, station.last_admission_minutes) == (30, None)
    assert [counter.last_admission_minutes for counter in hall.counters] == [10, None]


def test_slots_of_offers(load: Load) -> None:
    rows = [
        "A;P1;0;30;",
        "B;P1;;;2026-11-25 09:30、2026/11/25 9:00、10:15",
        "C;P1;;;约满",
        'D;P1;;;"2026-11-26T14:00:00,2026年11月25日 8时30分"',
    ]
    content = "item;place;last;every;slots\n" + "\n".join(rows)
    found = load(BASE + OFFERS, **FILES, offers_csv=content)
    assert doubts(found) == []
    a, b, c, d = found.records.offers
    assert (a.last_admission_minutes, a.slot_minutes, a.slots) == (0, 30, None)
    assert b.slots == (moment("09:00"), moment("09:30"), moment("10:15"))
    assert c.slots == ()
    assert d.slots == (moment("08:30"), moment("14:00", 26))


@pytest.mark.parametrize(
    ("row", "kind", "value"),
    [
        ("A;P1;soon;;", FaultKind.NUMBER_UNREADABLE, "soon"),
        ("A;P1;-5;;", FaultKind.NUMBER_UNREADABLE, "-5"),
        ("A;P1;;0;", FaultKind.NUMBER_UNREADABLE, "0"),
        ("A;P1;;1441;", FaultKind.NUMBER_UNREADABLE, "1441"),
        ("A;P1;;7.5;", FaultKind.NUMBER_UNREADABLE, "7.5"),
        ("A;P1;;;09:30", FaultKind.MOMENT_UNREADABLE, "09:30"),
        ("A;P1;;;2026-11-25", FaultKind.MOMENT_UNREADABLE, "2026-11-25"),
        ("A;P1;;;2026-11-31 09:00", FaultKind.MOMENT_UNREADABLE, "2026-11-31 09:00"),
        ("A;P1;;;2026-11-25 24:00", FaultKind.MOMENT_UNREADABLE, "2026-11-25 24:00"),
        ("A;P1;;;2026-11-25T09:00+08:00", FaultKind.MOMENT_UNREADABLE, "2026-11-25T09:00+08:00"),
    ],
)
def test_values_that_cannot_be_read_stay_unknown(
    load: Load, row: str, kind: FaultKind, value: str
) -> None:
    found = load(BASE + OFFERS, **FILES, offers_csv=f"item;place;last;every;slots\n{row}\n")
    (remark,) = doubts(found)
    assert (remark.kind, remark.value) == (kind, value)
    (offer,) = found.records.offers
    assert (offer.last_admission_minutes, offer.slot_minutes, offer.slots) == (None,) * 3


def test_a_moment_that_cannot_be_read_leaves_the_others(load: Load) -> None:
    rows = "item;place;last;every;slots\nA;P1;;;2026-11-25 09:30、下午、10:00\n"
    found = load(BASE + OFFERS, **FILES, offers_csv=rows)
    assert found.records.offers[0].slots == (moment("09:30"), moment("10:00"))
    assert [remark.value for remark in doubts(found)] == ["下午"]


def test_waits_by_the_hour(load: Load) -> None:
    rows = [
        "P1;;Mo-Fr;9;12;5",
        "大厅;1号窗口;周一至周五;9:00-10:00;20;",
        "P1;2号窗口;1,3-5;10:00;0;2",
        "P2;;;23;7分钟;",
        "P2;;每天;8;3;1",
    ]
    found = load(BASE + QUEUES, **FILES, waits_csv=_waits(*rows))
    assert (doubts(found), found.rejections) == ([], ())
    hall, station = found.records.places
    workdays = (0, 1, 2, 3, 4)
    assert hall.queues == (
        QueueHour(weekdays=workdays, hour=9, minutes=12, error_minutes=5),
        QueueHour(weekdays=workdays, hour=9, minutes=20, counter="C1"),
        QueueHour(weekdays=(0, 2, 3, 4), hour=10, minutes=0, error_minutes=2, counter="2号窗口"),
    )
    assert station.queues == (
        QueueHour(hour=23, minutes=7),
        QueueHour(hour=8, minutes=3, error_minutes=1),
    )
    assert (found.records.sources[-1].rows_read, found.records.sources[-1].rows_left_out) == (5, 0)


@pytest.mark.parametrize(
    ("row", "rejected", "remarked"),
    [
        ("P9;;;9;5;", FaultKind.NO_SUCH_PLACE, None),
        (";;;9;5;", FaultKind.EMPTY_REQUIRED, None),
        ("P1;;;;5;", FaultKind.EMPTY_REQUIRED, None),
        ("P1;;;9;;", FaultKind.EMPTY_REQUIRED, None),
        ("P1;;;24;5;", FaultKind.EMPTY_REQUIRED, FaultKind.HOUR_UNREADABLE),
        ("P1;;;9:30;5;", FaultKind.EMPTY_REQUIRED, FaultKind.HOUR_UNREADABLE),
        ("P1;;;9-11;5;", FaultKind.EMPTY_REQUIRED, FaultKind.HOUR_UNREADABLE),
        ("P1;;农历初一;9;5;", FaultKind.EMPTY_REQUIRED, FaultKind.WEEKDAYS_UNREADABLE),
        ("P1;;5-1;9;5;", FaultKind.EMPTY_REQUIRED, FaultKind.WEEKDAYS_UNREADABLE),
        ("P1;;;9;很久;", FaultKind.EMPTY_REQUIRED, FaultKind.NUMBER_UNREADABLE),
    ],
)
def test_a_wait_that_cannot_be_placed_is_left_out_and_said(
    load: Load, row: str, rejected: FaultKind, remarked: FaultKind | None
) -> None:
    found = load(BASE + QUEUES, **FILES, waits_csv=_waits(row))
    assert [rejection.kind for rejection in found.rejections] == [rejected]
    assert [remark.kind for remark in doubts(found)] == ([remarked] if remarked else [])
    assert not any(place.queues for place in found.records.places)
    assert found.rejections[0].message_zh
    assert found.rejections[0].message_en


def test_a_second_wait_for_the_same_hour_is_left_out(load: Load) -> None:
    rows = _waits("P1;;;9;5;", "P1;;;9:00;8;", "P1;C1;;9;8;")
    found = load(BASE + QUEUES, **FILES, waits_csv=rows)
    assert [row.minutes for row in found.records.places[0].queues] == [5, 8]
    assert [rejection.kind for rejection in found.rejections] == [FaultKind.DUPLICATE]


def _waits(*rows: str) -> str:
    return "\n".join(("place;counter;days;hour;minutes;error", *rows)) + "\n"
