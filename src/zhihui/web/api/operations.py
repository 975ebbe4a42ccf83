"""The operations of the API: search, suggest, answer, one item, one place.

Called by django-ninja. Parameters arrive checked; what is found is encoded without a second check.
"""

from datetime import datetime
from functools import lru_cache
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from zhihui.answers import answer, answer_item, answer_place, label, to_json, word_reason
from zhihui.answers.going import decide_go
from zhihui.district import ItemCode, Reason, in_language
from zhihui.finder import Found, ItemHit
from zhihui.web.api.openapi import describe
from zhihui.web.api.shapes import (
    GoShort,
    ItemLine,
    LifeEventLine,
    NearestLine,
    PlaceLine,
    SearchResult,
    SuggestionLine,
    Suggestions,
    Why,
)
from zhihui.web.clock import now
from zhihui.web.meant import check_codes
from zhihui.web.parameters import (
    NarrowingParameters,
    SearchParameters,
    SuggestParameters,
    ViewParameters,
    say_allowed,
)
from zhihui.web.problems import ParameterFault, ProblemError, cut
from zhihui.web.served import Served, get_served

LINES_KEPT = 10_000
"""Item lines kept in memory, about 1 kB each."""

router = Router()
_encoder = msgspec.json.Encoder()

Code = Annotated[
    str, Path(description="Item code as the source writes it.", min_length=1, max_length=200)
]
Id = Annotated[str, Path(description="Id of the place.", min_length=1, max_length=200)]


@router.get("/search", operation_id="search", openapi_extra=describe("SearchResult", "search"))
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Find items, life events and places in everyday words.

    Nothing fits: `declined` is true, `reasons` says why and `nearest` names what comes closest.
    """
    served = get_served()
    moment = _moment(served, parameters)
    found = served.finder.find(parameters.q, parameters.to_filters(moment), parameters.limit)
    return _respond(_search_result(served, found, moment, parameters.lang))


@router.get("/suggest", operation_id="suggest", openapi_extra=describe("Suggestions", "suggest"))
def suggest(request: HttpRequest, parameters: Query[SuggestParameters]) -> HttpResponse:
    """Completions of what is being typed: words, pinyin or initials."""
    suggested = get_served().finder.suggest(parameters.q, parameters.limit)
    return _respond(
        Suggestions(
            suggestions=[
                SuggestionLine(words=one.words, kind=one.kind, id=one.id)  # type: ignore[arg-type]
                for one in suggested
            ]
        )
    )


@router.get("/answer", operation_id="answer", openapi_extra=describe("AnswerResult", "answer"))
def get_answer(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """The whole answer to a need: go or not, papers, where and when, fees, what is unknown."""
    served = get_served()
    moment = _moment(served, parameters)
    given = answer(
        served.generation,
        served.finder,
        parameters.q,
        now=parameters.open_at or moment,
        filters=parameters.to_filters(moment),
        limit=parameters.limit,
        calendar=served.calendar,
    )
    return _respond(to_json(given, parameters.lang))


@router.get(
    "/items/{code}",
    operation_id="getItem",
    openapi_extra=describe("ItemDetail", "item", may_be_missing=True),
)
def get_item(request: HttpRequest, code: Code, parameters: Query[ViewParameters]) -> HttpResponse:
    """Everything about one item: the answer once it is certain what is meant."""
    served = get_served()
    check_codes(served, (code,), parameters.lang)
    item = served.generation.items.get(code)
    given = answer_item(
        served.generation,
        item,
        now=parameters.at or now(),
        origin=parameters.point,
        calendar=served.calendar,
    )
    return _respond(to_json(given, parameters.lang))


@router.get(
    "/places/{id}",
    operation_id="getPlace",
    openapi_extra=describe("PlaceDetail", "place", may_be_missing=True),
)
def get_place(request: HttpRequest, id: Id, parameters: Query[ViewParameters]) -> HttpResponse:
    """One place: address, hours, open or not, facilities."""
    served = get_served()
    place = served.generation.places.find(id)
    if place is None:
        raise _unknown("unknown_place", "id", id)
    given = answer_place(
        served.generation,
        place,
        now=parameters.at or now(),
        origin=parameters.point,
        calendar=served.calendar,
    )
    return _respond(to_json(given, parameters.lang))


def _moment(served: Served, parameters: NarrowingParameters) -> datetime:
    """The present in the district; also refuses an area that the district does not have."""
    if parameters.area and served.generation.areas.find(parameters.area) is None:
        allowed = say_allowed("area", parameters.lang)
        fault = ParameterFault(parameter="area", value=cut(parameters.area), allowed=allowed)
        raise ProblemError("unknown_area", (fault,))
    return now()


def _unknown(kind: str, parameter: str, value: str) -> ProblemError:
    fault = ParameterFault(parameter=parameter, value=cut(value), allowed="")
    return ProblemError(kind, (fault,))


def _respond(result: object) -> HttpResponse:
    return HttpResponse(_encoder.encode(result), content_type="application/json")


def _search_result(served: Served, found: Found, moment: datetime, language: str) -> SearchResult:
    manifest = served.generation.manifest
    whys = _Whys(language)
    return SearchResult(
        need=found.need,
        at=moment.isoformat(timespec="minutes"),
        understood=list(found.understood),
        declined=found.declined,
        reasons=whys.of(found.reasons),
        items=[_item_line(hit, whys) for hit in found.items],
        nearest=[
            NearestLine(
                code=hit.item.code,
                name=in_language(hit.item.name, language),
                body=in_language(hit.item.body, language) or None,
                certainty=hit.score,
                why=whys.of(hit.why),
            )
            for hit in found.nearest
        ],
        life_events=[
            LifeEventLine(
                id=hit.event.id,
                name=in_language(hit.event.name, language),
                certainty=hit.score,
                why=whys.of(hit.why),
            )
            for hit in found.life_events
        ],
        places=[
            PlaceLine(
                id=hit.place.id,
                name=in_language(hit.place.name, language),
                address=in_language(hit.place.address, language) or None,
                lon=hit.place.lon,
                lat=hit.place.lat,
                distance_m=None if hit.distance_m is None else round(hit.distance_m),
                certainty=hit.score,
            )
            for hit in found.places
        ],
        district=in_language(manifest.district_name, language),
        built_at=manifest.built_at.isoformat(timespec="minutes"),
        notice=in_language(manifest.notice, language) or None,
        is_sample=manifest.is_sample,
    )


def _item_line(hit: ItemHit, whys: "_Whys") -> ItemLine:
    return msgspec.structs.replace(
        _about_item(hit.item.code, whys.language),
        bodies=hit.bodies,
        certainty=hit.score,
        why=whys.of(hit.why),
    )


@lru_cache(maxsize=LINES_KEPT)
def _about_item(code: ItemCode, language: str) -> ItemLine:
    """What is the same in every search that finds the item."""
    item = get_served().generation.items.get(code)
    go = decide_go(item, ())
    return ItemLine(
        code=item.code,
        name=in_language(item.name, language),
        body=in_language(item.body, language) or None,
        area=item.area,
        audiences=[audience.name.lower() for audience in item.audiences],  # type: ignore[misc]
        topics=list(item.topics),
        go=GoShort(
            needed=go.needed.value,
            words=label(go.needed, language, group="go"),
            visits=item.visits,
        ),
        online=go.online.value,
        bodies=1,
        certainty=0.0,
        why=[],
    )


class _Whys:
    """The Reasons of one search in words. Hits share Reasons: each is worded once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._worded: dict[int, Why] = {}

    def of(self, reasons: tuple[Reason, ...]) -> list[Why]:
        """``reasons``, which outlive this object, in order."""
        return [self._worded.get(id(reason)) or self._word(reason) for reason in reasons]

    def _word(self, reason: Reason) -> Why:
        why = self._worded[id(reason)] = Why(
            kind=reason.kind.value,
            values=dict(reason.values),
            words=word_reason(reason, self.language),
        )
        return why
