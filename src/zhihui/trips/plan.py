"""The plan that the faces render, made by ``planning``.

Holds records and Reasons, no wording in any language; ``answers.plan_json`` and the faces word it.
All moments are naive local time of the district.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from zhihui.district import (
    Channel,
    Fact,
    Item,
    ItemCode,
    Material,
    MaterialId,
    Offer,
    Place,
    Reason,
    Requirement,
    Text,
)
from zhihui.streets import Assumptions
from zhihui.trips.problem import Aim, SolutionStatus
from zhihui.trips.question import Errand, PlanQuestion

PlanStatus = SolutionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """One errand done at a place."""

    errand: Errand
    item: Item
    offer: Offer
    counter: Text
    floor: str
    arrive: datetime
    """When one is free for it: at the place, and done with what came before."""
    join: datetime
    """When one joins the queue, or the appointment begins."""
    end: datetime
    queue_minutes: int
    queue_error_minutes: int | None
    queue_known: Fact
    """NO: the stated default was used; UNKNOWN never occurs."""
    handling_minutes: int
    """For all its papers."""
    handling_known: Fact
    appointment: Fact
    by_slot: bool = False
    """``join`` is the moment of an appointment, which is to be booked."""
    collects: bool = False
    """The result of the errand is collected; it was handed in before."""

    @property
    def wait_minutes(self) -> int:
        """Minutes of waiting before one can join, e.g. until the office opens."""
        return int((self.join - self.arrive).total_seconds()) // 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """到访: one place, with all errands done there one after the other."""

    place: Place
    travel_minutes: int
    """From the point before."""
    arrive: datetime
    start: datetime
    """When the first errand is joined."""
    end: datetime
    handlings: tuple[Handling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """行程: leave home, visits in order, come back."""

    depart: datetime
    back: datetime
    visits: tuple[Visit, ...]
    travel_home_minutes: int

    @property
    def minutes(self) -> int:
        """Time out of home."""
        return int((self.back - self.depart).total_seconds()) // 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayErrand:
    """An errand done without a visit."""

    errand: Errand
    item: Item
    channel: Channel
    """ONLINE, POST or AGENT."""
    on: date
    after_visit: bool
    """It waits for what a visit of that day, or of an earlier one, gives."""
    reasons: tuple[Reason, ...] = ()


class PaperFrom(Enum):
    """Where a paper comes from."""

    HOME = "home"
    """Bring it."""
    ON_THE_WAY = "on_the_way"
    """The result of another errand of the plan."""
    OFFICE = "office"
    """The office can fetch it by data sharing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper:
    """One Material that the errands ask for, merged."""

    material_id: MaterialId
    name: Text
    material: Material | None
    comes_from: PaperFrom
    originals: int | None
    """The largest number that one errand asks for; None when nobody said."""
    copies: int | None
    wanted_by: tuple[tuple[ItemCode, Requirement], ...]
    produced_by: tuple[ItemCode, ...] = ()
    """With ON_THE_WAY: the errands that give it. With HOME: Items that could."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandReasons:
    """Why an errand cannot be done, or what is uncertain about it."""

    errand: Errand
    item: Item
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One change of the question, planned again, and what comes of it."""

    reason: Reason
    """What to change, one of the SUGGEST_… kinds."""
    question: PlanQuestion
    aim: Aim
    saved: Aim | None
    """How much less of each aim than without it; None when there was no plan without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """方案: what the planner says to one question."""

    question: PlanQuestion
    status: PlanStatus
    items: dict[ItemCode, Item]
    """Of the errands, and of what ``papers`` names as able to give a paper."""
    trips: tuple[Trip, ...] = ()
    away: tuple[AwayErrand, ...] = ()
    papers: tuple[PlanPaper, ...] = ()
    blocked: tuple[ErrandReasons, ...] = ()
    """When infeasible: why, by errand. An errand that stands in nobody's way is not in it."""
    uncertain: tuple[ErrandReasons, ...] = ()
    """What was assumed or is not known, by errand."""
    reasons: tuple[Reason, ...] = ()
    """About the whole plan."""
    suggestions: tuple[Suggestion, ...] = ()
    aim: Aim | None = None
    bound: Aim | None = None
    """With NOT_PROVEN: no plan can beat it."""
    travel: Assumptions
    notice: Text = field(default_factory=dict)
    is_sample: bool = False

    @property
    def completion_date(self) -> date | None:
        """The day on which all is done; None without a plan."""
        if self.aim is None:
            return None
        return date.fromordinal(self.question.start.toordinal() + self.aim.completion_day)
