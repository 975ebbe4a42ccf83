"""Turns an item template into the Items of every body that implements it.

Called by create_sample. Codes are 31 characters and without fault; the catalog code is derived
from the template's key, so that adding a template changes no other code.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from zlib import crc32

from zhihui.district import (
    Audience,
    CaseKind,
    CatalogCode,
    Channel,
    Fact,
    Fee,
    Item,
    ItemCode,
    ItemLevel,
    MaterialForm,
    MaterialId,
    Necessity,
    Provenance,
    Question,
    Requirement,
    Text,
    TimeLimit,
    TimeUnit,
    text,
)
from zhihui.sample.bodies import Body
from zhihui.sample.rows import ItemRow, PaperRow, Words
from zhihui.sample.table_files import SampleTableError

ITEM_SOURCE = "sample"
LEVELS = {"county": ItemLevel.COUNTY, "street": ItemLevel.STREET, "community": ItemLevel.COMMUNITY}
_AUDIENCES = {
    "person": Audience.PERSON,
    "enterprise": Audience.ENTERPRISE,
    "institution": Audience.INSTITUTION,
    "social_organisation": Audience.SOCIAL_ORGANISATION,
    "unincorporated": Audience.UNINCORPORATED,
    "other": Audience.OTHER,
}
_PERMIT_STEPS = (
    text("申请", "Apply"),
    text("受理", "Acceptance"),
    text("审查", "Review"),
    text("决定", "Decision"),
    text("送达", "Delivery of the result"),
)
_SHORT_STEPS = (
    text("申请", "Apply"),
    text("受理", "Acceptance"),
    text("办结", "Completion"),
)
_LAWFUL_BODY, _ENTRUSTED_BODY = "1", "3"
_OWN_POWER, _DELEGATED_POWER = "1", "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template with its catalog code; ``item`` is what all bodies' Items have in common."""

    row: ItemRow
    catalog_code: CatalogCode
    item: Item = field(repr=False)


def create_templates(
    rows: tuple[ItemRow, ...],
    departments: dict[str, str],
    verified_days: tuple[date | None, ...],
) -> tuple[Template, ...]:
    """A Template per row. ``departments``: body key → its 2 digits in the catalog code."""
    taken: dict[CatalogCode, str] = {}
    keys: set[str] = set()
    templates = []
    for number, row in enumerate(rows, start=1):
        if row.body not in departments:
            raise SampleTableError(f"items, {row.key}: body {row.body!r} is not in bodies.yaml")
        if row.key in keys:
            raise SampleTableError(f"items: the key {row.key} stands twice; rename one")
        keys.add(row.key)
        code = _catalog_code(row, departments[row.body])
        if code in taken:
            raise SampleTableError(
                f"items: {row.key} and {taken[code]} get the same catalog code {code}; "
                "rename one of the keys"
            )
        taken[code] = row.key
        common = _common_item(row, code, number, verified_days)
        templates.append(Template(row=row, catalog_code=code, item=common))
    return tuple(templates)


def item_at_body(template: Template, body: Body, responsible: Text, phones: Text) -> Item:
    """The Item of one body. ``phones``: consult and complaint number of where it is handled."""
    entrusted = body.level is ItemLevel.COMMUNITY
    return replace(
        template.item,
        code=ItemCode(body.code + body.level.value + template.catalog_code),
        body=body.name,
        body_code=body.code,
        body_kind=_ENTRUSTED_BODY if entrusted else _LAWFUL_BODY,
        entrusted_by=responsible if entrusted else {},
        power_source=_OWN_POWER if body.level is ItemLevel.COUNTY else _DELEGATED_POWER,
        area=body.area,
        level=body.level,
        in_hall=Fact.YES if body.level is ItemLevel.COUNTY else Fact.NO,
        consult_phones=(phones["consult"],),
        complaint_phones=(phones["complaint"],),
    )


def _catalog_code(row: ItemRow, department: str) -> CatalogCode:
    main, sub = divmod(crc32(row.key.encode()) % 1_000_000, 1000)
    return CatalogCode(f"37{row.kind}{department}{main:03d}{sub:03d}")


def _common_item(
    row: ItemRow, code: CatalogCode, number: int, verified_days: tuple[date | None, ...]
) -> Item:
    if row.visits == 0 and row.visit_reason is not None:
        raise SampleTableError(f"items, {row.key}: visits is 0, so visit_reason must go")
    if row.online_depth == 4 and row.visits != 0:
        raise SampleTableError(f"items, {row.key}: online_depth 4 means visits 0")
    promised = _time_limit(row.promised)
    verified_on = verified_days[crc32(row.name.zh.encode()) % len(verified_days)]
    return Item(
        code=ItemCode(""),
        name=_words(row.name),
        catalog_code=code,
        version="1",
        state="1",
        kind=row.kind,
        aliases=row.aliases,
        legal_basis=row.legal_basis,
        conditions=_words(row.conditions),
        audiences=tuple(_AUDIENCES[audience] for audience in row.audiences),
        topics=row.topics,
        statutory_time=_time_limit(row.statutory),
        promised_time=promised,
        case_kind=_case_kind(promised),
        channels=_channels(row),
        visits=row.visits,
        visit_reason=_words(row.visit_reason),
        steps=_PERMIT_STEPS if row.kind == "01" else _SHORT_STEPS,
        requirements=tuple(_requirement(row, paper) for paper in row.materials or ()),
        papers_known=Fact.UNKNOWN if row.materials is None else Fact.YES,
        charged=Fact(row.charged),
        fees=_fees(row),
        online=Fact(row.online),
        online_depth=row.online_depth,
        post=Fact(row.post),
        self_service=Fact(row.self_service),
        appointment=Fact(row.appointment),
        results=(MaterialId(row.result),) if row.result else (),
        questions=tuple(
            Question(question=_words(faq.q), answer=_words(faq.a)) for faq in row.questions
        ),
        provenance=Provenance(
            source=ITEM_SOURCE,
            row=number,
            verified_on=verified_on,
            verified_by="示例编辑 (sample)" if verified_on else "",
        ),
    )


def _requirement(row: ItemRow, paper: PaperRow) -> Requirement:
    if (paper.when is not None) != (paper.need == "conditional"):
        raise SampleTableError(
            f"items, {row.key}, {paper.m}: 'when' goes with need conditional, and only with it"
        )
    return Requirement(
        material=MaterialId(paper.m),
        necessity=Necessity(paper.need),
        originals=paper.originals,
        copies=paper.copies,
        form=MaterialForm(paper.form),
        condition=_words(paper.when),
        shared=Fact(paper.shared),
        note=_words(paper.note),
    )


def _time_limit(limit: str | int | None) -> TimeLimit:
    if limit is None:
        return TimeLimit()
    if limit in ("0", 0):
        return TimeLimit(days=0, unit=TimeUnit.WORKING_DAY, original="即时办结")
    days, unit = int(str(limit)[:-1]), TimeUnit(str(limit)[-1])
    word = "个工作日" if unit is TimeUnit.WORKING_DAY else "个自然日"
    return TimeLimit(days=days, unit=unit, original=f"{days}{word}")


def _case_kind(promised: TimeLimit) -> CaseKind:
    if promised.days is None:
        return CaseKind.UNKNOWN
    return CaseKind.IMMEDIATE if promised.days == 0 else CaseKind.PROMISED


def _channels(row: ItemRow) -> tuple[Channel, ...]:
    offered = (
        (True, Channel.COUNTER),
        (row.online == "yes", Channel.ONLINE),
        (row.post == "yes", Channel.POST),
        (row.self_service == "yes", Channel.SELF_SERVICE),
    )
    return tuple(channel for is_offered, channel in offered if is_offered)


def _fees(row: ItemRow) -> tuple[Fee, ...]:
    if row.charged != "yes" or row.fee is None:
        return ()
    return (Fee(name=text("办理费用", "Charge"), standard=_words(row.fee)),)


def _words(words: Words | None) -> Text:
    return text(words.zh, words.en) if words else {}
