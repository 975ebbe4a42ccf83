"""The only middleware: host check, security headers, and one error shape for the API.

Called by Django for every request. Never looks at what an answer says.
"""

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from zhihui.web.problems import MEDIA_TYPE, create_problem_response
from zhihui.web.wording import language_of

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)"),
)


class Guard:
    """Middleware around all views."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_api = is_api_path(request.path_info)
        if is_api and request.method == "HEAD":
            request.method = "GET"
        response = self._answer(request)
        if (
            is_api
            and response.status_code >= 400
            and not response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)
        ):
            response = _as_problem(request, response)
        for name, value in _HEADERS:
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-cache")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])  # simple mode is remembered in a cookie
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return create_problem_response(
                "host_not_allowed", language_of(request), instance=request.path_info
            )
        response = self._get_response(request)
        if response.status_code == 405 and not is_api_path(request.path_info):
            from zhihui.web.public.errors import show_not_allowed  # it asks this module in turn

            return show_not_allowed(request, response)
        return response


def is_api_path(path: str) -> bool:
    """Whether a path belongs to the API, known or not."""
    return path == "/api" or path.startswith("/api/")


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
