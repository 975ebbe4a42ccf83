"""Items, places and the way to a page as schema.org records for machines.

Called by the page views. Says only what the records say: an unknown is left out, never guessed.
``to_url`` makes a path absolute.
"""

from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

from zhihui.answers import ItemAnswer, PlaceAnswer
from zhihui.answers.model import Intervals
from zhihui.answers.ordinary_week import find_ordinary_week
from zhihui.answers.place_days import UnusualDays, list_unusual
from zhihui.district import Area, Fact, Place, TimeUnit, in_language
from zhihui.hours import WorkingCalendar
from zhihui.web.public.browse_lists import Crumb
from zhihui.web.public.context import home_of, page_of
from zhihui.web.public.topics import name_topic
from zhihui.web.wording import knows, say

Json = dict[str, Any]
ToUrl = Callable[[str], str]
CONTEXT = "https://schema.org"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def describe_service(given: ItemAnswer, language: str, to_url: ToUrl) -> Json:
    """An Item as a GovernmentService."""
    item = given.item
    body = in_language(item.body, language)
    return _known(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "@id": to_url(page_of(language, "items", item.code)),
            "url": to_url(page_of(language, "items", item.code)),
            "name": in_language(item.name, language),
            "alternateName": list(item.aliases),
            "identifier": str(item.code),
            "category": [name_topic(topic, language) for topic in item.topics],
            "provider": _known({"@type": "GovernmentOrganization", "name": body}) if body else None,
            "areaServed": _describe_area(given.area, language, to_url),
            "audience": [
                {"@type": "Audience", "audienceType": say(f"audience.{one.name.lower()}", language)}
                for one in item.audiences
            ],
            "availableChannel": _list_channels(given, language, to_url),
            "offers": {"@type": "Offer", "price": 0, "priceCurrency": "CNY"}
            if given.charged is Fact.NO
            else None,
            "termsOfService": in_language(item.conditions, language),
        }
    )


def describe_office(
    given: PlaceAnswer,
    area: Area | None,
    calendar: WorkingCalendar,
    language: str,
    to_url: ToUrl,
) -> Json:
    """A Place as a GovernmentOffice, with its ordinary week and its unusual days."""
    place = given.place
    return _known(
        {
            "@context": CONTEXT,
            **_describe_place(place, language, to_url),
            "containedInPlace": _describe_area(area, language, to_url),
            "openingHoursSpecification": _list_week(find_ordinary_week(given, calendar)),
            "specialOpeningHoursSpecification": _list_special(list_unusual(given, calendar)),
            "amenityFeature": [
                {
                    "@type": "LocationFeatureSpecification",
                    "name": say(f"access.{name}", language) if knows(f"access.{name}") else name,
                    "value": fact is Fact.YES,
                }
                for name, fact in place.accessibility.items()
                if fact is not Fact.UNKNOWN
            ],
        }
    )


def describe_trail(crumbs: Iterable[Crumb], language: str, to_url: ToUrl) -> Json:
    """The way from the first page to this one as a BreadcrumbList; the page itself has no url."""
    home: Crumb = ({language: say("site.name", language)}, home_of(language))
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            _known(
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": in_language(name, language),
                    "item": to_url(url) if url else None,
                }
            )
            for position, (name, url) in enumerate((home, *crumbs), start=1)
        ],
    }


def _describe_place(place: Place, language: str, to_url: ToUrl) -> Json:
    address = in_language(place.address, language)
    url = to_url(page_of(language, "places", place.id))
    has_position = place.lon is not None and place.lat is not None
    return _known(
        {
            "@type": "GovernmentOffice",
            "@id": url,
            "url": url,
            "name": in_language(place.name, language),
            "address": {"@type": "PostalAddress", "streetAddress": address} if address else None,
            "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
            if has_position
            else None,
            "telephone": list(place.phones),
        }
    )


def _list_channels(given: ItemAnswer, language: str, to_url: ToUrl) -> list[Json]:
    item = given.item
    online = [
        {"@type": "ServiceChannel", "name": say(key, language), "serviceUrl": address}
        for key, address in (
            ("item.online_link", given.go.online_url),
            ("item.mobile_link", given.go.mobile_url),
        )
        if address.startswith(("http://", "https://"))
    ]
    by_phone = [
        {
            "@type": "ServiceChannel",
            "name": say("item.phone", language),
            "servicePhone": {"@type": "ContactPoint", "telephone": phone},
        }
        for phone in given.consult_phones
    ]
    places = {one.place.id: one.place for one in given.where.places}
    there = [
        _known(
            {
                "@type": "ServiceChannel",
                "name": in_language(place.name, language),
                "serviceLocation": _describe_place(place, language, to_url),
                "processingTime": _processing_time(given),
            }
        )
        for place in places.values()
    ]
    if not there and item.address:
        address = {"@type": "PostalAddress", "streetAddress": item.address}
        there = [{"@type": "ServiceChannel", "servicePostalAddress": address}]
    return [*online, *by_phone, *there]


def _processing_time(given: ItemAnswer) -> str | None:
    """The promised time as a duration, where it is one: calendar days; working days are not."""
    limit = given.promised_time
    is_duration = limit.days and limit.unit is TimeUnit.CALENDAR_DAY
    return f"P{limit.days}D" if is_duration else None


def _describe_area(area: Area | None, language: str, to_url: ToUrl) -> Json | None:
    if area is None:
        return None
    return {
        "@type": "AdministrativeArea",
        "name": in_language(area.name, language),
        "identifier": str(area.code),
        "url": to_url(f"{home_of(language)}areas/{area.code}/"),
    }


def _list_week(week: dict[int, Intervals]) -> list[Json]:
    """Weekdays with the same times together, a line for each time."""
    days: dict[Intervals, list[int]] = {}
    for weekday, intervals in week.items():
        if intervals:
            days.setdefault(intervals, []).append(weekday)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"{CONTEXT}/{_DAYS[weekday]}" for weekday in weekdays],
            **_span(*interval),
        }
        for intervals, weekdays in days.items()
        for interval in intervals
    ]


def _list_special(spans: Iterable[UnusualDays]) -> list[Json]:
    """Unusual days; a shut one opens and closes at 00:00. Those not known are left out."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": span.first.day.isoformat(),
            "validThrough": span.last.isoformat(),
            **hours,
        }
        for span in spans
        if span.first.intervals is not None
        for hours in (
            [_span(*interval) for interval in span.first.intervals]
            or [{"opens": "00:00", "closes": "00:00"}]
        )
    ]


def _span(start: time, end: time) -> Json:
    """Opening and closing; the end of a day is written 23:59, for 00:00 would be its beginning."""
    return {"opens": f"{start:%H:%M}", "closes": "23:59" if end == time() else f"{end:%H:%M}"}


def _known(record: Json) -> Json:
    """A record without what is not known."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}
