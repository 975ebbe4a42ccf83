"""The answer: one object that every face renders, made by ``assembling``.

It holds records and Reasons, no wording in any language; ``json_form`` and the faces word it.
All moments are naive local time of the district, distances are straight lines.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from zhihui.district import (
    Action,
    Area,
    Channel,
    Fact,
    Fee,
    Item,
    ItemCode,
    Material,
    Place,
    Provenance,
    Reason,
    Requirement,
    Source,
    Text,
    TimeLimit,
)
from zhihui.finder import Found, ItemHit, LifeEventHit
from zhihui.hours import OpenState

Intervals = tuple[tuple[time, time], ...]
"""Opening times of one day; an end of 00:00 is the midnight at which the day ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """要不要跑: whether a visit is needed, why, and which other ways there are."""

    needed: Fact
    reasons: tuple[Reason, ...]
    visits: int | None = None
    visit_reason: Text = field(default_factory=dict)
    online: Fact = Fact.UNKNOWN
    online_depth: int | None = None
    """1 … 4; 4 is online from start to end."""
    online_url: str = ""
    mobile_url: str = ""
    post: Fact = Fact.UNKNOWN
    self_service: Fact = Fact.UNKNOWN
    agent: Fact = Fact.UNKNOWN
    """代办."""
    appointment: Fact = Fact.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Producer:
    """An Item whose Result is the Material that another Item asks for: a prerequisite."""

    code: ItemCode
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One Material asked for. ``material`` is None when the generation does not describe it."""

    requirement: Requirement
    name: Text
    material: Material | None = None
    producers: tuple[Producer, ...] = ()

    @property
    def to_bring(self) -> bool:
        """Whether to bring it: always, but where the office is known to fetch it itself."""
        return self.requirement.shared is not Fact.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnswer:
    """A Place, and for an Item where in it and how."""

    place: Place
    counter: Text = field(default_factory=dict)
    floor: str = ""
    actions: tuple[Action, ...] = ()
    channels: tuple[Channel, ...] = ()
    appointment: Fact = Fact.UNKNOWN
    handling_minutes: int | None = None
    last_admission_minutes: int | None = None
    """How long before closing the last person is let in; None when not known."""
    distance_m: float | None = None
    hours: str = ""
    """OSM opening_hours that hold here; empty when not known."""
    hours_original: str = ""
    state: OpenState = field(default_factory=lambda: OpenState(fact=Fact.UNKNOWN))
    today: Intervals | None = None
    """Opening times of the day asked about; None when not known."""
    day_note: Text = field(default_factory=dict)
    """What the place says of its dated hours on that day."""
    provenance: Provenance = field(default_factory=Provenance)
    at: datetime
    """The moment that the answer is for."""
    items_here: int | None = None
    """How many Items have an Offer here; only where the Place itself was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an Item is handled: the first places of ``total``, best first.

    ``address`` is set when there is no Offer and the record has a free-text address instead;
    ``state`` and ``today`` are then those of the hours in the record.
    """

    places: tuple[PlaceAnswer, ...] = ()
    total: int = 0
    address: str = ""
    hours_original: str = ""
    state: OpenState | None = None
    today: Intervals | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """Who last checked the record and when, and the source it comes from."""

    on: date | None = None
    by: str = ""
    source: Source | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """Everything a person needs to know to get one Item done."""

    item: Item
    at: datetime
    """The moment that the answer is for."""
    go: Go
    papers: tuple[Paper, ...]
    papers_known: Fact
    charged: Fact
    fees: tuple[Fee, ...]
    statutory_time: TimeLimit
    promised_time: TimeLimit
    where: Where
    results: tuple[Material, ...]
    """What one gets."""
    area: Area | None
    consult_phones: tuple[str, ...]
    complaint_phones: tuple[str, ...]
    verified: Verified
    unknown: tuple[Reason, ...]
    """All that nobody has said; each is worth a phone call."""
    notice: Text
    """Must be shown with the answer when not empty, e.g. that the data is a sample."""
    certainty: float = 1.0
    """0 … 1: how certain it is that this Item is meant."""
    why: tuple[Reason, ...] = ()
    bodies: int = 1
    """How many bodies implement the same catalogue entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one need."""

    need: str
    at: datetime
    understood: tuple[Text, ...]
    declined: bool
    reasons: tuple[Reason, ...]
    nearest: tuple[ItemHit, ...]
    """Named when declined: what comes closest."""
    items: tuple[ItemAnswer, ...]
    life_events: tuple[LifeEventHit, ...]
    places: tuple[PlaceAnswer, ...]
    district_name: Text
    built_at: datetime
    """When the generation was built: how fresh the answer is."""
    notice: Text
    is_sample: bool
    found: Found
    """What the finder said, as it said it."""
