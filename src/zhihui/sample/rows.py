"""The shapes of the packaged tables' rows, strict: an unknown or missing key is an error.

Called by table_files (which reads) and the builders (which turn rows into records). Never holds
rules of the domain.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Filled = Annotated[str, Meta(min_length=1)]
ThreeValued = Literal["yes", "no", "unknown"]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Limit = Annotated[str, Meta(pattern=r"^(0|[1-9][0-9]{0,2}[WN])$")]


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every row."""


class Words(Row, frozen=True, kw_only=True):
    """One wording in both languages."""

    zh: Filled
    en: Filled


class AreaRow(Row, frozen=True, kw_only=True):
    """areas.csv. ``lon``, ``lat`` (WGS-84) and ``spread_m`` stand at streets only."""

    code: Annotated[str, Meta(pattern=r"^[0-9]{6}([0-9]{3}([0-9]{3})?)?$")]
    name_zh: Filled
    name_en: Filled
    lon: float | None = None
    lat: float | None = None
    spread_m: int | None = None


class OutlinePoint(Row, frozen=True, kw_only=True):
    """outline.csv: WGS-84 degrees."""

    lon: float
    lat: float


class BodyRow(Row, frozen=True, kw_only=True):
    """bodies.yaml."""

    key: Key
    code: Annotated[str, Meta(min_length=18, max_length=18)]
    department: Annotated[str, Meta(pattern=r"^[0-9]{2}$")]
    name: Words


class MaterialRow(Row, frozen=True, kw_only=True):
    """materials/*.yaml."""

    zh: Filled
    en: Filled
    issued_by: Words | None = None


class PaperRow(Row, frozen=True, kw_only=True):
    """One paper that an item asks for; ``m`` is the Chinese name of a material."""

    m: Filled
    need: Literal["required", "conditional", "optional", "unknown"]
    when: Words | None = None
    originals: Annotated[int, Meta(ge=0, le=20)] | None = None
    copies: Annotated[int, Meta(ge=0, le=20)] | None = None
    form: Literal["paper", "electronic", "either", "unknown"] = "unknown"
    shared: ThreeValued = "unknown"
    note: Words | None = None


class FaqRow(Row, frozen=True, kw_only=True):
    """A question and its answer."""

    q: Words
    a: Words


class ItemRow(Row, frozen=True, kw_only=True):
    """items/*.yaml: a template that becomes an Item at every body of its levels."""

    key: Key
    name: Words
    aliases: tuple[Filled, ...] = ()
    kind: Literal["01", "05", "07", "08", "09", "10", "20"]
    body: Key
    levels: Annotated[tuple[Literal["county", "street", "community"], ...], Meta(min_length=1)]
    audiences: Annotated[
        tuple[
            Literal[
                "person",
                "enterprise",
                "institution",
                "social_organisation",
                "unincorporated",
                "other",
            ],
            ...,
        ],
        Meta(min_length=1),
    ]
    topics: tuple[Filled, ...] = ()
    statutory: Limit | Annotated[int, Meta(ge=0, le=0)] | None = None
    promised: Limit | Annotated[int, Meta(ge=0, le=0)] | None = None
    visits: Annotated[int, Meta(ge=0, le=9)] | None = None
    visit_reason: Words | None = None
    online: ThreeValued = "unknown"
    online_depth: Annotated[int, Meta(ge=1, le=4)] | None = None
    post: ThreeValued = "unknown"
    self_service: ThreeValued = "unknown"
    appointment: ThreeValued = "unknown"
    minutes: Annotated[int, Meta(ge=1, le=480)] | None = None
    fee: Words | None = None
    charged: ThreeValued = "unknown"
    conditions: Words | None = None
    materials: tuple[PaperRow, ...] | None = None
    result: Filled | None = None
    legal_basis: str = ""
    questions: tuple[FaqRow, ...] = ()


class DatedHoursRow(Row, frozen=True, kw_only=True):
    """Hours that replace the ordinary ones, first and last day included."""

    first: date
    last: date
    hours: Filled
    note: Words


class CounterRow(Row, frozen=True, kw_only=True):
    """A counter: whose items it handles, and of those only the ones named like ``names``."""

    floor: Filled
    name: Words
    bodies: tuple[Key, ...]
    names: tuple[Filled, ...] = ()
    hours: str = ""
    last_admission_minutes: Annotated[int, Meta(ge=0, le=240)] | None = None
    queue: Annotated[int, Meta(ge=1)] | None = None
    """Number (from 1) of the queue of patterns.yaml that this counter alone has."""


class HallRow(Row, frozen=True, kw_only=True):
    """The district hall or a branch hall."""

    id: Key
    kind: Literal["district_hall", "branch_hall"]
    street: str
    name: Words
    hours: str
    hours_original: str
    accessibility: dict[str, ThreeValued]
    dated_hours: tuple[DatedHoursRow, ...] = ()
    verified_on: date | None
    counters: tuple[CounterRow, ...]


class MachineRow(Row, frozen=True, kw_only=True):
    """A kind of self-service machine and whose items it offers."""

    key: Key
    name: Words
    bodies: tuple[Key, ...]


class VenueRow(Row, frozen=True, kw_only=True):
    """A kind of spot where machines stand."""

    key: Key
    name: Words
    hours: Filled
    hours_original: Filled


class SelfServiceRow(Row, frozen=True, kw_only=True):
    """One self-service point."""

    street: str
    venue: Key
    machines: tuple[Key, ...]


class PlacesFile(Row, frozen=True, kw_only=True):
    """places.yaml."""

    halls: tuple[HallRow, ...]
    machines: tuple[MachineRow, ...]
    venues: tuple[VenueRow, ...]
    self_service: tuple[SelfServiceRow, ...]


class HoursRow(Row, frozen=True, kw_only=True):
    """Opening hours and how the office writes them; ``hours`` empty: not known."""

    hours: str
    original: str


class QueueHourRow(Row, frozen=True, kw_only=True):
    """How long one waits who joins in this hour."""

    hour: Annotated[int, Meta(ge=0, le=23)]
    minutes: Annotated[int, Meta(ge=0, le=480)]
    error_minutes: Annotated[int, Meta(ge=0, le=480)] | None = None


class QueueRow(Row, frozen=True, kw_only=True):
    """A day's waits; on Mondays ``monday_minutes`` longer."""

    monday_minutes: Annotated[int, Meta(ge=0, le=240)]
    by_hour: Annotated[tuple[QueueHourRow, ...], Meta(min_length=1)]


class PatternsFile(Row, frozen=True, kw_only=True):
    """patterns.yaml: lists that are dealt out in turn."""

    street_hours: tuple[HoursRow, ...]
    community_hours: tuple[HoursRow, ...]
    accessibility: tuple[dict[str, ThreeValued], ...]
    street_counters: tuple[Words, ...]
    verified_on: tuple[date | None, ...]
    street_dated_hours: dict[str, tuple[DatedHoursRow, ...]]
    last_admission_minutes: Annotated[
        tuple[Annotated[int, Meta(ge=0, le=240)], ...], Meta(min_length=1)
    ]
    queues: Annotated[tuple[QueueRow, ...], Meta(min_length=1)]


class OptionRow(Row, frozen=True, kw_only=True):
    """One answer of a life event's question."""

    id: Key
    label: Words


class EventQuestionRow(Row, frozen=True, kw_only=True):
    """A life event's question."""

    id: Key
    wording: Words
    options: Annotated[tuple[OptionRow, ...], Meta(min_length=2)]


class StepRow(Row, frozen=True, kw_only=True):
    """A step: the key of an item, the keys of the steps before it, and when it applies."""

    item: Key
    after: tuple[Key, ...] = ()
    when: dict[str, tuple[str, ...]] = {}


class EventRow(Row, frozen=True, kw_only=True):
    """life-events.yaml."""

    id: Key
    name: Words
    side: Literal["person", "enterprise"]
    stage: Words
    aliases: tuple[Filled, ...] = ()
    intro: Words
    lead_body: Key
    questions: Annotated[tuple[EventQuestionRow, ...], Meta(min_length=1, max_length=3)]
    steps: Annotated[tuple[StepRow, ...], Meta(min_length=1)]
