"""The only middleware: host, sizes, limits, security headers, and one error shape for the API.

Called by Django for every request. Never looks at what an answer says.
"""

import logging
from collections.abc import Callable
from math import ceil

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from zhihui.streets import StreetsError
from zhihui.web.addresses import client_address, is_secure, limited_as, read_proxies
from zhihui.web.bodies import REFUSED
from zhihui.web.headers import security_headers
from zhihui.web.limits import Limiter, create_rates
from zhihui.web.paths import is_api_path, is_widget_path, kind_of
from zhihui.web.problems import MEDIA_TYPE, create_problem_response
from zhihui.web.public.errors import show_not_allowed, show_refusal
from zhihui.web.revalidating import Revalidation
from zhihui.web.wording import language_of

_log = logging.getLogger("zhihui.web")
MAX_PATH = 2_000
MAX_QUERY = 8_000
MAX_PARAMETERS = 200
"""A plan of twenty errands, with how and how many for each, takes about 70."""


class Guard:
    """Middleware around all views."""

    def __init__(
        self,
        get_response: Callable[[HttpRequest], HttpResponse],
        *,
        limiter: Limiter | None = None,
    ) -> None:
        self._get_response = get_response
        self._proxies = read_proxies(settings.ZHIHUI_TRUSTED_PROXIES)
        if limiter is None:
            limiter = Limiter(create_rates(settings.ZHIHUI_REQUESTS_PER_MINUTE))
        self._limiter = limiter
        self._revalidation = Revalidation()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        is_api = is_api_path(path)
        if is_api and request.method == "HEAD":
            request.method = "GET"
        secure = is_secure(request.META, self._proxies)
        if secure:
            request.META["wsgi.url_scheme"] = "https"
        response = self._answer(request)
        if (
            is_api
            and response.status_code >= 400
            and not response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)
        ):
            response = _as_problem(request, response)
        headers = security_headers(is_secure=secure, may_be_framed=is_widget_path(path))
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-cache")
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page or (response.status_code == 304 and not is_api):
            patch_vary_headers(response, ["Cookie"])  # simple mode is remembered in a cookie
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """One answer wherever streets are needed and cannot be read; all else is Django's."""
        if not isinstance(exception, StreetsError):
            return None
        _log.error("%s", exception)
        return show_refusal(request, "streets_unreadable")

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return create_problem_response(
                "host_not_allowed", language_of(request), instance=request.path_info
            )
        refusal = _find_refusal(request)
        if refusal:
            return show_refusal(request, refusal)
        address = limited_as(client_address(request.META, self._proxies))
        wait_s = self._limiter.take(address, kind_of(request.method or "", request.path_info))
        if wait_s:
            response = show_refusal(request, "too_many_requests")
            response.headers["Retry-After"] = str(ceil(wait_s))
            return response
        key = self._revalidation.key_of(request)
        unchanged = self._revalidation.find(request, key)
        if unchanged is not None:
            return unchanged
        response = self._revalidation.note(request, key, self._get_response(request))
        if response.status_code == 405 and not is_api_path(request.path_info):
            return show_not_allowed(request, response)
        return response


def _find_refusal(request: HttpRequest) -> str:
    """Why a request is too large or too slow to be looked at; empty when it is not."""
    query = request.META.get("QUERY_STRING", "")
    if len(request.path_info) > MAX_PATH or len(query) > MAX_QUERY:
        return "address_too_long"
    if query.count("&") >= MAX_PARAMETERS:
        return "too_many_parameters"
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return "body_too_large"
    return str(request.META.get(REFUSED, ""))


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    kinds = {400: "bad_request", 404: "not_found", 405: "method_not_allowed"}
    problem = create_problem_response(
        kinds.get(response.status_code, "server_error"),
        language_of(request),
        instance=request.path_info,
        status=response.status_code,
        values={
            "path": request.path_info[:200],
            "method": request.method or "",
            "allow": response.headers.get("Allow", ""),
        },
    )
    if "Allow" in response.headers:
        problem.headers["Allow"] = response.headers["Allow"]
    return problem
