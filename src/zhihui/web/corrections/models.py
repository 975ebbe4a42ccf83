"""The one table: a correction as it was sent in, and when it was closed.

Used by ``store``. Nothing about a person is kept but what they wrote: no address, no browser, no
account; closing a correction also forgets the contact.
"""

from typing import ClassVar

from django.db import models

MAX_WORDS = 1000
MAX_CONTACT = 100
MAX_SHOWN = 1000


class Correction(models.Model):
    """纠错: somebody says that a field of a record is wrong."""

    reference = models.CharField(max_length=9, unique=True)
    """What the person is told, e.g. K7QF-3M2P."""
    district = models.CharField(max_length=12)
    record_kind = models.CharField(max_length=8)
    """place, item or event."""
    record_id = models.CharField(max_length=500)
    record_name = models.CharField(max_length=500)
    """As it was called when the correction was sent."""
    field = models.CharField(max_length=16, blank=True)
    """Empty: the record as a whole."""
    kind = models.CharField(max_length=24)
    shown = models.TextField(blank=True)
    """The value that the page showed."""
    words = models.TextField(blank=True)
    contact = models.CharField(max_length=MAX_CONTACT, blank=True)
    language = models.CharField(max_length=16)
    built_at = models.DateTimeField()
    """When the generation was built that the page showed."""
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    """What was done about it."""

    class Meta:
        app_label = "corrections"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["closed_at", "received_at"], name="corrections_by_state"),
            models.Index(fields=["record_kind", "record_id"], name="corrections_by_record"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.record_kind}:{self.record_id} {self.field} {self.kind}"
