"""A recipe → all records of the district, with every row left out and every doubt.

Called by ``zhihui build``. Reads the tables in an order in which each finds what it refers to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhihui.district import Records, Source
from zhihui.district.progress import Progress
from zhihui.exchange.area_rows import add_area
from zhihui.exchange.cells import Cells
from zhihui.exchange.drafts import Draft, RowBuilder
from zhihui.exchange.event_rows import add_calendar_day, add_lexeme, add_life_event
from zhihui.exchange.faults import FaultKind, FaultLog, Rejection, Remark
from zhihui.exchange.item_rows import add_item
from zhihui.exchange.lexicon_files import merge_lexemes
from zhihui.exchange.material_rows import add_material, add_requirement
from zhihui.exchange.offer_rows import add_offer
from zhihui.exchange.place_rows import PlaceTable
from zhihui.exchange.queue_rows import add_queue_hour
from zhihui.exchange.recipe import Recipe, TableKind, TableRecipe
from zhihui.exchange.rows import Reading
from zhihui.exchange.tables import file_sha256, read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import gives."""

    records: Records
    rejections: tuple[Rejection, ...] = ()
    """Rows left out, in the order of the files."""
    remarks: tuple[Remark, ...] = ()
    """Rows loaded although something in them is doubtful."""


def read_district(recipe: Recipe, *, progress: Progress | None = None) -> Import:
    """All records of the recipe's tables. Raises RecipeError or InputError when that cannot be."""
    log = FaultLog()
    draft = Draft(district=recipe.district, log=log)
    sources: list[Source] = []
    for kind in TableKind:
        for table in recipe.tables.get(kind, ()):
            source = _create_source(table, sources)
            sources.append(_read_table(table, draft, source, progress))
    return Import(
        records=_gather(recipe, draft, tuple(sources)),
        rejections=tuple(log.rejections),
        remarks=tuple(log.remarks),
    )


def name_source(name: str, others: Sequence[Source]) -> str:
    """An id for a source: the file's name, numbered when it is not the first of ``others``."""
    same = sum(1 for other in others if other.id.partition("#")[0] == name)
    return f"{name}#{same + 1}" if same else name


def _create_source(table: TableRecipe, others: list[Source]) -> Source:
    return Source(
        id=name_source(table.file.name, others),
        title=table.source.title,
        licence=table.source.licence,
        url=table.source.url,
        sha256=file_sha256(table),
    )


def _read_table(
    table: TableRecipe, draft: Draft, source: Source, progress: Progress | None
) -> Source:
    reading = Reading(table=table, log=draft.log, progress=progress)
    places = PlaceTable(draft) if table.kind is TableKind.PLACES else None
    add = places.add if places else _BUILDERS[table.kind]
    before = len(draft.log.rejections)
    cells = Cells(reading)
    located = places is not None and (cells.has("lon") or cells.has("lonlat"))
    if located and table.datum is None and not cells.has("datum"):
        reading.remark(FaultKind.DATUM_NOT_SAID, None, None)
    loaded = 0
    for cells.row in read_rows(reading):
        loaded += add(cells, draft, source.id)
    if places:
        places.drop_outliers()
    left_out = len(draft.log.rejections) - before
    return Source(
        id=source.id,
        title=source.title,
        licence=source.licence,
        url=source.url,
        sha256=source.sha256,
        rows_read=loaded + left_out,
        rows_left_out=left_out,
    )


def _gather(recipe: Recipe, draft: Draft, sources: tuple[Source, ...]) -> Records:
    return Records(
        district_code=recipe.district.code,
        district_name=recipe.district.name,
        areas=tuple(draft.areas.records.values()),
        items=tuple(draft.items.records.values()),
        materials=tuple(draft.materials.records.values()),
        places=tuple(draft.places.records.values()),
        offers=tuple(draft.offers.records.values()),
        life_events=tuple(draft.life_events.records.values()),
        lexicon=merge_lexemes(draft.lexicon),
        calendar_days=tuple(draft.calendar.records.values()),
        sources=sources,
        notice=recipe.notice,
    )


_BUILDERS: Mapping[TableKind, RowBuilder] = {
    TableKind.AREAS: add_area,
    TableKind.MATERIALS: add_material,
    TableKind.ITEMS: add_item,
    TableKind.REQUIREMENTS: add_requirement,
    TableKind.QUEUES: add_queue_hour,
    TableKind.OFFERS: add_offer,
    TableKind.LIFE_EVENTS: add_life_event,
    TableKind.LEXICON: add_lexeme,
    TableKind.CALENDAR_DAYS: add_calendar_day,
}
