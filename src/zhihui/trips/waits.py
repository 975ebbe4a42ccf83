"""Which errands wait for the result of another, and from which day on they can go on.

Called by ``drafting``. A prerequisite is a Material that one errand's Item asks for and another's
produces; how long it takes is the promised time limit, else the statutory one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import accumulate

from zhihui.district import (
    CaseKind,
    Item,
    MaterialId,
    Necessity,
    Reason,
    ReasonKind,
    TimeLimit,
    TimeUnit,
)
from zhihui.hours import WorkingCalendar, add_working_days
from zhihui.trips.problem import Link
from zhihui.trips.question import Defaults

_FOR_CERTAIN = (Necessity.REQUIRED, Necessity.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Links between errands, by position, and what is to be said of each errand's result."""

    links: tuple[Link, ...]
    notes: dict[int, tuple[Reason, ...]]


def find_waits(
    items: Sequence[Item],
    first_day: date,
    days: int,
    calendar: WorkingCalendar,
    defaults: Defaults,
    in_hand: Collection[MaterialId] = (),
    collected: Mapping[int, int] | None = None,
) -> Waiting:
    """The links among ``items``. Links that would make a circle are left out and noted.

    Papers ``in_hand`` make no link, nor do those asked for only under a condition. ``collected``:
    the task that collects the result, by the position of the errand; who needs it waits for that.
    """
    collected = collected or {}
    links: list[Link] = []
    notes: dict[int, list[Reason]] = {number: [] for number in range(len(items))}
    for before, giver in enumerate(items):
        limit, known = _time_limit(giver, defaults)
        table = _first_days(limit, first_day, days, calendar)
        takers = [after for after, item in enumerate(items) if needs_result(item, giver, in_hand)]
        if before in collected:
            links.append(Link(before, collected[before], table))
        for after in takers:
            collect = collected.get(before)
            link = Link(before, after, table) if collect is None else Link(collect, after)
            if _makes_circle([*links, link]):
                for number in (before, after):
                    notes[number].append(Reason(kind=ReasonKind.CIRCLE_OF_PAPERS))
                continue
            links.append(link)
        if (takers or before in collected) and not known:
            values = {**name_values(giver), "days": limit.days or 0}
            notes[before].append(Reason(kind=ReasonKind.WAIT_ASSUMED, values=values))
    return Waiting(
        links=tuple(links),
        notes={number: once(found) for number, found in notes.items()},
    )


def takes_time(item: Item, defaults: Defaults | None = None) -> bool:
    """Whether the result of ``item`` is not there at once, as far as is known."""
    return bool(_time_limit(item, defaults or Defaults())[0].days)


def once(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Each Reason once, in order."""
    kept: list[Reason] = []
    for reason in reasons:
        if reason not in kept:
            kept.append(reason)
    return tuple(kept)


def name_values(item: Item) -> dict[str, str | int | float]:
    """The values of a Reason that names an Item."""
    name = item.name.get("zh") or next(iter(item.name.values()), "")
    return {"item": name, "item_en": item.name.get("en", name)}


def needs_result(item: Item, giver: Item, in_hand: Collection[MaterialId] = ()) -> bool:
    """Whether ``item`` asks for certain for what ``giver`` produces and nobody has yet."""
    return bool(list_awaited(item, giver, in_hand))


def list_awaited(
    item: Item, giver: Item, in_hand: Collection[MaterialId] = ()
) -> tuple[MaterialId, ...]:
    """The papers that ``item`` asks for certain, and that only ``giver`` gives."""
    if item.code == giver.code:
        return ()
    given = set(giver.results).difference(in_hand)
    return tuple(
        requirement.material
        for requirement in item.requirements
        if requirement.material in given and requirement.necessity in _FOR_CERTAIN
    )


def _time_limit(item: Item, defaults: Defaults) -> tuple[TimeLimit, bool]:
    if item.case_kind is CaseKind.IMMEDIATE:
        return TimeLimit(days=0), True
    for limit in (item.promised_time, item.statutory_time):
        if limit.days is not None:
            return limit, True
    return TimeLimit(days=defaults.wait_working_days, unit=TimeUnit.WORKING_DAY), False


def _first_days(
    limit: TimeLimit, first_day: date, days: int, calendar: WorkingCalendar
) -> tuple[int, ...] | None:
    """By the day on which it is handed in, the first day with the result; None: at once.

    The result is taken to be there on the last day of the limit; the day on which it is handed in
    does not count. A limit in days of no known kind is counted in working days.
    """
    if not limit.days:
        return None
    if limit.unit is TimeUnit.CALENDAR_DAY:
        return tuple(min(day + limit.days, days) for day in range(days))
    ready = (
        add_working_days(first_day + timedelta(days=day), limit.days, calendar)
        for day in range(days)
    )
    found = (days if on is None else min((on - first_day).days, days) for on in ready)
    return tuple(accumulate(found, max))


def _makes_circle(links: list[Link]) -> bool:
    graph: dict[int, set[int]] = {}
    for link in links:
        graph.setdefault(link.after, set()).add(link.before)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False
