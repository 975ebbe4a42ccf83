"""The operation that plans: errands in the body, the plan as ``docs/trip-answer.md`` says it.

Called by django-ninja.
"""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from zhihui.answers import plan_json, word_refusal
from zhihui.answers.near_streets import streets_near
from zhihui.answers.plan_paths import list_paths
from zhihui.trips.question import QuestionError
from zhihui.web.api.openapi import describe
from zhihui.web.clock import now
from zhihui.web.meant import check_codes
from zhihui.web.plan_body import PlanBody, peek
from zhihui.web.planning import plan_of
from zhihui.web.problems import ParameterFault, create_problem_response, cut
from zhihui.web.served import get_served
from zhihui.web.wording import DEFAULT, LANGUAGES, language_of

router = Router()
_encoder = msgspec.json.Encoder()
_NAMES = {"origin": "from", "end": "to", "start": "at", "in_hand": "have"}
"""Fields of PlanQuestion that the body names otherwise."""


@router.post(
    "/plan",
    operation_id="plan",
    openapi_extra=describe("PlanResult", "plan", may_be_missing=True, has_body=True),
)
def plan(request: HttpRequest, asked: Body[PlanBody]) -> HttpResponse:
    """The best plan for several errands: where, in which order, on which day and at what time.

    Cannot be done: `status` is `infeasible`, `reasons` says why and `suggestions` what would help.
    """
    served = get_served()
    check_codes(served, (errand.code for errand in asked.errands), asked.language)
    made = plan_of(asked.to_question(now()))
    paths = list_paths(made, served.travel(made.question.mode)) if asked.paths else None
    name_street = streets_near(served.travel, asked.language, made.question.mode)
    content = _encoder.encode(plan_json(made, asked.language, paths, name_street=name_street))
    return HttpResponse(content, content_type="application/json")


def refuse_question(request: HttpRequest, error: QuestionError) -> HttpResponse:
    """422 with what is wrong with the question and what to do."""
    language = language_of_body(request)
    name = _NAMES.get(error.part, error.part)
    value = peek(request, (name,))
    why = word_refusal(error, language)
    fault = ParameterFault(parameter=name, value="" if value is None else cut(value), allowed=why)
    return create_problem_response(
        "invalid_question",
        language,
        instance=request.path_info,
        errors=(fault,),
        values={"why": why},
    )


def language_of_body(request: HttpRequest) -> str:
    """The language that a body asks for, else that of the address."""
    asked: Any = peek(request, ("language",)) if request.method == "POST" else None
    if isinstance(asked, str) and asked in LANGUAGES and asked != DEFAULT:
        return asked
    return language_of(request)
