"""``python -m django corrections``: list and close corrections, as JSON Lines for programs.

Run by ``zhihui corrections`` in a process of its own, because the command line does not know
Django. Prints one object a line; never anything else to stdout.
"""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError

from zhihui.web.clock import ZONE
from zhihui.web.corrections import store
from zhihui.web.corrections.models import Correction
from zhihui.web.wording import DEFAULT, say

_STATES = {"open": True, "closed": False, "all": None}
_encoder = msgspec.json.Encoder()


class Command(BaseCommand):
    """List or close corrections."""

    help = "List corrections, or close some."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of ``list`` and ``close``."""
        doing = parser.add_subparsers(dest="doing", required=True)
        listing = doing.add_parser("list")
        listing.add_argument("--state", choices=_STATES, default="all")
        listing.add_argument("--record", default="", help="kind, or kind:id")
        listing.add_argument("--field")
        listing.add_argument("--since", type=datetime.fromisoformat, help="local time")
        listing.add_argument("--limit", type=int)
        closing = doing.add_parser("close")
        closing.add_argument("references", nargs="+")
        closing.add_argument("--note", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it. Raises CommandError where the database cannot be used."""
        try:
            if options["doing"] == "close":
                self._close(options["references"], options["note"])
            else:
                self._list(options)
        except store.StoreError as error:
            why = " ".join(str(error.__cause__ or "").split())  # PostgreSQL says it in lines
            raise CommandError(f"the database of corrections: {why}") from error

    def _close(self, references: list[str], note: str) -> None:
        wanted = list(dict.fromkeys(one.strip().upper() for one in references))
        closed, left = store.close_corrections(wanted, note)
        self._write({"closed": closed, "not_open": left})

    def _list(self, options: dict[str, Any]) -> None:
        kind, _, record_id = options["record"].partition(":")
        since: datetime | None = options["since"]
        if since is not None and since.tzinfo is None:
            since = since.replace(tzinfo=ZONE)
        for correction in store.list_corrections(
            is_open=_STATES[options["state"]],
            record_kind=kind,
            record_id=record_id,
            field=options["field"],
            since=since,
            limit=options["limit"],
        ):
            self._write(to_dict(correction))

    def _write(self, line: dict[str, object]) -> None:
        self.stdout.write(_encoder.encode(line).decode())


def to_dict(correction: Correction) -> dict[str, object]:
    """One correction as it is exported; moments are local with their offset."""
    return {
        "reference": correction.reference,
        "state": "closed" if correction.closed_at else "open",
        "received_at": _word(correction.received_at),
        "closed_at": _word(correction.closed_at),
        "district": correction.district,
        "record": f"{correction.record_kind}:{correction.record_id}",
        "record_name": correction.record_name,
        "field": correction.field,
        "kind": correction.kind,
        "says": say(f"corrections.kind.{correction.kind}", DEFAULT),
        "shown": correction.shown,
        "words": correction.words,
        "contact": correction.contact,
        "language": correction.language,
        "built_at": _word(correction.built_at),
        "note": correction.note,
    }


def _word(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).isoformat(timespec="seconds") if moment else ""
