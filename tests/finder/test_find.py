"""What people type, and the items they get."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.finder.conftest import DISTRICT, STREETS
from zhihui.district import AreaCode, Audience, ReasonKind
from zhihui.finder import Filters, Finder, Found

MONDAY = datetime(2026, 11, 23, 10, 0)
MONDAY_NIGHT = datetime(2026, 11, 23, 19, 0)


def best(found: Found) -> str:
    """Chinese name of the first hit, or an empty string."""
    return found.items[0].item.name["zh"] if found.items else ""


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ("居民身份证补领", "居民身份证补领"),
        ("丢了身份证怎么办？", "居民身份证补领"),
        ("身份证丢了，怎么办！！！", "居民身份证补领"),
        ("孩子要上户口", "新生儿出生登记"),
        ("低保", "最低生活保障待遇核定"),
        ("社保卡丢了", "社会保障卡补领"),
        ("結婚登記", "结婚登记"),
        ("补领结昏证", "补领结婚证"),
        ("jiehun dengji", "结婚登记"),
        ("wo yao ban laonianren youdaizheng", "老年人优待证办理"),
        ("jiehundengji", "结婚登记"),
        ("jhdj", "结婚登记"),
        ("get married", "结婚登记"),
        ("food business license", "食品经营许可证核发"),
        ("請問公積金點樣提取", "住房公积金提取"),
    ],
)
def test_finds_the_item(small: Finder, need: str, expected: str) -> None:
    assert best(small.find(need)) == expected


@pytest.mark.parametrize(
    "need", ["帮我点杯奶茶", "how to fix my laptop", "今天股票涨了吗", "？？！", "", "   ", "\x00"]
)
def test_declines_what_no_item_does(small: Finder, need: str) -> None:
    found = small.find(need)
    assert found.declined
    assert found.items == ()
    assert len(found.nearest) <= 3
    assert found.reasons


def test_says_what_it_understood_when_the_item_is_not_here(small: Finder) -> None:
    found = small.find("养狗要办什么证")
    assert found.declined
    assert found.understood == ("养犬登记",)
    assert [reason.kind for reason in found.reasons] == [ReasonKind.NOT_OFFERED_HERE]


def test_says_why_a_hit_matched(small: Finder) -> None:
    why = small.find("低保").items[0].why
    assert why[0].kind is ReasonKind.MATCHED_EVERYDAY_WORD
    assert why[0].values == {"say": "低保", "means": "最低生活保障"}
    typo = small.find("老年人忧待证").items[0].why
    assert ReasonKind.MATCHED_TYPO in [reason.kind for reason in typo]
    assert small.find("jiehundengji").items[0].why[0].kind is ReasonKind.MATCHED_PINYIN


def test_bodies_that_do_the_same_are_one_hit(small: Finder) -> None:
    hits = [h for h in small.find("老年人优待证").items if h.item.name["zh"] == "老年人优待证办理"]
    assert len(hits) == 1
    assert hits[0].bodies == 3
    assert hits[0].item.area is None


@pytest.mark.parametrize("street", STREETS)
def test_an_area_gets_the_item_of_its_own_body(small: Finder, street: AreaCode) -> None:
    hit = small.find("老年人优待证", Filters(area=street)).items[0]
    assert hit.item.area == street


def test_items_of_other_areas_are_left_out(small: Finder) -> None:
    assert best(small.find("食品经营许可证", Filters(area=DISTRICT))) == "食品经营许可证核发"
    elsewhere = small.find("食品经营许可证", Filters(area=AreaCode("370102")))
    assert "食品经营许可证核发" not in [hit.item.name["zh"] for hit in elsewhere.items]


def test_filters_by_audience_online_topic_and_body(small: Finder) -> None:
    assert small.find("食品经营许可证", Filters(audience=Audience.ENTERPRISE)).items
    assert not small.find("食品经营许可证", Filters(audience=Audience.AGENCY)).items
    assert best(small.find("公积金提取", Filters(online=True))) == "住房公积金提取"
    assert not small.find("结婚登记", Filters(online=True)).items
    assert small.find("老年人优待证", Filters(topic="养老")).items[0].item.topics == ("养老",)
    assert not small.find("结婚登记", Filters(body="别的局")).items


def test_filters_by_a_moment_and_a_point(small: Finder) -> None:
    assert best(small.find("身份证丢了", Filters(open_at=MONDAY))) == "居民身份证补领"
    assert not small.find("身份证丢了", Filters(open_at=MONDAY_NIGHT)).items
    near = Filters(near=(117.0, 36.65), within_m=500)
    assert best(small.find("身份证丢了", near)) == "居民身份证补领"
    far = Filters(near=(116.9, 36.5), within_m=500)
    assert not small.find("身份证丢了", far).items


def test_life_events_and_places_are_found_too(small: Finder) -> None:
    assert small.find("生孩子").life_events[0].event.id == "birth"
    hits = small.find("大观园街道便民服务中心在哪里", Filters(near=(116.99, 36.66))).places
    assert hits[0].place.id == "street"
    assert hits[0].distance_m == pytest.approx(0, abs=1)


@settings(max_examples=150, deadline=None)
@given(need=st.text(max_size=60))
def test_no_text_is_refused(small: Finder, need: str) -> None:
    found = small.find(need)
    assert found.need == need
    assert all(0 <= hit.score <= 1 for hit in found.items)
    assert found.declined or found.items or found.places or found.life_events


def test_a_very_long_need_is_read_to_a_length(small: Finder) -> None:
    assert best(small.find("结婚登记" + "啊" * 100_000)) in ("结婚登记", "")
