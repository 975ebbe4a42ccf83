"""What a person asks the planner: which errands, from where, how and when.

Made by the faces, read by ``drafting``. All moments are naive local time of the district.
"""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum

from zhihui.district import ItemCode, MaterialId
from zhihui.streets import Mode

Point = tuple[float, float]
"""(lon, lat) in WGS-84 degrees."""

MAX_ERRANDS = 20
MAX_DAYS = 31


class How(Enum):
    """How an errand is to be done."""

    ANY = "any"
    """Without a visit where the record says that none is needed, else by a visit."""
    VISIT = "visit"
    """By a visit, even where none is needed."""
    ONLINE = "online"
    """Online, where the record allows it."""
    AGENT = "agent"
    """代办: an agent of the district does it, where there is such a service for it."""


class StepFree(Enum):
    """Which places one can use, by ``Place.step_free``."""

    ANY = "any"
    PREFER = "prefer"
    """None that has steps; one that nobody knows about only where no step-free one will do."""
    ONLY = "only"
    """Only those known to be step-free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """要办的事: one Item that the person has decided to get done."""

    item: ItemCode
    quantity: int = 1
    """How many people's papers are handed in; each takes the handling time."""
    how: How = How.ANY
    collect: bool = False
    """Whether one comes again to collect the result, once the time limit is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What is planned with where nobody knows; every one that was used is said with the plan."""

    queue_minutes: int = 15
    handling_minutes: int = 10
    collect_minutes: int = 5
    """To collect a result, however many papers it is for."""
    wait_working_days: int = 1
    """Working days until the result of an errand is there, when no time limit is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanQuestion:
    """The whole question. ``end`` None: back to ``origin``."""

    errands: tuple[Errand, ...]
    origin: Point
    end: Point | None = None
    mode: Mode = Mode.WALK
    start: datetime
    """One does not leave before; its day is the first of the plan."""
    back_by: time | datetime | None = None
    """A time: on each day one must have arrived at the end by then. A moment: by then on its day,
    which is the last of the plan."""
    days: int = 7
    """How many days, the first included, the plan may take."""
    defaults: Defaults = field(default_factory=Defaults)
    in_hand: tuple[MaterialId, ...] = ()
    """Papers that the person has already: no errand waits for another one to give them."""
    step_free: StepFree = StepFree.ANY
    not_before: datetime | None = None
    """No suggestion starts before it: the present, where the faces know it."""

    @property
    def days_open(self) -> int:
        """How many days are left to plan on: ``days``, and none after a moment to be back by."""
        if not isinstance(self.back_by, datetime):
            return self.days
        return min(self.days, (self.back_by.date() - self.start.date()).days + 1)

    @property
    def ends_elsewhere(self) -> bool:
        """Whether one does not come back to where one started."""
        return self.end is not None and self.end != self.origin

    @property
    def ends_by_moment(self) -> bool:
        """Whether the last day is the one of a moment to be back by."""
        if not isinstance(self.back_by, datetime):
            return False
        return (self.back_by.date() - self.start.date()).days < self.days


class QuestionError(ValueError):
    """A question that cannot be planned: what, which value, why, what to do; in two languages.

    ``part``: the field of PlanQuestion that is wrong.
    """

    def __init__(self, zh: str, en: str, *, part: str = "") -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.part = part

    def in_language(self, language: str) -> str:
        """The sentence in Chinese, or else in English."""
        return self.zh if language == "zh" else self.en
