"""The API of the district as django-ninja serves it, with one error shape.

Called by the project's urls.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.docs import DocsBase

from zhihui.web.api.openapi import complete
from zhihui.web.api.operations import router
from zhihui.web.parameters import say_allowed
from zhihui.web.problems import ParameterFault, ProblemError, create_problem_response, cut
from zhihui.web.public.context import create_context
from zhihui.web.wording import language_of

VERSION = "1.0.0"
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
            {"path": path, **operation}
            for path, operations in schema["paths"].items()
            for operation in operations.values()
        ]
        return render(request, "public/docs.html", context)


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


@api.exception_handler(ValidationError)
def refuse_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 with every parameter that cannot be used."""
    language = language_of(request)
    faults = tuple(_fault(detail, request, language) for detail in error.errors)
    return create_problem_response(
        "invalid_parameter", language, instance=request.path_info, errors=faults
    )


@api.exception_handler(ProblemError)
def answer_problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """The problem that an operation raised."""
    return create_problem_response(
        error.kind, language_of(request), instance=request.path_info, errors=error.errors
    )


def _fault(detail: dict[str, Any], request: HttpRequest, language: str) -> ParameterFault:
    name = str(detail["loc"][-1])
    return ParameterFault(
        parameter=name,
        value=cut(request.GET.get(name, "")),
        allowed=say_allowed(name, language),
    )
