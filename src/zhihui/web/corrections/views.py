"""The form of two taps: the first opens it at a field, the second sends what is wrong.

Called by Django. It works without JavaScript, cookies and a login; where nothing can be kept it
says so and names a number to call.
"""

from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from zhihui.district import in_language
from zhihui.web.corrections import store
from zhihui.web.corrections.kinds import FIELDS, OTHER, WHOLE, list_kinds
from zhihui.web.corrections.links import form_url
from zhihui.web.corrections.models import MAX_CONTACT, MAX_WORDS, Correction
from zhihui.web.corrections.references import is_reference
from zhihui.web.corrections.subjects import (
    PAGES,
    Subject,
    find_subject,
    list_phones,
    show_value,
)
from zhihui.web.corrections.tokens import create_token, read_token
from zhihui.web.parameters import without_control
from zhihui.web.public.context import Context, create_context, home_of, page_of
from zhihui.web.public.errors import show_missing
from zhihui.web.public.templating import render
from zhihui.web.served import get_served

_BUSY = 503
_SAME_SITE = ("same-origin", "none")


@require_http_methods(["GET", "HEAD", "POST"])
def show_form(request: HttpRequest, language: str) -> HttpResponse:
    """The form for ``record`` and ``field``; sent back, it keeps a correction."""
    subject = find_subject(get_served().generation, request.GET.get("record", ""))
    if subject is None:
        return show_missing(request, language, "correction")
    asked = request.GET.get("field", WHOLE)
    field = asked if asked in FIELDS[subject.kind] else WHOLE
    if not store.is_taking():
        return _show(request, language, subject, field, is_taking=False)
    if request.method == "POST":
        return _receive(request, language, subject, field)
    return _show(request, language, subject, field)


@require_safe
def show_thanks(request: HttpRequest, language: str) -> HttpResponse:
    """That it was received, with its reference and the way back."""
    reference = request.GET.get("reference", "")
    if not is_reference(reference):
        return show_missing(request, language, "404")
    subject = find_subject(get_served().generation, request.GET.get("record", ""))
    context = create_context(request, language)
    context |= {"reference": reference, "subject": subject}
    if subject is not None:
        context["back"] = page_of(language, PAGES[subject.kind], subject.id)
    return _closed_to_robots(render("corrections/thanks.html", context))


def _receive(request: HttpRequest, language: str, subject: Subject, field: str) -> HttpResponse:
    fault = "from_elsewhere" if _comes_from_elsewhere(request) else ""
    reference = read_token(request.POST.get("token", ""), subject.ref)
    kind = request.POST.get("kind", "")
    words = without_control(request.POST.get("words", "")).strip()
    contact = without_control(request.POST.get("contact", "")).strip()
    if fault:
        pass
    elif request.POST.get("leave_empty"):
        fault = "trap"
    elif kind != OTHER and kind not in list_kinds(subject.kind, field):
        fault = "kind"
    elif kind == OTHER and not words:
        fault = "words_missing"
    elif len(words) > MAX_WORDS or len(contact) > MAX_CONTACT:
        fault = "too_long"
    elif reference is None:
        fault = "expired"
    if fault or reference is None:
        return _show(request, language, subject, field, fault=fault)
    correction = _create(subject, field, language, reference)
    correction.kind, correction.words, correction.contact = kind, words, contact
    try:
        kept = store.keep(correction)
    except store.StoreError:
        return _show(request, language, subject, field, is_taking=False)
    query = urlencode({"reference": kept, "record": subject.ref})
    return HttpResponseRedirect(f"{home_of(language)}corrections/thanks/?{query}", status=303)


def _create(subject: Subject, field: str, language: str, reference: str) -> Correction:
    generation = get_served().generation
    built = generation.manifest.built_at
    return Correction(
        reference=reference,
        district=generation.manifest.district_code,
        record_kind=subject.kind,
        record_id=subject.id,
        record_name=in_language(subject.name, "zh")[:500],
        field=field,
        shown=show_value(subject, field, generation, language),
        language=language,
        built_at=built if built.tzinfo else built.replace(tzinfo=UTC),
        received_at=datetime.now(UTC),
    )


def _comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site made the browser send this."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin", "null")
    named = urlsplit(origin).netloc if origin != "null" else request.get_host()
    return site not in _SAME_SITE or named != request.get_host()


def _show(
    request: HttpRequest,
    language: str,
    subject: Subject,
    field: str,
    *,
    fault: str = "",
    is_taking: bool = True,
) -> HttpResponse:
    generation = get_served().generation
    context: Context = create_context(request, language)
    context |= {
        "subject": subject,
        "field": field,
        "back": page_of(language, PAGES[subject.kind], subject.id),
        "shown": show_value(subject, field, generation, language).splitlines(),
        "kinds": list_kinds(subject.kind, field),
        "others": [
            (name, form_url(language, subject.ref, name))
            for name in FIELDS[subject.kind]
            if name not in (field, WHOLE)
        ],
        "phones": list_phones(subject, generation),
        "is_taking": is_taking,
        "fault": fault,
        "own_words": request.POST.get("words", "")[: 2 * MAX_WORDS],
        "contact": request.POST.get("contact", "")[: 2 * MAX_CONTACT],
        "max_words": MAX_WORDS,
        "max_contact": MAX_CONTACT,
        "token": create_token(subject.ref),
    }
    status = 422 if fault else 200 if is_taking else _BUSY
    response = render("corrections/form.html", context, status=status)
    if not is_taking:
        response.headers["Retry-After"] = str(store.RETRY_S)
    return _closed_to_robots(response)


def _closed_to_robots(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
