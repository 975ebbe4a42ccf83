"""The link to the form, beside what people find wrong most.

Called by the templates of item, place and life event.
"""

from django import template
from django.template.context import Context

from zhihui.web.corrections.views import form_url

register = template.Library()


@register.inclusion_tag("corrections/link.html", takes_context=True)
def wrong(context: Context, kind: str, record_id: str, field: str = "") -> dict[str, str]:
    """“Something is wrong here” for a record (place, item, event) or one of its fields."""
    language = context["language"]
    url = form_url(language, f"{kind}:{record_id}", field)
    return {"language": language, "url": url, "field": field}
