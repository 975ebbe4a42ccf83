"""The shapes of a plan, for OpenAPI: they describe what ``zhihui.answers.plan_json`` makes.

Called by openapi; a test holds the two together.
"""

from typing import Any, Literal

import msgspec

from zhihui.web.api.shapes import Shape, ThreeValued

ModeName = Literal["walk", "bike", "drive"]


class PlanReason(Shape, frozen=True, kw_only=True):
    """A reason; ``errand`` is the code that it is about, null for the whole plan."""

    errand: str | None
    kind: str
    values: dict[str, str | int | float]
    words: str


class AwayReason(Shape, frozen=True, kw_only=True):
    """A reason of an errand done without a visit."""

    kind: str
    values: dict[str, str | int | float]
    words: str


class PlanHandling(Shape, frozen=True, kw_only=True):
    """One errand done at a place."""

    code: str
    name: str
    quantity: int
    counter: str | None
    floor: str | None
    arrive: str
    join: str
    end: str
    wait_minutes: int
    queue_minutes: int
    queue_error_minutes: int | None
    queue_known: ThreeValued
    handling_minutes: int
    handling_known: ThreeValued
    action: Literal["apply", "collect"]
    appointment: ThreeValued
    by_slot: bool


class PlanVisit(Shape, frozen=True, kw_only=True):
    """One place; ``place`` is its id."""

    place: str
    name: str
    address: str | None
    near_street: str | None
    """The street that the place is near to, where its name is known."""
    lon: float | None
    lat: float | None
    phones: list[str]
    step_free: ThreeValued
    travel_minutes: int
    arrive: str
    start: str
    end: str
    errands: list[str]
    handlings: list[PlanHandling]


class PlanTrip(Shape, frozen=True, kw_only=True):
    """Leave home, visits in order, come back."""

    depart: str
    back: str = msgspec.field(name="return")
    minutes: int
    travel_home_minutes: int
    visits: list[PlanVisit]
    path: list[tuple[float, float]] | None
    """With `paths`: longitudes and latitudes from the start by every place to the end."""


class AwayLine(Shape, frozen=True, kw_only=True):
    """An errand done without a visit."""

    code: str
    name: str
    quantity: int
    channel: Literal["counter", "online", "post", "self_service", "agent"]
    on: str
    after_visit: bool
    url: str | None
    words: str
    reasons: list[AwayReason]


class PaperWish(Shape, frozen=True, kw_only=True):
    """What one errand asks of a paper."""

    code: str
    name: str | None
    necessity: Literal["required", "conditional", "optional", "unknown"]
    originals: int | None
    copies: int | None
    form: Literal["paper", "electronic", "either", "unknown"]
    condition: str | None
    note: str | None


class PaperSource(Shape, frozen=True, kw_only=True):
    """An item that gives a paper."""

    code: str
    name: str | None


class PlanPaperLine(Shape, frozen=True, kw_only=True):
    """One paper that the errands ask for, merged."""

    id: str
    name: str
    comes_from: Literal["home", "on_the_way", "office"]
    comes_from_words: str
    originals: int | None
    copies: int | None
    wanted_by: list[PaperWish]
    produced_by: list[PaperSource]
    issued_by: str | None
    blank_form_url: str | None
    example_url: str | None


class Objective(Shape, frozen=True, kw_only=True):
    """The three aims, compared in this order."""

    trips: int
    completion_day: int
    minutes_out: int


class PlanPoint(Shape, frozen=True, kw_only=True):
    """A point in WGS-84 degrees."""

    lon: float
    lat: float


class AskedErrand(Shape, frozen=True, kw_only=True):
    """One errand of a question."""

    code: str
    quantity: int
    how: Literal["any", "visit", "online", "agent"]
    collect: bool


class AskedPlan(Shape, frozen=True, kw_only=True):
    """A question, in the form in which the API takes it."""

    errands: list[AskedErrand]
    origin: PlanPoint = msgspec.field(name="from")
    to: PlanPoint | None
    mode: ModeName
    at: str
    back_by: str | None
    days: int
    have: list[str]
    step_free: Literal["any", "prefer", "only"]


class PlanSuggestion(Shape, frozen=True, kw_only=True):
    """One change of the question, planned again."""

    kind: str
    values: dict[str, str | int | float]
    words: str
    saves: str | None
    objective: Objective
    saved: Objective | None
    question: AskedPlan


class TravelNote(Shape, frozen=True, kw_only=True):
    """What travel times leave out."""

    kind: str
    words: str


class TravelAssumed(Shape, frozen=True, kw_only=True):
    """What travel times rest on."""

    mode: ModeName
    mode_words: str
    is_estimate: bool
    walking_kmh: float
    moving_kmh: float | None
    detour: float | None
    notes: list[TravelNote]
    words: str


class PlanDefaults(Shape, frozen=True, kw_only=True):
    """What is planned with where nobody knows."""

    queue_minutes: int
    handling_minutes: int
    collect_minutes: int
    wait_working_days: int


class PlanAssumptions(Shape, frozen=True, kw_only=True):
    """What a plan rests on."""

    travel: TravelAssumed
    defaults: PlanDefaults
    defaults_used: list[PlanReason]


class PlanResult(Shape, frozen=True, kw_only=True):
    """The plan, or why there is none."""

    status: Literal["optimal", "not_proven", "infeasible"]
    status_words: str
    summary: str | None
    trips: list[PlanTrip]
    online: list[str]
    away: list[AwayLine]
    papers: list[PlanPaperLine]
    reasons: list[PlanReason]
    suggestions: list[PlanSuggestion]
    objective: Objective | None
    completion_date: str | None
    bound: Objective | None
    bound_words: str | None
    assumptions: PlanAssumptions
    uncertain: list[PlanReason]
    question: AskedPlan
    near_street: str | None
    """The street that the start is near to, where its name is known."""
    notice: str | None
    is_sample: bool


def list_plan_schemas() -> dict[str, Any]:
    """JSON Schema components of a plan, by name."""
    _, components = msgspec.json.schema_components(
        (PlanResult,), ref_template="#/components/schemas/{name}"
    )
    return components
