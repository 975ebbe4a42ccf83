"""Materials, and what items ask of them. Called by ``importing`` and ``item_rows``."""

from collections.abc import Iterable
from dataclasses import replace

from zhihui.district import (
    Fact,
    ItemCode,
    Material,
    MaterialId,
    Necessity,
    Provenance,
    Requirement,
    text,
)
from zhihui.exchange.cell_text import normal_form
from zhihui.exchange.cells import Cells
from zhihui.exchange.drafts import Draft, collect_fields, lacks, row_provenance, short_hash
from zhihui.exchange.faults import FaultKind

_ID_LENGTH = 10
_WRAPPING = "《》〈〉“”\"'‘’「」"
_NEEDS_NONE = frozenset(
    {"无需材料", "无需提交材料", "不需要材料", "不需材料", "无需提供材料", "免提交", "无材料"}
)


def normal_name(name: str) -> str:
    """A material's name for comparing: width, case, blanks, wrapping marks do not count."""
    return normal_form(name.strip(" 。；;，,、")).strip(_WRAPPING).strip(".;,")


def material_id(name: str, *, length: int = _ID_LENGTH) -> MaterialId:
    """The id of a material that has only a name."""
    return MaterialId("m-" + short_hash(normal_name(name), length=length))


def find_or_add_material(draft: Draft, name: str, provenance: Provenance) -> MaterialId:
    """The id of the material of that name, which is created when it is new."""
    key = normal_name(name) or name
    known = draft.material_names.get(key)
    if known is not None:
        return MaterialId(known)
    created = material_id(name)
    if created in draft.materials.records:
        created = material_id(name, length=2 * _ID_LENGTH)
    draft.material_names[key] = created
    source = Provenance(source=provenance.source, row=provenance.row)
    draft.materials.records[created] = Material(id=created, name=text(zh=name), provenance=source)
    return created


def list_requirements(
    draft: Draft, names: Iterable[str], provenance: Provenance
) -> tuple[Requirement, ...]:
    """One requirement a material, in order, without repeats."""
    wanted = [name for name in names if name not in _NEEDS_NONE]
    ids = dict.fromkeys(find_or_add_material(draft, name, provenance) for name in wanted)
    return tuple(Requirement(material=material) for material in ids)


def add_material(cells: Cells, draft: Draft, source: str) -> bool:
    """A row of the table ``materials``."""
    fields = collect_fields(cells)
    if lacks(cells, fields, "name"):
        return False
    name = next(iter(fields["name"].values()))
    given = cells.text("id") if cells.has("id") else ""
    chosen = MaterialId(given) if given else material_id(name)
    if not draft.materials.is_new(cells, "id" if given else "name", chosen):
        return False
    fields["provenance"] = row_provenance(cells, source)
    draft.materials.records[chosen] = Material(**fields, id=chosen)
    draft.material_names.setdefault(normal_name(name) or name, chosen)
    return True


def add_requirement(cells: Cells, draft: Draft, source: str) -> bool:
    """A row of the table ``requirements``: it replaces what the item's row said of the material."""
    code = ItemCode(cells.text("item"))
    item = draft.items.records.get(code)
    if item is None:
        cells.reject(FaultKind.NO_SUCH_ITEM, "item", code)
        return False
    words = cells.text("material")
    fields = collect_fields(cells)
    if not words:
        cells.reject(FaultKind.EMPTY_REQUIRED, "material", field="material")
        return False
    provenance = row_provenance(cells, source)
    known = words in draft.materials.records
    material = MaterialId(words) if known else find_or_add_material(draft, words, provenance)
    if fields.get("condition") and "necessity" not in fields:
        fields["necessity"] = Necessity.CONDITIONAL
    requirement = Requirement(**fields, material=material)
    kept = {each.material: each for each in item.requirements}
    kept[material] = requirement
    draft.items.records[code] = replace(
        item, requirements=tuple(kept.values()), papers_known=Fact.YES
    )
    return True
