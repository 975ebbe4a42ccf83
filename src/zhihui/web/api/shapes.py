"""The shapes of what the API returns: encoded for searches, and described for all in OpenAPI.

Called by operations and openapi. The shapes of answers describe what ``zhihui.answers.to_json``
makes; a test holds the two together. Every key is always there; null means not known.
"""

from typing import Any, Literal

import msgspec

from zhihui.web.parameters import AudienceName
from zhihui.web.problems import Problem

ThreeValued = Literal["yes", "no", "unknown"]


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all shapes."""


class Why(Shape, frozen=True, kw_only=True):
    """A reason: a kind of the closed list, its values, and the sentence for it."""

    kind: str
    values: dict[str, str | int | float]
    words: str


class SuggestionLine(Shape, frozen=True, kw_only=True):
    """One completion; ``id`` is that of the record."""

    words: str
    kind: Literal["item", "life_event", "place"]
    id: str


class Suggestions(Shape, frozen=True, kw_only=True):
    """Completions, best first."""

    suggestions: list[SuggestionLine]


class GoShort(Shape, frozen=True, kw_only=True):
    """Whether a visit is needed, from the record of the item."""

    needed: ThreeValued
    words: str
    visits: int | None


class ItemLine(Shape, frozen=True, kw_only=True):
    """One item that fits; ``certainty`` is 0 to 1."""

    code: str
    name: str
    body: str | None
    area: str | None
    audiences: list[AudienceName]
    topics: list[str]
    go: GoShort
    online: ThreeValued
    bodies: int
    certainty: float
    why: list[Why]


class NearestLine(Shape, frozen=True, kw_only=True):
    """An item that comes close when nothing fits."""

    code: str
    name: str
    body: str | None
    certainty: float
    why: list[Why]


class LifeEventLine(Shape, frozen=True, kw_only=True):
    """A life event that fits."""

    id: str
    name: str
    certainty: float
    why: list[Why]


class PlaceLine(Shape, frozen=True, kw_only=True):
    """A place found by its name or address."""

    id: str
    name: str
    address: str | None
    lon: float | None
    lat: float | None
    distance_m: int | None
    certainty: float


class SearchResult(Shape, frozen=True, kw_only=True):
    """The outcome of a search; when ``declined``, ``reasons`` says why and ``items`` is empty."""

    need: str
    at: str
    understood: list[str]
    declined: bool
    reasons: list[Why]
    items: list[ItemLine]
    nearest: list[NearestLine]
    life_events: list[LifeEventLine]
    places: list[PlaceLine]
    district: str
    built_at: str
    notice: str | None
    is_sample: bool


class State(Shape, frozen=True, kw_only=True):
    """Open or not at the moment asked about."""

    open: ThreeValued
    words: str
    until: str | None
    opens_next: str | None
    reasons: list[Why]


class PlaceDetail(Shape, frozen=True, kw_only=True):
    """A place, and for an item where in it and how."""

    id: str
    name: str
    kind: str
    kind_words: str
    address: str | None
    area: str | None
    lon: float | None
    lat: float | None
    distance_m: int | None
    counter: str | None
    floor: str | None
    actions: list[Literal["consult", "apply", "collect"]]
    channels: list[Literal["counter", "online", "post", "self_service", "agent"]]
    appointment: ThreeValued
    handling_minutes: int | None
    last_admission_minutes: int | None
    phones: list[str]
    hours: str | None
    hours_original: str | None
    at: str
    state: State
    today: list[list[str]] | None
    day_note: str | None
    accessibility: dict[str, ThreeValued]
    verified_on: str | None
    verified_by: str | None
    items_here: int | None


class Go(Shape, frozen=True, kw_only=True):
    """Whether a visit is needed, and which other ways there are."""

    needed: ThreeValued
    words: str
    reasons: list[Why]
    visits: int | None
    visit_reason: str | None
    online: ThreeValued
    online_depth: int | None
    online_url: str | None
    mobile_url: str | None
    post: ThreeValued
    self_service: ThreeValued
    agent: ThreeValued
    appointment: ThreeValued


class ProducerLine(Shape, frozen=True, kw_only=True):
    """An item whose result is the paper."""

    code: str
    name: str


class Paper(Shape, frozen=True, kw_only=True):
    """A paper that is asked for."""

    id: str
    name: str
    to_bring: bool
    necessity: Literal["required", "conditional", "optional", "unknown"]
    necessity_words: str
    originals: int | None
    copies: int | None
    form: Literal["paper", "electronic", "either", "unknown"]
    form_words: str
    condition: str | None
    note: str | None
    office_can_fetch: ThreeValued
    issued_by: str | None
    blank_form_url: str | None
    example_url: str | None
    produced_by: list[ProducerLine]


class FeeLine(Shape, frozen=True, kw_only=True):
    """A fee."""

    name: str
    standard: str | None
    basis: str | None


class TimeLimit(Shape, frozen=True, kw_only=True):
    """A time limit; 0 days is on the spot."""

    days: int | None
    unit: Literal["working_day", "calendar_day", "unknown"]
    original: str | None
    words: str | None


class Where(Shape, frozen=True, kw_only=True):
    """Where an item is handled: the first places of ``total``."""

    total: int
    places: list[PlaceDetail]
    address: str | None
    hours_original: str | None
    state: State | None
    today: list[list[str]] | None
    reasons: list[Why]


class Verified(Shape, frozen=True, kw_only=True):
    """Who checked the record and when."""

    on: str | None
    by: str | None
    source: str | None
    source_title: str | None
    licence: str | None
    url: str | None
    row: int | None


class QuestionLine(Shape, frozen=True, kw_only=True):
    """A common question."""

    question: str
    answer: str


class ItemDetail(Shape, frozen=True, kw_only=True):
    """Everything a person needs to know to get one item done."""

    code: str
    name: str
    body: str | None
    topics: list[str]
    audiences: list[AudienceName]
    conditions: str | None
    steps: list[str]
    legal_basis: str | None
    questions: list[QuestionLine]
    area: str | None
    at: str
    certainty: float
    why: list[Why]
    bodies: int
    go: Go
    papers_known: ThreeValued
    papers: list[Paper]
    charged: ThreeValued
    fees: list[FeeLine]
    statutory_time: TimeLimit
    promised_time: TimeLimit
    where: Where
    results: list[str]
    consult_phones: list[str]
    complaint_phones: list[str]
    verified: Verified
    unknown: list[Why]
    notice: str | None


class AnswerResult(Shape, frozen=True, kw_only=True):
    """The answer to one need."""

    need: str
    at: str
    understood: list[str]
    declined: bool
    reasons: list[Why]
    nearest: list[NearestLine]
    items: list[ItemDetail]
    life_events: list[LifeEventLine]
    places: list[PlaceDetail]
    district: str
    built_at: str
    notice: str | None
    is_sample: bool


def list_schemas() -> dict[str, Any]:
    """JSON Schema components of all shapes, by name."""
    _, components = msgspec.json.schema_components(
        (SearchResult, Suggestions, AnswerResult, ItemDetail, PlaceDetail, Problem),
        ref_template="#/components/schemas/{name}",
    )
    return components
