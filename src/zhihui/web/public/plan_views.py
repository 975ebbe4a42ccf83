"""The pages of the planner: the form with its plan, the sheet for printing, the calendar file.

Called by Django. Everything asked stands in the address; nothing about a person is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhihui.answers import create_calendar, word_reason
from zhihui.answers.calendar_file import MEDIA_TYPE
from zhihui.answers.plan_steps import (
    PaperLine,
    Step,
    list_paper_lines,
    list_steps,
    word_away,
    word_bound,
    word_minutes,
    word_saving,
    word_summary,
)
from zhihui.district import in_language
from zhihui.streets import Mode
from zhihui.trips.plan import PaperFrom, Plan, Trip
from zhihui.trips.planning import make_plan
from zhihui.trips.question import How, QuestionError
from zhihui.web.clock import now
from zhihui.web.public.context import Context, create_context, home_of
from zhihui.web.public.plan_form import PlanForm, list_place_names, read_form, write_query
from zhihui.web.served import get_served


@dataclass(frozen=True, slots=True, kw_only=True)
class TripBlock:
    """One trip as the pages show it."""

    trip: Trip
    duration: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionLine:
    """One change that helps, with the address that plans it."""

    words: str
    saves: str
    url: str


@require_safe
def show_plan(request: HttpRequest, language: str) -> HttpResponse:
    """The form, and the plan once enough is said."""
    form, plan, why = _make(request, language)
    context = create_context(request, language) | _form_context(form, language)
    context["why"] = why
    if plan is not None:
        context |= _plan_context(plan, language)
    wrong = bool(form.faults or why)
    return render(request, "public/plan.html", context, status=422 if wrong else 200)


@require_safe
def show_sheet(request: HttpRequest, language: str) -> HttpResponse:
    """The plan on a sheet of paper in large type; the form where there is no plan."""
    form, plan, why = _make(request, language)
    context = create_context(request, language)
    if plan is None:
        context |= _form_context(form, language) | {"why": why}
        return render(request, "public/plan.html", context, status=422)
    context |= _plan_context(plan, language)
    return render(request, "public/plan_sheet.html", context)


@require_safe
def download_calendar(request: HttpRequest, language: str) -> HttpResponse:
    """The visits as an iCalendar file; the form where there is no plan."""
    form, plan, why = _make(request, language)
    if plan is None:
        context = create_context(request, language) | _form_context(form, language)
        return render(request, "public/plan.html", context | {"why": why}, status=422)
    response = HttpResponse(create_calendar(plan, language, stamp=now()), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="zhihui-plan.ics"'
    return response


def _make(request: HttpRequest, language: str) -> tuple[PlanForm, Plan | None, str]:
    """The form, the plan if it can be made, and why a question was refused."""
    served = get_served()
    form = read_form(request.GET, served, language, now())
    if form.question is None:
        return form, None, ""
    try:
        plan = make_plan(form.question, served.generation, served.calendar, travel=served.travel)
    except QuestionError as error:
        return form, None, error.en if language == "en" else error.zh
    return form, plan, ""


def _form_context(form: PlanForm, language: str) -> Context:
    return {
        "form": form,
        "at": f"{form.at:%Y-%m-%dT%H:%M}",
        "modes": list(Mode),
        "hows": list(How),
        "plan_url": f"{home_of(language)}plan/",
        "place_names": list_place_names(get_served().generation, language),
    }


def _plan_context(plan: Plan, language: str) -> Context:
    query, home = write_query(plan.question), home_of(language)
    return {
        "plan": plan,
        "summary": word_summary(plan, language),
        "bound": word_bound(plan, language),
        "trips": [
            TripBlock(
                trip=trip,
                duration=word_minutes(trip.minutes, language),
                steps=list_steps(trip, plan.question.mode, language),
            )
            for trip in plan.trips
        ],
        "away": [(one, word_away(one, language)) for one in plan.away],
        "papers": _group_papers(plan, language),
        "suggestions": [
            SuggestionLine(
                words=word_reason(one.reason, language, today=one.question.start.date()),
                saves=word_saving(one, language),
                url=f"{home}plan/?{write_query(one.question)}",
            )
            for one in plan.suggestions
        ],
        "travel_words": in_language(plan.travel.wording, language),
        "calendar_url": f"{home}plan.ics?{query}",
        "sheet_url": f"{home}plan/sheet/?{query}",
        "back_url": f"{home}plan/?{query}",
        "in_hand": _list_in_hand(plan, language),
    }


def group_papers(lines: Iterable[PaperLine]) -> list[tuple[str, bool, list[PaperLine]]]:
    """Lines by where the papers come from: the heading, whether to bring them, and the lines."""
    groups: dict[str, list[PaperLine]] = {}
    for line in lines:
        groups.setdefault(line.comes_from, []).append(line)
    return [(name, lines[0].to_bring, lines) for name, lines in groups.items()]


def _group_papers(plan: Plan, language: str) -> list[tuple[str, bool, list[PaperLine]]]:
    return group_papers(list_paper_lines(plan, language))


def _list_in_hand(plan: Plan, language: str) -> list[tuple[str, str]]:
    """Papers received on the way, each with the address that plans without waiting for it."""
    home, question = home_of(language), plan.question
    return [
        (
            in_language(paper.name, language),
            f"{home}plan/?"
            + write_query(replace(question, in_hand=(*question.in_hand, paper.material_id))),
        )
        for paper in plan.papers
        if paper.comes_from is PaperFrom.ON_THE_WAY and paper.material_id not in question.in_hand
    ]
