"""The stages of life and of business that life events stand under, and the streets to choose from.

Called by the event pages and the filters of a search.
"""

from collections.abc import Iterable
from functools import lru_cache

from zhihui.district import Area, AreaKind, LifeEvent, LifeEventSide, Text, in_language
from zhihui.generation import Generation


def group_by_stage(
    events: Iterable[LifeEvent], side: LifeEventSide
) -> list[tuple[Text, list[LifeEvent]]]:
    """The events of one side by their stage, in the order of the build; without a stage last."""
    groups: dict[str, tuple[Text, list[LifeEvent]]] = {}
    for event in events:
        if event.side is side:
            key = in_language(event.stage, "zh")
            groups.setdefault(key, (event.stage, []))[1].append(event)
    return sorted(groups.values(), key=lambda group: not group[0])


@lru_cache(maxsize=4)
def list_streets(generation: Generation) -> tuple[Area, ...]:
    """The streets of the district, in the order of the build."""
    return tuple(area for area in generation.areas if area.kind is AreaKind.STREET)
