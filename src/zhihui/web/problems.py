"""The one error shape of the API: application/problem+json (RFC 9457).

Called by the API, the guard and the error handlers. A problem says what is wrong, which parameter
and value, and what is allowed.
"""

from collections.abc import Mapping

import msgspec
from django.http import HttpResponse

from zhihui.web.wording import say

MEDIA_TYPE = "application/problem+json"
_STATUS = {
    "bad_request": 400,
    "host_not_allowed": 400,
    "not_found": 404,
    "unknown_item": 404,
    "unknown_place": 404,
    "unknown_event": 404,
    "unknown_area": 404,
    "method_not_allowed": 405,
    "body_too_slow": 408,
    "length_required": 411,
    "body_too_large": 413,
    "address_too_long": 414,
    "too_many_parameters": 400,
    "body_cut_short": 400,
    "too_many_requests": 429,
    "too_many_bodies": 503,
    "invalid_parameter": 422,
    "invalid_question": 422,
    "server_error": 500,
    "streets_unreadable": 503,
}


def status_of(kind: str) -> int:
    """The HTTP status of a kind of problem."""
    return _STATUS[kind]


class ParameterFault(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter that cannot be used."""

    parameter: str
    """Its name in the query string or the path."""
    value: str
    """As received, cut to 100 characters."""
    allowed: str
    """What it may be."""


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """RFC 9457 problem details."""

    type: str
    """A URN that names the kind of problem."""
    title: str
    status: int
    detail: str
    instance: str
    """Path of the request."""
    errors: tuple[ParameterFault, ...] = ()


class ProblemError(Exception):
    """Raised in an operation to answer with a problem of this kind."""

    def __init__(self, kind: str, errors: tuple[ParameterFault, ...] = ()) -> None:
        super().__init__(kind)
        self.kind = kind
        self.errors = errors


_encoder = msgspec.json.Encoder()


def create_problem_response(
    kind: str,
    language: str,
    *,
    instance: str,
    status: int | None = None,
    errors: tuple[ParameterFault, ...] = (),
    values: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The HTTP response of a problem; ``values`` fill the placeholders of its wording."""
    code = status or _STATUS[kind]
    problem = Problem(
        type=f"urn:zhihui:problem:{kind.replace('_', '-')}",
        title=say(f"problem.{kind}.title", language),
        status=code,
        detail=say(f"problem.{kind}.detail", language, values or _named(errors)),
        instance=instance[:200],
        errors=errors,
    )
    return HttpResponse(_encoder.encode(problem), content_type=MEDIA_TYPE, status=code)


def cut(value: object) -> str:
    """A received value, short enough to be shown."""
    shown = str(value)
    return shown if len(shown) <= 100 else f"{shown[:99]}…"


def _named(errors: tuple[ParameterFault, ...]) -> Mapping[str, str]:
    if not errors:
        return {}
    first = errors[0]
    return {"parameter": first.parameter, "value": first.value, "allowed": first.allowed}
