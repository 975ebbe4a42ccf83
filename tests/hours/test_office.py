"""Hours as offices write them: what is read, and what is honestly not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhihui.hours import OpeningHours, parse_hours, read_office_hours

READ = [
    ("周一至周五 上午9:00-12:00，下午13:30-17:00", "Mo-Fr 09:00-12:00,13:30-17:00"),
    (
        "周一至周五 上午9:00-12:00，下午13:30-17:00（节假日除外）",
        "Mo-Fr 09:00-12:00,13:30-17:00; PH off",
    ),
    (
        "工作日 8:30—11:30、14:00—17:30（法定节假日除外）",
        "Mo-Fr 08:30-11:30,14:00-17:30; PH off",
    ),
    ("星期一到星期六 9:00-17:00", "Mo-Sa 09:00-17:00"),
    ("周一至周日全天", "24/7"),
    ("24小时", "24/7"),
    ("24小时自助服务", "24/7"),
    ("全天24小时服务", "24/7"),
    ("7×24小时", "24/7"),
    ("全天候开放", "24/7"),
    ("每天24小时开放", "24/7"),
    ("全年无休 9:00-21:00", "Mo-Su,PH 09:00-21:00"),
    ("周一至周日 9:00-17:00，全年无休", "Mo-Su,PH 09:00-17:00"),
    ("每天 8:00-20:00，节假日不休", "Mo-Su,PH 08:00-20:00"),
    ("每日8:30-17:00", "Mo-Su 08:30-17:00"),
    ("周一至周五上午8点半到12点，下午1点到5点", "Mo-Fr 08:30-12:00,13:00-17:00"),
    ("周一到周五，上午八点半至十二点，下午两点至五点半", "Mo-Fr 08:30-12:00,14:00-17:30"),
    ("周一至周五：9时至12时，13时30分至17时", "Mo-Fr 09:00-12:00,13:30-17:00"),
    ("周一至周五 8.30-12.00 14.00-18.00", "Mo-Fr 08:30-12:00,14:00-18:00"),
    ("星期一至星期五９：００－１７：００", "Mo-Fr 09:00-17:00"),
    ("周一～周五 9∶00～17∶00", "Mo-Fr 09:00-17:00"),
    ("周1-5 9:00-17:00", "Mo-Fr 09:00-17:00"),
    ("周一至周五9:00-12:00，周六9:00-11:30", "Mo-Fr 09:00-12:00; Sa 09:00-11:30"),
    (
        "周一至周五 9:00-17:00；周六 9:00-12:00（预约）",
        'Mo-Fr 09:00-17:00; Sa 09:00-12:00 unknown "预约"',
    ),
    ("周六、周日 9:00-16:00", "Sa-Su 09:00-16:00"),
    ("周六日9:00-16:00", "Sa-Su 09:00-16:00"),
    ("周末 10:00-16:00", "Sa-Su 10:00-16:00"),
    ("周一、三、五 9:00-12:00", "Mo,We,Fr 09:00-12:00"),
    ("每周二、周四 14:00-17:00", "Tu,Th 14:00-17:00"),
    ("9:00-17:00（周一至周五）", "Mo-Fr 09:00-17:00"),
    ("9:00-17:00（周六、周日及法定节假日除外）", "Mo-Fr 09:00-17:00; PH off"),
    (
        "上午9:00-11:30，下午14:00-17:00，双休日、节假日休息",
        "Mo-Fr 09:00-11:30,14:00-17:00; PH off",
    ),
    ("周一至周五9:00-17:00，周六、周日及法定节假日休息", "Mo-Fr 09:00-17:00; PH off"),
    ("周一至周五（国家法定节假日除外）9:00-16:30", "Mo-Fr 09:00-16:30; PH off"),
    (
        "工作日 9:00-12:00，13:30-17:00，每周三延时至20:00",
        "Mo-Fr 09:00-12:00,13:30-17:00; We 09:00-12:00,13:30-20:00; PH off",
    ),
    (
        "周一至周三、周五9:00-17:00，周四延时至20:00，周六上午9:00-12:00，节假日休息",
        "Mo-We,Fr 09:00-17:00; Th 09:00-20:00; Sa 09:00-12:00; PH off",
    ),
    ("周一至周五9:00-17:00（中午不休息），周六9:00-12:00", "Mo-Fr 09:00-17:00; Sa 09:00-12:00"),
    ("周一至周五9:00-17:00，午间不打烊", "Mo-Fr 09:00-17:00"),
    ("周一至周五8:30-12:00；周六值班9:00-12:00", "Mo-Fr 08:30-12:00; Sa 09:00-12:00"),
    (
        "周一至周五 9:00-17:00，周四延时服务17:30-19:30",
        "Mo-Fr 09:00-17:00, Th 17:30-19:30",
    ),
    (
        "周一至周五 夏季（5月1日-9月30日）8:30-12:00，14:30-18:00；"
        "冬季（10月1日-次年4月30日）8:30-12:00，14:00-17:30",
        "May 01-Sep 30 Mo-Fr 08:30-12:00,14:30-18:00; Oct 01-Apr 30 Mo-Fr 08:30-12:00,14:00-17:30",
    ),
    (
        "夏季(6月-9月)：周一至周五 8:00-12:00；冬季(10月-5月)：周一至周五 8:30-12:00",
        "Jun-Sep Mo-Fr 08:00-12:00; Oct-May Mo-Fr 08:30-12:00",
    ),
    ("工作时间：周一至周五 9:00-17:30（中午不休息）", "Mo-Fr 09:00-17:30"),
    ("周一至周五 8:30-17:30（12:00-13:30午休）", "Mo-Fr 08:30-12:00,13:30-17:30"),
    ("周一至周五8:30-12:00、13:30-17:30，午休12:00-13:30", "Mo-Fr 08:30-12:00,13:30-17:30"),
    ("每天9:00-17:00，周一闭馆", "Mo-Su 09:00-17:00; Mo off"),
    ("办公时间为工作日上午9:00-下午5:00", "Mo-Fr 09:00-17:00; PH off"),
    ("周一至周五上午9-12点，下午2-5点", "Mo-Fr 09:00-12:00,14:00-17:00"),
    ("周一至周五 9:00-17:00 节假日照常上班", "Mo-Fr,PH 09:00-17:00"),
    ("周一至周五上午9:00-12:00；周一至周五下午1:30-5:00", "Mo-Fr 09:00-12:00,13:30-17:00"),
    ("除节假日外，周一至周六 8:30-17:00", "Mo-Sa 08:30-17:00; PH off"),
    ("每周六上午9:00-11:30（需提前预约）", 'Sa 09:00-11:30 unknown "预约"'),
    ("周一至周五 晚上6点到9点", "Mo-Fr 18:00-21:00"),
    ("法定工作日9:00-12:00", "Mo-Fr 09:00-12:00; PH off"),
    ("周一至周五 9:00-12:00（可提前电话预约）", "Mo-Fr 09:00-12:00"),
    (
        "实行预约制：周一至周五 9:00-17:00，周六 9:00-12:00",
        'Mo-Fr 09:00-17:00 unknown "预约"; Sa 09:00-12:00 unknown "预约"',
    ),
    ("法定节假日 9:00-12:00", "PH 09:00-12:00"),
]

NOT_READ = [
    "",
    "无",
    "详见官网",
    "以公告为准",
    "9:00-12:00，13:30-17:00",  # which days?
    "周一至周五",  # which times?
    "工作日",
    "周一至周五全天",  # office hours or round the clock?
    "夏季 8:30-12:00；冬季 9:00-12:00",  # which months?
    "周一至周五 9:00-25:00",
    "周一至周五 9:70-12:00",
    "周一至周五 17:00-9:00",
    "周一至周五 9:00-5:00",
    "周一至周五 上午15:00-17:00",
    "周一至周五 9:00-12:00，周三 14:00-17:00",  # instead or besides?
    "周一至周五 9:00-12:00 周五下午政治学习",
    "周一至周五 9:00-17:00 全年无休",
    "周一至周五 13月-2月 9:00-12:00",
    "周一至周五 9:00-12:00，10:00-11:00",
    "周一至周五 9:00-12:00，13:00-17:00，中午不休息",
    "周三延时至20:00",
    "每天9:00-17:30（春节除外）",
    "随商场营业，每天10:00-22:00",
    "周一至周五 9:00-17:00，周五、周六延时至20:00",
    "周一至周五 9:00-12:00 及下午",
]


@pytest.mark.parametrize(("wording", "hours"), READ)
def test_office_wordings_are_read(wording: str, hours: str) -> None:
    assert read_office_hours(wording) == hours
    assert isinstance(parse_hours(hours), OpeningHours)


@pytest.mark.parametrize("wording", NOT_READ)
def test_what_cannot_be_read_for_certain_is_not_read(wording: str) -> None:
    assert read_office_hours(wording) is None


PIECES = st.sampled_from(
    "周一至周五 星期六 工作日 9:00 - — 至 12:00 下午 5点半 , ； （ ） 节假日除外 休息 全天 24小时 "
    "5月 延时至 预约 每天 夏季 、 和 全年无休 午休 上午".split()
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_reading_is_readable_hours(wording: str) -> None:
    hours = read_office_hours(wording)
    assert hours is None or isinstance(parse_hours(hours), OpeningHours)


@given(st.text(max_size=40))
def test_any_text_is_read_or_not_without_an_error(wording: str) -> None:
    hours = read_office_hours(wording)
    assert hours is None or isinstance(parse_hours(hours), OpeningHours)


CLOCKS = st.integers(0, 24 * 4).map(lambda quarter: quarter * 15)


@given(
    st.lists(CLOCKS, min_size=2, max_size=4, unique=True).map(sorted),
    st.sampled_from(["-", "—", "至", "～", "－", "到"]),
    st.sampled_from([("周一至周五", "Mo-Fr"), ("星期六", "Sa"), ("每天", "Mo-Su"), ("周三", "We")]),
    st.booleans(),
)
def test_times_survive_any_dash_and_width(
    clocks: list[int], dash: str, days: tuple[str, str], full_width: bool
) -> None:
    pairs = list(zip(clocks[::2], clocks[1::2], strict=False))
    written = "，".join(f"{_clock(a)}{dash}{_clock(b)}" for a, b in pairs)
    if full_width:
        written = written.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    expected = f"{days[1]} {','.join(f'{_clock(a)}-{_clock(b)}' for a, b in pairs)}"
    if expected == "Mo-Su 00:00-24:00":
        expected = "24/7"
    assert read_office_hours(f"{days[0]}{written}") == expected


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
