"""Simple mode (适老化): large type, high contrast, fewer things on a page, remembered in a cookie.

Called by Django for the switch in the header, and by context for every page. The cookie is set
only when a person asks for the mode and removed when they leave it; it says nothing else.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from zhihui.web.public.context import SIMPLE_COOKIE, home_of

_REMEMBERED_S = 365 * 24 * 3600
_MAX_NEXT = 4000


@require_http_methods(["GET", "HEAD", "POST"])
def switch_simple(request: HttpRequest, language: str) -> HttpResponse:
    """Turn simple mode on (``on=1``) or off, and go on to ``next``, a path of this site.

    The header posts, so that the address of the page does not stand in a log; a plain link or a
    QR code on a poster can turn it on as well.
    """
    asked = request.POST if request.method == "POST" else request.GET
    target = asked.get("next", "")
    response = HttpResponseRedirect(target if _is_own_path(target) else home_of(language))
    response.status_code = 303
    if asked.get("on") == "1":
        response.set_cookie(
            SIMPLE_COOKIE,
            "1",
            max_age=_REMEMBERED_S,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(SIMPLE_COOKIE, samesite="Lax")
    return response


def _is_own_path(target: str) -> bool:
    return (
        target.startswith("/")
        and len(target) <= _MAX_NEXT
        and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    )
