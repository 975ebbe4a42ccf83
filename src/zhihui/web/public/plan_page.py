"""What the plan pages show of a form and of a plan, as values for their templates.

Called by ``plan_views``. Wording comes from ``answers`` and the catalogues.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from zhihui.answers import (
    answer_item,
    label,
    say_plan,
    word_minutes,
    word_moment,
    word_reason,
    word_travel,
)
from zhihui.answers.near_streets import name_near_street
from zhihui.answers.plan_steps import (
    PaperLine,
    Step,
    StepKind,
    list_paper_lines,
    list_steps,
    word_away,
    word_bound,
    word_saving,
    word_summary,
)
from zhihui.district import Fact, Item, in_language
from zhihui.hours import OpenState
from zhihui.streets import Mode
from zhihui.trips.plan import PaperFrom, Plan, Trip
from zhihui.trips.question import How, StepFree
from zhihui.web.public.context import Context, home_of
from zhihui.web.public.map_scenes import create_map
from zhihui.web.public.plan_form import PlanForm
from zhihui.web.public.starts import list_names
from zhihui.web.served import Served
from zhihui.web.wording import say

_NAME = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step; where it leads to a place or does an errand, the words around its name."""

    step: Step
    before: str = ""
    after: str = ""
    stop: int | None = None
    """Number of the place within the plan, as on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripBlock:
    """One trip as the pages show it."""

    trip: Trip
    duration: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionLine:
    """One change that helps, with the address that plans it."""

    words: str
    saves: str
    url: str


def show_form(form: PlanForm, served: Served, language: str, now: datetime) -> Context:
    """The form's part of a page."""
    return {
        "form": form,
        "at": f"{form.at:%Y-%m-%dT%H:%M}" if form.at_is_given else "",
        "now_words": word_moment(now, language),
        "opens_words": "" if form.at_is_given else _word_opening(form, served, language, now),
        "modes": list(Mode),
        "hows": list(How),
        "step_frees": list(StepFree),
        "plan_url": f"{home_of(language)}plan/",
        "place_names": list_names(served.generation, language),
        "start_words": form.start.words(served.generation, language) if form.start else "",
        "pick_map": create_map(language, {}, picks=True),
        "end_words": form.finish.words(served.generation, language) if form.finish else "",
    }


def show_plan_of(form: PlanForm, plan: Plan, served: Served, language: str) -> Context:
    """The plan's part of a page."""
    home, query = home_of(language), form.write_query(plan.question)
    return {
        "plan": plan,
        "summary": word_summary(plan, language),
        "bound": word_bound(plan, language),
        "asked_words": _word_question(form, plan, served, language),
        "trips": _list_trips(plan, served, language),
        "away": [(one, word_away(one, language)) for one in plan.away],
        "papers": group_papers(list_paper_lines(plan, language)),
        "suggestions": [
            SuggestionLine(
                words=word_reason(one.reason, language, today=one.question.start.date()),
                saves=word_saving(one, language),
                url=f"{home}plan/?{form.write_query(one.question)}",
            )
            for one in plan.suggestions
        ],
        "travel_words": word_travel(plan.travel, language),
        "calendar_url": f"{home}plan.ics?{query}",
        "sheet_url": f"{home}plan/sheet/?{query}",
        "back_url": f"{home}plan/?{query}",
        "in_hand": _list_in_hand(form, plan, language),
        "shows_access": plan.question.step_free is not StepFree.ANY,
    }


def _word_opening(form: PlanForm, served: Served, language: str, now: datetime) -> str:
    """Whether any place for the picked errands is open now, else when the first one opens."""
    items = [line.item for line in form.lines if line.picked]
    if not items:
        return ""
    opens: list[datetime] = []
    for state in _list_states(items, served, now):
        if state.fact is Fact.YES:
            return say("plan.open_now", language)
        if state.opens_next is not None:
            opens.append(state.opens_next)
    if not opens:
        return ""
    return say("plan.opens_next", language, {"at": word_moment(min(opens), language, now.date())})


def _list_states(items: Iterable[Item], served: Served, now: datetime) -> Iterable[OpenState]:
    for item in items:
        given = answer_item(served.generation, item, now=now, calendar=served.calendar)
        for place in given.where.places:
            yield place.state


def _word_question(form: PlanForm, plan: Plan, served: Served, language: str) -> list[str]:
    """From where, when and how, in words: what the link holds beside the errands."""
    asked = plan.question
    lines = [say("plan.asked.from", language, {"where": _word_start(form, served, language)})]
    if form.finish is not None:
        where = form.finish.words(served.generation, language)
        lines.append(say("plan.asked.to", language, {"where": where}))
    at = word_moment(asked.start, language)
    lines.append(say("plan.asked.at", language, {"at": at}))
    lines.append(label(asked.mode, language))
    if asked.step_free is not StepFree.ANY:
        lines.append(say(f"plan.step_free.{asked.step_free.value}", language))
    return lines


def _word_start(form: PlanForm, served: Served, language: str) -> str:
    return form.start.words(served.generation, language) if form.start else form.origin


def _list_trips(plan: Plan, served: Served, language: str) -> list[TripBlock]:
    numbers: dict[str, int] = {}
    blocks = []
    origin, by = plan.question.origin, plan.question.mode
    near = name_near_street(served.travel, origin, language, mode=by) if plan.trips else ""
    for trip in plan.trips:
        mode, minutes = plan.question.mode, word_minutes(trip.minutes, language)
        steps = list_steps(plan, trip, language, near=near)
        lines = [_line(step, mode, numbers, language) for step in steps]
        blocks.append(TripBlock(trip=trip, duration=minutes, steps=tuple(lines)))
    return blocks


def _line(step: Step, mode: Mode, numbers: dict[str, int], language: str) -> StepLine:
    """The step, with what is named in it cut out, so that its name can be a link."""
    if step.kind is StepKind.DO and step.handling is not None:
        count = step.handling.errand.quantity
        key = "do" if count == 1 else "do_many"
        before, _, after = say_plan(key, language, item=_NAME, count=count).partition(_NAME)
        return StepLine(step=step, before=before, after=after)
    if step.kind is not StepKind.TRAVEL or step.visit is None:
        return StepLine(step=step)
    minutes = step.visit.travel_minutes
    words = say_plan(f"travel.{mode.value}", language, minutes=minutes, place=_NAME)
    before, _, after = words.partition(_NAME)
    stop = numbers.setdefault(str(step.visit.place.id), len(numbers) + 1)
    return StepLine(step=step, before=before, after=after, stop=stop)


def group_papers(lines: Iterable[PaperLine]) -> list[tuple[str, bool, list[PaperLine]]]:
    """Lines by where the papers come from: the heading, whether to bring them, and the lines."""
    groups: dict[str, list[PaperLine]] = {}
    for line in lines:
        groups.setdefault(line.comes_from, []).append(line)
    return [(name, lines[0].to_bring, lines) for name, lines in groups.items()]


def _list_in_hand(form: PlanForm, plan: Plan, language: str) -> list[tuple[str, str]]:
    """Papers received on the way, each with the address that plans without waiting for it."""
    home, asked = home_of(language), plan.question
    return [
        (
            in_language(paper.name, language),
            f"{home}plan/?"
            + form.write_query(replace(asked, in_hand=(*asked.in_hand, paper.material_id))),
        )
        for paper in plan.papers
        if paper.comes_from is PaperFrom.ON_THE_WAY and paper.material_id not in asked.in_hand
    ]
