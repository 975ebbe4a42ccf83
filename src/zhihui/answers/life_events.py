"""A life event as errands for one person: what applies, in which order, with one checklist.

Called by the pages. Each step takes the Item of the body that serves the person's area. The order
is that of the record, each step behind those that it waits for: because the event says so, or
because it asks for what they produce.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhihui.answers.directory import Directory, get_directory
from zhihui.answers.going import decide_go
from zhihui.answers.model import Go
from zhihui.district import (
    AreaCode,
    CatalogCode,
    Fact,
    Item,
    ItemCode,
    ItemLevel,
    LifeEvent,
    LifeEventStep,
)
from zhihui.generation import Generation
from zhihui.trips.papers import merge_papers
from zhihui.trips.plan import PlanPaper
from zhihui.trips.question import Errand
from zhihui.trips.waits import needs_result

_LOOKED_AT = 300
"""Bodies of one catalogue entry among which the nearest is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStep:
    """One step: its Item (None when the district has none), and the Items to be done before it."""

    catalog_code: CatalogCode
    item: Item | None
    go: Go | None
    after: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAnswer:
    """What a life event comes to for one person."""

    event: LifeEvent
    steps: tuple[EventStep, ...]
    papers: tuple[PlanPaper, ...]
    """Each Material once for each place that it comes from, with the largest numbers asked for."""
    items: Mapping[ItemCode, Item]
    """All Items that the papers name."""

    @property
    def codes(self) -> tuple[ItemCode, ...]:
        """The Items to get done, in order."""
        return tuple(step.item.code for step in self.steps if step.item is not None)

    def count_going(self, needed: Fact) -> int:
        """How many steps need a visit, need none, or leave it unknown."""
        return sum(1 for step in self.steps if step.go is not None and step.go.needed is needed)


def unfold_event(
    generation: Generation,
    event: LifeEvent,
    picked: Mapping[str, str],
    area: AreaCode | None = None,
) -> EventAnswer:
    """The steps under the ``picked`` options; a question without an answer keeps all its steps."""
    applying = [step for step in event.steps if _applies(step, picked)]
    items = {step.catalog_code: _choose(generation, step.catalog_code, area) for step in applying}
    waits = {step.catalog_code: _waits_for(step, items) for step in applying}
    ordered = _in_order([step.catalog_code for step in applying], waits)
    papers, others = _merge(generation, ordered, items, waits)
    found = {item.code: item for item in items.values() if item is not None}
    return EventAnswer(
        event=event,
        steps=tuple(
            EventStep(
                catalog_code=code,
                item=(item := items[code]),
                go=decide_go(item, generation.list_offers_of_item(item.code)) if item else None,
                after=tuple(
                    before
                    for other in ordered
                    if other in waits[code] and (before := items[other]) is not None
                ),
            )
            for code in ordered
        ),
        papers=papers,
        items={**others, **found},
    )


def _applies(step: LifeEventStep, picked: Mapping[str, str]) -> bool:
    return all(
        not picked.get(question) or picked[question] in options
        for question, options in step.when.items()
    )


def _waits_for(
    step: LifeEventStep, items: Mapping[CatalogCode, Item | None]
) -> frozenset[CatalogCode]:
    """The applying steps that come before: named by the event, or producing what this one needs.

    Only those written before it are taken to produce anything for it: the event knows better.
    """
    item = items[step.catalog_code]
    written = list(items)
    earlier = written[: written.index(step.catalog_code)]
    producers = (
        code
        for code in earlier
        if item is not None and (giver := items[code]) is not None and needs_result(item, giver)
    )
    named = (code for code in step.after if code in items)
    return frozenset((*named, *producers)) - {step.catalog_code}


def _in_order(
    codes: Sequence[CatalogCode], waits: Mapping[CatalogCode, frozenset[CatalogCode]]
) -> list[CatalogCode]:
    """As written, each behind those it waits for; those that wait for each other as written."""
    ordered: list[CatalogCode] = []
    waiting = list(dict.fromkeys(codes))
    while waiting:
        ready = [code for code in waiting if waits[code] <= set(ordered)] or waiting[:1]
        ordered.append(ready[0])
        waiting.remove(ready[0])
    return ordered


def _merge(
    generation: Generation,
    ordered: Sequence[CatalogCode],
    items: Mapping[CatalogCode, Item | None],
    waits: Mapping[CatalogCode, frozenset[CatalogCode]],
) -> tuple[tuple[PlanPaper, ...], dict[ItemCode, Item]]:
    present = [(code, item) for code in ordered if (item := items[code]) is not None]
    before: dict[ItemCode, set[ItemCode]] = {}
    earlier: set[CatalogCode] = set()
    for code, item in present:
        known = {other for other in waits[code] if other in earlier}
        found = (items[other] for other in known)
        codes = {one.code for one in found if one is not None}
        before[item.code] = codes.union(*(before[one] for one in codes))
        earlier.add(code)
    unique = list({item.code: item for _, item in present}.values())
    return merge_papers(generation, [Errand(item=item.code) for item in unique], unique, before)


def _choose(generation: Generation, catalog: CatalogCode, area: AreaCode | None) -> Item | None:
    """The Item of the area, else of one inside it, and so on outwards; else the district's."""
    directory = get_directory(generation)
    ordinals = directory.entries.get(catalog, ())[:_LOOKED_AT]
    items = [generation.items[ordinal] for ordinal in ordinals]
    chains = [_list_chain(directory, item.area) for item in items]
    for code in _list_chain(directory, area):
        for item in items:
            if item.area == code:
                return item
        for item, chain in zip(items, chains, strict=True):
            if code in chain:
                return item
    return min(items, key=lambda item: item.level is not ItemLevel.COUNTY, default=None)


def _list_chain(directory: Directory, area: AreaCode | None) -> list[AreaCode]:
    """The area and those that hold it, innermost first."""
    chain: list[AreaCode] = []
    while area is not None and area not in chain:
        chain.append(area)
        node = directory.tree.get(area)
        area = node.area.parent if node else None
    return chain
