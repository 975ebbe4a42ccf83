"""The pages: search and results, and one item.

Called by Django. Each view asks ``answers`` and hands the answer object to a template; what is
said in which words is up to the catalogues.
"""

from datetime import datetime
from functools import cache, lru_cache
from typing import get_args

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.answers import BriefAnswer, answer_in_brief, answer_item, word_reason
from zhihui.district import (
    AreaCode,
    LifeEventSide,
    in_language,
)
from zhihui.generation import Generation
from zhihui.web.clock import now
from zhihui.web.parameters import (
    AudienceName,
    PageParameters,
    read_page_parameters,
    say_allowed,
)
from zhihui.web.problems import ParameterFault, cut
from zhihui.web.public.browse_lists import list_item_crumbs
from zhihui.web.public.context import Context, create_context
from zhihui.web.public.errors import find_hall, show_missing
from zhihui.web.public.events import group_by_stage, list_streets
from zhihui.web.public.head import describe, site_of
from zhihui.web.public.linked_data import describe_service, describe_trail
from zhihui.web.public.templating import render
from zhihui.web.served import Served, get_served
from zhihui.web.wording import say

RESULTS_SHOWN = 10
_FILTERS = ("audience", "area", "online", "open_now")


@require_safe
def show_search(request: HttpRequest, language: str) -> HttpResponse:
    """The search page: the start when nothing is asked, else results or a polite decline."""
    served = get_served()
    context = create_context(request, language)
    context |= {
        "asked": request.GET.get("q", "")[:300],
        "audiences": _name_audiences(language),
        "streets": _name_streets(served.generation, language),
        "picked": request.GET,
        "filtered": any(request.GET.get(name) for name in _FILTERS),
    }
    read = _read(request, served, language)
    if isinstance(read, list):
        context["faults"] = read
        return render("public/results.html", context, status=422)
    if not read.q.strip():
        return render("public/home.html", context | _home(served.generation, language))
    given = _answer(served, read)
    context |= {
        "answer": given,
        "found_total": len(given.sure) + len(given.others),
        "hall": find_hall(served.generation) if not given.sure else None,
    }
    return render("public/results.html", context)


@require_safe
def show_item(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """The whole answer about one item."""
    served = get_served()
    item = served.generation.items.find(code)
    if item is None:
        return show_missing(request, language, "item")
    context = create_context(request, language)
    moment, origin = _viewpoint(request)
    given = answer_item(
        served.generation, item, now=moment, origin=origin, calendar=served.calendar
    )
    context |= {
        "given": given,
        "crumbs": list_item_crumbs(language, item),
        "to_bring": [paper for paper in given.papers if paper.to_bring],
        "fetched": [paper for paper in given.papers if not paper.to_bring],
    }
    values = {
        "name": in_language(item.name, language),
        "body": in_language(item.body, language),
        "go": word_reason(given.go.reasons[0], language),
    }
    to_url = site_of(request).__add__
    records = (
        describe_service(given, language, to_url),
        describe_trail(context["crumbs"], language, to_url),
    )
    describe(context, values["name"], say("head.item", language, values), *records)
    return render("public/item.html", context)


def _read(
    request: HttpRequest, served: Served, language: str
) -> PageParameters | list[ParameterFault]:
    read = read_page_parameters(request.GET, language)
    if isinstance(read, list) or not read.area:
        return read
    if served.generation.areas.find(AreaCode(read.area)) is not None:
        return read
    allowed = say_allowed("area", language)
    return [ParameterFault(parameter="area", value=cut(read.area), allowed=allowed)]


def _answer(served: Served, read: PageParameters) -> BriefAnswer:
    moment = now()
    return answer_in_brief(
        served.generation,
        served.finder,
        read.q,
        now=read.open_at or moment,
        filters=read.to_filters(moment),
        limit=RESULTS_SHOWN,
        calendar=served.calendar,
    )


@lru_cache(maxsize=8)
def _home(generation: Generation, language: str) -> Context:
    """What only the start page shows; life events of each side by stage."""
    events = list(generation.life_events)
    sides = ((side, group_by_stage(events, side)) for side in LifeEventSide)
    return {
        "examples": say("examples", language).split("|"),
        "sides": [(side, stages) for side, stages in sides if stages],
        "items_total": len(generation.items),
        "places_total": len(generation.places),
    }


@cache
def _name_audiences(language: str) -> list[tuple[str, str]]:
    return [(name, say(f"audience.{name}", language)) for name in get_args(AudienceName)]


@lru_cache(maxsize=8)
def _name_streets(generation: Generation, language: str) -> list[tuple[str, str]]:
    return [(one.code, in_language(one.name, language)) for one in list_streets(generation)]


def _viewpoint(request: HttpRequest) -> tuple[datetime, tuple[float, float] | None]:
    """When and where from: ``open_at`` and ``near`` when they can be read, else the present."""
    read = read_page_parameters(request.GET, "zh")
    if isinstance(read, PageParameters):
        return read.open_at or now(), read.point
    return now(), None
