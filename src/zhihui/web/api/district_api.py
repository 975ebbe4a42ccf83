"""The API of the district as django-ninja serves it, with one error shape.

Called by the project's urls.
"""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.docs import DocsBase

from zhihui.streets import StreetsError
from zhihui.trips.question import QuestionError
from zhihui.web.api import plan_operation
from zhihui.web.api.openapi import complete
from zhihui.web.api.operations import router
from zhihui.web.parameters import say_allowed
from zhihui.web.plan_body import peek
from zhihui.web.problems import ParameterFault, ProblemError, create_problem_response, cut
from zhihui.web.public.context import create_context
from zhihui.web.public.templating import render
from zhihui.web.wording import language_of

VERSION = "1.0.0"
_log = logging.getLogger("zhihui.web")
_DESCRIPTION = (
    "Everyday words to government service items: what to do, where, when and with what. "
    "All texts are in the language of `lang`; moments are local time of the district."
)


class PlainDocs(DocsBase):
    """The documentation page: server-rendered, without scripts from elsewhere."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **values: Any) -> HttpResponse:
        schema = api.get_openapi_schema()
        language = language_of(request)
        context = create_context(request, language, path="/api/docs")
        context["paths"] = [
            {"path": path, "method": method.upper(), **operation, **_list_body(operation, schema)}
            for path, operations in schema["paths"].items()
            for method, operation in operations.items()
        ]
        return render("public/docs.html", context)


class DistrictApi(NinjaAPI):
    """A NinjaAPI whose description is complete."""

    def get_openapi_schema(self, **values: Any) -> Any:
        """The OpenAPI 3.1 description."""
        return complete(super().get_openapi_schema(**values))


api = DistrictApi(
    title="智惠导航 Zhihui API",
    version=VERSION,
    description=_DESCRIPTION,
    docs=PlainDocs(),
    urls_namespace="api",
    openapi_extra={
        "info": {
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
    },
)
api.add_router("/v1", router)
api.add_router("/v1", plan_operation.router)


@api.exception_handler(ValidationError)
def refuse_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 with every parameter that cannot be used."""
    language = plan_operation.language_of_body(request)
    faults = tuple(_fault(detail, request, language) for detail in error.errors)
    return create_problem_response(
        "invalid_parameter", language, instance=request.path_info, errors=faults
    )


@api.exception_handler(ProblemError)
def answer_problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """The problem that an operation raised."""
    return create_problem_response(
        error.kind,
        plan_operation.language_of_body(request),
        instance=request.path_info,
        errors=error.errors,
    )


@api.exception_handler(QuestionError)
def refuse_question(request: HttpRequest, error: QuestionError) -> HttpResponse:
    """422 with why a question cannot be planned."""
    return plan_operation.refuse_question(request, error)


@api.exception_handler(StreetsError)
def say_streets_unreadable(request: HttpRequest, error: StreetsError) -> HttpResponse:
    """503: the streets of the generation are missing or damaged; which file is in the log."""
    _log.error("%s", error)
    language = plan_operation.language_of_body(request)
    return create_problem_response("streets_unreadable", language, instance=request.path_info)


def _list_body(operation: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What an operation takes in its body: the properties and the required ones, if it has one."""
    media = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if media is None:
        return {}
    shape = schema["components"]["schemas"][media["schema"]["$ref"].rsplit("/", 1)[-1]]
    return {"body": shape["properties"], "required": shape.get("required", ())}


def _find_swapped(request: HttpRequest, location: tuple[Any, ...]) -> str:
    """``lon_lat_swapped`` where a point of a body is one only with its numbers the other way."""
    if location[-1] not in ("lon", "lat"):
        return ""
    lon, lat = (peek(request, (*location[2:-1], name)) for name in ("lon", "lat"))
    numbers = all(isinstance(one, int | float) for one in (lon, lat))
    return "lon_lat_swapped" if numbers and abs(lon) <= 90 < abs(lat) <= 180 else ""


def _fault(detail: dict[str, Any], request: HttpRequest, language: str) -> ParameterFault:
    location = tuple(detail["loc"])
    names = [str(step) for step in location if isinstance(step, str)]
    name = names[-1]
    value = peek(request, location[2:]) if names[0] == "body" else request.GET.get(name, "")
    return ParameterFault(
        parameter=name,
        value="" if value is None or detail["type"] == "missing" else cut(value),
        allowed=say_allowed(_find_swapped(request, location) or name, language),
    )
