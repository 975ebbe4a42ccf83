"""Plans made by hand, with a line of every sort, for the tests of the faces."""

from dataclasses import replace
from datetime import datetime, time

from tests.answers.answers_district import BARE, HALL, HOUSEHOLD, ID_CARD, NEAR, ORIGIN
from zhihui.district import (
    Channel,
    Fact,
    Item,
    Material,
    MaterialId,
    Offer,
    OfferId,
    Place,
    Reason,
    ReasonKind,
    Text,
    text,
)
from zhihui.streets import Mode, StraightLines
from zhihui.trips.plan import (
    AwayErrand,
    ErrandReasons,
    Handling,
    PaperFrom,
    Plan,
    PlanPaper,
    PlanStatus,
    Suggestion,
    Trip,
    Visit,
)
from zhihui.trips.problem import Aim
from zhihui.trips.question import Errand, How, PlanQuestion

CARD = Errand(item=ID_CARD.code, quantity=2)
HOUSE = Errand(item=HOUSEHOLD.code, how=How.ONLINE)
OTHER = Errand(item=BARE.code)


def moment(clock: str) -> datetime:
    """A time on the day of the plans, a Wednesday."""
    return datetime.fromisoformat(f"2026-11-25T{clock}")


QUESTION = PlanQuestion(
    errands=(CARD, OTHER, HOUSE), origin=ORIGIN, start=moment("08:30"), back_by=time(17, 30)
)


def create_handling(
    errand: Errand,
    item: Item,
    place: Place,
    clocks: tuple[str, str, str],
    *,
    counter: Text | None = None,
    known: Fact = Fact.YES,
) -> Handling:
    """One errand at a place; ``clocks``: free for it, in the queue, done."""
    arrive, join, end = (moment(clock) for clock in clocks)
    minutes = int((end - join).total_seconds()) // 60
    return Handling(
        errand=errand,
        item=item,
        offer=Offer(id=OfferId("1"), item=item.code, place=place.id),
        counter=counter or {},
        floor="3楼" if counter else "",
        arrive=arrive,
        join=join,
        end=end,
        queue_minutes=10,
        queue_error_minutes=4 if known is Fact.YES else None,
        queue_known=known,
        handling_minutes=minutes - 10,
        handling_known=known,
        appointment=Fact.NO,
    )


def create_papers() -> tuple[PlanPaper, ...]:
    """One paper from home, one received on the way, one that the office fetches."""
    first, photo, proxy = ID_CARD.requirements
    book = Material(
        id=first.material,
        name=text("户口簿", "Household book"),
        blank_form_url="https://example.org/form",
    )
    return (
        PlanPaper(
            material_id=photo.material,
            name=text("照片", "Photo"),
            material=None,
            comes_from=PaperFrom.OFFICE,
            originals=None,
            copies=None,
            wanted_by=((ID_CARD.code, photo),),
        ),
        PlanPaper(
            material_id=book.id,
            name=book.name,
            material=book,
            comes_from=PaperFrom.HOME,
            originals=1,
            copies=2,
            wanted_by=((ID_CARD.code, first),),
            produced_by=(HOUSEHOLD.code,),
        ),
        PlanPaper(
            material_id=MaterialId("id-card"),
            name=text("居民身份证", "Identity card"),
            material=None,
            comes_from=PaperFrom.ON_THE_WAY,
            originals=1,
            copies=None,
            wanted_by=((BARE.code, replace(proxy, material=MaterialId("id-card"))),),
            produced_by=(ID_CARD.code,),
        ),
    )


def create_trip() -> Trip:
    """A hall and a police station, one after the other."""
    counter = text("A12 窗口", "Counter A12")
    at_hall = create_handling(CARD, ID_CARD, HALL, ("08:52", "09:00", "09:40"), counter=counter)
    nearby = create_handling(OTHER, BARE, NEAR, ("10:00", "10:00", "10:25"), known=Fact.NO)
    return Trip(
        depart=moment("08:30"),
        back=moment("10:27"),
        travel_home_minutes=2,
        visits=(
            Visit(
                place=HALL,
                travel_minutes=22,
                arrive=moment("08:52"),
                start=moment("09:00"),
                end=moment("09:40"),
                handlings=(at_hall,),
            ),
            Visit(
                place=NEAR,
                travel_minutes=20,
                arrive=moment("10:00"),
                start=moment("10:00"),
                end=moment("10:25"),
                handlings=(nearby,),
            ),
        ),
    )


def create_plan() -> Plan:
    """Two visits in one trip, one errand online, and a better start."""
    return Plan(
        question=QUESTION,
        status=PlanStatus.OPTIMAL,
        items={item.code: item for item in (ID_CARD, HOUSEHOLD, BARE)},
        trips=(create_trip(),),
        away=(
            AwayErrand(
                errand=HOUSE,
                item=HOUSEHOLD,
                channel=Channel.ONLINE,
                on=moment("00:00").date(),
                after_visit=True,
            ),
        ),
        papers=create_papers(),
        uncertain=(
            ErrandReasons(
                errand=OTHER,
                item=BARE,
                reasons=(
                    Reason(kind=ReasonKind.QUEUE_ASSUMED, values={"minutes": 10}),
                    Reason(kind=ReasonKind.PAPERS_UNKNOWN),
                ),
            ),
        ),
        reasons=(Reason(kind=ReasonKind.TRAVEL_ESTIMATED),),
        suggestions=(
            Suggestion(
                reason=Reason(kind=ReasonKind.SUGGEST_MODE, values={"mode": Mode.BIKE.value}),
                question=replace(QUESTION, mode=Mode.BIKE),
                aim=Aim(1, 0, 95),
                saved=Aim(0, 0, 22),
            ),
        ),
        aim=Aim(1, 0, 117),
        travel=StraightLines(Mode.WALK).assumptions,
        notice=text("样例数据", "Sample data"),
        is_sample=True,
    )


def create_infeasible() -> Plan:
    """Nothing can be done, and why, and what would help."""
    reason = Reason(kind=ReasonKind.BACK_BY_TOO_EARLY, values={"back_by": "09:00"})
    question = replace(QUESTION, back_by=time(9))
    return Plan(
        question=question,
        status=PlanStatus.INFEASIBLE,
        items={item.code: item for item in (ID_CARD, HOUSEHOLD, BARE)},
        blocked=(ErrandReasons(errand=CARD, item=ID_CARD, reasons=(reason,)),),
        suggestions=(
            Suggestion(
                reason=Reason(
                    kind=ReasonKind.SUGGEST_BACK_LATER,
                    values={"minutes": 90, "back_by": "10:30"},
                ),
                question=replace(QUESTION, back_by=time(10, 30)),
                aim=Aim(1, 0, 117),
                saved=None,
            ),
        ),
        travel=StraightLines(Mode.WALK).assumptions,
    )


def create_unproven() -> Plan:
    """A plan that is not proven, with its bound."""
    return replace(create_plan(), status=PlanStatus.NOT_PROVEN, bound=Aim(1, 0, 90))
