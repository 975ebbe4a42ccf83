"""A small made-up district for plans: two halls, a self-service point, an island, five items."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from zhihui.district import (
    AreaCode,
    CaseKind,
    Channel,
    Counter,
    CounterId,
    Fact,
    Item,
    ItemCode,
    Material,
    MaterialId,
    Necessity,
    Offer,
    OfferId,
    Place,
    PlaceId,
    QueueHour,
    Records,
    Requirement,
    TimeLimit,
    TimeUnit,
    text,
)
from zhihui.generation import Generation, build, open_generation
from zhihui.streets import Mode, StraightLines, TravelTimes
from zhihui.trips.question import Errand, PlanQuestion

HOME = (117.0, 36.65)
HALL, BRANCH, ISLAND, DARK = (PlaceId(name) for name in ("hall", "branch", "island", "dark"))
LICENCE, HEALTH, ONLINE, LOST, NOWHERE = (
    ItemCode(name) for name in ("licence", "health", "online", "lost", "nowhere")
)
CERTIFICATE, CARD, PHOTO = (MaterialId(name) for name in ("certificate", "card", "photo"))
WEDNESDAY = datetime(2026, 11, 25, 8, 30)

_lines = {mode: StraightLines(mode) for mode in Mode}


def travel(mode: Mode) -> TravelTimes:
    """Straight lines, one object for each mode."""
    return _lines[mode]


def create_records() -> Records:
    """HEALTH gives the certificate that LICENCE asks for, after two working days."""
    return Records(
        district_code=AreaCode("370100"),
        district_name=text("测试区", "Test district"),
        items=(
            _item(LICENCE, "许可证", "Licence", (_want(CERTIFICATE), _want(PHOTO, copies=2))),
            _item(
                HEALTH,
                "健康证",
                "Health certificate",
                (_want(CARD, shared=Fact.YES), _want(PHOTO, copies=1)),
                results=(CERTIFICATE,),
                promised_time=TimeLimit(days=2, unit=TimeUnit.WORKING_DAY, original="2"),
            ),
            _item(
                ONLINE,
                "网办事项",
                "Online item",
                visits=0,
                online=Fact.YES,
                channels=(Channel.ONLINE, Channel.COUNTER),
            ),
            _item(LOST, "补证", "Replacement", online=Fact.YES, online_depth=3),
            _item(NOWHERE, "无处可办", "Nowhere"),
        ),
        materials=(
            Material(id=CERTIFICATE, name=text("健康证明", "Health certificate")),
            Material(id=CARD, name=text("身份证", "Identity card")),
            Material(id=PHOTO, name=text("照片", "Photo"), blank_form_url="https://example.org/f"),
        ),
        places=_PLACES,
        offers=(
            _offer(LICENCE, HALL, counter="hall-1", handling_minutes=20),
            _offer(HEALTH, HALL, handling_minutes=10),
            _offer(HEALTH, BRANCH, handling_minutes=10),
            _offer(ONLINE, HALL, handling_minutes=10),
            _offer(LOST, BRANCH),
            _offer(LOST, ISLAND),
            _offer(LOST, DARK),
        ),
    )


def _item(
    code: ItemCode,
    zh: str,
    en: str,
    requirements: tuple[Requirement, ...] = (),
    results: tuple[MaterialId, ...] = (),
    *,
    promised_time: TimeLimit | None = None,
    visits: int = 1,
    online: Fact = Fact.NO,
    online_depth: int | None = None,
    channels: tuple[Channel, ...] = (Channel.COUNTER,),
) -> Item:
    return Item(
        code=code,
        name=text(zh, en),
        requirements=requirements,
        papers_known=Fact.YES if requirements else Fact.UNKNOWN,
        results=results,
        case_kind=CaseKind.PROMISED,
        promised_time=promised_time or TimeLimit(),
        visits=visits,
        online=online,
        online_depth=online_depth,
        channels=channels,
    )


def _want(material: MaterialId, copies: int = 1, shared: Fact = Fact.NO) -> Requirement:
    return Requirement(
        material=material, necessity=Necessity.REQUIRED, copies=copies, shared=shared
    )


def _offer(
    item: ItemCode, place: PlaceId, counter: str = "", handling_minutes: int | None = None
) -> Offer:
    return Offer(
        id=OfferId(f"{item}@{place}"),
        item=item,
        place=place,
        counter=counter,
        handling_minutes=handling_minutes,
    )


def build_district(directory: Path) -> Generation:
    """The opened generation of ``create_records``."""
    build(create_records(), directory, built_at=datetime(2026, 11, 24))
    return open_generation(directory)


def ask(*codes: ItemCode, **changes: object) -> PlanQuestion:
    """A question for some items from home on a Wednesday morning, on foot."""
    errands = tuple(Errand(item=code) for code in codes)
    values: dict[str, object] = {"errands": errands, "origin": HOME, "start": WEDNESDAY}
    return _create(PlanQuestion, {**values, **changes})


def _create(kind: Callable[..., PlanQuestion], values: dict[str, object]) -> PlanQuestion:
    return kind(**values)


_PLACES = (
    Place(
        id=HALL,
        name=text("大厅", "Hall"),
        lon=117.01,
        lat=36.65,
        hours="Mo-Fr 09:00-12:00,13:30-17:00",
        last_admission_minutes=20,
        counters=(Counter(id=CounterId("hall-1"), name=text("1号窗", "Window 1")),),
        queues=(
            QueueHour(hour=9, minutes=30, error_minutes=10),
            QueueHour(hour=10, minutes=5, error_minutes=3),
            QueueHour(hour=11, minutes=5, counter="hall-1"),
        ),
    ),
    Place(
        id=BRANCH,
        name=text("分厅", "Branch"),
        lon=117.02,
        lat=36.65,
        hours="Mo-Fr 09:00-17:00",
    ),
    Place(id=ISLAND, name=text("岛", "Island"), hours="24/7"),
    Place(id=DARK, name=text("不详", "Unknown hours"), lon=117.02, lat=36.66),
)
NOV_27 = date(2026, 11, 27)
