"""The options of ``plan`` as a PlanQuestion; a value that makes no sense says so."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

import typer

from zhihui.cli.clock import to_local
from zhihui.cli.filters import read_point
from zhihui.district import ItemCode
from zhihui.trips.question import Errand, How, Point


def read_origin(written: str) -> Point:
    """(lon, lat) of ``--from``."""
    point = read_point(written, "--from")
    if point is None:
        raise typer.BadParameter("需要 needs LON,LAT", param_hint="--from")
    return point


def read_back_by(written: str | None) -> time | datetime | None:
    """A time of day such as 17:30, or a moment such as 2026-11-25T17:30 in local time."""
    if written is None:
        return None
    plain = written.strip().replace("：", ":")
    try:
        if "-" in plain:
            moment = datetime.fromisoformat(plain)
            if len(plain) > len("2026-11-25"):
                return to_local(moment).replace(second=0, microsecond=0)
        hour, minute = plain.split(":")
        return time(int(hour), int(minute))
    except ValueError as error:
        raise typer.BadParameter(
            f"{written!r} 不是时间。每天最晚几点回来写成 17:30；哪天几点前回来写成 "
            f"2026-11-25T17:30。{written!r} is no time: write a time of day like 17:30 (each day), "
            "or a moment like 2026-11-25T17:30 (on that day, the last of the plan).",
            param_hint="--back-by",
        ) from error


def read_errands(
    codes: Iterable[str],
    quantities: Iterable[str],
    ways: Mapping[How, Iterable[str]],
    collected: Iterable[str] = (),
) -> tuple[Errand, ...]:
    """Errands in the order given; ``quantities`` are CODE=N, ``ways`` names codes by How.

    ``collected`` are codes whose result is collected. A code that stands in one of these only is an
    errand too.
    """
    collect = {code.strip() for code in collected}
    counts = dict(_read_quantity(one) for one in quantities)
    how: dict[str, How] = {}
    for way, named in ways.items():
        for code in (one.strip() for one in named):
            if how.setdefault(code, way) is not way:
                raise typer.BadParameter(
                    f"{code!r} 不能既用 --{how[code].value} 又用 --{way.value}。"
                    f"{code!r} cannot be both --{how[code].value} and --{way.value}.",
                    param_hint=f"--{way.value}",
                )
    every = dict.fromkeys([*(code.strip() for code in codes), *how, *counts, *sorted(collect)])
    return tuple(
        Errand(
            item=ItemCode(code),
            quantity=counts.get(code, 1),
            how=how.get(code, How.ANY),
            collect=code in collect,
        )
        for code in every
    )


def _read_quantity(written: str) -> tuple[str, int]:
    code, _, count = written.rpartition("=")
    try:
        if not code:
            raise ValueError("no code before the number")
        return code.strip(), int(count)
    except ValueError as error:
        raise typer.BadParameter(
            f"{written!r} 不是“编码=份数”，如 11370103…=2。"
            f"{written!r} is not CODE=NUMBER, e.g. 11370103…=2.",
            param_hint="--quantity",
        ) from error
