"""Whether one must go, and whether a place is open, as tags: the same few, again and again.

Called by the templates of results. Written once for each case and language.
"""

from functools import lru_cache

from markupsafe import Markup

from zhihui.answers import Go, label
from zhihui.district import Fact
from zhihui.web import wording
from zhihui.web.public import icons
from zhihui.web.public.tags import Tags
from zhihui.web.public.tags.words import capfirst, go_icon, mood, open_mood

tags = Tags()


@tags.worded
def go_tags(language: str, go: Go) -> Markup:
    """Go or not with the number of visits, and whether it can be done online besides."""
    visits = go.visits or 0 if go.needed is Fact.YES else 0
    also_online = go.online is Fact.YES and go.needed is not Fact.NO
    return _write(go.needed, visits, also_online, language)


@tags.worded
def open_tag(language: str, fact: Fact) -> Markup:
    """Open, shut or not known."""
    return _write_open(fact, language)


@lru_cache(maxsize=16)
def _write_open(fact: Fact, language: str) -> Markup:
    words = capfirst(label(fact, language, group="open"))
    return Markup('<span class="tag {}">{}</span>').format(open_mood(fact), words)


@lru_cache(maxsize=64)
def _write(needed: Fact, visits: int, also_online: bool, language: str) -> Markup:
    words = label(needed, language, group="go")
    if visits:
        words += wording.say("tag.visits", language, {"count": visits})
    picture = icons.draw(go_icon(needed))
    written = Markup('<span class="tag {}">{}{}</span>').format(mood(needed), picture, words)
    if also_online:
        online = wording.say("filters.online", language)
        written += Markup('<span class="tag yes">{}</span>').format(online)
    return written
