"""A life event as a list of items for one person: which steps apply, and where each is handled.

Called by the event page. Which items implement a catalogue entry is looked up once for all items.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    CatalogCode,
    Item,
    ItemLevel,
    LifeEvent,
    LifeEventStep,
)
from zhihui.generation import Generation


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: its item (None when the district has none) and the steps before it."""

    item: Item | None
    after: tuple[Item, ...]


def list_steps(
    generation: Generation,
    event: LifeEvent,
    picked: Mapping[str, str],
    area: AreaCode | None,
) -> list[StepLine]:
    """The steps that apply to the picked options, each with the item nearest to ``area``.

    A question that is not answered keeps all its steps.
    """
    members = _members(generation)
    applying = [step for step in _in_order(event.steps) if _applies(step, picked)]
    items = {
        step.catalog_code: _choose(generation, members.get(step.catalog_code, ()), area)
        for step in applying
    }
    return [
        StepLine(
            item=items[step.catalog_code],
            after=tuple(item for code in step.after if (item := items.get(code)) is not None),
        )
        for step in applying
    ]


@lru_cache(maxsize=4)
def list_streets(generation: Generation) -> tuple[Area, ...]:
    """The streets of the district, in the order of the build."""
    return tuple(area for area in generation.areas if area.kind is AreaKind.STREET)


def _applies(step: LifeEventStep, picked: Mapping[str, str]) -> bool:
    return all(
        not picked.get(question) or picked[question] in options
        for question, options in step.when.items()
    )


def _in_order(steps: Sequence[LifeEventStep]) -> list[LifeEventStep]:
    """The steps as written, each behind those it waits for."""
    ordered: list[LifeEventStep] = []
    done: set[CatalogCode] = set()
    waiting = list(steps)
    known = {step.catalog_code for step in steps}
    while waiting:
        ready = [step for step in waiting if all(c in done or c not in known for c in step.after)]
        if not ready:
            return [*ordered, *waiting]
        ordered.extend(ready)
        done.update(step.catalog_code for step in ready)
        waiting = [step for step in waiting if step.catalog_code not in done]
    return ordered


def _choose(generation: Generation, ordinals: Sequence[int], area: AreaCode | None) -> Item | None:
    """The item of the area, else of the district, else the first."""
    items = [generation.items[ordinal] for ordinal in ordinals[:_LOOKED_AT]]
    chain = [code for code in (area, area[:6] if area else None) if code]
    for code in chain:
        for item in items:
            if item.area == code:
                return item
    for item in items:
        if item.level is ItemLevel.COUNTY:
            return item
    return items[0] if items else None


_LOOKED_AT = 300


@lru_cache(maxsize=1)
def _members(generation: Generation) -> Mapping[CatalogCode, tuple[int, ...]]:
    """Ordinals of the items of every catalogue entry that a life event names."""
    wanted = {step.catalog_code for event in generation.life_events for step in event.steps}
    ordinals: defaultdict[CatalogCode, list[int]] = defaultdict(list)
    for ordinal, item in enumerate(generation.items):
        if item.catalog_code in wanted:
            ordinals[item.catalog_code].append(ordinal)
    return {code: tuple(numbers) for code, numbers in ordinals.items()}
