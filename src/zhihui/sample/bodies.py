"""Areas, and the bodies that implement items in them.

Called by create_sample and the other builders. Credit codes are made up on one pattern with a
right check digit; no real body carries them.
"""

from dataclasses import dataclass

from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    CreditCode,
    ItemLevel,
    Provenance,
    Text,
    check_credit_code,
    credit_code_check_digit,
    text,
)
from zhihui.sample.rows import AreaRow, BodyRow, OutlinePoint
from zhihui.sample.table_files import SampleTableError

AREA_SOURCE = "nbs-areas"
_KINDS = {6: AreaKind.DISTRICT, 9: AreaKind.STREET, 12: AreaKind.COMMUNITY}
_PARENT_LENGTH = {AreaKind.STREET: 6, AreaKind.COMMUNITY: 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One implementing body. ``key``: its key in bodies.yaml, empty at streets and communities."""

    key: str = ""
    code: CreditCode
    name: Text
    level: ItemLevel
    area: AreaCode


def create_areas(rows: tuple[AreaRow, ...], outline: tuple[OutlinePoint, ...]) -> tuple[Area, ...]:
    """The area tree in the order of the table; the district carries the hand-drawn outline."""
    known = {row.code for row in rows}
    areas = []
    for number, row in enumerate(rows, start=1):
        kind = _KINDS[len(row.code)]
        parent = row.code[: _PARENT_LENGTH[kind]] if kind in _PARENT_LENGTH else None
        if parent is not None and parent not in known:
            raise SampleTableError(f"areas.csv, row {number}: {row.code} has no parent {parent}")
        areas.append(
            Area(
                code=AreaCode(row.code),
                name=text(row.name_zh, row.name_en),
                kind=kind,
                parent=AreaCode(parent) if parent else None,
                polygon=(tuple((point.lon, point.lat) for point in outline),)
                if kind is AreaKind.DISTRICT
                else (),
                provenance=Provenance(source=AREA_SOURCE, row=number),
            )
        )
    return tuple(areas)


def create_district_bodies(rows: tuple[BodyRow, ...], district: AreaCode) -> tuple[Body, ...]:
    """The bodies of the district. Raises SampleTableError on a wrong code or a repeated key."""
    keys: set[str] = set()
    for row in rows:
        if faults := check_credit_code(row.code):
            raise SampleTableError(
                f"bodies.yaml, {row.key}: code {row.code} is wrong: "
                f"{faults[0].kind.value}, expected {faults[0].expected}"
            )
        if row.key in keys:
            raise SampleTableError(f"bodies.yaml: the key {row.key} stands twice; rename one")
        keys.add(row.key)
    return tuple(
        Body(
            key=row.key,
            code=CreditCode(row.code),
            name=text(row.name.zh, row.name.en),
            level=ItemLevel.COUNTY,
            area=district,
        )
        for row in rows
    )


def create_street_body(area: Area) -> Body:
    """The office (街道办事处) of a street."""
    return Body(
        code=_made_up_code("11", area.code[6:9] + "00"),
        name=text(area.name["zh"] + "办事处", area.name["en"] + " Office"),
        level=ItemLevel.STREET,
        area=area.code,
    )


def create_community_body(area: Area) -> Body:
    """The residents' or villagers' committee of a community."""
    is_village = "村民委员会" in area.name["zh"]
    committee = "Villagers' Committee" if is_village else "Residents' Committee"
    return Body(
        code=_made_up_code("55" if is_village else "54", area.code[7:12]),
        name=text(area.name["zh"], f"{area.name['en']} {committee}"),
        level=ItemLevel.COMMUNITY,
        area=area.code,
    )


def _made_up_code(registrar: str, number: str) -> CreditCode:
    first17 = f"{registrar}370103FAKE{number:0>5}"
    return CreditCode(first17 + credit_code_check_digit(first17))
