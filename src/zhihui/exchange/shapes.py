"""Which fields each table has, which it needs, and how each is read.

Called by the recipe reader (names) and the record builders (readers). A field that is Text may
be given per language, such as ``name.en``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from zhihui.exchange import codelists
from zhihui.exchange.cells import Cells, Reader
from zhihui.exchange.codelists import CodeTable
from zhihui.exchange.recipe import TableKind
from zhihui.exchange.time_cells import minutes_from, read_hour, read_moments, read_weekdays

T = TypeVar("T")


def _coded(table: CodeTable[T]) -> Reader:
    return lambda cells, field: cells.coded(field, table)


def _coded_words(table: CodeTable[T]) -> Reader:
    return lambda cells, field: cells.coded_words(field, table)


def _kept(table: CodeTable[str]) -> Reader:
    return lambda cells, field: cells.kept_code(field, table)


def _raw(cells: Cells, field: str) -> object:
    """Left to the builder of the record."""
    return None


def _readers(reader: Reader, names: str) -> dict[str, Reader]:
    return dict.fromkeys(names.split(), reader)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """The fields of one table."""

    kind: TableKind
    required: tuple[str, ...]
    texts: tuple[str, ...]
    """Fields that are Text, one wording a language."""
    readers: Mapping[str, Reader]

    @property
    def names(self) -> tuple[str, ...]:
        """Every field, for messages: Text fields also as ``name.en``."""
        english = [f"{name}.en" for name in self.texts]
        return (*self.required, *sorted({*self.texts, *english, *self.readers} - {*self.required}))


_VERIFIED = _readers(_raw, "verified_on verified_by")

_ITEMS = TableShape(
    kind=TableKind.ITEMS,
    required=("code", "name"),
    texts=("name", "body", "entrusted_by", "conditions", "visit_reason"),
    readers={
        **_readers(_raw, "code area materials results steps fees questions hours address"),
        **_readers(_raw, "statutory_time_unit promised_time_unit"),
        **_readers(Cells.text, "catalog_code local_code version state body_code legal_basis"),
        **_readers(Cells.text, "fee_basis online_url mobile_url handled_in result_kind"),
        **_readers(Cells.written, "special_procedure quantity_limit intermediary"),
        **_readers(Cells.words, "joint_bodies topics"),
        **_readers(Cells.aliases, "aliases"),
        **_readers(Cells.phones, "consult_phones complaint_phones consult_phone complaint_phone"),
        **_readers(Cells.fact, "papers_known charged pay_online in_hall online post"),
        **_readers(Cells.fact, "self_service appointment"),
        **_readers(Cells.time_limit, "statutory_time promised_time"),
        "visits": Cells.visits,
        "kind": _kept(codelists.ITEM_KINDS),
        "body_kind": _kept(codelists.BODY_KINDS),
        "power_source": _kept(codelists.POWER_SOURCES),
        "level": _coded(codelists.LEVELS),
        "case_kind": _coded(codelists.CASE_KINDS),
        "online_depth": _coded(codelists.ONLINE_DEPTHS),
        "audiences": _coded_words(codelists.AUDIENCES),
        "channels": _coded_words(codelists.CHANNELS),
        **_VERIFIED,
    },
)
_PLACES = TableShape(
    kind=TableKind.PLACES,
    required=("name",),
    texts=("name", "address"),
    readers={
        **_readers(_raw, "id area lon lat lonlat datum hours dated_hours accessibility counters"),
        **_readers(Cells.phones, "phones"),
        "kind": _coded(codelists.PLACE_KINDS),
        "last_admission_minutes": minutes_from(0),
        **_VERIFIED,
    },
)
_OFFERS = TableShape(
    kind=TableKind.OFFERS,
    required=("item", "place"),
    texts=(),
    readers={
        **_readers(_raw, "id item place counter hours"),
        "actions": _coded_words(codelists.ACTIONS),
        "channel": _coded(codelists.CHANNELS),
        "appointment": Cells.fact,
        "handling_minutes": Cells.count,
        "last_admission_minutes": minutes_from(0),
        "slot_minutes": minutes_from(1),
        "slots": read_moments,
        **_VERIFIED,
    },
)
_QUEUES = TableShape(
    kind=TableKind.QUEUES,
    required=("place", "hour", "minutes"),
    texts=(),
    readers={
        **_readers(_raw, "place counter"),
        "weekdays": read_weekdays,
        "hour": read_hour,
        "minutes": minutes_from(0),
        "error_minutes": minutes_from(0),
    },
)
_AREAS = TableShape(
    kind=TableKind.AREAS,
    required=("code", "name"),
    texts=("name",),
    readers={
        **_readers(_raw, "code parent polygon datum"),
        "kind": _coded(codelists.AREA_KINDS),
        **_VERIFIED,
    },
)
_MATERIALS = TableShape(
    kind=TableKind.MATERIALS,
    required=("name",),
    texts=("name", "issued_by"),
    readers={
        **_readers(_raw, "id"),
        **_readers(Cells.text, "blank_form_url example_url"),
        **_VERIFIED,
    },
)
_REQUIREMENTS = TableShape(
    kind=TableKind.REQUIREMENTS,
    required=("item", "material"),
    texts=("condition", "note"),
    readers={
        **_readers(_raw, "item material"),
        **_readers(Cells.count, "originals copies"),
        "necessity": _coded(codelists.NECESSITIES),
        "form": _coded(codelists.MATERIAL_FORMS),
        "shared": Cells.fact,
    },
)
_LIFE_EVENTS = TableShape(
    kind=TableKind.LIFE_EVENTS,
    required=("name",),
    texts=("name", "stage", "intro", "lead_body"),
    readers={
        **_readers(_raw, "id questions steps"),
        **_readers(Cells.aliases, "aliases"),
        "side": _coded(codelists.SIDES),
        **_VERIFIED,
    },
)
_LEXICON = TableShape(
    kind=TableKind.LEXICON,
    required=("say", "means"),
    texts=(),
    readers={"say": Cells.text, "means": Cells.words},
)
_CALENDAR_DAYS = TableShape(
    kind=TableKind.CALENDAR_DAYS,
    required=("date", "kind"),
    texts=("name",),
    readers={
        "date": Cells.day,
        "kind": _coded(codelists.DAY_KINDS),
        "instead_of": Cells.day,
    },
)

SHAPES: Mapping[TableKind, TableShape] = {
    shape.kind: shape
    for shape in (
        _AREAS,
        _MATERIALS,
        _ITEMS,
        _REQUIREMENTS,
        _PLACES,
        _QUEUES,
        _OFFERS,
        _LIFE_EVENTS,
        _LEXICON,
        _CALENDAR_DAYS,
    )
}
