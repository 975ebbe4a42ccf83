"""The one clock of the command line: local time in China, which has one zone and no summer time."""

from datetime import datetime, timedelta, timezone
from typing import Final

CHINA_TIME: Final = timezone(timedelta(hours=8), "CST")


def get_now() -> datetime:
    """This moment in China, to the second, with its zone."""
    return datetime.now(CHINA_TIME).replace(microsecond=0)


def to_local(moment: datetime) -> datetime:
    """The naive time on the wall in China; a moment without a zone already is one."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(CHINA_TIME).replace(tzinfo=None)
