"""A small district with an item of every sort, and a finder that finds what it is told."""

from dataclasses import dataclass, field
from datetime import date, datetime

from zhihui.district import (
    Action,
    Area,
    AreaCode,
    AreaKind,
    CatalogCode,
    Channel,
    Counter,
    CounterId,
    DatedHours,
    Fact,
    Fee,
    Item,
    ItemCode,
    Material,
    MaterialForm,
    MaterialId,
    Necessity,
    Offer,
    OfferId,
    Place,
    PlaceId,
    PlaceKind,
    Provenance,
    Records,
    Requirement,
    Source,
    TimeLimit,
    TimeUnit,
    text,
)
from zhihui.finder import Filters, Found

BUILT_AT = datetime.fromisoformat("2026-02-01T08:00")
OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00"
DISTRICT, STREET = AreaCode("370103"), AreaCode("370103001")
CHECKED = Provenance(
    source="items", row=7, verified_on=date(2026, 1, 15), verified_by="政务服务中心"
)

ID_CARD = Item(
    code=ItemCode("ID-CARD"),
    catalog_code=CatalogCode("000100000001"),
    name=text("居民身份证换领", "Replace an identity card"),
    body=text("市公安局市中区分局"),
    area=DISTRICT,
    channels=(Channel.COUNTER, Channel.SELF_SERVICE),
    visits=1,
    visit_reason=text("采集指纹"),
    online=Fact.NO,
    post=Fact.YES,
    appointment=Fact.YES,
    requirements=(
        Requirement(
            material=MaterialId("household-book"),
            necessity=Necessity.REQUIRED,
            originals=1,
            copies=2,
            form=MaterialForm.PAPER,
        ),
        Requirement(material=MaterialId("photo"), shared=Fact.YES),
        Requirement(
            material=MaterialId("proxy"),
            necessity=Necessity.CONDITIONAL,
            condition=text("由他人代办时"),
        ),
    ),
    papers_known=Fact.YES,
    charged=Fact.YES,
    fees=(Fee(name=text("工本费"), standard=text("20 元")),),
    statutory_time=TimeLimit(days=60, unit=TimeUnit.CALENDAR_DAY, original="60天"),
    promised_time=TimeLimit(days=20, unit=TimeUnit.WORKING_DAY, original="20个工作日"),
    consult_phones=("0531-1",),
    complaint_phones=("12345",),
    results=(MaterialId("id-card"),),
    provenance=CHECKED,
)
HOUSEHOLD = Item(
    code=ItemCode("HOUSEHOLD"),
    catalog_code=CatalogCode("000100000002"),
    name=text("户口登记", "Register in a household"),
    area=DISTRICT,
    visits=0,
    online=Fact.YES,
    online_depth=4,
    online_url="https://example.org/household",
    results=(MaterialId("household-book"),),
    papers_known=Fact.YES,
    charged=Fact.NO,
    promised_time=TimeLimit(days=0),
    consult_phones=("0531-2",),
    provenance=CHECKED,
)
STREET_HOUSEHOLD = Item(
    code=ItemCode("HOUSEHOLD-STREET"),
    catalog_code=CatalogCode("000100000002"),
    name=text("户口登记（街道）"),
    area=STREET,
    results=(MaterialId("household-book"),),
)
BARE = Item(code=ItemCode("BARE"), name=text("没人写过的事项"))
ADDRESSED = Item(
    code=ItemCode("ADDRESSED"),
    name=text("只有地址的事项"),
    address="经二路1号3楼",
    hours=OFFICE,
    hours_original="工作日 9:00-12:00，13:30-17:00",
)

HALL = Place(
    id=PlaceId("HALL"),
    name=text("区政务服务中心", "District hall"),
    kind=PlaceKind.DISTRICT_HALL,
    address=text("经十路1号"),
    lon=117.02,
    lat=36.65,
    phones=("0531-9",),
    hours=OFFICE,
    counters=(
        Counter(id=CounterId("A12"), name=text("A12 窗口"), floor="3楼", last_admission_minutes=20),
    ),
    last_admission_minutes=30,
    provenance=CHECKED,
)
NEAR = Place(
    id=PlaceId("NEAR"),
    name=text("近处派出所"),
    kind=PlaceKind.POLICE_STATION,
    lon=117.001,
    lat=36.65,
    hours=OFFICE,
)
MACHINE = Place(
    id=PlaceId("MACHINE"),
    name=text("自助服务点"),
    kind=PlaceKind.SELF_SERVICE,
    lon=117.2,
    lat=36.65,
    hours="24/7",
    dated_hours=(
        DatedHours(
            first=date(2026, 3, 2), last=date(2026, 3, 3), hours="off", note=text("系统升级")
        ),
    ),
)
NOWHERE = Place(id=PlaceId("NOWHERE"), name=text("没有坐标的点"), hours_original="详见门口")
ORIGIN = (117.0, 36.65)


def create_records() -> Records:
    """The district of the tests of answers."""
    return Records(
        district_code=DISTRICT,
        district_name=text("市中区", "Shizhong"),
        areas=(
            Area(code=DISTRICT, name=text("市中区", "Shizhong"), kind=AreaKind.DISTRICT),
            Area(code=STREET, name=text("某街道"), kind=AreaKind.STREET, parent=DISTRICT),
        ),
        items=(ID_CARD, STREET_HOUSEHOLD, HOUSEHOLD, BARE, ADDRESSED),
        materials=(
            Material(
                id=MaterialId("household-book"),
                name=text("户口簿", "Household book"),
                blank_form_url="https://example.org/form",
            ),
            Material(id=MaterialId("photo"), name=text("照片", "Photo")),
            Material(id=MaterialId("id-card"), name=text("居民身份证", "Identity card")),
        ),
        places=(HALL, NEAR, MACHINE, NOWHERE),
        offers=(
            _offer("1", HALL, counter="A12", actions=(Action.CONSULT,)),
            _offer("2", HALL, counter="A12", actions=(Action.APPLY,)),
            _offer("3", NEAR),
            _offer("4", MACHINE, channel=Channel.SELF_SERVICE),
            _offer("5", NOWHERE, counter="3号"),
        ),
        sources=(Source(id="items", title="事项清单", licence="CC0-1.0"),),
        notice=text("样例数据", "Sample data"),
        is_sample=True,
    )


def _offer(
    number: str,
    place: Place,
    *,
    counter: str = "",
    actions: tuple[Action, ...] = (Action.APPLY,),
    channel: Channel = Channel.COUNTER,
) -> Offer:
    return Offer(
        id=OfferId(number),
        item=ID_CARD.code,
        place=place.id,
        counter=counter,
        actions=actions,
        channel=channel,
    )


@dataclass
class FakeFinder:
    """Finds ``found`` whatever is asked, and remembers the question."""

    found: Found
    asked: list[tuple[str, Filters | None, int]] = field(default_factory=list)

    def find(self, need: str, filters: Filters | None = None, limit: int = 10) -> Found:
        """The same every time."""
        self.asked.append((need, filters, limit))
        return self.found
