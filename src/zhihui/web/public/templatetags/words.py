"""The tags that word things in the page's language: wordings, texts, reasons, moments, limits.

Called by all templates; the language stands in the context as ``language``.
"""

from datetime import datetime, time

from django import template
from django.template.context import Context

from zhihui.answers import Intervals, label, word_day, word_moment, word_reason, word_time_limit
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
from zhihui.web import wording
from zhihui.web.public.context import page_of
from zhihui.web.public.errand_list import ErrandList
from zhihui.web.public.topics import name_topic

register = template.Library()
_TO = "\u2060–\u2060"


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
def reason(context: Context, said: Reason, at: datetime | None = None) -> str:
    """The sentence for a Reason."""
    return word_reason(said, context["language"], today=at.date() if at else None)


@register.simple_tag(takes_context=True)
def headline(context: Context, said: Reason, at: datetime | None = None) -> str:
    """The sentence for a Reason as a heading, without its full stop."""
    return str(reason(context, said, at)).rstrip("。.")


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
def open_mood(fact: Fact) -> str:
    """The colour class of open or shut."""
    return {Fact.YES: "yes", Fact.NO: "no", Fact.UNKNOWN: "unknown"}[fact]


@register.filter
def picked(values: dict[str, str], name: str) -> str:
    """What was picked for ``name`` in a form."""
    return values.get(name, "")


def _end(end: time) -> str:
    return "24:00" if end == time() else f"{end:%H:%M}"
