"""Rows of ``life_events``, ``lexicon`` and ``calendar_days``. Called by ``importing``."""

from zhihui.district import (
    CalendarDay,
    CatalogCode,
    Lexeme,
    LifeEvent,
    LifeEventId,
    LifeEventOption,
    LifeEventQuestion,
    LifeEventSide,
    LifeEventStep,
)
from zhihui.exchange.cell_text import cell_text
from zhihui.exchange.cells import Cells
from zhihui.exchange.drafts import (
    Draft,
    collect_fields,
    lacks,
    list_of,
    row_provenance,
    short_hash,
    text_of,
)

_QUESTIONS = '[{"id", "wording", "options": [{"id", "label"}]}]'
_STEPS = '["<catalog_code>"], [{"catalog_code", "after": [], "when": {"question": ["option"]}}]'


def add_life_event(cells: Cells, draft: Draft, source: str) -> bool:
    """Add the row as a LifeEvent; False when it was left out."""
    fields = collect_fields(cells)
    if lacks(cells, fields, "name"):
        return False
    given = cells.text("id") if cells.has("id") else ""
    chosen = LifeEventId(given or "e-" + short_hash(*fields["name"].values()))
    if not draft.life_events.is_new(cells, "id" if given else "name", chosen):
        return False
    fields.setdefault("side", LifeEventSide.PERSON)
    fields.setdefault("stage", {})
    for name, expected in (("questions", _QUESTIONS), ("steps", _STEPS)):
        if not cells.has(name):
            continue
        value = cells.structure(name, expected)
        if isinstance(value, str):
            value = list(cells.words(name))
        read = _question if name == "questions" else _step
        try:
            fields[name] = tuple(read(each) for each in list_of(value))
        except (ValueError, KeyError, TypeError) as problem:
            cells.wrong_structure(name, value, expected, str(problem))
    draft.life_events.records[chosen] = LifeEvent(
        **fields, id=chosen, provenance=row_provenance(cells, source)
    )
    return True


def _question(value: object) -> LifeEventQuestion:
    found = _object(value)
    return LifeEventQuestion(
        id=cell_text(found["id"]),
        wording=text_of(found["wording"]),
        options=tuple(_option(each) for each in list_of(found["options"])),
    )


def _option(value: object) -> LifeEventOption:
    found = _object(value)
    return LifeEventOption(id=cell_text(found["id"]), label=text_of(found["label"]))


def _step(value: object) -> LifeEventStep:
    if isinstance(value, str):
        return LifeEventStep(catalog_code=CatalogCode(value))
    found = _object(value)
    when = _object(found.get("when") or {})
    return LifeEventStep(
        catalog_code=CatalogCode(cell_text(found["catalog_code"])),
        after=tuple(CatalogCode(cell_text(code)) for code in list_of(found.get("after"))),
        when={
            cell_text(question): tuple(cell_text(option) for option in list_of(options))
            for question, options in when.items()
        },
    )


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {value!r:.40}")
    return value


def add_lexeme(cells: Cells, draft: Draft, source: str) -> bool:
    """Add the row as a Lexeme of the district's own; False when it was left out."""
    fields = collect_fields(cells)
    if lacks(cells, fields, "say") or lacks(cells, fields, "means"):
        return False
    draft.lexicon.append(Lexeme(**fields, source=source))
    return True


def add_calendar_day(cells: Cells, draft: Draft, source: str) -> bool:
    """Add a day that is not what its weekday says; a later row for the day is rejected."""
    fields = collect_fields(cells)
    if lacks(cells, fields, "date") or lacks(cells, fields, "kind"):
        return False
    day = fields["date"]
    if not draft.calendar.is_new(cells, "date", day.isoformat()):
        return False
    draft.calendar.records[day.isoformat()] = CalendarDay(
        day=day,
        kind=fields["kind"],
        name=fields.get("name", {}),
        instead_of=fields.get("instead_of"),
    )
    return True
