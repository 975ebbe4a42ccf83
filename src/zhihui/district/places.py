"""Places, their counters, and the Offers that tie Items to them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from zhihui.district.facts import Fact, Provenance, Text
from zhihui.district.ids import AreaCode, CounterId, ItemCode, OfferId, PlaceId
from zhihui.district.items import Channel


class PlaceKind(Enum):
    """办事场所类型."""

    DISTRICT_HALL = "district_hall"  # 区政务服务中心
    BRANCH_HALL = "branch_hall"  # 专业分厅
    STREET_CENTRE = "street_centre"  # 街道便民服务中心
    COMMUNITY_STATION = "community_station"  # 社区(村)便民服务站
    SELF_SERVICE = "self_service"  # 自助服务点
    POLICE_STATION = "police_station"  # 派出所
    AGENCY_POINT = "agency_point"  # 银行、邮政代办点
    OTHER = "other"


class Datum(Enum):
    """Coordinate datum of a source. Records hold WGS-84; CGCS2000 differs by centimetres."""

    WGS84 = "WGS-84"
    CGCS2000 = "CGCS2000"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


class Action(Enum):
    """What can be done at a place."""

    CONSULT = "consult"
    APPLY = "apply"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHours:
    """Hours that replace the ordinary ones on the days first … last, both included."""

    first: date
    last: date
    hours: str
    """OSM opening_hours of those days; ``off`` when shut."""
    note: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHour:
    """排队: how long one waits who joins within one hour of the day."""

    weekdays: tuple[int, ...] = ()
    """0 Monday … 6 Sunday; empty: every day."""
    hour: int
    """0 … 23: joins from ``hour``:00 to ``hour``:59."""
    minutes: int
    error_minutes: int | None = None
    """Half the width of the range in which most waits lie; None when not known."""
    counter: str = ""
    """CounterId that it holds for; empty: every counter without a table of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """窗口. ``hours`` empty: as the place."""

    id: CounterId
    name: Text
    floor: str = ""
    hours: str = ""
    last_admission_minutes: int | None = None
    """How long before closing the last person is let in; None: as the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """办事场所. ``lon`` and ``lat`` are WGS-84 degrees, or both None when not known."""

    id: PlaceId
    name: Text
    kind: PlaceKind = PlaceKind.OTHER
    address: Text = field(default_factory=dict)
    area: AreaCode | None = None
    lon: float | None = None
    lat: float | None = None
    source_datum: Datum | None = None
    source_lon: float | None = None
    source_lat: float | None = None
    phones: tuple[str, ...] = ()
    hours: str = ""
    """OSM opening_hours, or empty when not known or not readable."""
    hours_original: str = ""
    dated_hours: tuple[DatedHours, ...] = ()
    accessibility: dict[str, Fact] = field(default_factory=dict)
    """wheelchair, step_free_entrance, toilet, hearing_loop, …: a missing key is unknown."""
    counters: tuple[Counter, ...] = ()
    last_admission_minutes: int | None = None
    """How long before closing the last person is let in; None when not known."""
    queues: tuple[QueueHour, ...] = ()
    """Waits by the hour; an hour that is not in it is unknown."""
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def step_free(self) -> Fact:
        """Whether a wheelchair gets in; NO where any of what is recorded says so."""
        known = {self.accessibility.get(name) for name in ("wheelchair", "step_free_entrance")}
        if Fact.NO in known:
            return Fact.NO
        return Fact.YES if Fact.YES in known else Fact.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """进驻: Item × Place × actions × channel. HSDS: service_at_location."""

    id: OfferId
    item: ItemCode
    place: PlaceId
    counter: str = ""
    """CounterId of the place, or the window as the source writes it."""
    actions: tuple[Action, ...] = (Action.APPLY,)
    channel: Channel = Channel.COUNTER
    hours: str = ""
    """OSM opening_hours; empty: as the counter, else the place."""
    hours_original: str = ""
    appointment: Fact = Fact.UNKNOWN
    handling_minutes: int | None = None
    last_admission_minutes: int | None = None
    """How long before closing the last person is let in; None: as the counter, else the place."""
    slot_minutes: int | None = None
    """Appointments begin every so many minutes from opening; None when not known."""
    slots: tuple[datetime, ...] | None = None
    """The appointments that are still free (naive local time), when the source lists them."""
    provenance: Provenance = field(default_factory=Provenance)
