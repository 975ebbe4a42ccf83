"""The pages of life events: all by stage of life or business, and one with its list and papers.

Called by Django. What a life event comes to is up to ``answers``.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.answers.life_events import unfold_event
from zhihui.answers.plan_steps import word_papers
from zhihui.district import AreaCode, Fact, LifeEvent, LifeEventSide, in_language
from zhihui.trips.question import MAX_ERRANDS
from zhihui.web.parameters import MAX_WORDS
from zhihui.web.public.browse_lists import list_crumbs, list_ways
from zhihui.web.public.context import create_context, home_of
from zhihui.web.public.errand_list import write_codes
from zhihui.web.public.errors import show_missing
from zhihui.web.public.events import group_by_stage, list_streets
from zhihui.web.public.head import describe, site_of
from zhihui.web.public.linked_data import describe_trail
from zhihui.web.public.plan_page import group_papers
from zhihui.web.public.templating import render
from zhihui.web.served import get_served
from zhihui.web.wording import say


@require_safe
def show_events(request: HttpRequest, language: str) -> HttpResponse:
    """All life events, of persons and of enterprises, by stage."""
    events = list(get_served().generation.life_events)
    context = create_context(request, language)
    context |= {
        "way": "events",
        "ways": list_ways(language),
        "sides": [
            (side, stages) for side in LifeEventSide if (stages := group_by_stage(events, side))
        ],
    }
    describe(context, say("events.title", language), say("events.lead", language))
    return render("public/events.html", context)


@require_safe
def show_event(request: HttpRequest, language: str, event_id: str) -> HttpResponse:
    """One life event: its questions, the items that follow, and all their papers once."""
    generation = get_served().generation
    event = generation.life_events.find(event_id)
    if event is None:
        return show_missing(request, language, "event")
    picked = _read_answers(request, event)
    asked = request.GET.get("area", "")
    area = generation.areas.find(AreaCode(asked)) if asked else None
    given = unfold_event(generation, event, picked, area.code if area else None)
    codes = given.codes[:MAX_ERRANDS]
    home = home_of(language)
    context = create_context(request, language)
    context |= {
        "event": event,
        "crumbs": list_crumbs(language, "events", (event.name, "")),
        "given": given,
        "picked": picked,
        "area": area,
        "streets": list_streets(generation),
        "going": given.count_going(Fact.YES),
        "staying": given.count_going(Fact.NO),
        "unsure": given.count_going(Fact.UNKNOWN),
        "papers": group_papers(word_papers(given.papers, given.items, language)),
        "errands_url": f"{home}errands/{write_codes(codes)}",
        "plan_url": f"{home}plan/{write_codes(codes)}",
        "left_out": len(given.codes) - len(codes),
        "most": MAX_ERRANDS,
        "other": _list_alike(generation.life_events, event),
    }
    trail = describe_trail(context["crumbs"], language, site_of(request).__add__)
    describe(context, in_language(event.name, language), in_language(event.intro, language), trail)
    return render("public/event.html", context)


def _read_answers(request: HttpRequest, event: LifeEvent) -> dict[str, str]:
    """The options that were picked; what is no option of a question is not answered."""
    picked: dict[str, str] = {}
    for question in event.questions:
        option = request.GET.get(question.id, "")[:MAX_WORDS]
        if option in {one.id for one in question.options}:
            picked[question.id] = option
    return picked


def _list_alike(events: Iterable[LifeEvent], event: LifeEvent) -> list[LifeEvent]:
    """Other events of the same stage."""
    return [
        other
        for other in events
        if other.id != event.id and other.side is event.side and other.stage == event.stage
    ]
