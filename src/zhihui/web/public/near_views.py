"""The page of what is open nearby.

Called by Django. Without a script one types where one is; ``locate.js`` only fills that in.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.answers.nearest import find_nearest_open
from zhihui.district import PlaceKind
from zhihui.streets import Mode
from zhihui.web.parameters import say_allowed
from zhihui.web.problems import ParameterFault, cut
from zhihui.web.public.browse_lists import list_ways
from zhihui.web.public.context import create_context
from zhihui.web.public.head import describe
from zhihui.web.public.origins import Start, list_origin_names, read_start
from zhihui.web.public.templating import render
from zhihui.web.served import get_served
from zhihui.web.wording import say


@require_safe
def show_near(request: HttpRequest, language: str) -> HttpResponse:
    """Places that are open now, nearest first, and those that open next."""
    served = get_served()
    generation = served.generation
    start = read_start(request, served)
    kind, item_code = request.GET.get("kind", ""), request.GET.get("item", "")
    item = generation.items.find(item_code) if item_code else None
    faults = _list_faults(start, kind, item_code, item is not None, language)
    context = create_context(request, language)
    context |= {
        "start": start,
        "faults": faults,
        "kinds": [one for one in PlaceKind if one is not PlaceKind.OTHER],
        "kind": kind,
        "item": item,
        "origin_names": list_origin_names(generation, language),
        "way": "near",
        "ways": list_ways(language),
        "asked": bool(request.GET),
    }
    if not faults:
        context["found"] = find_nearest_open(
            generation,
            at=start.at,
            calendar=served.calendar,
            travel=served.travel(Mode.WALK),
            origin=start.origin,
            kind=PlaceKind(kind) if kind else None,
            item=item.code if item else None,
        )
    describe(context, say("near.title", language), say("near.lead", language))
    return render("public/near.html", context, status=422 if faults else 200)


def _list_faults(
    start: Start, kind: str, item_code: str, item_known: bool, language: str
) -> list[ParameterFault]:
    wrong = {
        "from": (start.is_fault, start.words, "from_words"),
        "kind": (bool(kind) and kind not in {one.value for one in PlaceKind}, kind, "kind"),
        "item": (bool(item_code) and not item_known, item_code, "item"),
    }
    return [
        ParameterFault(parameter=name, value=cut(value), allowed=say_allowed(key, language))
        for name, (is_wrong, value, key) in wrong.items()
        if is_wrong
    ]
