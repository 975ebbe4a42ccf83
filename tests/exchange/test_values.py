"""Values as offices write them: times, visits, phones, lists, dates, degrees."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhihui.district import TimeLimit, TimeUnit
from zhihui.exchange.cell_text import ALIAS_SEPARATORS, LIST_SEPARATORS, cell_parts, cell_text
from zhihui.exchange.cells import read_date
from zhihui.exchange.limits import read_time_limit, read_visits
from zhihui.exchange.phones import read_phones
from zhihui.exchange.place_rows import read_degrees

WORKING, CALENDAR, UNKNOWN = TimeUnit.WORKING_DAY, TimeUnit.CALENDAR_DAY, TimeUnit.UNKNOWN


@pytest.mark.parametrize(
    ("words", "days", "unit"),
    [
        ("1(工作日)", 1, WORKING),
        ("20个工作日", 20, WORKING),
        ("20（个工作日）", 20, WORKING),
        ("２０ 个 工作日", 20, WORKING),
        ("法定期限20个工作日", 20, WORKING),
        ("自受理之日起5个工作日内", 5, WORKING),
        ("二十个工作日", 20, WORKING),
        ("一百二十个工作日", 120, WORKING),
        ("5-10个工作日", 10, WORKING),
        ("10个工作日（不含公示7个工作日）", 10, WORKING),
        ("20 working days", 20, WORKING),
        ("30自然日", 30, CALENDAR),
        ("90(自然日)", 90, CALENDAR),
        ("3个月", 90, CALENDAR),
        ("1年", 365, CALENDAR),
        ("24小时", 1, CALENDAR),
        ("15日", 15, UNKNOWN),
        ("即办", 0, UNKNOWN),
        ("当场办结", 0, UNKNOWN),
        ("0", 0, UNKNOWN),
        ("无", None, UNKNOWN),
    ],
)
def test_time_limits(words: str, days: int | None, unit: TimeUnit) -> None:
    assert read_time_limit(words) == TimeLimit(days=days, unit=unit, original=words)


def test_bare_number_takes_the_unit_of_its_column() -> None:
    assert read_time_limit("20", WORKING) == TimeLimit(days=20, unit=WORKING, original="20")


@pytest.mark.parametrize(
    "words", ["随便", "6月30日前", "-3", "法定20个工作日，承诺5个工作日", "9999999999日", "半个月"]
)
def test_time_limits_that_cannot_be_read(words: str) -> None:
    assert read_time_limit(words) is None


@given(days=st.integers(0, 3650), unit=st.sampled_from(["个工作日", "(工作日)", "工作日内"]))
def test_any_number_of_working_days(days: int, unit: str) -> None:
    limit = read_time_limit(f"{days}{unit}")
    assert limit is not None
    assert (limit.days, limit.unit) == (days, WORKING)


@given(st.text(alphabet="0123456789零一二两十百个工作自然日月年天即办无()（）-至 .x²", max_size=12))
def test_time_limits_and_visits_never_crash_and_stay_in_range(words: str) -> None:
    limit = read_time_limit(words)
    if limit is not None:
        assert limit.original == words
        assert limit.days is None or 0 <= limit.days <= 3650
    _, visits = read_visits(words)
    assert visits is None or 0 <= visits <= 20


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("0", (True, 0)),
        ("1次", (True, 1)),
        ("最多跑一次", (True, 1)),
        ("不超过2次", (True, 2)),
        ("两次", (True, 2)),
        ("一次都不用跑", (True, 0)),
        ("无", (True, None)),
        ("看情况", (False, None)),
        ("100", (False, None)),
    ],
)
def test_visits(words: str, read: tuple[bool, int | None]) -> None:
    assert read_visits(words) == read


@pytest.mark.parametrize(
    ("words", "numbers", "understood"),
    [
        ("020-12345678转1", ("020-12345678转1",), True),
        ("020-12345678、020-23456789；020-34567890", None, True),
        ("0531-82078000 82078001/82078002", ("0531-82078000", "82078001", "82078002"), True),
        ("咨询电话：（0531）82078000", ("(0531)82078000",), True),
        ("020-12333-9-3", ("020-12333-9-3",), True),
        ("13800138000", ("13800138000",), True),
        ("12345", ("12345",), True),
        ("无", (), True),
        ("各分局", (), False),
        ("0531-82078000（张科长）", ("0531-82078000",), False),
        ("020-327605405", (), False),
    ],
)
def test_phones(words: str, numbers: tuple[str, ...] | None, understood: bool) -> None:
    expected = tuple(words.replace("；", "、").split("、")) if numbers is None else numbers
    assert read_phones(words) == (expected, understood)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (["甲", " 乙；", None, "无", "甲"], ("甲", "乙")),
        ("甲、乙,丙；丁|戊\n己", ("甲", "乙", "丙", "丁", "戊", "己")),
        ("甲（一、二）、《乙、丙》", ("甲（一、二）", "《乙、丙》")),
        ('"a, b", c', ("a, b", "c")),
        ('["a, b", "c"]', ("a, b", "c")),
        ("['身份证', '户口簿']", ("身份证", "户口簿")),
        ("applicant's ID, passport", ("applicant's ID", "passport")),
        ("甲（没有关上、乙", ("甲（没有关上", "乙")),
        ("拖拉机/收割机", ("拖拉机/收割机",)),
        ("无", ()),
        (None, ()),
    ],
)
def test_lists_in_a_cell(value: object, parts: tuple[str, ...]) -> None:
    assert cell_parts(value, LIST_SEPARATORS) == parts


def test_everyday_words_are_cut_at_commas_only() -> None:
    assert cell_parts("无线电,频率,新申请", ALIAS_SEPARATORS) == ("无线电", "频率", "新申请")
    assert cell_parts("修复、复制", ALIAS_SEPARATORS) == ("修复、复制",)


@given(st.text(max_size=60))
def test_parts_never_crash_and_say_something(words: str) -> None:
    assert all(part == part.strip() and part for part in cell_parts(words, LIST_SEPARATORS))


def test_cells_as_text() -> None:
    assert cell_text(1001.0) == "1001"
    assert cell_text(1.5) == "1.5"
    assert cell_text(" 市中区\u3000") == "市中区"
    assert cell_text(date(2026, 2, 14)) == "2026-02-14"
    assert cell_text({"a": 1}) == '{"a":1}'
    assert cell_text("\ud800x") == "\ufffdx"


def test_dates() -> None:
    expected = date(2026, 2, 14)
    for words in ("2026-02-14", "2026/2/14", "2026年2月14日", "20260214", "2026-02-14 08:00:00"):
        assert read_date(words) == expected
    assert read_date("2026-02-30") is None


def test_degrees() -> None:
    assert read_degrees("117.5") == 117.5
    assert read_degrees("117°30′36″E") == pytest.approx(117.51)
    assert read_degrees("36度30分") == 36.5
    assert read_degrees("1e5") is None
