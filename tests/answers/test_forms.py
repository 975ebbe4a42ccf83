"""The answer as JSON and in the terminal says the same as the object."""

import json
from datetime import datetime
from io import StringIO

import pytest
from rich.console import Console

from tests.answers.answers_district import (
    ADDRESSED,
    BARE,
    HALL,
    HOUSEHOLD,
    ID_CARD,
    ORIGIN,
    FakeFinder,
)
from zhihui.answers import (
    LANGUAGES,
    Answer,
    ItemAnswer,
    PlaceAnswer,
    answer,
    answer_item,
    answer_place,
    to_json,
)
from zhihui.answers.wordings import REASON_VALUES
from zhihui.cli.answer_text import render_answer
from zhihui.district import Item, ReasonKind
from zhihui.finder import Found, ItemHit, PlaceHit
from zhihui.generation import Generation

NOW = datetime.fromisoformat("2026-02-14T10:00")


def everything(district: Generation, now: datetime = NOW) -> Answer:
    items = (ID_CARD, HOUSEHOLD, BARE, ADDRESSED)
    found = Found(
        need="换身份证",
        understood=("居民身份证换领",),
        items=tuple(ItemHit(item=item, score=0.9) for item in items),
        nearest=(ItemHit(item=BARE, score=0.1),),
        places=(PlaceHit(place=HALL, score=0.5),),
    )
    return answer(district, FakeFinder(found), "换身份证", now=now, origin=ORIGIN)


def printed(shown: Answer | ItemAnswer | PlaceAnswer, language: str) -> str:
    console = Console(file=StringIO(), width=100, color_system=None)
    console.print(render_answer(shown, language))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_is_plain_and_its_keys_are_always_there(
    district: Generation, language: str
) -> None:
    given = json.loads(json.dumps(to_json(everything(district), language)))
    first, *others = given["items"]
    assert all(set(other) == set(first) for other in others)
    keys = {frozenset(place) for item in given["items"] for place in item["where"]["places"]}
    assert keys == {frozenset(given["places"][0])}


def test_the_json_holds_machine_values_and_words(district: Generation) -> None:
    given = to_json(everything(district), "en")
    item = given["items"][0]
    assert item["code"] == "ID-CARD"
    assert item["name"] == "Replace an identity card"
    assert item["go"]["needed"] == "yes"
    assert item["go"]["words"] == "You need to go"
    assert item["go"]["reasons"][0]["kind"] == "visit_needed"
    assert item["papers"][0]["produced_by"] == [
        {"code": "HOUSEHOLD", "name": "Register in a household"}
    ]
    assert item["papers"][1]["to_bring"] is False
    assert item["promised_time"]["words"] == "20 working days"
    hall = item["where"]["places"][1]
    assert hall["state"]["open"] == "yes"
    assert hall["state"]["until"] == "2026-02-14T12:00"
    assert hall["today"] == [["09:00", "12:00"], ["13:30", "17:00"]]
    assert item["where"]["places"][2]["today"] == [["00:00", "24:00"]]
    assert item["verified"]["on"] == "2026-01-15"
    assert given["notice"] == "Sample data"


def test_every_reason_carries_the_values_its_wording_needs(district: Generation) -> None:
    moments = ("2026-02-14T10:00", "2026-10-05T10:00", "2099-03-04T10:00", "2026-02-13T23:00")
    seen: set[str] = set()
    for moment in moments:
        pending: list[object] = [to_json(everything(district, datetime.fromisoformat(moment)))]
        while pending:
            part = pending.pop()
            if isinstance(part, dict):
                pending += part.values()
                if set(part) == {"kind", "values", "words"}:
                    seen.add(part["kind"])
                    declared = REASON_VALUES.get(ReasonKind(part["kind"]), ())
                    assert set(part["values"]) == set(declared)
            elif isinstance(part, list):
                pending += part
    assert {"open_until", "closed_holiday", "calendar_not_published", "opens_next"} <= seen


def test_the_terminal_says_first_whether_to_go(district: Generation) -> None:
    lines = printed(answer_item(district, ID_CARD, now=NOW, origin=ORIGIN), "zh").splitlines()
    heading = next(number for number, line in enumerate(lines) if "居民身份证换领" in line)
    assert "需要到现场，最多跑 1 次" in lines[heading + 1]


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        (
            ID_CARD,
            ["☐ 户口簿", "复印件 2 份", "户口登记", "· 照片", "不用带", "A12 窗口",
             "3楼", "1.8 公里", "正在办公，到12:00", "09:00-12:00, 13:30-17:00",
             "20 元", "承诺 20 个工作日",
             "0531-1", "2026-01-15", "事项清单", "详见门口", "样例数据"],
        ),
        (
            HOUSEHOLD,
            ["不用跑", "https://example.org/household", "不用带材料", "不收费", "当场办结"],
        ),
        (BARE, ["要不要到现场，资料里没有写", "没有咨询电话", "还没有人核对过"]),
        (ADDRESSED, ["经二路1号3楼", "正在办公"]),
    ],
)  # fmt: skip
def test_the_terminal_says_all_that_is_known(
    district: Generation, item: Item, wanted: list[str]
) -> None:
    words = printed(answer_item(district, item, now=NOW, origin=ORIGIN), "zh").replace("\n", "")
    squeezed = " ".join(words.split())
    assert [one for one in wanted if one not in squeezed] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_answer_and_a_decline_print(district: Generation, language: str) -> None:
    words = printed(everything(district), language)
    assert "2026-02-01 08:00" in words
    declined = Found(need="?", declined=True, nearest=(ItemHit(item=ID_CARD, score=0.1),))
    nearest = printed(answer(district, FakeFinder(declined), "?", now=NOW), language)
    assert "ID-CARD" in nearest


def test_a_place_prints_its_state_and_number_of_items(district: Generation) -> None:
    words = printed(answer_place(district, HALL, now=NOW, origin=ORIGIN), "zh")
    assert "区政务服务中心" in words
    assert "这里可办 1 项" in words


def test_square_brackets_in_records_are_printed_as_they_are(district: Generation) -> None:
    item = Item(code=BARE.code, name={"zh": "[bold]事项[/]"})
    assert "[bold]事项[/]" in printed(answer_item(district, item, now=NOW), "zh")
