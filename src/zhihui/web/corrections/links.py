"""The link to the form, beside what people find wrong most.

Called by the templates of item, place and life event.
"""

from functools import lru_cache
from urllib.parse import quote_plus

from markupsafe import Markup, escape

from zhihui.web.public.context import home_of
from zhihui.web.public.tags import Tags
from zhihui.web.wording import say

tags = Tags()


def form_url(language: str, ref: str, field: str) -> str:
    """Where something wrong with a field of a record is reported."""
    named = f"&field={quote_plus(field)}" if field else ""
    return f"{home_of(language)}corrections/new/?record={quote_plus(ref)}{named}"


@tags.worded
def wrong(language: str, kind: str, record_id: str, field: str = "") -> Markup:
    """“Something is wrong here” for a record (place, item, event) or one of its fields."""
    url = escape(form_url(language, f"{kind}:{record_id}", field))
    words = _word_link(language, field)
    return Markup(f'<a class="wrong no-print" href="{url}" rel="nofollow">{words}</a>')


@lru_cache(maxsize=64)
def _word_link(language: str, field: str) -> Markup:
    if not field:
        return Markup("{}").format(say("corrections.link", language))
    named = say("colon", language) + say(f"corrections.field.{field}", language)
    words = say("corrections.link_field", language)
    return Markup('{}<span class="unseen">{}</span>').format(words, named)
