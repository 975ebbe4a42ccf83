"""Who verified a record and when, said the same way on every page, with the link to correct it.

Called by the templates of item, place and life event. A date is not enough: a record that nobody
has looked at for a year says so.
"""

from datetime import date, datetime

from django import template
from django.template.context import Context

from zhihui.district import Provenance
from zhihui.web.clock import now
from zhihui.web.corrections.views import form_url
from zhihui.web.served import get_served

STALE_MONTHS = 12
"""From so many months on, a verified record is said to be old."""

register = template.Library()


@register.inclusion_tag("public/verified.html", takes_context=True)
def verified(
    context: Context, provenance: Provenance, kind: str, record_id: str, at: datetime | None = None
) -> dict[str, object]:
    """The lines about a record (place, item, event) as of ``at``, else the present."""
    sources = get_served().generation.manifest.sources
    months = count_months(provenance.verified_on, (at or now()).date())
    return {
        "language": context["language"],
        "source": next((one for one in sources if one.id == provenance.source), None),
        "on": provenance.verified_on,
        "by": provenance.verified_by,
        "months": months,
        "is_stale": months is not None and months >= STALE_MONTHS,
        "url": form_url(context["language"], f"{kind}:{record_id}", ""),
    }


def count_months(verified_on: date | None, today: date) -> int | None:
    """Whole months since then; None when it never was."""
    if verified_on is None:
        return None
    months = 12 * (today.year - verified_on.year) + today.month - verified_on.month
    return max(months - (today.day < verified_on.day), 0)
