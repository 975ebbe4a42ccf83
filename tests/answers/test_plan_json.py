"""The plan as JSON fits the published schema, says all that the plan says, in both languages."""

import json
from typing import Any

import jsonschema
import pytest

from tests.trip_plans import create_infeasible, create_plan, create_unproven
from zhihui.answers import LANGUAGES, plan_json
from zhihui.trips.plan import Plan

CODES = {"type": "array", "items": {"type": "string"}}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d$"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
COUNT = {"type": "integer", "minimum": 0}
FACT = {"enum": ["yes", "no", "unknown"]}


def an_object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def a_list(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": an_object(**properties)}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


WORDS = {"type": "string", "minLength": 1}
NAME = or_null(WORDS)
REASON = {"errand": NAME, "kind": WORDS, "values": {"type": "object"}, "words": WORDS}
AIM = an_object(trips=COUNT, completion_day=COUNT, minutes_out=COUNT)
POINT = an_object(lon={"type": "number"}, lat={"type": "number"})
QUESTION = an_object(
    errands=a_list(code=WORDS, quantity=COUNT, how={"enum": ["any", "visit", "online", "agent"]}),
    **{"from": POINT},
    to=or_null(POINT),
    mode={"enum": ["walk", "bike", "drive"]},
    at=MOMENT,
    back_by=or_null({"type": "string", "pattern": r"^(\d{4}-\d\d-\d\dT)?\d\d:\d\d$"}),
    days=COUNT,
    have=CODES,
)
HANDLING = {
    "code": WORDS,
    "name": WORDS,
    "quantity": COUNT,
    "counter": NAME,
    "floor": NAME,
    "arrive": MOMENT,
    "join": MOMENT,
    "end": MOMENT,
    "wait_minutes": COUNT,
    "queue_minutes": COUNT,
    "queue_error_minutes": or_null(COUNT),
    "queue_known": FACT,
    "handling_minutes": COUNT,
    "handling_known": FACT,
    "appointment": FACT,
    "by_slot": {"type": "boolean"},
}
VISIT = {
    "place": WORDS,
    "name": WORDS,
    "address": NAME,
    "lon": or_null({"type": "number"}),
    "lat": or_null({"type": "number"}),
    "phones": CODES,
    "travel_minutes": COUNT,
    "arrive": MOMENT,
    "start": MOMENT,
    "end": MOMENT,
    "errands": CODES,
    "handlings": a_list(**HANDLING),
}
PAPER = {
    "id": WORDS,
    "name": WORDS,
    "comes_from": {"enum": ["home", "on_the_way", "office"]},
    "comes_from_words": WORDS,
    "originals": or_null(COUNT),
    "copies": or_null(COUNT),
    "wanted_by": a_list(
        code=WORDS,
        name=NAME,
        necessity={"enum": ["required", "conditional", "optional", "unknown"]},
        form={"enum": ["paper", "electronic", "either", "unknown"]},
        condition=NAME,
        note=NAME,
    ),
    "produced_by": a_list(code=WORDS, name=NAME),
    "issued_by": NAME,
    "blank_form_url": NAME,
    "example_url": NAME,
}
SCHEMA = an_object(
    status={"enum": ["optimal", "not_proven", "infeasible"]},
    status_words=WORDS,
    summary=NAME,
    trips=a_list(depart=MOMENT, minutes=COUNT, travel_home_minutes=COUNT, visits=a_list(**VISIT))
    | {"contains": {"required": ["return"]}, "minContains": 0},
    online=CODES,
    away=a_list(
        code=WORDS,
        name=WORDS,
        channel={"enum": ["counter", "online", "post", "self_service", "agent"]},
        on=DAY,
        after_visit={"type": "boolean"},
        url=NAME,
        words=WORDS,
    ),
    papers=a_list(**PAPER),
    reasons=a_list(**REASON),
    suggestions=a_list(
        kind=WORDS,
        words=WORDS,
        saves=NAME,
        objective=AIM,
        saved=or_null({"type": "object"}),
        question=QUESTION,
    ),
    objective=or_null(AIM),
    completion_date=or_null(DAY),
    bound=or_null(AIM),
    bound_words=NAME,
    assumptions=an_object(
        travel=an_object(
            mode={"enum": ["walk", "bike", "drive"]},
            is_estimate={"type": "boolean"},
            notes=a_list(kind=WORDS, words=WORDS),
            words=WORDS,
        ),
        defaults=an_object(queue_minutes=COUNT, handling_minutes=COUNT, wait_working_days=COUNT),
        defaults_used=a_list(**REASON),
    ),
    uncertain=a_list(**REASON),
    question=QUESTION,
    near_street=NAME,
    notice=NAME,
    is_sample={"type": "boolean"},
)


def as_json(plan: Plan, language: str = "zh") -> Any:
    return json.loads(json.dumps(plan_json(plan, language), ensure_ascii=False))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", [create_plan(), create_infeasible(), create_unproven()])
def test_every_plan_fits_the_schema(plan: Plan, language: str) -> None:
    jsonschema.validate(as_json(plan, language), SCHEMA)
    assert set(as_json(plan, language)) == set(SCHEMA["required"])


def test_a_plan_names_the_streets_near_its_start_and_its_places() -> None:
    plan = create_plan()
    assert as_json(plan)["near_street"] is None
    known = {plan.question.origin: "经一路", (117.02, 36.65): "经十路"}
    given = plan_json(plan, name_street=lambda point: known.get(point, ""))
    assert given["near_street"] == "经一路"
    visits = as_json(plan)["trips"][0]["visits"]
    assert [visit["near_street"] for visit in visits] == [None, None]
    named = json.loads(json.dumps(given))["trips"][0]["visits"]
    assert [visit["near_street"] for visit in named] == ["经十路", None]


def test_a_plan_says_when_where_and_how_long() -> None:
    given = as_json(create_plan(), "en")
    (trip,) = given["trips"]
    assert (trip["depart"], trip["return"]) == ("2026-11-25T08:30", "2026-11-25T10:27")
    hall, near = trip["visits"]
    assert (hall["place"], hall["arrive"], hall["start"], hall["end"]) == (
        "HALL",
        "2026-11-25T08:52",
        "2026-11-25T09:00",
        "2026-11-25T09:40",
    )
    assert hall["errands"] == ["ID-CARD"]
    handled = hall["handlings"][0]
    assert (handled["quantity"], handled["wait_minutes"]) == (2, 8)
    assert (handled["queue_minutes"], handled["queue_error_minutes"]) == (10, 4)
    assert (handled["counter"], handled["floor"]) == ("Counter A12", "3楼")
    assert near["handlings"][0]["queue_known"] == "no"
    assert given["online"] == ["HOUSEHOLD"]
    assert given["objective"] == {"trips": 1, "completion_day": 0, "minutes_out": 117}
    assert given["bound"] is None


def test_assumptions_and_defaults_that_were_used_are_said() -> None:
    assumed = as_json(create_plan(), "en")["assumptions"]
    assert assumed["travel"]["is_estimate"] is True
    assert [note["kind"] for note in assumed["travel"]["notes"]] == ["straight_line"]
    assert [(one["errand"], one["kind"]) for one in assumed["defaults_used"]] == [
        ("BARE", "queue_assumed")
    ]


def test_papers_say_where_they_come_from() -> None:
    papers = {paper["id"]: paper for paper in as_json(create_plan(), "en")["papers"]}
    assert papers["household-book"]["comes_from"] == "home"
    assert papers["household-book"]["copies"] == 2
    assert papers["household-book"]["blank_form_url"] == "https://example.org/form"
    assert papers["id-card"]["produced_by"][0]["code"] == "ID-CARD"
    assert papers["photo"]["comes_from"] == "office"


def test_why_not_and_what_would_help() -> None:
    given = as_json(create_infeasible())
    assert (given["status"], given["trips"], given["objective"]) == ("infeasible", [], None)
    assert given["reasons"][0]["errand"] == "ID-CARD"
    assert given["reasons"][0]["words"] == "要在 09:00 前回来，来不及。"
    (suggestion,) = given["suggestions"]
    assert suggestion["question"]["back_by"] == "10:30"
    assert suggestion["saved"] is None
    assert suggestion["saves"] == "这样就能办成"


def test_an_unproven_plan_carries_its_bound() -> None:
    given = as_json(create_unproven(), "en")
    assert given["bound"] == {"trips": 1, "completion_day": 0, "minutes_out": 90}
    assert "90 min" in given["bound_words"]
