"""Which Items produce a Material that another Item asks for.

Used by ``papers`` and by ``answers``. The table of who produces what is made once for a
generation, when it is first asked for, and forgotten with it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from zhihui.district import AreaCode, Item, MaterialId
from zhihui.generation import Generation

PRODUCERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Results:
    """What the table needs of an Item."""

    results: tuple[MaterialId, ...] = ()


_producers: WeakKeyDictionary[Generation, dict[MaterialId, tuple[int, ...]]] = WeakKeyDictionary()
_making = Lock()


def list_producers(
    generation: Generation, item: Item, material: MaterialId, *, shown: int = PRODUCERS_SHOWN
) -> tuple[Item, ...]:
    """Items with this Result: of each catalogue entry the one nearest to the body of ``item``.

    The nearest first, at most ``shown``; never ``item`` itself or another of its entry.
    """
    ordinals = _producers_of(generation).get(material, ())
    if not ordinals:
        return ()
    chain = _area_chain(generation, item.area)
    best: dict[str, tuple[int, Item]] = {}
    for ordinal in ordinals:
        producer = generation.items[ordinal]
        if producer.code == item.code:
            continue
        entry = producer.catalog_code or producer.code
        if item.catalog_code is not None and entry == item.catalog_code:
            continue
        rank = chain.index(producer.area) if producer.area in chain else len(chain)
        if entry not in best or rank < best[entry][0]:
            best[entry] = (rank, producer)
    nearest = sorted(best.values(), key=lambda ranked: ranked[0])
    return tuple(producer for _, producer in nearest[:shown])


def _area_chain(generation: Generation, area: AreaCode | None) -> list[AreaCode | None]:
    """The area, its parents up to the district, and then no area at all."""
    chain: list[AreaCode | None] = []
    while area is not None and area not in chain:
        chain.append(area)
        found = generation.areas.find(area)
        area = found.parent if found else None
    return [*chain, None]


def _producers_of(generation: Generation) -> dict[MaterialId, tuple[int, ...]]:
    with _making:
        table = _producers.get(generation)
        if table is None:
            table = _producers[generation] = _index_results(generation.items.read_as(_Results))
    return table


def _index_results(items: Iterable[_Results]) -> dict[MaterialId, tuple[int, ...]]:
    ordinals: defaultdict[MaterialId, list[int]] = defaultdict(list)
    for ordinal, item in enumerate(items):
        for result in item.results:
            ordinals[result].append(ordinal)
    return {material: tuple(numbers) for material, numbers in ordinals.items()}
