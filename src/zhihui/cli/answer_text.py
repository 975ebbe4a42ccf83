"""The answer for people in a terminal, as rich renderables.

Called by ``zhihui ask``. The order is that of the questions people have: do I have to go, what do
I bring, where and when, what does it cost, whom do I call, what does nobody know, who checked it.
"""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from zhihui.answers import (
    Answer,
    ItemAnswer,
    Paper,
    PlaceAnswer,
    label,
    word_reason,
    word_time_limit,
)
from zhihui.cli.answer_places import list_place_lines, place_line, state_line, word
from zhihui.cli.wording import join, say
from zhihui.district import Fact, MaterialForm, Necessity, ReasonKind, in_language

_FACT_STYLE = {Fact.YES: "bold yellow", Fact.NO: "bold green", Fact.UNKNOWN: "bold magenta"}
_WHOLE_ANSWERS = 1
"""Items shown in full; the others get their first lines."""


def render_answer(
    answer: Answer | ItemAnswer | PlaceAnswer, language: str = "zh"
) -> RenderableType:
    """What to print for an answer. All record text is printed as it is, never as markup."""
    if isinstance(answer, ItemAnswer):
        return Group(*_notice(in_language(answer.notice, language)), *_item(answer, language))
    if isinstance(answer, PlaceAnswer):
        return Group(*list_place_lines(answer, language))
    return Group(*_answer(answer, language))


def _answer(answer: Answer, language: str) -> Iterable[RenderableType]:
    yield from _notice(in_language(answer.notice, language))
    if answer.understood:
        understood = join(
            "list", language, [in_language(one, language) for one in answer.understood]
        )
        yield Text(say("understood", language, words=understood), style="dim")
    if answer.declined:
        yield from _declined(answer, language)
    for number, item in enumerate(answer.items):
        if number == _WHOLE_ANSWERS:
            yield Text()
            yield Rule(say("also", language), style="dim", align="left")
        whole = number < _WHOLE_ANSWERS
        yield from _item(item, language) if whole else _item_in_short(item, language)
    if answer.life_events:
        yield Text()
        yield _heading("events", language)
        for event in answer.life_events:
            yield _line(f"• {in_language(event.event.name, language)} ({event.event.id})")
    if answer.places:
        yield Text()
        yield _heading("places", language)
        for place in answer.places:
            yield Padding(Group(*list_place_lines(place, language)), (0, 0, 0, 2), expand=False)
    yield Text()
    district = in_language(answer.district_name, language)
    built = f"{answer.built_at:%Y-%m-%d %H:%M}"
    yield Text(say("of", language, district=district, built=built), style="dim")


def _declined(answer: Answer, language: str) -> Iterable[RenderableType]:
    for reason in answer.reasons:
        yield Text(word_reason(reason, language), style="bold")
    if answer.nearest:
        yield _heading("nearest", language)
    for hit in answer.nearest:
        yield _line(f"• {in_language(hit.item.name, language)}  {hit.item.code}")


def _item(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    yield Text()
    yield _name(answer, language)
    yield from _go(answer, language)
    yield from _papers(answer, language)
    yield from _where(answer, language)
    yield from _cost_and_time(answer, language)
    yield from _contacts(answer, language)
    if answer.unknown:
        yield _heading("unknown", language, "magenta")
        for reason in answer.unknown:
            yield _line(f"? {word(reason, answer, language)}")
    yield from _verified(answer, language)


def _item_in_short(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    yield _name(answer, language)
    yield _line(word(answer.go.reasons[0], answer, language))
    if answer.where.places:
        yield _line(place_line(answer.where.places[0], language))


def _name(answer: ItemAnswer, language: str) -> Text:
    name = Text("■ ", style="cyan")
    name.append(in_language(answer.item.name, language), style="bold")
    body = in_language(answer.item.body, language)
    if body:
        name.append(f"  {body}")
    if answer.bodies > 1:
        name.append(f"  {say('bodies', language, count=answer.bodies)}", style="dim")
    name.append(f"  {answer.item.code}", style="dim")
    return name


def _go(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    first, *others = answer.go.reasons
    line = Text(f"  {word(first, answer, language)}", style=_FACT_STYLE[answer.go.needed])
    for reason in others:
        if reason.kind is not ReasonKind.ONLINE_UNKNOWN:
            line.append(f" {word(reason, answer, language)}", style="default")
    yield line
    why = in_language(answer.go.visit_reason, language)
    if why and answer.go.needed is not Fact.NO:
        yield _line(why)
    if answer.go.online_url:
        yield _line(say("online", language, url=answer.go.online_url))


def _papers(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    if answer.papers_known is not Fact.YES:
        return
    if not answer.papers:
        yield _line(say("no_papers", language))
        return
    yield _heading("papers", language)
    for paper in answer.papers:
        yield _line(_paper_line(paper, language))
        for producer in paper.producers:
            name = in_language(producer.name, language)
            yield _line(f"    ↳ {say('from_item', language, name=name, code=producer.code)}")


def _paper_line(paper: Paper, language: str) -> str:
    asked = paper.requirement
    notes = []
    if asked.originals:
        notes.append(say("originals", language, count=asked.originals))
    if asked.copies:
        notes.append(say("copies", language, count=asked.copies))
    if asked.form is not MaterialForm.UNKNOWN:
        notes.append(label(asked.form, language))
    if asked.necessity in (Necessity.CONDITIONAL, Necessity.OPTIONAL):
        notes.append(label(asked.necessity, language))
    notes += [in_language(words, language) for words in (asked.condition, asked.note) if words]
    if not paper.to_bring:
        notes.append(say("fetched", language))
    if paper.material and paper.material.blank_form_url:
        notes.append(say("blank_form", language, url=paper.material.blank_form_url))
    box = "☐" if paper.to_bring else "·"
    return f"{box} {in_language(paper.name, language)}" + (
        f"  {join('comma', language, notes)}" if notes else ""
    )


def _where(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    where = answer.where
    if not where.places and not where.address:
        return
    yield _heading("where", language)
    for place in where.places:
        yield Padding(Group(*list_place_lines(place, language)), (0, 0, 0, 2), expand=False)
    if where.total > len(where.places):
        yield _line(say("more_places", language, count=where.total - len(where.places)))
    if where.address and where.state:
        yield _line(where.address)
        yield _line(state_line(where.state, where.today, where.hours_original, answer, language))


def _cost_and_time(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    if answer.charged is not Fact.UNKNOWN:
        yield _named("fees", language, _fees(answer, language))
    limits = [
        say(kind, language, limit=word_time_limit(limit, language))
        for kind, limit in (
            ("promised", answer.promised_time),
            ("statutory", answer.statutory_time),
        )
        if word_time_limit(limit, language)
    ]
    if limits:
        yield _named("time", language, join("comma", language, limits))
    if answer.results:
        results = [in_language(result.name, language) for result in answer.results]
        yield _named("result", language, join("list", language, results))


def _fees(answer: ItemAnswer, language: str) -> str:
    if answer.charged is Fact.NO:
        return say("free", language)
    if not answer.fees:
        return say("charged", language)
    fees = [
        f"{in_language(fee.name, language)} {in_language(fee.standard, language)}".strip()
        for fee in answer.fees
    ]
    return join("semicolon", language, fees)


def _contacts(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    if answer.consult_phones:
        yield _named("phone", language, join("list", language, list(answer.consult_phones)))
    if answer.complaint_phones:
        yield _named("complaint", language, join("list", language, list(answer.complaint_phones)))


def _verified(answer: ItemAnswer, language: str) -> Iterable[RenderableType]:
    verified, parts = answer.verified, []
    if verified.on:
        day = verified.on.isoformat()
        parts.append(say("by", language, day=day, by=verified.by) if verified.by else day)
    if verified.source:
        source = verified.source.title or verified.source.id
        parts.append(say("source", language, source=source))
    if parts:
        yield _named("verified", language, "  ".join(parts), "dim")


def _notice(words: str) -> Iterable[RenderableType]:
    if words:
        yield Text(words, style="bold reverse")


def _heading(key: str, language: str, style: str = "cyan") -> Text:
    return Text(f"  {say(key, language)}", style=style)


def _named(key: str, language: str, words: str, style: str = "default") -> Text:
    line = Text(f"  {say(key, language)}  ", style="cyan")
    line.append(words, style=style)
    return line


def _line(words: str) -> RenderableType:
    return Padding(Text(words), (0, 0, 0, 4), expand=False)
