"""What is shown when there is no page, or when something fails.

Called by Django (see urls) and by the page views. Under /api the same errors are problems.
"""

import logging
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, QueryDict

from zhihui.district import Place, PlaceKind
from zhihui.generation import Generation
from zhihui.web.paths import is_api_path
from zhihui.web.problems import create_problem_response, status_of
from zhihui.web.public.context import SIMPLE_COOKIE, create_context, home_of
from zhihui.web.public.head import hide
from zhihui.web.public.templating import render
from zhihui.web.served import get_served
from zhihui.web.wording import language_of

_log = logging.getLogger("django.request")
_refusals: dict[tuple[str, str, str], bytes] = {}


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 of an address that does not exist."""
    if is_api_path(request.path_info):
        return create_problem_response(
            "not_found",
            language_of(request),
            instance=request.path_info,
            values={"path": request.path_info[:200]},
        )
    return show_missing(request, language_of(request), "404")


def show_missing(request: HttpRequest, language: str, what: str) -> HttpResponse:
    """404 page for ``what``: item, place, event, or 404 for any page."""
    return show_error(request, language, f"error.{what}.title", "error.404.detail", 404)


def show_error(
    request: HttpRequest, language: str, title: str, detail: str, status: int
) -> HttpResponse:
    """A page that says what is the matter, by the keys of its words, and how to go on."""
    context = create_context(request, language)
    context |= {"title": title, "detail": detail, "hall": find_hall(get_served().generation)}
    hide(context)
    return render("public/error.html", context, status=status)


def show_not_allowed(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """405 as a page, with the methods that ``refused`` allows."""
    response = show_error(
        request, language_of(request), "error.405.title", "error.405.detail", refused.status_code
    )
    response.headers["Allow"] = refused.headers.get("Allow", "")
    return response


@lru_cache(maxsize=4)
def find_hall(generation: Generation) -> Place | None:
    """The district hall, to which people are sent when nothing fits."""
    halls = (place for place in generation.places if place.kind is PlaceKind.DISTRICT_HALL)
    return next(halls, None)


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 of a request that cannot be read."""
    if not is_api_path(request.path_info):
        return show_error(request, language_of(request), "error.400.title", "error.400.detail", 400)
    return create_problem_response("bad_request", language_of(request), instance=request.path_info)


def show_refusal(request: HttpRequest, kind: str) -> HttpResponse:
    """A request that is too large, too slow or one too many; ``kind`` is one of the problems.

    It costs next to nothing and repeats nothing of the address, which may be what is too long.
    """
    is_api = is_api_path(request.path_info)
    request.GET = QueryDict()
    request.META["QUERY_STRING"] = ""
    language = language_of(request)
    if is_api:
        return create_problem_response(kind, language, instance=request.path_info)
    simple = request.COOKIES.get(SIMPLE_COOKIE, "")[:1]
    content = _refusals.get((kind, language, simple))
    if content is None:
        request.path = request.path_info = home_of(language)
        title, detail = f"problem.{kind}.title", f"problem.{kind}.detail"
        content = show_error(request, language, title, detail, status_of(kind)).content
        _refusals[kind, language, simple] = content
    return HttpResponse(content, status=status_of(kind))


def show_server_error(request: HttpRequest) -> HttpResponse:
    """500: what failed is in the log."""
    language = language_of(request)
    if is_api_path(request.path_info):
        return create_problem_response("server_error", language, instance=request.path_info)
    try:
        return show_error(request, language, "error.500.title", "error.500.detail", 500)
    except Exception:
        _log.exception("the error page failed too")
        return HttpResponse("500", content_type="text/plain", status=500)
