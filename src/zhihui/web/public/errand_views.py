"""The page of my errands: several needs collected, each removable, then planned together.

Called by Django. Reads the list from the address; ``static/errands.js`` keeps it on the device.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.answers import answer_item
from zhihui.district import Fact, Item
from zhihui.trips.question import MAX_ERRANDS
from zhihui.web.clock import now
from zhihui.web.public.context import create_context, home_of
from zhihui.web.public.errand_list import ErrandList, read_list
from zhihui.web.public.templating import render
from zhihui.web.served import get_served


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedErrand:
    """One line: the Item, whether one has to go, and the address of the list without it."""

    item: Item
    needed: Fact
    without_url: str


@require_safe
def show_errands(request: HttpRequest, language: str) -> HttpResponse:
    """The list of an address; empty without one."""
    served, moment = get_served(), now()
    errands = read_list(request.GET, home_of(language))
    lines: list[ListedErrand] = []
    missing: list[str] = []
    for code in errands.codes:
        item = served.generation.items.find(code)
        if item is None:
            missing.append(code)
            continue
        given = answer_item(served.generation, item, now=moment, calendar=served.calendar)
        without = errands.url_without(code)
        lines.append(ListedErrand(item=item, needed=given.go.needed, without_url=without))
    known = ErrandList(codes=tuple(str(line.item.code) for line in lines), home=errands.home)
    context = create_context(request, language)
    context |= {"errands": known, "lines": lines, "missing": missing}
    context |= {"most": MAX_ERRANDS, "go_facts": list(Fact)}
    return render("public/errands.html", context)
