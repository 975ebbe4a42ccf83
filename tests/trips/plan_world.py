"""A district that a test of plans puts together, and what a plan says of each errand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.trips import plan_district as d
from zhihui.district import (
    AreaCode,
    Item,
    ItemCode,
    Offer,
    OfferId,
    Place,
    PlaceId,
    Reason,
    ReasonKind,
    Records,
    text,
)
from zhihui.generation import build, open_generation
from zhihui.hours import china_calendar
from zhihui.streets import Mode, TravelTimes
from zhihui.trips.plan import Plan, Suggestion
from zhihui.trips.planning import make_plan
from zhihui.trips.question import PlanQuestion

A, B, C = ItemCode("a"), ItemCode("b"), ItemCode("c")
OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00"
WEDNESDAY = d.WEDNESDAY


@dataclass
class World:
    """A district that a test puts together, and plans over it."""

    folder: Path
    items: list[Item] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    def item(self, code: ItemCode, **fields: object) -> None:
        make: Callable[..., Item] = Item
        self.items.append(make(code=code, name=text(f"事项{code}", f"Item {code}"), **fields))

    def place(self, name: str, *, east_m: float = 900.0, **fields: object) -> None:
        make: Callable[..., Place] = Place
        given = {
            "hours": OFFICE,
            "lon": d.HOME[0] + east_m / 89_200,
            "lat": d.HOME[1],
            **fields,
        }
        self.places.append(make(id=PlaceId(name), name=text(name, name), **given))

    def offer(self, item: ItemCode, place: str, **fields: object) -> None:
        make: Callable[..., Offer] = Offer
        given = {"handling_minutes": 10, **fields}
        name = OfferId(f"{item}@{place}@{len(self.offers)}")
        self.offers.append(make(id=name, item=item, place=PlaceId(place), **given))

    def plan(
        self, question: PlanQuestion, travel: Callable[[Mode], TravelTimes] = d.travel
    ) -> Plan:
        directory = self.folder / "district"
        if not directory.is_dir():
            records = Records(
                district_code=AreaCode("370100"),
                district_name=text("测试区"),
                items=tuple(self.items),
                places=tuple(self.places),
                offers=tuple(self.offers),
            )
            build(records, directory, built_at=datetime(2026, 11, 24))
        with open_generation(directory) as generation:
            return make_plan(question, generation, china_calendar(), travel=travel)


def why_not(plan: Plan, code: ItemCode) -> list[Reason]:
    return [r for each in plan.blocked if each.item.code == code for r in each.reasons]


def unsure(plan: Plan, code: ItemCode) -> set[ReasonKind]:
    return {r.kind for each in plan.uncertain if each.item.code == code for r in each.reasons}


def suggested(plan: Plan, kind: ReasonKind) -> list[Suggestion]:
    return [each for each in plan.suggestions if each.reason.kind is kind]
