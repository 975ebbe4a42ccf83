"""Keeping, listing and closing corrections: the only place that opens the database.

Called by the form and the management command. A connection lives as long as one call, so that
requests for other pages never look after one; tables are made at the first need, under a lock,
because several workers start at once. Without a database, or where it cannot be written to, the
site works and ``is_taking`` says no.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import monotonic

from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    connection,
    transaction,
)
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet

from zhihui.web.corrections.models import Correction
from zhihui.web.corrections.references import create_reference

RETRY_S = 30
"""After a failure the database is left alone for so long."""
_POSTGRESQL_LOCK = 0x7A68_6875
_log = logging.getLogger("zhihui.corrections")


class StoreError(Exception):
    """The database cannot be used; the cause is in the log."""


class _Readiness:
    """Whether the tables are there, found out once, and again some time after a failure."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Find out again at the next question."""
        self._ready = False
        self._retry_at = 0.0

    def find_out(self) -> bool:
        with self._lock:
            if self._ready or monotonic() < self._retry_at:
                return self._ready
            try:
                with _opened():
                    _create_tables()
            except StoreError:
                self._retry_at = monotonic() + RETRY_S
            else:
                self._ready = True
            return self._ready


readiness = _Readiness()


def is_taking() -> bool:
    """Whether a correction can be kept now: there is a database and it can be written to."""
    if not readiness.find_out():
        return False
    try:
        with _opened():
            Correction.objects.filter(pk=0).update(note="")  # changes nothing, but must be allowed
    except StoreError:
        return False
    return True


def keep(correction: Correction) -> str:
    """Store it and return its reference.

    The same form sent twice is kept once. Raises StoreError where it cannot be kept.
    """
    if not readiness.find_out():
        raise StoreError
    with _opened():
        try:
            with transaction.atomic():
                correction.save(force_insert=True)
        except IntegrityError:
            known = Correction.objects.get(reference=correction.reference)
            if (known.kind, known.words) == (correction.kind, correction.words):
                return str(known.reference)
            correction.reference = create_reference()
            correction.save(force_insert=True)
    return str(correction.reference)


def list_corrections(
    *,
    is_open: bool | None = None,
    record_kind: str = "",
    record_id: str = "",
    field: str | None = None,
    since: datetime | None = None,
    limit: int | None = None,
) -> list[Correction]:
    """Corrections, oldest first; ``since`` has an offset. Raises StoreError."""
    if not exists():
        return []
    with _opened():
        _create_tables()
        asked: QuerySet[Correction] = Correction.objects.order_by("received_at", "id")
        if is_open is not None:
            asked = asked.filter(closed_at__isnull=is_open)
        if record_kind:
            asked = asked.filter(record_kind=record_kind)
        if record_id:
            asked = asked.filter(record_id=record_id)
        if field is not None:
            asked = asked.filter(field=field)
        if since is not None:
            asked = asked.filter(received_at__gte=since)
        return list(asked[:limit] if limit else asked)


def close_corrections(
    references: list[str], note: str, *, now: datetime | None = None
) -> tuple[list[str], list[str]]:
    """Close these, with what was done about them, and forget how to reach the people.

    Returns which were closed, and which are unknown or were closed before. Raises StoreError.
    """
    if not exists():
        return [], references
    done: list[str] = []
    with _opened():
        _create_tables()
        for reference in references:
            count = Correction.objects.filter(reference=reference, closed_at__isnull=True).update(
                closed_at=now or datetime.now(UTC), note=note, contact=""
            )
            if count:
                done.append(reference)
    return done, [one for one in references if one not in done]


def exists() -> bool:
    """Whether there can be any correction: an SQLite file that is absent has none."""
    if connection.vendor != "sqlite":
        return bool(connection.vendor != "unknown")
    return Path(connection.settings_dict["NAME"]).exists()


def _create_tables() -> None:
    """Bring the database to the present form, once for all processes that start together."""
    if not _is_behind(MigrationExecutor(connection)):
        return
    with _locked():
        executor = MigrationExecutor(connection)
        if _is_behind(executor):
            executor.migrate(executor.loader.graph.leaf_nodes())


def _is_behind(executor: MigrationExecutor) -> bool:
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _opened() -> Iterator[None]:
    """A connection for the block. Raises StoreError for what the database refuses."""
    if connection.vendor == "unknown":
        raise StoreError
    try:
        yield
    except (DatabaseError, OSError) as error:
        # Other errors may repeat what somebody wrote.
        why = error if isinstance(error, OperationalError | OSError) else ""
        _log.error("the database (%s): %s %s", connection.vendor, type(error).__name__, why)
        raise StoreError from error
    finally:
        connection.close()


@contextmanager
def _locked() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_POSTGRESQL_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_POSTGRESQL_LOCK])
        return
    with Path(f"{connection.settings_dict['NAME']}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
