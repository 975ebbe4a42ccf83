"""A small district that the finder is asked about."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    Audience,
    CatalogCode,
    Fact,
    Item,
    ItemCode,
    Lexeme,
    LifeEvent,
    LifeEventId,
    LifeEventSide,
    Offer,
    OfferId,
    Place,
    PlaceId,
    Records,
    text,
)
from zhihui.finder import Finder, index_part
from zhihui.generation import build, open_generation

DISTRICT = AreaCode("370103")
STREETS = (AreaCode("370103002"), AreaCode("370103003"))

ITEMS = (
    ("0001", "居民身份证补领", "Replace a lost identity card", ("身份证丢了",)),
    ("0002", "居民身份证换领", "Renew an identity card", ()),
    ("0003", "新生儿出生登记", "Register a newborn", ("孩子上户口",)),
    ("0004", "食品经营许可证核发", "Food business licence", ("开饭店",)),
    ("0005", "住房公积金提取", "Withdraw from the housing fund", ("提公积金",)),
    ("0006", "结婚登记", "Register a marriage", ("领结婚证",)),
    ("0007", "补领结婚证", "Replace a marriage certificate", ()),
    ("0008", "个体工商户注销登记", "Close a sole-trader business", ()),
    ("0009", "社会保障卡补领", "Replace a social security card", ()),
    ("0010", "最低生活保障待遇核定", "Minimum living guarantee", ()),
    ("0011", "城市生活垃圾经营性清扫服务审批", "Waste collection permit", ()),
    ("0012", "老年人优待证办理", "Senior citizen card", ()),
)

LEXEMES = (
    ("低保", ("最低生活保障",), "people"),
    ("社保卡", ("社会保障卡",), "people"),
    ("丢了", ("补领", "挂失"), "actions"),
    ("上户口", ("出生登记", "户口登记"), "people"),
    ("养狗", ("养犬登记",), "people"),
    ("get married", ("结婚登记",), "people"),
    ("冇", ("没有",), "speech"),
    ("屋企", ("家里",), "speech"),
)


def item(number: str, zh: str, en: str, aliases: Sequence[str], **fields: object) -> Item:
    """An item of the district body unless ``fields`` say otherwise."""
    given: dict[str, object] = {"code": ItemCode(f"11370103000000001X4370100{number}00"), **fields}
    return Item(
        name=text(zh, en),
        aliases=tuple(aliases),
        catalog_code=CatalogCode(f"370100{number}00"),
        body=text("市中区示例局"),
        **given,  # type: ignore[arg-type]  # fields of one known record
    )


def create_records() -> Records:
    """Twelve items, one of them delegated to two streets, with places and an event."""
    items = [item(*row) for row in ITEMS]
    items[4] = item(*ITEMS[4], online=Fact.YES, audiences=(Audience.PERSON,))
    items[3] = item(*ITEMS[3], audiences=(Audience.ENTERPRISE,), area=DISTRICT)
    for number, street in enumerate(STREETS):
        code = ItemCode(f"11370103000000{number}02X537010000120{number}")
        items.append(item(*ITEMS[11], code=code, area=street, topics=("养老",)))
    places = (
        Place(id=PlaceId("hall"), name=text("市中区政务服务中心"), lon=117.0, lat=36.65,
              hours="Mo-Fr 09:00-12:00,13:30-17:00"),
        Place(id=PlaceId("street"), name=text("大观园街道便民服务中心"), lon=116.99, lat=36.66,
              hours="Mo-Sa 08:30-20:00"),
    )  # fmt: skip
    offers = (
        Offer(id=OfferId("o1"), item=items[0].code, place=PlaceId("hall")),
        Offer(id=OfferId("o2"), item=items[12].code, place=PlaceId("street")),
    )
    return Records(
        district_code=DISTRICT,
        district_name=text("市中区", "Shizhong"),
        areas=(
            Area(code=DISTRICT, name=text("市中区"), kind=AreaKind.DISTRICT),
            *(
                Area(code=code, name=text(f"街道{code}"), kind=AreaKind.STREET, parent=DISTRICT)
                for code in STREETS
            ),
        ),
        items=tuple(items),
        places=places,
        offers=offers,
        life_events=(
            LifeEvent(
                id=LifeEventId("birth"),
                name=text("新生儿出生一件事", "Having a baby"),
                side=LifeEventSide.PERSON,
                stage=text("出生"),
                aliases=("生孩子",),
            ),
        ),
        lexicon=tuple(Lexeme(say=s, means=m, source=source) for s, m, source in LEXEMES),
        is_sample=True,
    )


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """A finder over the small district, by words alone."""
    out = tmp_path_factory.mktemp("finder") / "generation"
    part = index_part(meaning=False)
    build(create_records(), out, built_at=datetime(2026, 11, 1, tzinfo=UTC), parts=[part])
    return Finder(open_generation(out))
