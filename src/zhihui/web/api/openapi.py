"""The OpenAPI 3.1 description: shapes, examples and errors added to what django-ninja writes.

Called by operations (``describe``) and district_api (``complete``).
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from zhihui.web.api.plan_shapes import list_plan_schemas
from zhihui.web.api.shapes import list_schemas
from zhihui.web.problems import MEDIA_TYPE

Json = dict[str, Any]


def describe(
    shape: str, example: str, *, may_be_missing: bool = False, has_body: bool = False
) -> Json:
    """The responses of an operation that returns ``shape``, with the packaged example."""
    responses: dict[int, Json] = {
        200: {
            "content": {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{shape}"},
                    "examples": {example: {"value": _examples()[example]}},
                }
            }
        },
        422: _problem("A parameter cannot be used.", "invalid_parameter"),
        429: _problem("This address asks too often; see Retry-After.", "too_many_requests"),
        500: _problem("The server failed.", "server_error"),
    }
    if has_body:
        responses[400] = _problem("The body is no JSON.", "bad_request")
        responses[503] = _problem("The streets cannot be read.", "streets_unreadable")
        responses[413] = _problem("The body is larger than 64 KB.", "body_too_large")
    if may_be_missing:
        responses[404] = _problem("There is no such record.", "unknown_item")
    elif shape != "Suggestions":
        responses[404] = _problem("The district has no such area.", "unknown_area")
    return {"responses": responses}


def complete(schema: Json) -> Json:
    """``schema`` with all shapes, parameters without null, and examples where they belong."""
    schema["components"]["schemas"].update(list_schemas() | list_plan_schemas())
    for operations in schema["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                _tidy(parameter)
    return schema


def _tidy(parameter: Json) -> None:
    """A parameter is left out rather than null; ``examples`` of a parameter would be a map."""
    schema = parameter["schema"]
    choices = [one for one in schema.pop("anyOf", ()) if one.get("type") != "null"]
    for choice in choices:
        schema.update(choice)
    if schema.get("default", "") is None:
        del schema["default"]
    schema.pop("title", None)
    parameter.pop("examples", None)


def _problem(description: str, example: str) -> Json:
    return {
        "description": description,
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {example: {"value": _examples()[example]}},
            }
        },
    }


@cache
def _examples() -> Json:
    file = files("zhihui.web.api") / "examples.json"
    examples: Json = json.loads(file.read_text(encoding="utf-8"))
    return examples
