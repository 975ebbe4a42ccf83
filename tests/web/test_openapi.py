"""The OpenAPI description is 3.1, says what the API does, and its examples fit its schemas."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

PATHS = (
    "/api/v1/search",
    "/api/v1/suggest",
    "/api/v1/answer",
    "/api/v1/items/{code}",
    "/api/v1/places/{id}",
    "/api/v1/plan",
)
pytestmark = pytest.mark.usefixtures("served_site")


@pytest.fixture
def description() -> Any:
    return Client().get("/api/openapi.json").json()


@pytest.fixture
def api_schema(served_site: None) -> Any:
    from zhihui.web.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", PATHS)
def test_the_api_keeps_its_description(api_schema: Any, path: str, mode: GenerationMode) -> None:
    """What fits the description is answered as described; what does not is refused as described."""

    @given(case=api_schema[path][method_of(path)].as_strategy(generation_mode=mode))
    @settings(
        max_examples=30,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def keeps(case: Any) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    keeps()


def method_of(path: str) -> str:
    return "POST" if path.endswith("/plan") else "GET"


def test_is_openapi_3_1(description: Any) -> None:
    assert description["openapi"].startswith("3.1.")
    assert set(description["paths"]) == set(PATHS)


def test_every_parameter_and_response_is_described(description: Any) -> None:
    for operation in list_operations(description):
        assert operation["description"]
        assert "422" in operation["responses"]
        for parameter in operation.get("parameters", ()):
            assert parameter["schema"]["description"]
            assert "anyOf" not in parameter["schema"]


def test_examples_fit_their_schemas(description: Any) -> None:
    checked = 0
    for operation in list_operations(description):
        for response in operation["responses"].values():
            for media in response["content"].values():
                whole = {**media["schema"], "components": description["components"]}
                for example in media["examples"].values():
                    jsonschema.validate(example["value"], whole)
                    checked += 1
    assert checked >= 15


def test_documentation_page_needs_no_scripts_from_elsewhere() -> None:
    for language in ("zh", "en"):
        page = Client().get(f"/api/docs?lang={language}").content.decode()
        assert "/api/v1/search" in page
        head = page.replace("http://testserver/", "/").split("<main", 1)[0]
        assert "http:" not in head
        assert "https:" not in head


def list_operations(description: Any) -> Iterator[Any]:
    for operations in description["paths"].values():
        yield from operations.values()
