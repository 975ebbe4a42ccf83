"""What the finder is asked and what it returns, for answers and the faces."""

from dataclasses import dataclass, field
from datetime import datetime

from zhihui.district import AreaCode, Audience, Item, LifeEvent, Place, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What hits must satisfy; a field left out asks for nothing."""

    audience: Audience | None = None
    topic: str = ""
    body: str = ""
    """Exact Chinese name of the implementing body."""
    area: AreaCode | None = None
    """Items that serve this area: of its own body, or of one of its parents."""
    online: bool = False
    open_at: datetime | None = None
    """Items with at least one place open at this moment (naive local time)."""
    near: tuple[float, float] | None = None
    """(lon, lat) in WGS-84."""
    within_m: float | None = None
    """Straight-line limit around ``near``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHit:
    """One Item, with how certain the finder is (0 to 1) and why it matched."""

    item: Item
    score: float
    why: tuple[Reason, ...] = ()
    bodies: int = 1
    """How many bodies implement the same catalogue entry; ``item`` is the nearest to the asker."""
    ordinal: int | None = None
    """Of ``item`` in the generation, where it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHit:
    """One Place found by its name or address."""

    place: Place
    score: float
    why: tuple[Reason, ...] = ()
    distance_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEventHit:
    """One life event found by its name."""

    event: LifeEvent
    score: float
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The outcome of one search.

    ``declined``: nothing fits well enough to be offered. ``items`` is then empty, ``nearest``
    names what comes closest, ``reasons`` says why, and ``understood`` what was made of the words.
    """

    need: str
    understood: tuple[str, ...] = ()
    """Office wordings that the words were taken for."""
    declined: bool = False
    reasons: tuple[Reason, ...] = ()
    items: tuple[ItemHit, ...] = ()
    nearest: tuple[ItemHit, ...] = ()
    life_events: tuple[LifeEventHit, ...] = ()
    places: tuple[PlaceHit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One completion while typing. ``kind`` is item, life_event or place; ``id`` its record id."""

    words: str
    kind: str
    id: str = field(default="")
