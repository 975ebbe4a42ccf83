"""The page of all places on a map, and the pictures of maps.

Called by Django. The page works as a list with a picture; scripts only add the drawn map.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from zhihui.answers import PlaceAnswer
from zhihui.answers.where import describe_place
from zhihui.district import Fact, PlaceKind
from zhihui.trips.question import QuestionError
from zhihui.web.clock import now
from zhihui.web.planning import plan_of
from zhihui.web.public.context import create_context, home_of
from zhihui.web.public.map_scenes import Look, create_map, draw_places, draw_ways
from zhihui.web.public.plan_form import read_form
from zhihui.web.public.plan_views import coarsely
from zhihui.web.public.plan_ways import find_ways, list_stops
from zhihui.web.public.starts import read_point
from zhihui.web.public.templating import render
from zhihui.web.public.tile_views import FOR_A_WHILE
from zhihui.web.served import get_served
from zhihui.web.wording import say

MEDIA_TYPE: Final = "image/svg+xml"
NUMBERED_AT_MOST: Final = 60
"""More places in one picture are dots without numbers."""
_KIND_ORDER: Final = {kind: order for order, kind in enumerate(PlaceKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What the page of all places is asked for."""

    kind: PlaceKind | None
    is_open_now: bool


@require_safe
def show_map(request: HttpRequest, language: str) -> HttpResponse:
    """All places, by kind, or those open now: as a list and as a map."""
    wanted = _read_wanted(request)
    places = _list_places(wanted)
    placed = [one.place for one in places if one.place.lon is not None]
    query = request.GET.urlencode()
    context = create_context(request, language)
    context |= {
        "kinds": list(PlaceKind),
        "wanted": wanted,
        "groups": _by_kind(places),
        "count": len(places),
        "without_position": len(places) - len(placed),
        "map": create_map(
            language,
            dict.fromkeys((place.id for place in placed), ""),
            picture=f"{home_of(language)}map.svg?all=1&{query}".rstrip("&"),
            alt=say("map.alt_all", language, {"count": len(placed)}),
            is_embedded=False,
        ),
    }
    return render("public/map.html", context)


@require_safe
def show_picture(request: HttpRequest, language: str) -> HttpResponseBase:
    """The map of the places ``place`` with their numbers or ``plain``, or of ``all``, as SVG."""
    if get_served().lines is None:
        raise Http404
    if request.GET.get("all"):
        wanted = _read_wanted(request)
        ids = tuple(one.place.id for one in _list_places(wanted))
    else:
        ids = tuple(request.GET.getlist("place")[:NUMBERED_AT_MOST])
    drawn = draw_places(
        ids,
        numbered=not (request.GET.get("plain") or request.GET.get("all")),
        language=language,
        look=read_look(request),
        origin=read_point(request.GET.get("from", "")),
    )
    return send_picture(request, drawn)


@require_safe
@coarsely
def show_plan_picture(request: HttpRequest, language: str) -> HttpResponseBase:
    """The map of a plan as SVG, for the address that asks for the plan."""
    served = get_served()
    form = read_form(request.GET, served, language, now())
    if served.lines is None or form.question is None:
        raise Http404
    try:
        plan = plan_of(form.question)
    except QuestionError as error:
        raise Http404 from error
    ways = find_ways(plan, served, language)
    drawn = draw_ways(ways, list_stops(plan), language, read_look(request))
    response = send_picture(request, drawn)
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def read_look(request: HttpRequest) -> Look:
    """Light or dark, for a wide screen or a phone."""
    return Look(
        scheme="dark" if request.GET.get("scheme") == "dark" else "light",
        is_small=request.GET.get("size") == "small",
    )


def send_picture(request: HttpRequest, drawn: str) -> HttpResponseBase:
    """An SVG picture; not again to who has it."""
    content = drawn.encode()
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["ETag"] = f'W/"{blake2s(content, digest_size=8).hexdigest()}"'
    response.headers["Cache-Control"] = FOR_A_WHILE
    answered: HttpResponseBase = get_conditional_response(
        request, etag=response.headers["ETag"], response=response
    )
    return answered


def _read_wanted(request: HttpRequest) -> _Wanted:
    kinds = {kind.value: kind for kind in PlaceKind}
    return _Wanted(
        kind=kinds.get(request.GET.get("kind", "")),
        is_open_now=request.GET.get("open_now") == "true",
    )


def _list_places(wanted: _Wanted) -> list[PlaceAnswer]:
    served, moment = get_served(), now()
    found = [
        describe_place(place, moment, served.calendar, None)
        for place in served.generation.places
        if wanted.kind is None or place.kind is wanted.kind
    ]
    return [one for one in found if not wanted.is_open_now or one.state.fact is Fact.YES]


def _by_kind(places: Sequence[PlaceAnswer]) -> list[tuple[PlaceKind, list[PlaceAnswer]]]:
    groups: dict[PlaceKind, list[PlaceAnswer]] = {}
    for one in places:
        groups.setdefault(one.place.kind, []).append(one)
    return sorted(groups.items(), key=lambda group: _KIND_ORDER[group[0]])
