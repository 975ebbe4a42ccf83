"""Which row of a table of waits holds."""

from datetime import date

from zhihui.district import (
    Counter,
    CounterId,
    ItemCode,
    Offer,
    OfferId,
    Place,
    PlaceId,
    QueueHour,
    text,
)
from zhihui.hours import china_calendar, queue_of_day, resolve_last_admission

CALENDAR = china_calendar()
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
MAKEUP_SATURDAY = date(2026, 2, 14)
"""Stands for a Friday."""


def place(*queues: QueueHour, admission: int | None = None) -> Place:
    return Place(
        id=PlaceId("P"), name=text(zh="大厅"), queues=queues, last_admission_minutes=admission
    )


def waits(found: Place, counter: str, day: date) -> dict[int, int]:
    rows = queue_of_day(found, counter, day, CALENDAR)
    return {hour: row.minutes for hour, row in rows.items()}


def test_a_row_for_the_weekday_goes_before_one_for_every_day() -> None:
    hall = place(
        QueueHour(hour=10, minutes=5),
        QueueHour(hour=9, minutes=7),
        QueueHour(weekdays=(0,), hour=9, minutes=30),
        QueueHour(weekdays=(0, 4), hour=9, minutes=99),
    )
    assert waits(hall, "", MONDAY) == {9: 30, 10: 5}
    assert waits(hall, "", FRIDAY) == {9: 99, 10: 5}
    assert waits(hall, "", date(2026, 11, 24)) == {9: 7, 10: 5}


def test_a_counter_with_rows_of_its_own_has_only_those() -> None:
    hall = place(QueueHour(hour=9, minutes=5), QueueHour(hour=10, minutes=8, counter="C1"))
    assert waits(hall, "C1", MONDAY) == {10: 8}
    assert waits(hall, "C2", MONDAY) == {9: 5}
    assert waits(hall, "", MONDAY) == {9: 5}


def test_a_makeup_workday_waits_like_the_weekday_it_stands_for() -> None:
    hall = place(
        QueueHour(weekdays=(4,), hour=9, minutes=12), QueueHour(weekdays=(5,), hour=9, minutes=3)
    )
    assert waits(hall, "", MAKEUP_SATURDAY) == {9: 12}
    assert waits(place(), "", MONDAY) == {}


def test_the_narrowest_last_admission_holds_and_none_is_unknown() -> None:
    def counter(minutes: int | None) -> Counter:
        return Counter(id=CounterId("C"), name=text(zh="窗口"), last_admission_minutes=minutes)

    def offer(minutes: int | None) -> Offer:
        return Offer(
            id=OfferId("O"),
            item=ItemCode("I"),
            place=PlaceId("P"),
            last_admission_minutes=minutes,
        )

    assert resolve_last_admission(place(admission=30), counter(20), offer(0)) == 0
    assert resolve_last_admission(place(admission=30), counter(20), offer(None)) == 20
    assert resolve_last_admission(place(admission=30), counter(None), None) == 30
    assert resolve_last_admission(place(), counter(None), offer(None)) is None
