"""Who verified a record and when, said the same way on every page.

Called by the templates of item, place and life event. A date is not enough: a record that nobody
has looked at for a year says so.
"""

from dataclasses import dataclass
from datetime import date, datetime

from zhihui.district import Provenance
from zhihui.web.clock import now
from zhihui.web.public.tags import Tags
from zhihui.web.served import get_served

STALE_MONTHS = 12
"""From so many months on, a verified record is said to be old."""

tags = Tags()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What ``verified.html`` says of a record."""

    source: str
    """Title of the source; empty where it has none."""
    on: date | None
    by: str
    months: int | None
    """Whole months since; None: never verified."""

    @property
    def is_stale(self) -> bool:
        """Whether that is long ago."""
        return self.months is not None and self.months >= STALE_MONTHS


@tags.filter
def verified(provenance: Provenance, at: datetime | None = None) -> Verified:
    """Where a record is from and who verified it, as of ``at``, else the present."""
    sources = get_served().generation.manifest.sources
    return Verified(
        source=next((one.title for one in sources if one.id == provenance.source), ""),
        on=provenance.verified_on,
        by=provenance.verified_by,
        months=count_months(provenance.verified_on, (at or now()).date()),
    )


def count_months(verified_on: date | None, today: date) -> int | None:
    """Whole months since then; None when it never was."""
    if verified_on is None:
        return None
    months = 12 * (today.year - verified_on.year) + today.month - verified_on.month
    return max(months - (today.day < verified_on.day), 0)
