"""The values that every JSON form shares: Reasons, moments and days. Used by the forms only."""

from datetime import date, datetime
from typing import Any

from zhihui.answers.wordings import word_reason
from zhihui.district import Reason

Json = dict[str, Any]


def reasons_json(
    reasons: tuple[Reason, ...], language: str, at: datetime | None = None
) -> list[Json]:
    """Each Reason with its sentence; times on the day of ``at`` are said without a date."""
    today = at.date() if at else None
    return [
        {
            "kind": reason.kind.value,
            "values": dict(reason.values),
            "words": word_reason(reason, language, today=today),
        }
        for reason in reasons
    ]


def moment_json(moment: datetime | None) -> str | None:
    """``2026-02-14T10:00``."""
    return None if moment is None else moment.isoformat(timespec="minutes")


def day_json(day: date | None) -> str | None:
    """``2026-02-14``."""
    return None if day is None else day.isoformat()
