"""Widgets that other sites show in a frame (the search, one place), and the page that offers them.

Called by Django. A widget has no script and sets no cookie; its links open in the top window.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from zhihui.answers import answer_place
from zhihui.district import Place, in_language
from zhihui.web.clock import now
from zhihui.web.public.context import create_context, home_of, page_of
from zhihui.web.public.errors import find_hall
from zhihui.web.public.head import describe, to_absolute
from zhihui.web.public.origins import read_words
from zhihui.web.public.templating import render
from zhihui.web.served import Served, get_served
from zhihui.web.wording import say

SEARCH_HEIGHT = 190
_FRAME = Markup(
    '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" '
    'style="border:0;max-width:36rem"></iframe>'
)
PLACE_HEIGHT = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One widget as it is offered: its address, its size, and the code to copy."""

    key: str
    title: str
    path: str
    height: int
    code: str


@require_safe
def show_search_widget(request: HttpRequest, language: str) -> HttpResponse:
    """The search box."""
    return render("widget/search.html", create_context(request, language))


@require_safe
def show_place_widget(request: HttpRequest, language: str, place_id: str) -> HttpResponse:
    """One place: open or shut, today's times, address and phone."""
    served = get_served()
    place = served.generation.places.find(place_id)
    context = create_context(request, language)
    if place is None:
        return render("widget/missing.html", context, status=404)
    context["given"] = answer_place(served.generation, place, now=now(), calendar=served.calendar)
    context["place_url"] = page_of(language, "places", place.id)
    return render("widget/place.html", context)


@require_safe
def show_widgets(request: HttpRequest, language: str) -> HttpResponse:
    """Both widgets as they look, with their code in each language."""
    served = get_served()
    asked = read_words(request.GET.get("place", ""))
    place = _find(served, asked) if asked else find_hall(served.generation)
    context = create_context(request, language)
    context |= {
        "asked": asked,
        "place": place,
        "widgets": _list_offered(request, place, language),
        "is_fault": bool(asked) and place is None,
    }
    describe(context, say("widgets.title", language), say("widgets.lead", language))
    status = 422 if context["is_fault"] else 200
    return render("public/widgets.html", context, status=status)


def _find(served: Served, asked: str) -> Place | None:
    """The place with this id, or of this name."""
    places = served.generation.places
    named = (place for place in places if asked in place.name.values())
    return places.find(asked) or next(named, None)


def _list_offered(request: HttpRequest, place: Place | None, language: str) -> list[Offered]:
    home = home_of(language)
    kinds = [("search", say("widgets.search", language), f"{home}widget/search/", SEARCH_HEIGHT)]
    if place is not None:
        path = page_of(language, "widget/place", place.id)
        kinds.append(("place", in_language(place.name, language), path, PLACE_HEIGHT))
    return [
        Offered(
            key=key,
            title=title,
            path=path,
            height=height,
            code=_FRAME.format(
                to_absolute(request, path),
                f"{say('site.name', language)} · {title}",
                height,
            ),
        )
        for key, title, path, height in kinds
    ]
