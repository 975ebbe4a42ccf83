"""What can be reported: the fields of each kind of record, and what may be wrong with each.

Used by the form and by its links. Both lists are closed; their words are in the catalogues under
``corrections.field.*`` and ``corrections.kind.*``.
"""

from collections.abc import Mapping

OTHER = "other"
"""Said in the person's own words."""
WHOLE = ""
"""The field for the record as a whole."""

_PHONE = ("no_answer", "wrong_number")
_HOURS = ("hours_wrong", "was_closed")

FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "place": {
        WHOLE: ("closed_or_moved", "no_answer", "hours_wrong", "papers_differ"),
        "phone": _PHONE,
        "hours": _HOURS,
        "address": ("closed_or_moved", "not_found_there"),
        "access": ("access_wrong",),
        "items": ("not_done_here", "done_here_too"),
    },
    "item": {
        WHOLE: ("papers_differ", "no_answer", "hours_wrong", "closed_or_moved"),
        "papers": ("papers_more", "papers_fewer", "papers_differ"),
        "fees": ("fees_differ",),
        "phone": _PHONE,
        "where": ("not_done_here", "closed_or_moved", *_HOURS),
        "time": ("took_longer",),
        "online": ("online_broken",),
    },
    "event": {
        WHOLE: ("step_missing", "step_not_needed", "papers_differ"),
    },
}
"""Record kind → field → kinds, in the order of the buttons. ``other`` is possible everywhere."""


def list_kinds(record_kind: str, field: str) -> tuple[str, ...]:
    """The kinds of a field, without ``other``; empty where there is no such field."""
    return FIELDS.get(record_kind, {}).get(field, ())
