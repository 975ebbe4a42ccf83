"""Builds the 290 places: halls and self-service points of places.yaml, centres and stations.

Called by create_sample. Addresses and telephone numbers follow a made-up pattern, and coordinates
come from layout; nothing here is a real office's.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from zhihui.district import (
    Area,
    AreaCode,
    AreaKind,
    Counter,
    CounterId,
    DatedHours,
    Datum,
    Fact,
    Place,
    PlaceId,
    PlaceKind,
    Provenance,
    QueueHour,
    Text,
    text,
)
from zhihui.sample.layout import Point, lay_out
from zhihui.sample.queues import create_queue
from zhihui.sample.rows import (
    AreaRow,
    CounterRow,
    DatedHoursRow,
    HallRow,
    PatternsFile,
    PlacesFile,
)
from zhihui.sample.table_files import SampleTableError, Tables

PLACE_SOURCE = "sample"
_OFFICE_ENDINGS = ("居民委员会", "村民委员会", "居委会", "居委")


def create_places(tables: Tables, areas: tuple[Area, ...]) -> tuple[Place, ...]:
    """All places, halls first, then centres, stations and self-service points."""
    builder = _Builder(tables)
    return (
        *builder.halls(),
        *builder.centres(areas),
        *builder.stations(areas),
        *builder.self_service_points(areas),
    )


def centre_id(street: AreaCode) -> PlaceId:
    """Id of the service centre of a street."""
    return PlaceId(f"centre-{street}")


def station_id(community: AreaCode) -> PlaceId:
    """Id of the service station of a community."""
    return PlaceId(f"station-{community}")


def self_service_id(number: int) -> PlaceId:
    """Id of the ``number``-th (from 1) self-service point of places.yaml."""
    return PlaceId(f"self-service-{number:02d}")


def counter_id(place: str, number: int) -> CounterId:
    """Id of the ``number``-th (from 1) counter of a place."""
    return CounterId(f"{place}-{number:02d}")


def short_name(area: Area) -> str:
    """The Chinese name of a community without the words for its committee."""
    name = area.name["zh"]
    for ending in _OFFICE_ENDINGS:
        name = name.removesuffix(ending)
    return name


class _Builder:
    """Deals out coordinates, numbers and patterns in a fixed order."""

    def __init__(self, tables: Tables) -> None:
        self._files: PlacesFile = tables.places
        self._patterns: PatternsFile = tables.patterns
        self._outline: tuple[Point, ...] = tuple((p.lon, p.lat) for p in tables.outline)
        self._streets: Mapping[str, AreaRow] = {
            row.code: row for row in tables.areas if row.lon is not None
        }
        self._totals = self._count_per_street(tables)
        self._dealt: dict[str, int] = dict.fromkeys(self._streets, 0)
        self._number = 0

    def halls(self) -> Iterator[Place]:
        for index, row in enumerate(self._files.halls):
            counters = tuple(_counters(row))
            yield self._place(
                place_id=row.id,
                kind=PlaceKind(row.kind),
                name=text(row.name.zh, row.name.en),
                street=row.street,
                area=row.street,
                hours=(row.hours, row.hours_original),
                accessibility=row.accessibility,
                verified_on=row.verified_on,
                dated_hours=row.dated_hours,
                counters=counters,
                last_admission_minutes=self._admission(index),
                queues=(
                    *self._queue(index, row.hours),
                    *self._counter_queues(row, counters),
                ),
            )

    def centres(self, areas: tuple[Area, ...]) -> Iterator[Place]:
        streets = [area for area in areas if area.kind is AreaKind.STREET]
        for index, area in enumerate(streets):
            place_id = centre_id(area.code)
            hours = self._patterns.street_hours[index % len(self._patterns.street_hours)]
            yield self._place(
                place_id=place_id,
                kind=PlaceKind.STREET_CENTRE,
                name=text(f"{area.name['zh']}便民服务中心", f"{area.name['en']} Service Centre"),
                street=area.code,
                area=area.code,
                hours=(hours.hours, hours.original),
                dated_hours=self._patterns.street_dated_hours.get(area.code, ()),
                counters=tuple(
                    Counter(
                        id=counter_id(place_id, number),
                        name=text(words.zh, words.en),
                        floor="1F",
                    )
                    for number, words in enumerate(self._patterns.street_counters, start=1)
                ),
                last_admission_minutes=self._admission(index),
                queues=self._queue(index // 2 + 1, hours.hours) if index % 2 == 0 else (),
            )

    def stations(self, areas: tuple[Area, ...]) -> Iterator[Place]:
        communities = [area for area in areas if area.kind is AreaKind.COMMUNITY]
        for index, area in enumerate(communities):
            hours = self._patterns.community_hours[index % len(self._patterns.community_hours)]
            yield self._place(
                place_id=station_id(area.code),
                kind=PlaceKind.COMMUNITY_STATION,
                name=text(f"{short_name(area)}便民服务站", f"{area.name['en']} Service Station"),
                street=area.code[:9],
                area=area.code,
                hours=(hours.hours, hours.original),
            )

    def self_service_points(self, areas: tuple[Area, ...]) -> Iterator[Place]:
        venues = {venue.key: venue for venue in self._files.venues}
        names = {area.code: area.name for area in areas}
        for number, row in enumerate(self._files.self_service, start=1):
            if row.venue not in venues:
                raise SampleTableError(
                    f"places.yaml, self_service row {number}: no venue {row.venue!r}"
                )
            venue = venues[row.venue]
            street = names.get(AreaCode(row.street), {"zh": "", "en": ""})
            yield self._place(
                place_id=self_service_id(number),
                kind=PlaceKind.SELF_SERVICE,
                name=text(
                    f"{street['zh']}{venue.name.zh}（示例{number}）",
                    f"{street['en']} {venue.name.en} (sample {number})",
                ),
                street=row.street,
                area=row.street,
                hours=(venue.hours, venue.hours_original),
            )

    def _place(
        self,
        *,
        place_id: str,
        kind: PlaceKind,
        name: Text,
        street: str,
        area: str,
        hours: tuple[str, str],
        accessibility: Mapping[str, str] | None = None,
        verified_on: date | None = None,
        dated_hours: tuple[DatedHoursRow, ...] = (),
        counters: tuple[Counter, ...] = (),
        last_admission_minutes: int | None = None,
        queues: tuple[QueueHour, ...] = (),
    ) -> Place:
        self._number += 1
        if accessibility is None:
            accessibility = self._dealt_accessibility()
            verified_on = self._patterns.verified_on[self._number % len(self._patterns.verified_on)]
        lon, lat = self._next_point(street, place_id)
        return Place(
            id=PlaceId(place_id),
            name=name,
            kind=kind,
            address=text(
                f"示例路{self._number}号（示例地址）",
                f"{self._number} Sample Road (sample address)",
            ),
            area=AreaCode(area),
            lon=lon,
            lat=lat,
            source_datum=Datum.WGS84,
            phones=(sample_phone(self._number),),
            hours=hours[0],
            hours_original=hours[1],
            dated_hours=tuple(
                DatedHours(
                    first=row.first,
                    last=row.last,
                    hours=row.hours,
                    note=text(row.note.zh, row.note.en),
                )
                for row in dated_hours
            ),
            accessibility={key: Fact(value) for key, value in accessibility.items()},
            counters=counters,
            last_admission_minutes=last_admission_minutes,
            queues=queues,
            provenance=Provenance(
                source=PLACE_SOURCE,
                row=self._number,
                verified_on=verified_on,
                verified_by="示例编辑 (sample)" if verified_on else "",
            ),
        )

    def _admission(self, index: int) -> int:
        return self._patterns.last_admission_minutes[
            index % len(self._patterns.last_admission_minutes)
        ]

    def _queue(self, index: int, hours: str) -> tuple[QueueHour, ...]:
        row = self._patterns.queues[index % len(self._patterns.queues)]
        return tuple(create_queue(row, hours))

    def _counter_queues(self, hall: HallRow, counters: tuple[Counter, ...]) -> Iterator[QueueHour]:
        for row, counter in zip(hall.counters, counters, strict=True):
            if row.queue is None:
                continue
            if row.queue > len(self._patterns.queues):
                raise SampleTableError(
                    f"places.yaml, {hall.id}: patterns.yaml has no queue number {row.queue}"
                )
            queue = self._patterns.queues[row.queue - 1]
            yield from create_queue(queue, counter.hours or hall.hours, counter.id)

    def _dealt_accessibility(self) -> Mapping[str, str]:
        return self._patterns.accessibility[self._number % len(self._patterns.accessibility)]

    def _next_point(self, street: str, place_id: str) -> Point:
        row = self._streets.get(street)
        if row is None or row.lon is None or row.lat is None:
            raise SampleTableError(f"place {place_id}: {street} is no street of areas.csv")
        index = self._dealt[street]
        self._dealt[street] += 1
        return lay_out(
            (row.lon, row.lat), index, self._totals[street], row.spread_m or 500, self._outline
        )

    def _count_per_street(self, tables: Tables) -> dict[str, int]:
        totals = dict.fromkeys(self._streets, 1)
        used = [row.street for row in tables.places.halls]
        used += [row.street for row in tables.places.self_service]
        used += [row.code[:9] for row in tables.areas if len(row.code) == 12]
        for street in used:
            totals[street] = totals.get(street, 0) + 1
        return totals


def sample_phone(number: int) -> str:
    """A telephone number on a pattern that nobody can be reached under."""
    return f"0531-0000{number:04d}"


def _counters(row: HallRow) -> Iterator[Counter]:
    for number, counter in enumerate(row.counters, start=1):
        yield _counter(row.id, number, counter)


def _counter(place: str, number: int, row: CounterRow) -> Counter:
    return Counter(
        id=counter_id(place, number),
        name=text(row.name.zh, row.name.en),
        floor=row.floor,
        hours=row.hours,
        last_admission_minutes=row.last_admission_minutes,
    )
