"""The tags that word things in the page's language: wordings, texts, reasons, moments, limits.

Called by all templates; the language stands in the context as ``language``.
"""

import re
from datetime import datetime, time

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

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
from zhihui.web.public.errand_list import ErrandList
from zhihui.web.public.topics import name_topic

register = template.Library()
_TO = "\u2060–\u2060"
_CHINESE = re.compile(r"[\u3400-\u9fff](?:[\u3000-\u9fff\uff01-\uff5e]*[\u3400-\u9fff])?")
_DIALLED = re.compile(r"\+?[0-9](?:[ -]?[0-9()]){4,14}")


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: object) -> str:
    """The wording of ``key`` with ``values`` filled in."""
    return wording.say(key, context["language"], values)


@register.simple_tag(takes_context=True)
def say_in(context: Context, group: str, name: str) -> str:
    """The wording of ``group.name``."""
    return wording.say(f"{group}.{name}", context["language"])


@register.simple_tag(takes_context=True)
def words(context: Context, text: Text | None) -> str:
    """A bilingual text."""
    return in_language(text or {}, context["language"])


@register.simple_tag(takes_context=True)
def text(context: Context, said: Text | None) -> SafeString:
    """A bilingual text as HTML, marked with its language where that is not the page's."""
    language, said = context["language"], said or {}
    shown = in_language(said, language)
    spoken = next((tag for tag in (language, "zh", *said) if said.get(tag)), language)
    if spoken == language:
        return conditional_escape(shown)
    tag = wording.CATALOGUES.get(spoken, {}).get("language.html", spoken)
    return format_html('<span lang="{}">{}</span>', tag, shown)


@register.simple_tag(takes_context=True)
def chinese_name(context: Context, said: Text) -> str:
    """The Chinese name, to show at a counter; empty on Chinese pages and where it is shown."""
    chinese = said.get("zh", "")
    return "" if chinese == in_language(said, context["language"]) else chinese


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon that accompanies words."""
    return icons.draw(name)


@register.filter
def telephone(written: str) -> SafeString:
    """A phone number as a link that dials it; words around it stay as they are."""
    found = _DIALLED.search(written)
    if found is None:
        return conditional_escape(written)
    dialled = re.sub(r"[^0-9+-]", "", found.group())
    return format_html('<a class="tel" href="tel:{}">{}</a>', dialled, written)


@register.simple_tag(takes_context=True)
def reason(context: Context, said: Reason, at: datetime | None = None) -> SafeString:
    """The sentence for a Reason."""
    return _mark_chinese(_word(context, said, at), context["language"])


@register.simple_tag(takes_context=True)
def headline(context: Context, said: Reason, at: datetime | None = None) -> SafeString:
    """The sentence for a Reason as a heading, without its full stop."""
    return _mark_chinese(_word(context, said, at).rstrip("。."), context["language"])


@register.simple_tag(takes_context=True)
def marked(context: Context, words: str) -> SafeString:
    """Words that may be in Chinese, as HTML that says so on pages in other languages."""
    return _mark_chinese(words, context["language"])


def _word(context: Context, said: Reason, at: datetime | None) -> str:
    return word_reason(said, context["language"], today=at.date() if at else None)


def _mark_chinese(words: str, language: str) -> SafeString:
    escaped = conditional_escape(words)
    if wording.say("language.html", language).startswith("zh"):
        return escaped
    chinese = wording.say("language.html", "zh")
    return mark_safe(_CHINESE.sub(rf'<span lang="{chinese}">\g<0></span>', escaped))


@register.filter
def is_news(said: Reason) -> bool:
    """Whether a Reason says more than until when it is open or when it opens."""
    return said.kind not in (ReasonKind.OPEN_UNTIL, ReasonKind.OPENS_NEXT)


@register.simple_tag(takes_context=True)
def labelled(context: Context, value: object, group: str = "") -> str:
    """The words for an enum value of the records."""
    return label(value, context["language"], group=group)  # type: ignore[arg-type]


@register.simple_tag(takes_context=True)
def labelled_channel(context: Context, channel: str) -> str:
    """The words for a channel by its machine value."""
    return label(f"channel.{channel}", context["language"])


@register.simple_tag(takes_context=True)
def audience_words(context: Context, audience: Audience) -> str:
    """The words for whom an item is for."""
    return wording.say(f"audience.{audience.name.lower()}", context["language"])


@register.simple_tag(takes_context=True)
def topic_words(context: Context, topic: str) -> str:
    """The words for a topic; as the source writes it where no catalogue names it."""
    return name_topic(topic, context["language"])


@register.simple_tag(takes_context=True)
def level_words(context: Context, level: ItemLevel | None) -> str:
    """The words for the level of a body, or that nobody said it."""
    return wording.say(f"browse.level.{level.value if level else ''}", context["language"])


@register.simple_tag(takes_context=True)
def access_words(context: Context, name: str) -> str:
    """The words for a facility; an unknown one by its key."""
    key = f"access.{name}"
    return wording.say(key, context["language"]) if wording.knows(key) else name


@register.simple_tag(takes_context=True)
def fact_words(context: Context, fact: Fact) -> str:
    """There, not there, or not known."""
    return wording.say(f"fact.{fact.value}", context["language"])


@register.simple_tag(takes_context=True)
def limit(context: Context, value: TimeLimit) -> str:
    """A time limit."""
    return word_time_limit(value, context["language"])


@register.simple_tag(takes_context=True)
def day(context: Context, value: datetime) -> str:
    """A day with its year."""
    return word_day(value, context["language"], with_year=True)


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime, at: datetime | None = None) -> str:
    """A moment; only the time when it is on the day of ``at``."""
    return word_moment(value, context["language"], at.date() if at else None)


@register.simple_tag(takes_context=True)
def distance(context: Context, metres: float) -> str:
    """A distance, rounded as people say it."""
    if metres < 1000:
        return wording.say(
            "item.distance_m", context["language"], {"count": f"{round(metres, -1):.0f}"}
        )
    return wording.say("item.distance_km", context["language"], {"count": f"{metres / 1000:.1f}"})


@register.simple_tag(takes_context=True)
def page(context: Context, kind: str, record_id: str) -> str:
    """The path of a record's page in the page's language, with the errands of this address."""
    errands: ErrandList | None = context.get("errands")
    return page_of(context["language"], kind, record_id) + (errands.query if errands else "")


@register.simple_tag(takes_context=True)
def with_errand(context: Context, code: str) -> str:
    """The page of my errands with one more than the address of this page holds."""
    errands: ErrandList = context["errands"]
    return errands.url_with(code)


@register.filter
def clock(intervals: Intervals) -> str:
    """Opening times as 09:00–12:00, 13:30–17:00, which break between the times only."""
    return ", ".join(f"{start:%H:%M}{_TO}{_end(end)}" for start, end in intervals)


@register.filter
def mood(fact: Fact) -> str:
    """The colour class of whether one must go: no is the good news."""
    return {Fact.NO: "yes", Fact.YES: "go", Fact.UNKNOWN: "unknown"}[fact]


@register.filter
def go_icon(fact: Fact) -> str:
    """The icon of whether one must go."""
    return {Fact.NO: "no_visit", Fact.YES: "visit", Fact.UNKNOWN: "unknown"}[fact]


@register.filter
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


@register.filter
def open_mood(fact: Fact) -> str:
    """The colour class of open or shut."""
    return {Fact.YES: "yes", Fact.NO: "no", Fact.UNKNOWN: "unknown"}[fact]


@register.filter
def access_mood(fact: Fact) -> str:
    """The colour class of whether a place is step-free."""
    return {Fact.YES: "yes", Fact.NO: "go", Fact.UNKNOWN: "unknown"}[fact]


@register.simple_tag(takes_context=True)
def name_errands(context: Context, plan: Plan) -> str:
    """The names of a plan's errands, as a list in words."""
    codes = tuple(errand.item for errand in plan.question.errands)
    return name_items(plan, codes, context["language"])


@register.filter
def picked(values: dict[str, str], name: str) -> str:
    """What was picked for ``name`` in a form."""
    return values.get(name, "")


def _end(end: time) -> str:
    return "24:00" if end == time() else f"{end:%H:%M}"
