"""Whether one must go, as the tags of a line of results: the same few, again and again.

Called by the templates of results. Written once for each case and language.
"""

from functools import lru_cache

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhihui.answers import Go, label
from zhihui.district import Fact
from zhihui.web import wording
from zhihui.web.public import icons
from zhihui.web.public.templatetags.words import go_icon, mood

register = template.Library()


@register.simple_tag(takes_context=True)
def go_tags(context: Context, go: Go) -> SafeString:
    """Go or not with the number of visits, and whether it can be done online besides."""
    visits = go.visits or 0 if go.needed is Fact.YES else 0
    also_online = go.online is Fact.YES and go.needed is not Fact.NO
    return _write(go.needed, visits, also_online, context["language"])


@lru_cache(maxsize=64)
def _write(needed: Fact, visits: int, also_online: bool, language: str) -> SafeString:
    words = label(needed, language, group="go")
    if visits:
        words += wording.say("tag.visits", language, {"count": visits})
    tags = format_html(
        '<span class="tag {}">{}{}</span>', mood(needed), icons.draw(go_icon(needed)), words
    )
    if also_online:
        online = wording.say("filters.online", language)
        tags += format_html('<span class="tag yes">{}</span>', online)
    return tags
