"""Rows of the table ``items`` → Items. Called by ``importing``.

The parts of a readable code fill what is not mapped. Nothing is invented for an item without
offers: its address stays the text that the source gives.
"""

import re
from collections.abc import Mapping
from typing import Any

from zhihui.district import (
    CodeFault,
    Fact,
    Fee,
    Item,
    ItemCode,
    Question,
    Text,
    check_item_code,
    read_item_code,
)
from zhihui.exchange.cells import Cells
from zhihui.exchange.codelists import ITEM_KINDS
from zhihui.exchange.drafts import (
    Draft,
    collect_fields,
    find_area,
    lacks,
    list_of,
    row_provenance,
    text_of,
)
from zhihui.exchange.faults import FaultKind
from zhihui.exchange.material_rows import find_or_add_material, list_requirements
from zhihui.exchange.wordings import CODE_FAULT_WORDINGS

_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2,3}")
_NO_COUNTER = re.compile(
    r"(?:无|没有|不设)(?:线下|现场|实体)?(?:办理|办事|服务)?(?:窗口|地点|地址)"
)
_FEE = '{"name", "standard", "basis"}'
_QUESTION = '{"question", "answer"}'


def add_item(cells: Cells, draft: Draft, source: str) -> bool:
    """Add the row as an Item; False when it was left out."""
    code = cells.text("code")
    if not code:
        cells.reject(FaultKind.EMPTY_REQUIRED, "code", field="code")
        return False
    if _is_rounded(cells, code):
        cells.reject(FaultKind.CODE_ROUNDED, "code", code)
        return False
    fields = collect_fields(cells)
    if lacks(cells, fields, "name") or not draft.items.is_new(cells, "code", code):
        return False
    provenance = row_provenance(cells, source)
    _remark_code(cells, code)
    _fill_from_code(fields, code)
    for alone, several in (
        ("consult_phone", "consult_phones"),
        ("complaint_phone", "complaint_phones"),
    ):
        fields[several] = tuple(dict.fromkeys((*fields.get(several, ()), *fields.pop(alone, ()))))
    if cells.has("materials"):
        names = cells.words("materials")
        fields["requirements"] = list_requirements(draft, names, provenance)
        if names:
            fields.setdefault("papers_known", Fact.YES)
    if cells.has("results"):
        results = (find_or_add_material(draft, name, provenance) for name in cells.words("results"))
        fields["results"] = tuple(dict.fromkeys(results))
    fields.update(_written_fields(cells, draft))
    item = Item(**fields, code=ItemCode(code), provenance=provenance)
    draft.items.records[code] = item
    return True


def _is_rounded(cells: Cells, code: str) -> bool:
    value = cells.values("code")[0]
    return (isinstance(value, float) and abs(value) >= 1e15) or bool(_ROUNDED.fullmatch(code))


def _remark_code(cells: Cells, code: str) -> None:
    faults = check_item_code(code)
    if faults:
        zh, en = zip(*(_word_code_fault(fault) for fault in faults), strict=True)
        cells.remark(
            FaultKind.CODE_NOT_STANDARD,
            "code",
            code,
            faults_zh="；".join(zh[:4]),
            faults_en="; ".join(en[:4]),
        )


def _word_code_fault(fault: CodeFault) -> tuple[str, str]:
    zh, en = CODE_FAULT_WORDINGS[fault.kind.value]
    shown: Mapping[str, object] = {
        "value": fault.value,
        "place": fault.position + 1,
        "expected": fault.expected,
    }
    return zh.format_map(shown), en.format_map(shown)


def _fill_from_code(fields: dict[str, Any], code: str) -> None:
    """What the code itself says, where no column says it."""
    parts = read_item_code(code)
    if parts is None or not code.isascii():
        return
    fields.setdefault("level", parts.level)
    fields["catalog_code"] = fields.get("catalog_code") or parts.catalog
    fields["body_code"] = fields.get("body_code") or parts.body
    if not fields.get("kind"):
        fields["kind"] = ITEM_KINDS.find(parts.kind) or ""


def _written_fields(cells: Cells, draft: Draft) -> dict[str, Any]:
    """Fields that keep the source's words beside what was read of them."""
    fields: dict[str, Any] = {}
    if cells.has("hours"):
        fields["hours"] = cells.hours("hours")
        fields["hours_original"] = cells.text("hours")
    if cells.has("area"):
        fields["area"] = find_area(cells, draft, "area")
    if cells.has("address"):
        fields["address"] = _address(cells)
    if cells.has("steps"):
        fields["steps"] = _steps(cells)
    if cells.has("fees"):
        fields["fees"] = _fees(cells)
        if fields["fees"] and not cells.has("charged"):
            fields["charged"] = Fact.YES
    if cells.has("questions"):
        fields["questions"] = _questions(cells)
    return fields


def _address(cells: Cells) -> str:
    words = cells.text("address")
    if _NO_COUNTER.fullmatch(words):
        cells.remark(FaultKind.NO_COUNTER_SAID, "address", words)
        return ""
    return words


def _steps(cells: Cells) -> tuple[Text, ...]:
    value = cells.structure("steps", "[…]")
    if isinstance(value, str):
        return tuple({"zh": words} for words in cells.words("steps"))
    try:
        return tuple(filter(None, map(text_of, list_of(value))))
    except ValueError as problem:
        cells.wrong_structure("steps", value, "[…]", str(problem))
        return ()


def _fees(cells: Cells) -> tuple[Fee, ...]:
    value = cells.structure("fees", f"[{_FEE}]")
    if isinstance(value, str):
        return tuple(Fee(name={"zh": words}) for words in cells.words("fees"))
    try:
        return tuple(map(_fee, list_of(value)))
    except (ValueError, KeyError) as problem:
        cells.wrong_structure("fees", value, f"[{_FEE}]", str(problem))
        return ()


def _fee(value: object) -> Fee:
    if isinstance(value, str):
        return Fee(name=text_of(value))
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {value!r:.40}")
    return Fee(
        name=text_of(value["name"]),
        standard=text_of(value.get("standard")),
        basis=str(value.get("basis") or ""),
    )


def _questions(cells: Cells) -> tuple[Question, ...]:
    value = cells.structure("questions", f"[{_QUESTION}]")
    try:
        return tuple(map(_question, list_of(value)))
    except (ValueError, KeyError) as problem:
        cells.wrong_structure("questions", value, f"[{_QUESTION}]", str(problem))
        return ()


def _question(value: object) -> Question:
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {value!r:.40}")
    return Question(question=text_of(value["question"]), answer=text_of(value["answer"]))
