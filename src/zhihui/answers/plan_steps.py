"""A plan as the steps and papers that a person follows, in words, the same in every face.

Called by the command line, the pages and the calendar file. Pure; holds no markup.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from zhihui.answers.wordings import label, say_plan, word_day, word_minutes
from zhihui.district import (
    Fact,
    Item,
    ItemCode,
    MaterialForm,
    Necessity,
    ReasonKind,
    Requirement,
    Text,
    in_language,
)
from zhihui.trips.plan import (
    AwayErrand,
    Handling,
    Plan,
    PlanPaper,
    Suggestion,
    Trip,
    Visit,
)
from zhihui.trips.plan import PaperFrom as From


class StepKind(Enum):
    """What one does in a step."""

    LEAVE = "leave"
    TRAVEL = "travel"
    DO = "do"
    HOME = "home"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a trip. ``at``: when it begins."""

    at: datetime
    kind: StepKind
    words: str
    details: tuple[str, ...] = ()
    visit: Visit | None = None
    handling: Handling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper of the checklist. ``to_bring``: whether it must be in the bag when one leaves."""

    name: str
    notes: tuple[str, ...]
    to_bring: bool
    comes_from: str
    key: str
    """The MaterialId: the same paper in every list."""
    blank_form_url: str = ""


def list_steps(plan: Plan, trip: Trip, language: str, *, near: str = "") -> tuple[Step, ...]:
    """The steps of a trip of ``plan`` in order: leave, go, what is done at each place, go back.

    ``near``: the street that one leaves from, where its name is known.
    """
    mode, elsewhere = plan.question.mode, plan.question.ends_elsewhere
    leave = say_plan("leave_near", language, street=near) if near else say_plan("leave", language)
    steps = [Step(at=trip.depart, kind=StepKind.LEAVE, words=leave)]
    at = trip.depart
    for visit in trip.visits:
        place = in_language(visit.place.name, language)
        travel = say_plan(
            f"travel.{mode.value}", language, minutes=visit.travel_minutes, place=place
        )
        address = in_language(visit.place.address, language)
        details = tuple(part for part in (address, *visit.place.phones[:1]) if part)
        steps.append(Step(at=at, kind=StepKind.TRAVEL, words=travel, details=details, visit=visit))
        steps.extend(_do(visit, handling, language) for handling in visit.handlings)
        at = visit.end
    minutes = trip.travel_home_minutes
    home = say_plan(f"{'end' if elsewhere else 'home'}.{mode.value}", language, minutes=minutes)
    steps.append(Step(at=at, kind=StepKind.HOME, words=home))
    back = say_plan("arrived" if elsewhere else "back", language)
    steps.append(Step(at=trip.back, kind=StepKind.BACK, words=back))
    return tuple(steps)


def _do(visit: Visit, handling: Handling, language: str) -> Step:
    name, quantity = in_language(handling.item.name, language), handling.errand.quantity
    key = "collect" if handling.collects else "do" if quantity == 1 else "do_many"
    details = [handling.floor, in_language(handling.counter, language)]
    if handling.wait_minutes:
        until = f"{handling.join:%H:%M}"
        details.append(say_plan("wait", language, minutes=handling.wait_minutes, at=until))
    details += [word_queue(handling, language), word_handling(handling, language)]
    details.append(say_plan("until", language, at=f"{handling.end:%H:%M}"))
    return Step(
        at=handling.arrive,
        kind=StepKind.DO,
        words=say_plan(key, language, item=name, count=quantity),
        details=tuple(detail for detail in details if detail),
        visit=visit,
        handling=handling,
    )


def word_queue(handling: Handling, language: str) -> str:
    """How long the queue is, with its error; or when the appointment is."""
    minutes, error = handling.queue_minutes, handling.queue_error_minutes
    if handling.by_slot:
        return say_plan("appointment", language, at=f"{handling.join:%H:%M}")
    if handling.queue_known is not Fact.YES:
        return say_plan("queue_assumed", language, minutes=minutes)
    if error is None:
        return say_plan("queue", language, minutes=minutes)
    return say_plan("queue_error", language, minutes=minutes, error=error)


def word_handling(handling: Handling, language: str) -> str:
    """How long the handling of all papers takes."""
    key = "handling" if handling.handling_known is Fact.YES else "handling_assumed"
    return say_plan(key, language, minutes=handling.handling_minutes)


def word_away(away: AwayErrand, language: str) -> str:
    """An errand done without a visit: how, and when."""
    key = f"away.{away.channel.value}"
    known = key in ("away.online", "away.post", "away.agent")
    name = in_language(away.item.name, language)
    done = say_plan(key if known else "away.other", language, item=name)
    when = say_plan(
        "after_visit" if away.after_visit else "on_day", language, day=word_day(away.on, language)
    )
    return f"{done}{_pause(language)}{when}"


def word_summary(plan: Plan, language: str) -> str:
    """Trips, time out of home and the day on which all is done; empty without a plan.

    When one trip does it all, also when to leave and when one is back.
    """
    if plan.aim is None or plan.completion_date is None:
        return ""
    day = word_day(plan.completion_date, language)
    if not plan.trips:
        asked = any(r.kind is ReasonKind.VISIT_NEEDED for one in plan.away for r in one.reasons)
        return say_plan("summary_away_asked" if asked else "summary_away", language, day=day)
    out = word_minutes(plan.aim.minutes_out, language)
    only = plan.trips[0] if len(plan.trips) == 1 else None
    if only and only.back.date() == plan.completion_date:
        leave, back = f"{only.depart:%H:%M}", f"{only.back:%H:%M}"
        return say_plan("summary_once", language, day=day, leave=leave, back=back, minutes=out)
    return say_plan("summary", language, trips=len(plan.trips), minutes=out, day=day)


def word_bound(plan: Plan, language: str) -> str:
    """What no plan can beat; empty when the plan is proven or there is none."""
    if plan.bound is None:
        return ""
    return say_plan("bound", language, trips=plan.bound.trips, minutes=plan.bound.minutes_out)


def word_saving(suggestion: Suggestion, language: str) -> str:
    """What a suggestion brings: the first aim that gets better, else that it can be done."""
    saved = suggestion.saved
    if saved is None:
        return say_plan("makes_possible", language)
    for key, count in (
        ("saves.trips", saved.trips),
        ("saves.days", saved.completion_day),
        ("saves.minutes", saved.minutes_out),
    ):
        if count > 0:
            return say_plan(key, language, count=count)
    return ""


def list_paper_lines(
    plan: Plan, language: str, *, visit: Visit | None = None
) -> tuple[PaperLine, ...]:
    """The checklist: what to bring first, then what one gets on the way or need not bring.

    With ``visit``, only what is asked for there.
    """
    order = (From.HOME, From.ON_THE_WAY, From.OFFICE)
    papers = sorted(plan.papers, key=lambda paper: order.index(paper.comes_from))
    if visit is not None:
        there = {one.errand.item for one in visit.handlings if not one.collects}
        papers = [p for p in papers if any(code in there for code, _ in p.wanted_by)]
    return word_papers(papers, plan.items, language)


def word_papers(
    papers: Iterable[PlanPaper], items: Mapping[ItemCode, Item], language: str
) -> tuple[PaperLine, ...]:
    """Papers as lines of a checklist; ``items``: those that the papers name."""
    return tuple(_paper(items, paper, language) for paper in papers)


def _paper(items: Mapping[ItemCode, Item], paper: PlanPaper, language: str) -> PaperLine:
    notes = []
    if paper.originals:
        notes.append(say_plan("originals", language, count=paper.originals))
    if paper.copies:
        notes.append(say_plan("copies", language, count=paper.copies))
    asked = [requirement for _, requirement in paper.wanted_by]
    notes += _shared_notes(asked, language)
    producers = _name(items, paper.produced_by, language)
    if producers and paper.comes_from is not From.OFFICE:
        given = paper.comes_from is From.ON_THE_WAY
        key = "given_by" if given else "could_be_given_by"
        notes.append(say_plan(key, language, items=producers))
    if len(items) > 1:
        wanted = _name(items, tuple(code for code, _ in paper.wanted_by), language)
        notes.append(say_plan("wanted_by", language, items=wanted))
    material = paper.material
    return PaperLine(
        name=in_language(paper.name, language),
        notes=tuple(dict.fromkeys(note for note in notes if note)),
        to_bring=paper.comes_from is From.HOME,
        comes_from=label(f"paper_from.{paper.comes_from.value}", language),
        key=paper.material_id,
        blank_form_url=material.blank_form_url if material else "",
    )


def _shared_notes(asked: list[Requirement], language: str) -> list[str]:
    forms = {requirement.form for requirement in asked} - {MaterialForm.UNKNOWN}
    notes = [label(form, language) for form in forms] if len(forms) == 1 else []
    needed = {requirement.necessity for requirement in asked}
    if needed <= {Necessity.CONDITIONAL, Necessity.OPTIONAL} and len(needed) == 1:
        notes.append(label(needed.pop(), language))
    texts = [words for one in asked for words in (one.condition, one.note)]
    return notes + [in_language(words, language) for words in texts if words]


def name_items(plan: Plan, codes: tuple[ItemCode, ...], language: str) -> str:
    """The names of Items that the plan knows, as a list in words."""
    return _name(plan.items, codes, language)


def _name(items: Mapping[ItemCode, Item], codes: tuple[ItemCode, ...], language: str) -> str:
    names = [in_language(items[code].name, language) for code in codes if code in items]
    return say_plan("list", language).join(names)


def name_of(text: Text, language: str) -> str | None:
    """A text, or None when nobody said."""
    return in_language(text, language) or None


def _pause(language: str) -> str:
    return say_plan("pause", language)
