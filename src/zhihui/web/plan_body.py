"""The body of a plan request, as the API takes it, and the PlanQuestion that it becomes.

Called by the API. All sizes are bounded here; what depends on the district is checked by the
planner, which raises QuestionError.
"""

import re
from datetime import datetime, time
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from zhihui.district import ItemCode, MaterialId
from zhihui.streets import Mode
from zhihui.trips.question import MAX_DAYS, MAX_ERRANDS, Errand, How, PlanQuestion, StepFree
from zhihui.web.clock import to_local
from zhihui.web.parameters import MOMENT_PATTERN, Language, read_moment
from zhihui.web.wording import DEFAULT

CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
MAX_QUANTITY = 99
MAX_CODE = 200
MAX_HAVE = 50
ModeName = Literal["walk", "bike", "drive"]
StepFreeName = Literal["any", "prefer", "only"]
HowName = Literal["any", "visit", "online", "agent"]


def _read_moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("not a date and time")
    return to_local(read_moment(value)).replace(second=0, microsecond=0)


def _read_back_by(value: object) -> time | datetime:
    if isinstance(value, str) and re.match(CLOCK_PATTERN, value):
        return time.fromisoformat(value)
    return _read_moment(value)


def _read_whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, Field(strict=True), BeforeValidator(_read_whole)]
"""A whole number; in JSON 2.0 is one too."""
Moment = Annotated[
    datetime,
    BeforeValidator(_read_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": MOMENT_PATTERN}),
]
BackBy = Annotated[
    time | datetime,
    BeforeValidator(_read_back_by),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": CLOCK_PATTERN},
                {"type": "string", "format": "date-time", "pattern": MOMENT_PATTERN},
            ]
        }
    ),
]
Code = Annotated[str, Field(min_length=1, max_length=MAX_CODE)]


class Body(Schema):
    """Base of all parts: nothing that is not described."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ErrandBody(Body):
    """One item to get done."""

    code: Code = Field(description="Item code as the source writes it.")
    quantity: Whole = Field(1, ge=1, le=MAX_QUANTITY, description="How many people's papers.")
    how: HowName = Field(
        "any",
        description="`any`: without a visit where none is needed; `visit`: by a visit all the "
        "same; `online`, `agent`: that way.",
    )
    collect: bool = Field(
        False,
        strict=True,
        description="One comes again to collect the result, once its time limit is over.",
    )


class PointBody(Body):
    """A point in WGS-84 degrees."""

    lon: float = Field(ge=-180, le=180, strict=True, allow_inf_nan=False)
    lat: float = Field(ge=-90, le=90, strict=True, allow_inf_nan=False)


class PlanBody(Body):
    """What is asked of the planner."""

    errands: list[ErrandBody] = Field(
        min_length=1, max_length=MAX_ERRANDS, description="What to get done."
    )
    origin: PointBody = Field(alias="from", description="Where one starts.")
    to: PointBody | None = Field(None, description="Where one ends; left out: where one starts.")
    at: Moment | None = Field(
        None,
        description="One does not leave before; without an offset, the district's time; left out: "
        "the present.",
    )
    back_by: BackBy | None = Field(
        None,
        description="HH:MM: on each day one must have arrived by then. A date and time: by then "
        "on that day, which is the last of the plan.",
        examples=["17:30", "2026-11-25T17:30"],
    )
    mode: ModeName = Field("walk", description="How one moves.")
    days: Whole = Field(
        7, ge=1, le=MAX_DAYS, description="How many days it may take, the first incl."
    )
    have: list[Code] = Field(
        default_factory=list, max_length=MAX_HAVE, description="Ids of papers that one has already."
    )
    step_free: StepFreeName = Field(
        "any",
        description="`only`: places recorded as step-free; `prefer`: none that has steps, and one "
        "of which nobody knows only where no step-free one will do.",
    )
    paths: bool = Field(
        False, strict=True, description="The line of each trip along the streets as well."
    )
    language: Language = Field(DEFAULT, description="Language of the wordings.")

    def to_question(self, now: datetime) -> PlanQuestion:
        """The question; ``now`` is the present in the district."""
        start = self.at or now.replace(second=0, microsecond=0)
        return PlanQuestion(
            errands=tuple(
                Errand(
                    item=ItemCode(one.code),
                    quantity=one.quantity,
                    how=How(one.how),
                    collect=one.collect,
                )
                for one in self.errands
            ),
            origin=(self.origin.lon, self.origin.lat),
            end=None if self.to is None else (self.to.lon, self.to.lat),
            mode=Mode(self.mode),
            start=start,
            back_by=self.back_by,
            days=self.days,
            in_hand=tuple(MaterialId(paper) for paper in self.have),
            step_free=StepFree(self.step_free),
            not_before=now if now <= start else None,
        )


def peek(request: HttpRequest, path: tuple[Any, ...]) -> Any:
    """What the JSON body holds at ``path``; None where there is no such thing."""
    try:
        found: Any = msgspec.json.decode(request.body)
        for step in path:
            found = found[step]
    except (msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError):
        return None
    return found
