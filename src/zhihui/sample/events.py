"""Turns the rows of life-events.yaml into LifeEvents whose steps name catalog codes.

Called by create_sample. Raises SampleTableError on a step, question or option that does not exist
and on steps that wait for each other.
"""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from zhihui.district import (
    CatalogCode,
    LifeEvent,
    LifeEventId,
    LifeEventOption,
    LifeEventQuestion,
    LifeEventSide,
    LifeEventStep,
    Provenance,
    Text,
    text,
)
from zhihui.sample.rows import EventRow
from zhihui.sample.table_files import SampleTableError

EVENT_SOURCE = "sample"


def create_life_events(
    rows: tuple[EventRow, ...],
    catalog_codes: Mapping[str, CatalogCode],
    body_names: Mapping[str, Text],
) -> tuple[LifeEvent, ...]:
    """One LifeEvent per row. ``catalog_codes``, ``body_names``: by the key of an item, a body."""
    for row in rows:
        _check(row, catalog_codes, body_names)
    return tuple(
        LifeEvent(
            id=LifeEventId(row.id),
            name=text(row.name.zh, row.name.en),
            side=LifeEventSide(row.side),
            stage=text(row.stage.zh, row.stage.en),
            aliases=row.aliases,
            intro=text(row.intro.zh, row.intro.en),
            lead_body=body_names[row.lead_body],
            questions=_questions(row),
            steps=tuple(
                LifeEventStep(
                    catalog_code=catalog_codes[step.item],
                    after=tuple(catalog_codes[key] for key in step.after),
                    when=dict(step.when),
                )
                for step in row.steps
            ),
            provenance=Provenance(source=EVENT_SOURCE, row=number),
        )
        for number, row in enumerate(rows, start=1)
    )


def _questions(row: EventRow) -> tuple[LifeEventQuestion, ...]:
    return tuple(
        LifeEventQuestion(
            id=question.id,
            wording=text(question.wording.zh, question.wording.en),
            options=tuple(
                LifeEventOption(id=option.id, label=text(option.label.zh, option.label.en))
                for option in question.options
            ),
        )
        for question in row.questions
    )


def _check(
    row: EventRow, catalog_codes: Mapping[str, CatalogCode], body_names: Mapping[str, Text]
) -> None:
    where = f"life-events.yaml, {row.id}"
    if row.lead_body not in body_names:
        raise SampleTableError(f"{where}: lead_body {row.lead_body!r} is not in bodies.yaml")
    options = {question.id: {o.id for o in question.options} for question in row.questions}
    keys = [step.item for step in row.steps]
    if len(set(keys)) != len(keys):
        raise SampleTableError(f"{where}: an item stands in two steps; merge them")
    for step in row.steps:
        if step.item not in catalog_codes:
            raise SampleTableError(f"{where}: no item has the key {step.item!r}")
        if missing := set(step.after) - set(keys):
            raise SampleTableError(f"{where}, {step.item}: after {sorted(missing)[0]!r} is no step")
        for question, picked in step.when.items():
            if wrong := set(picked) - options.get(question, set()):
                raise SampleTableError(
                    f"{where}, {step.item}: question {question!r} has no option "
                    f"{sorted(wrong)[0]!r}"
                )
    try:
        TopologicalSorter({step.item: step.after for step in row.steps}).prepare()
    except CycleError as error:
        raise SampleTableError(f"{where}: steps wait for each other: {error.args[1]}") from error
