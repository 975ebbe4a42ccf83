"""The papers of all errands of a plan in one list: each once, and where it comes from.

Called by ``planning``.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from zhihui.district import Fact, Item, ItemCode, MaterialId, Necessity, Requirement, Text
from zhihui.generation import Generation
from zhihui.trips.plan import PaperFrom, PlanPaper
from zhihui.trips.producers import list_producers
from zhihui.trips.question import Errand

_FIRST = {PaperFrom.HOME: 0, PaperFrom.ON_THE_WAY: 1, PaperFrom.OFFICE: 2}
_SURE = {
    Necessity.REQUIRED: 0,
    Necessity.UNKNOWN: 1,
    Necessity.CONDITIONAL: 2,
    Necessity.OPTIONAL: 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Want:
    """What one errand asks for of one Material."""

    errand: Errand
    item: Item
    requirement: Requirement
    givers: tuple[ItemCode, ...]
    """Errands done before it that give the Material."""

    @property
    def comes_from(self) -> PaperFrom:
        if self.givers:
            return PaperFrom.ON_THE_WAY
        return PaperFrom.OFFICE if self.requirement.shared is Fact.YES else PaperFrom.HOME


def merge_papers(
    generation: Generation,
    errands: Sequence[Errand],
    items: Sequence[Item],
    before: Mapping[ItemCode, Set[ItemCode]],
    *,
    in_hand: Iterable[MaterialId] = (),
) -> tuple[tuple[PlanPaper, ...], dict[ItemCode, Item]]:
    """The papers, and the Items beside the errands that ``produced_by`` names.

    First those to bring, then those received on the way, then what offices fetch; within each the
    sure ones first. A Material stands once for each place that it comes from: brought for an
    errand that needs it before it is given, and received for those after. Numbers are the largest
    that any one errand asks for, times its quantity. ``before``: for each errand those whose
    results it waits for. Papers ``in_hand`` are brought.
    """
    others: dict[ItemCode, Item] = {}
    papers = [
        _merge(generation, wants, others) for wants in _group(errands, items, before, set(in_hand))
    ]
    return tuple(sorted(papers, key=_rank)), others


def _group(
    errands: Sequence[Errand],
    items: Sequence[Item],
    before: Mapping[ItemCode, Set[ItemCode]],
    in_hand: set[MaterialId],
) -> Iterable[list[_Want]]:
    results = {item.code: set(item.results) - in_hand for item in items}
    groups: dict[tuple[MaterialId, PaperFrom], list[_Want]] = {}
    for errand, item in zip(errands, items, strict=True):
        for requirement in item.requirements:
            givers = sorted(
                code for code in before.get(item.code, ()) if requirement.material in results[code]
            )
            want = _Want(errand=errand, item=item, requirement=requirement, givers=tuple(givers))
            groups.setdefault((requirement.material, want.comes_from), []).append(want)
    return groups.values()


def _merge(generation: Generation, wants: list[_Want], others: dict[ItemCode, Item]) -> PlanPaper:
    """One Material from one source. To bring it, ``others`` learns who could give it."""
    first = wants[0]
    material_id = first.requirement.material
    material = generation.materials.find(material_id)
    name: Text = material.name if material else {"zh": str(material_id)}
    givers = sorted({code for want in wants for code in want.givers})
    if first.comes_from is PaperFrom.HOME:
        could = list_producers(generation, first.item, material_id)
        others |= {item.code: item for item in could}
        givers = [item.code for item in could]
    return PlanPaper(
        material_id=material_id,
        name=name,
        material=material,
        comes_from=first.comes_from,
        originals=_most((want.requirement.originals, want.errand.quantity) for want in wants),
        copies=_most((want.requirement.copies, want.errand.quantity) for want in wants),
        wanted_by=tuple((want.item.code, want.requirement) for want in wants),
        produced_by=tuple(givers),
    )


def _most(numbers: Iterable[tuple[int | None, int]]) -> int | None:
    known = [number * quantity for number, quantity in numbers if number is not None]
    return max(known, default=None)


def _rank(paper: PlanPaper) -> tuple[int, int]:
    surest = min(_SURE[requirement.necessity] for _, requirement in paper.wanted_by)
    return _FIRST[paper.comes_from], surest
