"""The API: every operation, every error in one shape, and what hostile input gets."""

from typing import Any

import msgspec
import pytest
from django.test import Client

from zhihui.web.api import shapes
from zhihui.web.problems import Problem

pytestmark = pytest.mark.usefixtures("served_site")
HOLIDAY_MONDAY = "2026-10-05T10:00"
MAKEUP_SATURDAY = "2026-02-14T10:00"


@pytest.fixture
def client() -> Client:
    return Client()


def get(client: Client, path: str, status: int = 200, /, **query: str) -> Any:
    response = client.get(path, query)
    assert response.status_code == status, response.content
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response.headers["Content-Type"] == kind
    return response.json()


def find_code(client: Client, words: str) -> str:
    return str(get(client, "/api/v1/search", q=words)["items"][0]["code"])


def test_search_finds_in_everyday_words(client: Client) -> None:
    found = get(client, "/api/v1/search", q="丢了身份证怎么办？", lang="en")
    first = found["items"][0]
    assert first["name"] == "Replace a lost identity card"
    assert first["go"] == {"needed": "yes", "words": "You need to go", "visits": 1}
    assert first["why"]
    assert found["is_sample"] is True
    assert "Sample" in found["notice"]
    msgspec.convert(found, shapes.SearchResult)


def test_search_declines_politely(client: Client) -> None:
    found = get(client, "/api/v1/search", q="火星移民签证")
    assert found["declined"] is True
    assert found["items"] == []
    assert found["reasons"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"audience": "enterprise"}, {"公司设立登记"}),
        ({"online": "true", "audience": "person"}, {"养老保险待遇领取资格认证", "新生儿出生登记"}),
        ({"topic": "婚姻登记"}, {"内地居民结婚登记"}),
        ({"body": "市中区民政局"}, {"内地居民结婚登记"}),
    ],
)
def test_filters_keep_out_the_rest(client: Client, query: dict[str, str], names: set[str]) -> None:
    found = get(client, "/api/v1/search", 200, q="登记 认证 公司 结婚", **query)
    assert {item["name"] for item in found["items"]} <= names


def test_area_limit_and_near(client: Client) -> None:
    found = get(
        client, "/api/v1/search", q="申请低保", area="370103019", near="117.0,36.6", limit="1"
    )
    assert [item["area"] for item in found["items"]] == ["370103019"]


@pytest.mark.parametrize(("at", "state"), [(MAKEUP_SATURDAY, "yes"), (HOLIDAY_MONDAY, "no")])
def test_answer_knows_the_working_calendar(client: Client, at: str, state: str) -> None:
    given = get(client, "/api/v1/answer", q="孩子要上户口", open_at=at)
    if state == "yes":
        msgspec.convert(given, shapes.AnswerResult)
        assert given["items"][0]["where"]["places"][0]["state"]["open"] == "yes"
    code = find_code(client, "孩子要上户口")
    item = get(client, f"/api/v1/items/{code}", at=at, lang="en")
    assert item["where"]["places"][0]["state"]["open"] == state
    msgspec.convert(item, shapes.ItemDetail)


def test_year_without_calendar_is_unknown(client: Client) -> None:
    place = get(client, "/api/v1/places/branch-tax", at="2031-05-06T10:00", lang="en")
    assert place["state"]["open"] == "unknown"
    assert "2031" in place["state"]["reasons"][0]["words"]


def test_place_with_distance(client: Client) -> None:
    place = get(client, "/api/v1/places/hall-370103", near="117.0,36.65")
    msgspec.convert(place, shapes.PlaceDetail)
    assert 0 < place["distance_m"] < 5000
    assert place["items_here"] >= 3


def test_suggestions(client: Client) -> None:
    suggested = get(client, "/api/v1/suggest", q="新生", limit="3")
    msgspec.convert(suggested, shapes.Suggestions)
    assert len(suggested["suggestions"]) <= 3
    assert any("新生儿" in one["words"] for one in suggested["suggestions"])


def test_all_answers_are_in_both_languages(client: Client) -> None:
    code = find_code(client, "孩子要上户口")
    zh = get(client, f"/api/v1/items/{code}")
    en = get(client, f"/api/v1/items/{code}", lang="en")
    assert (zh["name"], en["name"]) == (
        "新生儿出生登记",
        "Register a newborn in the household register",
    )
    assert {paper["name"] for paper in en["papers"]} >= {"Marriage certificate"}


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("search", {}, "q"),
        ("search", {"q": ""}, "q"),
        ("search", {"q": "字" * 301}, "q"),
        ("search", {"q": "x" * 5_000}, "q"),
        ("search", {"q": "a", "audience": "robots"}, "audience"),
        ("search", {"q": "a", "audience": ""}, "audience"),
        ("search", {"q": "a", "area": "37"}, "area"),
        ("search", {"q": "a", "online": "1"}, "online"),
        ("search", {"q": "a", "open_now": "maybe"}, "open_now"),
        ("search", {"q": "a", "open_at": "tomorrow"}, "open_at"),
        ("search", {"q": "a", "open_at": "2026-02-30T10:00"}, "open_at"),
        ("search", {"q": "a", "open_at": "0"}, "open_at"),
        ("search", {"q": "a", "near": "117"}, "near"),
        ("search", {"q": "a", "near": "181,20"}, "near"),
        ("search", {"q": "a", "near": "20,91"}, "near"),
        ("search", {"q": "a", "within_m": "-1"}, "within_m"),
        ("search", {"q": "a", "within_m": "nan"}, "within_m"),
        ("search", {"q": "a", "limit": "0"}, "limit"),
        ("search", {"q": "a", "limit": "51"}, "limit"),
        ("search", {"q": "a", "limit": "ten"}, "limit"),
        ("search", {"q": "a", "lang": "fr"}, "lang"),
        ("answer", {"q": "a", "topic": "字" * 101}, "topic"),
        ("suggest", {"q": "a", "limit": "21"}, "limit"),
        ("places/hall-370103", {"at": "noon"}, "at"),
    ],
)
def test_bad_parameters_are_named(
    client: Client, path: str, query: dict[str, str], parameter: str
) -> None:
    language = {} if "lang" in query else {"lang": "en"}
    body = get(client, f"/api/v1/{path}", 422, **query, **language)
    problem = msgspec.convert(body, Problem)
    assert problem.type == "urn:zhihui:problem:invalid-parameter"
    assert [fault.parameter for fault in problem.errors] == [parameter]
    fault = problem.errors[0]
    given = query.get(parameter, "")
    assert fault.value == given or (fault.value.endswith("…") and len(fault.value) == 100)
    assert fault.allowed
    assert fault.parameter in problem.detail
    assert fault.allowed in problem.detail


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api", 404, "not-found"),
        ("/api/", 404, "not-found"),
        ("/api/v1/nothing", 404, "not-found"),
        ("/api/v1/items/123", 404, "unknown-item"),
        ("/api/v1/items/%00", 404, "unknown-item"),
        ("/api/v1/places/moon", 404, "unknown-place"),
        ("/api/v1/search?q=a&area=110101", 404, "unknown-area"),
    ],
)
def test_what_is_not_there(client: Client, path: str, status: int, kind: str) -> None:
    response = client.get(path)
    assert response.status_code == status
    problem = msgspec.json.decode(response.content, type=Problem)
    assert problem.type.endswith(kind)
    assert problem.status == status
    assert problem.title
    assert problem.detail


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/search?q=a")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET"
    problem = msgspec.json.decode(response.content, type=Problem)
    assert problem.type.endswith("method-not-allowed")


def test_head_is_answered(client: Client) -> None:
    response = client.head("/api/v1/search?q=身份证")
    assert response.status_code == 200


@pytest.mark.parametrize(
    "words",
    ["\x00", "身份证\x00", "\ud800".encode("utf-8", "replace").decode(), "'\"<script>", "💥" * 150],
)
def test_odd_words_are_searched(client: Client, words: str) -> None:
    get(client, "/api/v1/search", q=words)
    get(client, "/api/v1/answer", q=words)
    get(client, "/api/v1/suggest", q=words[:100])


def test_bytes_that_are_no_text(client: Client) -> None:
    assert client.get("/api/v1/search?q=%ff%fe").status_code == 200
    assert client.get("/api/v1/items/%ff").status_code == 404


def test_a_failure_is_a_problem_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("zhihui.web.api.operations.get_served", fail)
    client.raise_request_exception = False
    response = client.get("/api/v1/search?q=a&lang=en")
    assert response.status_code == 500
    problem = msgspec.json.decode(response.content, type=Problem)
    assert problem.type.endswith("server-error")
    assert "broken" not in response.content.decode()


def test_host_names_are_checked(client: Client) -> None:
    response = client.get("/api/v1/search?q=a", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert response.json()["type"].endswith("host-not-allowed")


def test_security_headers_everywhere(client: Client) -> None:
    for path in ("/", "/api/v1/search?q=a", "/nothing", "/api/nothing", "/api/docs"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
