"""Where somebody is, as typed or as the device says: lon,lat, or the name of a place or area.

Called by the place page and the page of what is open nearby.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.http import HttpRequest

from zhihui.generation import Generation
from zhihui.web.clock import now
from zhihui.web.parameters import (
    MAX_WORDS,
    PageParameters,
    read_page_parameters,
)
from zhihui.web.public.starts import Choice, find_start, list_names, read_point
from zhihui.web.public.starts import Start as NamedStart
from zhihui.web.served import Served

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
Point = tuple[float, float]


def read_words(written: str) -> str:
    """What was typed, without control characters, at most so long as names are."""
    return _CONTROL.sub(" ", written)[:MAX_WORDS].strip()


@lru_cache(maxsize=8)
def list_origin_names(generation: Generation, language: str) -> tuple[str, ...]:
    """Names that can be typed, read once for a generation."""
    return tuple(name for name, _ in list_names(generation, language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """When and from where a page is looked at."""

    at: datetime
    origin: Point | None
    words: str
    """The starting point as it stands in the form."""
    choices: tuple[Choice, ...] = ()
    """What the words may mean, where that is several things."""

    @property
    def is_fault(self) -> bool:
        """Whether a starting point was given that cannot be found."""
        return bool(self.words) and self.origin is None and not self.choices


def read_start(request: HttpRequest, served: Served) -> Start:
    """From ``open_at`` (else the present), and ``from`` or ``near``."""
    read = read_page_parameters(request.GET, "zh")
    moment = read.open_at if isinstance(read, PageParameters) else None
    at = moment or now()
    words = read_words(request.GET.get("from") or request.GET.get("near") or "")
    if not words:
        return Start(at=at, origin=None, words=words)
    point = read_point(words)
    if point is not None:
        return Start(at=at, origin=point, words=words)
    found = find_start(served, words)
    if isinstance(found, NamedStart):
        return Start(at=at, origin=found.point, words=words)
    return Start(at=at, origin=None, words=words, choices=tuple(found))
