"""The one generation that this process serves, with its finder, calendar and travel times.

Opened once, at start, by wsgi; read by all views. Never written to.
"""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from zhihui.answers.directory import get_directory
from zhihui.answers.travelling import TravelOf
from zhihui.finder import Finder
from zhihui.generation import Generation, GenerationError, open_generation
from zhihui.hours import WorkingCalendar
from zhihui.maps import PART, StreetLines, TileArchive, open_lines, open_tiles
from zhihui.streets import Mode, StreetsError
from zhihui.trips.solving import warm_up
from zhihui.web.compiling import compile_planner
from zhihui.web.memory import give_back

_log = logging.getLogger("zhihui.web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What every view reads from."""

    generation: Generation
    finder: Finder
    calendar: WorkingCalendar
    travel: TravelOf
    """Networks are opened when first asked for, once for each mode."""
    tiles: TileArchive | None
    """None: the generation was built without."""
    lines: StreetLines | None
    """The streets for pictures; None with ``tiles``."""

    def warm_up(self) -> None:
        """Load the planner, the network for walking and the directory, so that nobody waits.

        What a step no longer needs is given back before the next, so that the peak stays low.
        """
        steps = (
            lambda: get_directory(self.generation),
            compile_planner,
            warm_up,
            self._open_walking,
        )
        for step in steps:
            give_back()
            step()
        give_back()

    def _open_walking(self) -> None:
        try:
            self.travel(Mode.WALK)
        except StreetsError as error:
            _log.error("%s", error)


@cache
def get_served() -> Served:
    """The served generation, opened at the first call.

    Raises ImproperlyConfigured when no directory is set, GenerationError when it cannot be
    opened.
    """
    if not settings.ZHIHUI_GENERATION:
        raise ImproperlyConfigured(
            "ZHIHUI_GENERATION is not set: give the directory that `zhihui build` or "
            "`zhihui sample` wrote, or start with `zhihui serve DIR`."
        )
    generation = open_generation(Path(settings.ZHIHUI_GENERATION))
    maps = _find_maps(generation)
    return Served(
        generation=generation,
        finder=Finder(generation, meaning=settings.ZHIHUI_MEANING),
        calendar=generation.calendar,
        travel=TravelOf(generation),
        tiles=open_tiles(maps) if maps else None,
        lines=open_lines(maps) if maps else None,
    )


def _find_maps(generation: Generation) -> Path | None:
    try:
        return generation.part(PART)
    except GenerationError:
        return None
