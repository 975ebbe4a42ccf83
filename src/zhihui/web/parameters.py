"""The parameters of a search, as the API and the search page take them.

Called by both. Everything that comes in is checked here: the rest of web sees typed values only.
Control characters are read as spaces, so that no input can upset an index or a log.
"""

import re
from datetime import datetime
from typing import Annotated, Literal

from django.http import QueryDict
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    WithJsonSchema,
)

from zhihui.district import AreaCode, Audience
from zhihui.finder import Filters
from zhihui.web.clock import to_local
from zhihui.web.problems import ParameterFault, cut
from zhihui.web.wording import DEFAULT, LANGUAGES, knows, say

MAX_NEED = 300
MAX_WORDS = 100
MAX_LIMIT = 50
MAX_WITHIN_M = 200_000
AREA_PATTERN = r"^[0-9]{6}([0-9]{3}([0-9]{3})?)?$"
NEAR_PATTERN = (
    r"^-?(180(\.0{1,9})?|(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]{1,9})?),"
    r"-?(90(\.0{1,9})?|[1-8]?[0-9](\.[0-9]{1,9})?)$"
)
MOMENT_PATTERN = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})?$"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MOMENT = re.compile(MOMENT_PATTERN)

AudienceName = Literal[
    "person",
    "enterprise",
    "institution",
    "social_organisation",
    "unincorporated",
    "agency",
    "other",
]


def without_control(words: str) -> str:
    """What was typed, with control characters as spaces."""
    return _CONTROL.sub(" ", words)


def _clean(words: object) -> object:
    return without_control(words) if isinstance(words, str) else words


def _read_flag(value: object) -> object:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def read_moment(value: str) -> datetime:
    """A date and time as written. Raises ValueError."""
    if not _MOMENT.match(value):
        raise ValueError("not a date and time")
    return datetime.fromisoformat(value.upper())


def _check_language(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError("not a language of the catalogues")
    return language


def _in_district_time(moment: datetime) -> datetime:
    return to_local(moment).replace(microsecond=0)


Words = Annotated[str, BeforeValidator(_clean)]
Flag = Annotated[
    bool,
    Field(strict=True),
    BeforeValidator(_read_flag),
    WithJsonSchema({"type": "boolean", "default": False}),
]
Language = Annotated[
    str,
    AfterValidator(_check_language),
    WithJsonSchema({"type": "string", "enum": list(LANGUAGES), "default": DEFAULT}),
]
Moment = Annotated[
    datetime,
    AfterValidator(_in_district_time),
    BeforeValidator(read_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class NarrowingParameters(BaseModel):
    """What narrows a search down; all may be left out."""

    audience: AudienceName | None = Field(
        None, description="Who it is for.", examples=["person", "enterprise"]
    )
    topic: Words = Field(
        "", max_length=MAX_WORDS, description="Exact topic of the items, in Chinese."
    )
    body: Words = Field(
        "", max_length=MAX_WORDS, description="Exact Chinese name of the implementing body."
    )
    area: str | None = Field(
        None,
        pattern=AREA_PATTERN,
        description="Code of a district (6 digits), street (9) or community (12): "
        "items that serve this area.",
    )
    online: Flag = Field(False, description="Only what can be done online.")
    open_now: Flag = Field(False, description="Only what is open at this moment.")
    open_at: Moment | None = Field(
        None,
        description="Only what is open at this moment; without an offset, the district's time. "
        "Goes before open_now.",
    )
    near: str | None = Field(
        None,
        pattern=NEAR_PATTERN,
        description="lon,lat in WGS-84 degrees: distances are given from here.",
        examples=["116.99,36.65"],
    )
    within_m: float | None = Field(
        None,
        gt=0,
        le=MAX_WITHIN_M,
        allow_inf_nan=False,
        description="Only what is within this many metres of `near`, in a straight line.",
    )
    lang: Language = Field(DEFAULT, description="Language of the wordings.")

    @property
    def point(self) -> tuple[float, float] | None:
        """(lon, lat) of ``near``."""
        if self.near is None:
            return None
        lon, lat = self.near.split(",")
        return float(lon), float(lat)

    def to_filters(self, moment: datetime) -> Filters:
        """The finder's filters; ``moment`` is the present in the district."""
        return Filters(
            audience=Audience[self.audience.upper()] if self.audience else None,
            topic=self.topic,
            body=self.body,
            area=AreaCode(self.area) if self.area else None,
            online=self.online,
            open_at=self.open_at or (moment if self.open_now else None),
            near=self.point,
            within_m=self.within_m if self.near else None,
        )


class SearchParameters(NarrowingParameters):
    """The parameters of a search."""

    q: Words = Field(
        min_length=1,
        max_length=MAX_NEED,
        description="What the person needs, in their own words.",
        examples=["孩子要上户口", "lost my id card"],
    )
    limit: int = Field(10, ge=1, le=MAX_LIMIT, description="At most so many items.")


class SuggestParameters(BaseModel):
    """The parameters of suggestions."""

    q: Words = Field(
        min_length=1,
        max_length=MAX_WORDS,
        description="What has been typed so far.",
        examples=["shenf", "社保"],
    )
    limit: int = Field(8, ge=1, le=20, description="At most so many suggestions.")
    lang: Language = Field(DEFAULT, description="Language of error messages.")


class ViewParameters(BaseModel):
    """From where and when one record is looked at."""

    near: str | None = Field(
        None,
        pattern=NEAR_PATTERN,
        description="lon,lat in WGS-84 degrees: distances are given from here.",
        examples=["116.99,36.65"],
    )
    at: Moment | None = Field(
        None, description="The moment for open or shut; left out: the present."
    )
    lang: Language = Field(DEFAULT, description="Language of the wordings.")

    @property
    def point(self) -> tuple[float, float] | None:
        """(lon, lat) of ``near``."""
        if self.near is None:
            return None
        lon, lat = self.near.split(",")
        return float(lon), float(lat)


class PageParameters(NarrowingParameters):
    """The parameters of the search page: as the API's, but the need may be missing."""

    q: Words = Field("", max_length=MAX_NEED)


def read_page_parameters(query: QueryDict, language: str) -> PageParameters | list[ParameterFault]:
    """The parameters of a page request, or what is wrong; fields left empty ask for nothing."""
    given = {name: value for name, value in query.items() if value.strip() and name != "lang"}
    try:
        return PageParameters(**given)
    except ValidationError as error:
        return list_faults(error, language)


def list_faults(error: ValidationError, language: str) -> list[ParameterFault]:
    """What is wrong with each parameter, in ``language``."""
    return [
        ParameterFault(
            parameter=(name := str(detail["loc"][-1]) if detail["loc"] else "query"),
            value="" if detail["type"] == "missing" else cut(detail["input"]),
            allowed=say_allowed(name, language),
        )
        for detail in error.errors(include_url=False, include_context=False)
    ]


def say_allowed(parameter: str, language: str) -> str:
    """What a parameter may be."""
    key = f"allowed.{parameter}"
    limits = {
        "max_need": MAX_NEED,
        "max_words": MAX_WORDS,
        "max_limit": MAX_LIMIT,
        "max_within_m": MAX_WITHIN_M,
        "languages": ", ".join(LANGUAGES),
    }
    return say(key if knows(key) else "allowed.any", language, limits)
