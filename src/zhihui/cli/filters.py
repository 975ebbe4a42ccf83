"""The options of ``ask`` as the finder's Filters; a value that makes no sense says so."""

from datetime import datetime
from enum import StrEnum

import typer

from zhihui.answers import LANGUAGES
from zhihui.cli.clock import to_local
from zhihui.district import AreaCode, Audience
from zhihui.generation import Generation

LANGUAGE_HELP = f"{', '.join(LANGUAGES)}. 语言"


class AudienceName(StrEnum):
    """Who asks, as written on the command line."""

    PERSON = "person"
    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"
    SOCIAL_ORGANISATION = "social-organisation"
    UNINCORPORATED = "unincorporated"
    AGENCY = "agency"
    OTHER = "other"

    @property
    def audience(self) -> Audience:
        """The Audience of the exchange tables."""
        return Audience[self.name]


def check_language(written: str) -> None:
    """Raise BadParameter for a ``--lang`` that has no catalogue."""
    if written not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise typer.BadParameter(
            f"{written!r} 应是其中之一：{known}。{written!r} is none of: {known}.",
            param_hint="--lang",
        )


def read_moment(written: str | None, now: datetime) -> datetime:
    """Local time in China for ``--at``; ``now`` when it is not given."""
    if written is None:
        return to_local(now)
    try:
        return to_local(datetime.fromisoformat(written.strip()))
    except ValueError as error:
        raise typer.BadParameter(
            f"{written!r} 不是时间，请写成 2026-05-06T09:30。"
            f"{written!r} is not a time: write it like 2026-05-06T09:30.",
            param_hint="--at",
        ) from error


def read_point(written: str | None, option: str = "--near") -> tuple[float, float] | None:
    """(lon, lat) in WGS-84 for ``option``."""
    if written is None:
        return None
    try:
        lon, lat = (float(part) for part in written.replace("，", ",").split(","))
    except ValueError as error:
        raise _bad_point(option, written, "应为 经度,纬度", "write it as lon,lat") from error
    if abs(lat) <= 90 and abs(lon) <= 180:
        return lon, lat
    if abs(lon) <= 90 and abs(lat) <= 180:
        raise _bad_point(
            option,
            written,
            "纬度在前了，应为 经度,纬度",
            "latitude stands first: write it as lon,lat",
        )
    raise _bad_point(
        option,
        written,
        "超出范围：经度 -180 到 180，纬度 -90 到 90",
        "it is out of range: longitude is -180 to 180, latitude -90 to 90",
    )


def read_area(written: str | None, generation: Generation) -> AreaCode | None:
    """The area with this code or name. Raises BadParameter for one that the district lacks."""
    if written is None:
        return None
    wanted = written.strip()
    found = generation.areas.find(wanted)
    if found is not None:
        return found.code
    named = [area for area in generation.areas if wanted in area.name.values()]
    if len(named) == 1:
        return named[0].code
    if named:
        codes = ", ".join(area.code for area in named)
        raise typer.BadParameter(
            f"{wanted!r} 不止一个，请用代码：{codes}。"
            f"{wanted!r} is the name of several areas; give a code: {codes}.",
            param_hint="--area",
        )
    if not len(generation.areas):
        return AreaCode(wanted)
    raise typer.BadParameter(
        f"本区没有区域 {wanted!r}，请给出街道或社区的代码或全名。"
        f"The district has no area {wanted!r}: give the code or full name of a street or "
        "community.",
        param_hint="--area",
    )


def _bad_point(option: str, written: str, why_zh: str, why_en: str) -> typer.BadParameter:
    return typer.BadParameter(
        f"{written!r}：{why_zh}，如 117.0,36.65。{written!r}: {why_en}, e.g. 117.0,36.65.",
        param_hint=option,
    )
