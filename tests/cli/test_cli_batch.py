"""Batch files: every row gets its line, and a bad file says where it is bad."""

import json

import pytest

from zhihui.cli.batch import BatchError, BatchRow, encode_found, read_batch
from zhihui.district import Item, ItemCode, Reason, ReasonKind, text
from zhihui.finder import Found, ItemHit


def test_rows_come_in_order_whatever_the_columns() -> None:
    content = '﻿style,query_id,query\r\nplain,7,"开店,要什么证"\r\n\r\nplain,,\u2028x\r\n'
    assert read_batch(content.encode(), "f.csv") == [
        BatchRow(query_id="7", query="开店,要什么证"),
        BatchRow(query_id="", query="\u2028x"),
    ]


def test_a_need_may_span_lines_and_later_lines_are_still_counted_right() -> None:
    content = b'query_id,query\n1,"a\nb"\n2\n'
    with pytest.raises(BatchError, match=r"f\.csv, line 4: 1 cells, but the header has 2"):
        read_batch(content, "f.csv")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "f.csv is empty"),
        (b"\n", "f.csv is empty"),
        (b"query_id,query\n", "no rows after the header in line 1"),
        (b"query_id,text\n1,a\n", "has no column query; its columns are: query_id, text"),
        (b"id;query\n1;a\n", "has no column query_id; its columns are: id;query"),
        (b"query_id,query,query\n1,a,b\n", "more than one column query"),
        (b"query_id,query\n1,a\n2,b,c\n", "line 3: 3 cells"),
        (b'query_id,query\n1,"a\n2,b\n', "from line 2: not valid CSV"),
        (b"query_id,query\n1,a\n2,\xc9\xed\n", "line 3: byte 0xc9 at offset 21 is not UTF-8"),
    ],
)
def test_a_bad_file_says_what_where_and_what_to_do(content: bytes, expected: str) -> None:
    with pytest.raises(BatchError) as caught:
        read_batch(content, "f.csv")
    assert expected in str(caught.value)


def _hit(number: int, score: float = 0.5) -> ItemHit:
    why = (Reason(kind=ReasonKind.MATCHED_NAME, values={"words": "身份证"}),)
    item = Item(code=ItemCode(f"I{number}"), name=text("身份证办理", "ID card"))
    return ItemHit(item=item, score=score, why=why)


def test_a_line_holds_at_most_ten_items_with_their_reasons() -> None:
    found = Found(need="身份证", items=tuple(_hit(number, 0.123456) for number in range(12)))
    line = json.loads(encode_found(BatchRow(query_id="q1", query="身份证"), found))
    assert list(line) == ["query_id", "declined", "items"]
    assert (line["query_id"], line["declined"], len(line["items"])) == ("q1", False, 10)
    assert line["items"][0] == {
        "code": "I0",
        "name": "身份证办理",
        "score": 0.1235,
        "why": [{"kind": "matched_name", "values": {"words": "身份证"}}],
    }


def test_a_declined_line_holds_at_most_three_nearest() -> None:
    nearest = tuple(_hit(number) for number in range(5))
    found = Found(need="买菜", declined=True, nearest=nearest)
    line = json.loads(encode_found(BatchRow(query_id="q", query="买菜"), found))
    assert line["declined"] is True
    assert [item["code"] for item in line["items"]] == ["I0", "I1", "I2"]
