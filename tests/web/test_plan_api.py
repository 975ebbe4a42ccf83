"""POST /api/v1/plan: the plan, what is refused and how, and sizes that are bounded."""

import json
import threading
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhihui.streets import Mode
from zhihui.web.api.plan_shapes import PlanResult
from zhihui.web.problems import Problem
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
ORIGIN = {"lon": 116.99, "lat": 36.65}
AT = "2026-11-25T08:30"


def code_of(name: str) -> str:
    return next(str(item.code) for item in get_served().generation.items if item.name["zh"] == name)


def post(body: Any, status: int = 200) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body)
    response = Client().post("/api/v1/plan", content, content_type="application/json")
    assert response.status_code == status, response.content
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response.headers["Content-Type"] == kind
    return response.json()


def a_question(*names: str, **more: Any) -> dict[str, Any]:
    errands = [{"code": code_of(name)} for name in names or ("新生儿出生登记",)]
    return {"errands": errands, "from": ORIGIN, "at": AT, **more}


def test_a_plan_in_the_described_shape() -> None:
    given = post(a_question("新生儿出生登记", "内地居民结婚登记", days=10))
    msgspec.convert(given, PlanResult)
    assert given["status"] == "optimal"
    assert given["is_sample"] is True
    done = [
        code for trip in given["trips"] for visit in trip["visits"] for code in visit["errands"]
    ]
    away = [away["code"] for away in given["away"]]
    assert sorted(done + away) == sorted([code_of("新生儿出生登记"), code_of("内地居民结婚登记")])


def test_both_languages_and_the_question_back() -> None:
    given = post(a_question(language="en", back_by="17:30", mode="bike", at=f"{AT}:00+08:00"))
    assert given["status_words"] == "Best, proven"
    asked = given["question"]
    assert (asked["at"], asked["back_by"], asked["mode"]) == (AT, "17:30", "bike")
    again = post({**asked, "language": "en"})
    assert again == given


def test_back_by_a_moment() -> None:
    given = post(a_question(back_by="2026-11-26T17:00:00+08:00"))
    assert given["question"]["back_by"] == "2026-11-26T17:00"
    assert post(given["question"]) == given


def test_a_result_that_is_collected() -> None:
    code = code_of("居民身份证补领")
    body = a_question(days=31)
    body["errands"] = [{"code": code, "collect": True, "how": "visit"}]
    given = post(body)
    msgspec.convert(given, PlanResult)
    done = [
        (one["action"], one["code"])
        for trip in given["trips"]
        for visit in trip["visits"]
        for one in visit["handlings"]
    ]
    assert done == [("apply", code), ("collect", code)]
    assert post(given["question"]) == given


def test_cannot_be_done_is_an_answer() -> None:
    given = post(a_question(at="2026-10-01T08:30", days=1))
    msgspec.convert(given, PlanResult)
    assert given["status"] == "infeasible"
    assert given["objective"] is None
    assert given["reasons"]


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"errands": []}, "errands"),
        ({"errands": [{"code": "x"}] * 200}, "errands"),
        ({"errands": [{"code": "x" * 300}]}, "code"),
        ({"errands": [{"code": "x", "quantity": 0}]}, "quantity"),
        ({"errands": [{"code": "x", "how": "fly"}]}, "how"),
        ({"errands": [{"code": "x", "collect": "perhaps"}]}, "collect"),
        ({"from": {"lon": 200, "lat": 36}}, "lon"),
        ({"from": {"lon": "east", "lat": 36}}, "lon"),
        ({"from": {"lon": 36.65, "lat": 116.99}}, "lat"),
        ({"from": {"lon": float("nan"), "lat": 36}}, "lon"),
        ({"from": {"lon": 116.99, "lat": float("inf")}}, "lat"),
        ({"errands": [{"code": "x", "quantity": 1000}]}, "quantity"),
        ({"from": None}, "from"),
        ({"to": {"lon": 117, "lat": 91}}, "lat"),
        ({"at": "tomorrow"}, "at"),
        ({"at": 5}, "at"),
        ({"back_by": "late"}, "back_by"),
        ({"back_by": "2026-11-25"}, "back_by"),
        ({"back_by": 17}, "back_by"),
        ({"mode": "fly"}, "mode"),
        ({"days": 0}, "days"),
        ({"days": 1000}, "days"),
        ({"have": ["x"] * 51}, "have"),
        ({"language": "fr"}, "language"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], parameter: str) -> None:
    problem = msgspec.convert(post(a_question() | change, 422), Problem)
    assert problem.type == "urn:zhihui:problem:invalid-parameter"
    assert problem.errors[0].parameter == parameter
    assert problem.errors[0].allowed


@pytest.mark.parametrize(
    ("change", "parameter", "words"),
    [
        ({"at": "1900-01-01T09:00"}, "at", "1900"),
        ({"from": {"lon": 120.0, "lat": 40.0}}, "from", "too far"),
        ({"back_by": "08:00"}, "back_by", "08:00"),
        ({"back_by": "2026-11-25T08:00"}, "back_by", "2026-11-25 08:00"),
    ],
)
def test_what_cannot_be_planned_says_why(
    change: dict[str, Any], parameter: str, words: str
) -> None:
    body = post(a_question(language="en") | change, 422)
    problem = msgspec.convert(body, Problem)
    assert problem.type == "urn:zhihui:problem:invalid-question"
    assert problem.errors[0].parameter == parameter
    assert words in problem.detail
    chinese = post(a_question() | change, 422)
    assert chinese["title"] == "这样无法规划"


def test_swapped_coordinates_are_told_apart() -> None:
    swapped = {"from": {"lon": 36.65, "lat": 116.99}}
    assert "写反了" in post(a_question() | swapped, 422)["errors"][0]["allowed"]
    body = post(a_question(language="en", to={"lon": 36.65, "lat": 116.99}), 422)
    assert "swapped" in body["errors"][0]["allowed"]


def test_an_unknown_item_is_404() -> None:
    body = post({"errands": [{"code": "NOTHING"}], "from": ORIGIN, "language": "en"}, 404)
    assert body["type"].endswith("unknown-item")
    assert "NOTHING" in body["detail"]


def test_an_unknown_item_names_those_that_may_be_meant() -> None:
    code = code_of("新生儿出生登记")
    slip, words = f" {code[:-1].lower()}", "丢了身份证"
    asked = [{"code": slip}, {"code": words}, {"code": code}]
    body = post({"errands": asked, "from": ORIGIN, "language": "en"}, 404)
    assert [error["value"] for error in body["errors"]] == [slip, words]
    assert f"Did you mean {code} Register a newborn" in body["errors"][0]["allowed"]
    assert code_of("居民身份证补领") in body["errors"][1]["allowed"]
    assert code in body["detail"]
    item = Client().get(f"/api/v1/items/{code[:-1]}")
    assert item.status_code == 404
    assert f"您要的可能是：{code}" in item.json()["errors"][0]["allowed"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"5", b"null", b'{"errands": 1}'])
def test_bodies_that_are_no_question(body: bytes) -> None:
    response = Client().post("/api/v1/plan", body, content_type="application/json")
    assert response.status_code in (400, 422)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_other_methods_are_told_what_is_allowed() -> None:
    response = Client().get("/api/v1/plan?lang=en")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "only: POST" in response.json()["detail"]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(
    names=st.lists(
        st.sampled_from(["新生儿出生登记", "内地居民结婚登记", "公司设立登记"]), min_size=1
    ),
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    day=st.dates(),
    days=st.integers(1, 31),
    mode=st.sampled_from(["walk", "bike", "drive"]),
)
def test_any_question_is_answered_or_refused(
    names: list[str], lon: float, lat: float, day: Any, days: int, mode: str
) -> None:
    body = a_question(*names[:5], days=days, mode=mode)
    body |= {"from": {"lon": lon, "lat": lat}, "at": f"{day.isoformat()}T09:00"}
    response = Client().post("/api/v1/plan", json.dumps(body), content_type="application/json")
    assert response.status_code in (200, 422), response.content
    if response.status_code == 200:
        msgspec.convert(response.json(), PlanResult)


def test_a_network_is_opened_once_for_all_threads() -> None:
    travel = get_served().travel
    seen: list[object] = []
    threads = [threading.Thread(target=lambda: seen.append(travel(Mode.DRIVE))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in seen}) == 1


def test_the_way_of_each_trip_is_given_when_asked_for() -> None:
    how = {"code": code_of("新生儿出生登记"), "how": "visit"}
    question = {"errands": [how], "from": ORIGIN, "at": AT}
    assert [trip["path"] for trip in post(question)["trips"]] == [None]
    given = post(question | {"paths": True})
    msgspec.convert(given, PlanResult)
    (trip,) = given["trips"]
    place = [trip["visits"][0]["lon"], trip["visits"][0]["lat"]]
    assert trip["path"][0] == trip["path"][-1] == [ORIGIN["lon"], ORIGIN["lat"]]
    assert place in trip["path"]
    assert all(before != after for before, after in pairwise(trip["path"]))
    post(question | {"paths": "yes"}, 422)
