"""The tags that word things in the page's language: wordings, texts, reasons, moments, limits.

Called by all templates.
"""

import re
from datetime import date, datetime, time
from urllib.parse import quote

from markupsafe import Markup, escape

from zhihui.answers import Intervals, label, word_day, word_moment, word_reason, word_time_limit
from zhihui.answers.plan_steps import name_items
from zhihui.district import (
    Audience,
    Fact,
    ItemLevel,
    Reason,
    ReasonKind,
    Text,
    TimeLimit,
    in_language,
)
from zhihui.trips.plan import Plan
from zhihui.web import wording
from zhihui.web.public import icons
from zhihui.web.public.context import page_of
from zhihui.web.public.marking import language_attribute, mark_chinese
from zhihui.web.public.tags import Tags
from zhihui.web.public.topics import name_topic

tags = Tags()
_NOTHING = Markup()
_TO = "\u2060–\u2060"
_DIALLED = re.compile(r"\+?[0-9](?:[ -]?[0-9()]){4,14}")


@tags.worded
def say(language: str, key: str, **values: object) -> str:
    """The wording of ``key`` with ``values`` filled in."""
    return wording.say(key, language, values)


@tags.worded
def say_in(language: str, group: str, name: str) -> str:
    """The wording of ``group.name``."""
    return wording.say(f"{group}.{name}", language)


@tags.worded
def words(language: str, text: Text | None) -> str:
    """A bilingual text."""
    return in_language(text or {}, language)


@tags.worded
def text(language: str, said: Text | None) -> Markup:
    """A bilingual text as HTML, marked with its language where that is not the page's."""
    if not said:
        return _NOTHING
    own = said.get(language)
    if own:
        return mark_chinese(own, language)
    shown = in_language(said, language)
    spoken = next((tag for tag in (language, "zh", *said) if said.get(tag)), language)
    tag = wording.CATALOGUES.get(spoken, {}).get("language.html", spoken)
    return Markup(f'<span lang="{escape(tag)}">{escape(shown)}</span>')


@tags.worded
def in_tongue(language: str, said: Text) -> Markup:
    """The ``lang`` of an element that holds ``words`` of a bilingual text and cannot hold more."""
    return language_attribute(in_language(said, language), language)


@tags.worded
def chinese_name(language: str, said: Text) -> str:
    """The Chinese name, to show at a counter; empty on Chinese pages and where it is shown."""
    chinese = said.get("zh", "")
    return "" if chinese == in_language(said, language) else chinese


@tags.filter
def icon(name: str) -> Markup:
    """An icon that accompanies words."""
    return icons.draw(name)


@tags.filter
def telephone(written: str) -> Markup:
    """A phone number as a link that dials it; words around it stay as they are."""
    found = _DIALLED.search(written)
    if found is None:
        return escape(written)
    dialled = re.sub(r"[^0-9+-]", "", found.group())
    return Markup(f'<a class="tel" href="tel:{dialled}">{escape(written)}</a>')


@tags.worded
def reason(language: str, said: Reason, at: datetime | None = None) -> Markup:
    """The sentence for a Reason."""
    return mark_chinese(_word(language, said, at), language)


@tags.worded
def headline(language: str, said: Reason, at: datetime | None = None) -> Markup:
    """The sentence for a Reason as a heading, without its full stop."""
    return mark_chinese(_word(language, said, at).rstrip("。."), language)


@tags.worded
def marked(language: str, words: str) -> Markup:
    """Words that may be in Chinese, as HTML that says so on pages in other languages."""
    return mark_chinese(words, language)


def _word(language: str, said: Reason, at: datetime | None) -> str:
    return word_reason(said, language, today=at.date() if at else None)


@tags.filter
def is_news(said: Reason) -> bool:
    """Whether a Reason says more than until when it is open or when it opens."""
    return said.kind not in (ReasonKind.OPEN_UNTIL, ReasonKind.OPENS_NEXT)


@tags.worded
def labelled(language: str, value: object, group: str = "") -> str:
    """The words for an enum value of the records."""
    return label(value, language, group=group)  # type: ignore[arg-type]


@tags.worded
def labelled_channel(language: str, channel: str) -> str:
    """The words for a channel by its machine value."""
    return label(f"channel.{channel}", language)


@tags.worded
def audience_words(language: str, audience: Audience) -> str:
    """The words for whom an item is for."""
    return wording.say(f"audience.{audience.name.lower()}", language)


@tags.worded
def topic_words(language: str, topic: str) -> str:
    """The words for a topic; as the source writes it where no catalogue names it."""
    return name_topic(topic, language)


@tags.worded
def level_words(language: str, level: ItemLevel | None) -> str:
    """The words for the level of a body, or that nobody said it."""
    return wording.say(f"browse.level.{level.value if level else ''}", language)


@tags.worded
def access_words(language: str, name: str) -> str:
    """The words for a facility; an unknown one by its key."""
    key = f"access.{name}"
    return wording.say(key, language) if wording.knows(key) else name


@tags.worded
def fact_words(language: str, fact: Fact) -> str:
    """There, not there, or not known."""
    return wording.say(f"fact.{fact.value}", language)


@tags.worded
def limit(language: str, value: TimeLimit) -> Markup:
    """A time limit; as written, where it could not be read."""
    return mark_chinese(word_time_limit(value, language), language)


@tags.worded
def day(language: str, value: datetime) -> str:
    """A day with its year."""
    return word_day(value, language, with_year=True)


@tags.worded
def moment(language: str, value: datetime, at: datetime | None = None) -> str:
    """A moment; only the time when it is on the day of ``at``."""
    return word_moment(value, language, at.date() if at else None)


@tags.worded
def distance(language: str, metres: float) -> str:
    """A distance, rounded as people say it."""
    if metres < 1000:
        return wording.say("item.distance_m", language, {"count": f"{round(metres, -1):.0f}"})
    return wording.say("item.distance_km", language, {"count": f"{metres / 1000:.1f}"})


@tags.worded
def page(language: str, kind: str, record_id: str) -> str:
    """The path of a record's page in the page's language."""
    return page_of(language, kind, record_id)


@tags.filter
def clock(intervals: Intervals) -> str:
    """Opening times as 09:00–12:00, 13:30–17:00, which break between the times only."""
    return ", ".join(f"{start:%H:%M}{_TO}{_end(end)}" for start, end in intervals)


@tags.filter
def written(moment: date | time | None, form: str) -> str:
    """A day or time in a form of ``strftime``; nothing for None."""
    return moment.strftime(form) if moment else ""


@tags.filter
def capfirst(words: str) -> str:
    """Words with a capital at the beginning, the rest as it is."""
    return words[:1].upper() + words[1:]


@tags.filter
def quoted(value: str) -> str:
    """A value as one part of a path."""
    return quote(value, safe="")


@tags.filter
def mood(fact: Fact) -> str:
    """The colour class of whether one must go: no is the good news."""
    return {Fact.NO: "yes", Fact.YES: "go", Fact.UNKNOWN: "unknown"}[fact]


@tags.filter
def go_icon(fact: Fact) -> str:
    """The icon of whether one must go."""
    return {Fact.NO: "no_visit", Fact.YES: "visit", Fact.UNKNOWN: "unknown"}[fact]


@tags.filter
def way_icon(said: Reason) -> str:
    """The icon of a way to get an item done."""
    return _WAY_ICONS.get(said.kind, "unknown")


_WAY_ICONS = {
    ReasonKind.ONLINE_POSSIBLE: "online",
    ReasonKind.ONLINE_NOT_POSSIBLE: "online",
    ReasonKind.POST_POSSIBLE: "post",
    ReasonKind.SELF_SERVICE_POSSIBLE: "self_service",
    ReasonKind.AGENT_POSSIBLE: "agent",
    ReasonKind.APPOINTMENT_NEEDED: "appointment",
}


@tags.filter
def open_mood(fact: Fact) -> str:
    """The colour class of open or shut."""
    return {Fact.YES: "yes", Fact.NO: "no", Fact.UNKNOWN: "unknown"}[fact]


@tags.filter
def access_mood(fact: Fact) -> str:
    """The colour class of whether a place is step-free."""
    return {Fact.YES: "yes", Fact.NO: "go", Fact.UNKNOWN: "unknown"}[fact]


@tags.worded
def name_errands(language: str, plan: Plan) -> str:
    """The names of a plan's errands, as a list in words."""
    codes = tuple(errand.item for errand in plan.question.errands)
    return name_items(plan, codes, language)


def _end(end: time) -> str:
    return "24:00" if end == time() else f"{end:%H:%M}"
