"""The present moment in the district: the only place where the web reads a clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The local time of the district, without an offset, to the second."""
    return datetime.now(ZONE).replace(tzinfo=None, microsecond=0)


def to_local(moment: datetime) -> datetime:
    """A moment with an offset as local time without one; one without an offset is local already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(ZONE).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)
