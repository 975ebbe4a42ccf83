"""Life events (一件事): a situation that unfolds into Items by a few questions."""

from dataclasses import dataclass, field
from enum import Enum

from zhihui.district.facts import Provenance, Text
from zhihui.district.ids import CatalogCode, LifeEventId


class LifeEventSide(Enum):
    """个人 or 法人."""

    PERSON = "person"
    ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEventOption:
    """One answer that can be picked."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEventQuestion:
    """A question whose answer decides which steps apply."""

    id: str
    wording: Text
    options: tuple[LifeEventOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEventStep:
    """One catalogue entry of the event; the Item is the one of the body that serves the person."""

    catalog_code: CatalogCode
    after: tuple[CatalogCode, ...] = ()
    """Steps of this event that must be done before."""
    when: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """question id → options under which the step applies; empty: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """一件事."""

    id: LifeEventId
    name: Text
    side: LifeEventSide
    stage: Text
    """人生阶段 or 企业阶段."""
    aliases: tuple[str, ...] = ()
    intro: Text = field(default_factory=dict)
    lead_body: Text = field(default_factory=dict)
    questions: tuple[LifeEventQuestion, ...] = ()
    steps: tuple[LifeEventStep, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
