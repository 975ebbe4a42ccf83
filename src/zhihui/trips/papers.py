"""The papers of all errands of a plan in one list: each once, and where it comes from.

Called by ``planning``.
"""

from collections.abc import Iterable, Sequence

from zhihui.district import Fact, Item, ItemCode, MaterialId, Necessity, Requirement, Text
from zhihui.generation import Generation
from zhihui.trips.plan import PaperFrom, PlanPaper
from zhihui.trips.question import Errand

_FIRST = {PaperFrom.HOME: 0, PaperFrom.ON_THE_WAY: 1, PaperFrom.OFFICE: 2}
_SURE = {
    Necessity.REQUIRED: 0,
    Necessity.UNKNOWN: 1,
    Necessity.CONDITIONAL: 2,
    Necessity.OPTIONAL: 3,
}


def merge_papers(
    generation: Generation,
    errands: Sequence[Errand],
    items: Sequence[Item],
    before: dict[ItemCode, set[ItemCode]],
) -> tuple[PlanPaper, ...]:
    """Papers to bring, then those received on the way, then what offices fetch; sure ones first.

    ``before``: for each errand those whose results it can count on. A paper that one errand gets
    on the way and another needs earlier is to be brought. Numbers are the largest that any one
    errand asks for, times its quantity where that is more than one.
    """
    wanted: dict[MaterialId, list[tuple[Errand, Item, Requirement]]] = {}
    for errand, item in zip(errands, items, strict=True):
        for requirement in item.requirements:
            wanted.setdefault(requirement.material, []).append((errand, item, requirement))
    results: dict[MaterialId, list[ItemCode]] = {}
    for item in items:
        for material in item.results:
            results.setdefault(material, []).append(item.code)
    papers = [
        _merge(generation, material, wants, results.get(material, []), before)
        for material, wants in wanted.items()
    ]
    return tuple(sorted(papers, key=_rank))


def _merge(
    generation: Generation,
    material_id: MaterialId,
    wants: list[tuple[Errand, Item, Requirement]],
    givers: list[ItemCode],
    before: dict[ItemCode, set[ItemCode]],
) -> PlanPaper:
    material = generation.materials.find(material_id)
    name: Text = material.name if material else {"zh": str(material_id)}
    on_the_way = bool(givers) and all(
        before.get(item.code, set()) & set(givers) for _, item, _ in wants
    )
    fetched = all(requirement.shared is Fact.YES for _, _, requirement in wants)
    comes_from = (
        PaperFrom.ON_THE_WAY if on_the_way else PaperFrom.OFFICE if fetched else PaperFrom.HOME
    )
    return PlanPaper(
        material_id=material_id,
        name=name,
        material=material,
        comes_from=comes_from,
        originals=_most((want.originals, errand.quantity) for errand, _, want in wants),
        copies=_most((want.copies, errand.quantity) for errand, _, want in wants),
        wanted_by=tuple((item.code, requirement) for _, item, requirement in wants),
        produced_by=tuple(givers),
    )


def _most(numbers: Iterable[tuple[int | None, int]]) -> int | None:
    known = [number * quantity for number, quantity in numbers if number is not None]
    return max(known, default=None)


def _rank(paper: PlanPaper) -> tuple[int, int]:
    surest = min(_SURE[requirement.necessity] for _, requirement in paper.wanted_by)
    return _FIRST[paper.comes_from], surest
