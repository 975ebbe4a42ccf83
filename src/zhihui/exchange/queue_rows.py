"""Rows of the table ``queues`` → waits of their Places. Called by ``importing`` after places."""

from dataclasses import replace

from zhihui.district import QueueHour
from zhihui.exchange.cells import Cells
from zhihui.exchange.drafts import Draft, collect_fields
from zhihui.exchange.faults import FaultKind
from zhihui.exchange.offer_rows import counter_of, find_place


def add_queue_hour(cells: Cells, draft: Draft, source: str) -> bool:
    """Add the row to its Place; False when it was left out.

    Left out are a place that is not there, an hour, minutes or weekdays that cannot be read, and
    a second row for the same hour: a wait at the wrong time would be worse than none.
    """
    named = cells.text("place")
    if not named:
        cells.reject(FaultKind.EMPTY_REQUIRED, "place", field="place")
        return False
    place = find_place(draft, named)
    if place is None:
        cells.reject(FaultKind.NO_SUCH_PLACE, "place", named)
        return False
    fields = collect_fields(cells)
    for name in ("hour", "minutes", *(("weekdays",) if cells.has("weekdays") else ())):
        if fields.get(name) is None:
            cells.reject(FaultKind.EMPTY_REQUIRED, name, cells.text(name), field=name)
            return False
    if cells.has("counter"):
        fields["counter"] = counter_of(place, cells.text("counter"))
    row = QueueHour(**fields)
    days = ",".join(map(str, row.weekdays))
    if not draft.queues.is_new(cells, "hour", f"{place.id}/{row.counter}/{days}/{row.hour}"):
        return False
    draft.queues.records[f"{place.id}/{row.counter}/{days}/{row.hour}"] = row
    draft.places.records[place.id] = replace(place, queues=(*place.queues, row))
    return True
