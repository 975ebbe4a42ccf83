"""The pages of the planner: the form with its plan, the sheet for printing, the calendar file.

Called by Django. Everything asked stands in the address; nothing about a person is kept, and no
search engine or shared cache keeps a page that was asked for.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from zhihui.answers import create_calendar, word_refusal
from zhihui.answers.calendar_file import MEDIA_TYPE
from zhihui.answers.near_streets import streets_near
from zhihui.trips.plan import Plan
from zhihui.trips.question import QuestionError
from zhihui.web.clock import now
from zhihui.web.parameters import MAX_WORDS
from zhihui.web.planning import plan_of
from zhihui.web.public.context import Context, create_context
from zhihui.web.public.plan_form import PlanForm, read_form
from zhihui.web.public.plan_page import show_form, show_plan_of
from zhihui.web.public.plan_query import coarsen
from zhihui.web.public.sharing import create_share
from zhihui.web.public.starts import Start, find_start, read_point
from zhihui.web.public.templating import render
from zhihui.web.served import get_served
from zhihui.web.wording import say

PageView = Callable[[HttpRequest, str], HttpResponse]


def coarsely(view: PageView) -> PageView:
    """Send an address with a finer point on to the same one without, before anything is made."""

    @wraps(view)
    def look_first(request: HttpRequest, language: str) -> HttpResponse:
        query = coarsen(request.GET)
        if query is None:
            return view(request, language)
        return _keep_private(HttpResponseRedirect(f"{request.path}?{query}"))

    return look_first


@require_safe
@coarsely
def show_plan(request: HttpRequest, language: str) -> HttpResponse:
    """The form, and the plan once enough is said."""
    form, plan, why = _make(request, language)
    context = create_context(request, language)
    context |= show_form(form, get_served(), language, now())
    context["why"] = why
    if plan is not None:
        context |= _plan_context(request, form, plan, language)
    wrong = bool(form.faults or why)
    response = render("public/plan.html", context, status=422 if wrong else 200)
    return _keep_private(response) if request.GET else response


@require_safe
@coarsely
def show_sheet(request: HttpRequest, language: str) -> HttpResponse:
    """The plan on a sheet of paper in large type; the form where there is no plan."""
    form, plan, why = _make(request, language)
    if plan is None:
        return _ask_again(request, form, why, language)
    context = create_context(request, language) | _plan_context(request, form, plan, language)
    return _keep_private(render("public/plan_sheet.html", context))


@require_safe
@coarsely
def download_calendar(request: HttpRequest, language: str) -> HttpResponse:
    """The visits as an iCalendar file; the form where there is no plan."""
    form, plan, why = _make(request, language)
    if plan is None:
        return _ask_again(request, form, why, language)
    name_street = streets_near(get_served().travel, language, plan.question.mode)
    content = create_calendar(plan, language, stamp=now(), name_street=name_street)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="zhihui-plan.ics"'
    return _keep_private(response)


@require_safe
def say_where(request: HttpRequest, language: str) -> HttpResponse:
    """What a point or a name means, for the field that it was put into: JSON, ``words`` to show.

    ``point``: where it is, to about 100 m; null where a name means nothing or several things.
    """
    served = get_served()
    generation = served.generation
    written = " ".join(request.GET.get("point", "").split())[:MAX_WORDS]
    if not written:
        return _keep_private(JsonResponse({"point": None, "words": ""}, status=422))
    point = read_point(written)
    found = Start(point=point) if point else find_start(served, written)
    if isinstance(found, Start):
        words = say("plan.asked.from", language, {"where": found.words(generation, language)})
        return _keep_private(JsonResponse({"point": found.point, "words": words}))
    key = "plan.where.several" if found else "plan.where.none"
    words = say(key, language, {"name": written})
    return _keep_private(JsonResponse({"point": None, "words": words}))


def _make(request: HttpRequest, language: str) -> tuple[PlanForm, Plan | None, str]:
    """The form, the plan if it can be made, and why a question was refused."""
    served = get_served()
    form = read_form(request.GET, served, language, now())
    if form.question is None:
        return form, None, ""
    try:
        plan = plan_of(form.question)
    except QuestionError as error:
        return form, None, word_refusal(error, language)
    return form, plan, ""


def _ask_again(request: HttpRequest, form: PlanForm, why: str, language: str) -> HttpResponse:
    context = create_context(request, language)
    context |= show_form(form, get_served(), language, now()) | {"why": why}
    return _keep_private(render("public/plan.html", context, status=422))


def _plan_context(request: HttpRequest, form: PlanForm, plan: Plan, language: str) -> Context:
    context = show_plan_of(form, plan, get_served(), language)
    context["share"] = create_share(request, context["back_url"])
    return context


def _keep_private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
