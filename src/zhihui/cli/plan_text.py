"""A plan for people in a terminal, as rich renderables. Called by ``zhihui plan``.

The order is that of the day: what it takes, the steps with their times, what to bring, what was
assumed. Without a plan, why not and what would help come first.
"""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zhihui.answers import label, word_day, word_minutes, word_reason, word_travel
from zhihui.answers.plan_steps import (
    PaperLine,
    StepKind,
    list_paper_lines,
    list_steps,
    word_away,
    word_bound,
    word_saving,
    word_summary,
)
from zhihui.cli.wording import say
from zhihui.district import ReasonKind, in_language
from zhihui.trips.plan import ErrandReasons, Plan, PlanStatus, Trip

_STATUS_STYLE = {
    PlanStatus.OPTIMAL: "bold green",
    PlanStatus.NOT_PROVEN: "bold yellow",
    PlanStatus.INFEASIBLE: "bold red",
}


def render_plan(plan: Plan, language: str = "zh", *, near: str = "") -> RenderableType:
    """What to print for a plan. All record text is printed as it is, never as markup.

    ``near``: the street that one leaves from, where its name is known.
    """
    return Group(*_plan(plan, language, near))


def _plan(plan: Plan, language: str, near: str) -> Iterable[RenderableType]:
    notice = in_language(plan.notice, language)
    if notice:
        yield Text(notice, style="bold reverse")
    status = label(f"plan_status.{plan.status.value}", language)
    headline = Text("■ ", style="cyan")
    headline.append(status, style=_STATUS_STYLE[plan.status])
    summary = word_summary(plan, language)
    if summary:
        headline.append(f"  {summary}")
    yield headline
    if word_bound(plan, language):
        yield _line(word_bound(plan, language))
    for number, trip in enumerate(plan.trips, 1):
        yield Text()
        yield _heading(
            say("trip", language, number=number, day=word_day(trip.depart.date(), language))
            + f"  {word_minutes(trip.minutes, language)}"
        )
        yield Padding(_steps(plan, trip, language, near), (0, 0, 0, 4), expand=False)
    yield from _section("away", language, list(_away(plan, language)))
    if plan.aim is None:
        yield from _reasons("why_not", plan.blocked, language, "red")
        yield from _suggestions(plan, language)
    yield from _papers(plan, language)
    if plan.aim is not None:
        yield from _suggestions(plan, language)
    yield from _assumed(plan, language)


def _away(plan: Plan, language: str) -> Iterable[str]:
    for one in plan.away:
        because = [word_reason(reason, language) for reason in one.reasons]
        yield " · ".join([word_away(one, language), *because])


def _steps(plan: Plan, trip: Trip, language: str, near: str) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for step in list_steps(plan, trip, language, near=near):
        words = Text(step.words, style="bold" if step.kind is StepKind.DO else "default")
        if step.details:
            words.append("\n" + "  ".join(step.details), style="dim")
        table.add_row(Text(f"{step.at:%H:%M}"), words)
    return table


def _papers(plan: Plan, language: str) -> Iterable[RenderableType]:
    lines = list_paper_lines(plan, language)
    for comes_from, papers in groupby(lines, key=lambda line: line.comes_from):
        yield Text()
        yield _heading(comes_from)
        for paper in papers:
            yield _paper_line(paper, language)


def _paper_line(paper: PaperLine, language: str) -> RenderableType:
    notes = list(paper.notes)
    if paper.blank_form_url:
        notes.append(say("blank_form", language, url=paper.blank_form_url))
    line = Text(f"{'☐' if paper.to_bring else '·'} {paper.name}")
    shown: list[RenderableType] = [line]
    if notes:
        shown.append(Text("  " + " · ".join(notes), style="dim"))
    return Padding(Group(*shown), (0, 0, 0, 4), expand=False)


def _suggestions(plan: Plan, language: str) -> Iterable[RenderableType]:
    lines = []
    for one in plan.suggestions:
        today = one.question.start.date()
        saving = word_saving(one, language)
        words = word_reason(one.reason, language, today=today)
        lines.append(f"→ {words}" + (f" · {saving}" if saving else ""))
    yield from _section("would_help", language, lines, "green")


def _assumed(plan: Plan, language: str) -> Iterable[RenderableType]:
    lines = [word_travel(plan.travel, language)]
    said = plan.travel.is_estimate  # the wording above says it
    lines += [
        word_reason(reason, language)
        for reason in plan.reasons
        if not (said and reason.kind is ReasonKind.TRAVEL_ESTIMATED)
    ]
    yield from _section("assumed", language, lines, "magenta")
    for one in plan.uncertain:
        yield from _errand_lines(one, language)


def _reasons(
    key: str, errands: tuple[ErrandReasons, ...], language: str, style: str
) -> Iterable[RenderableType]:
    if errands:
        yield Text()
        yield _heading(say(key, language), style)
    for one in errands:
        yield from _errand_lines(one, language)


def _errand_lines(one: ErrandReasons, language: str) -> Iterable[RenderableType]:
    name = in_language(one.item.name, language)
    words = " ".join(word_reason(reason, language) for reason in one.reasons)
    yield _line(say("named", language, name=name, words=words))


def _section(
    key: str, language: str, lines: list[str], style: str = "cyan"
) -> Iterable[RenderableType]:
    if lines:
        yield Text()
        yield _heading(say(key, language), style)
        for line in lines:
            yield _line(line)


def _heading(words: str, style: str = "cyan") -> Text:
    return Text(f"  {words}", style=style)


def _line(words: str) -> RenderableType:
    return Padding(Text(words), (0, 0, 0, 4), expand=False)
