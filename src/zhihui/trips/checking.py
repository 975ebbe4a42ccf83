"""Whether a question can be planned at all; each refusal says what, why and what to do.

Called by ``planning`` before anything is drafted.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time

from zhihui.district import Item, Place
from zhihui.finder import get_distance_m
from zhihui.generation import Generation
from zhihui.trips.question import (
    MAX_DAYS,
    MAX_ERRANDS,
    Defaults,
    Errand,
    How,
    PlanQuestion,
    Point,
    QuestionError,
)

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
MAX_QUANTITY = 99
FARTHEST_M = 100_000.0
"""Without streets, an origin may be so far from the nearest place, straight."""
_RIGHT_ANGLE = 90.0
_LONGEST_MINUTES = 24 * 60
_LONGEST_WAIT_DAYS = 366


def check_question(question: PlanQuestion, generation: Generation) -> PlanQuestion:
    """The question with its errands merged and sorted by item code. Raises QuestionError."""
    _check_errands(question.errands)
    _check_times(question)
    _check_defaults(question.defaults)
    _check_point(question.origin, "出发地", "origin")
    if question.end is not None:
        _check_point(question.end, "终点", "end point")
    errands = _merge(question.errands)
    for errand in errands:
        if generation.items.find_ordinal(errand.item) is None:
            raise QuestionError(
                f"没有编码为 {errand.item} 的事项。请用 `zhihui ask` 或搜索页查到事项编码后再试。",
                f"There is no item with the code {errand.item}. Look its code up with `zhihui ask` "
                "or on the search page, and try again.",
                part="errands",
            )
    return replace(question, errands=errands)


def list_items(question: PlanQuestion, generation: Generation) -> tuple[Item, ...]:
    """The Items of a checked question, by errand."""
    return tuple(generation.items.get(errand.item) for errand in question.errands)


def check_nearness(
    question: PlanQuestion,
    places: Sequence[Place],
    *,
    origin_m: float | None,
    end_m: float | None,
) -> None:
    """Raise QuestionError where a point is ``…_m`` metres from every street; None: near enough."""
    for metres, zh, en in ((origin_m, "出发地", "origin"), (end_m, "终点", "end point")):
        if metres is not None:
            point = question.origin if en == "origin" else question.end or question.origin
            advice = _advise(point, places)
            raise QuestionError(
                f"{zh} {point[0]:.5f},{point[1]:.5f} 离最近的道路 {metres / 1000:.1f} 公里，"
                f"太远了，无法规划。{advice[0]}",
                f"The {en} {point[0]:.5f},{point[1]:.5f} is {metres / 1000:.1f} km from the "
                f"nearest street, too far to plan. {advice[1]}",
                part="origin" if en == "origin" else "end",
            )


def check_distance(
    question: PlanQuestion, places: Sequence[Place], straight_m: Sequence[float]
) -> None:
    """Raise QuestionError where every place is too far for an estimate along a straight line."""
    nearest_m = min(straight_m, default=0.0)
    if nearest_m > FARTHEST_M:
        lon, lat = question.origin
        advice = _advise(question.origin, places)
        raise QuestionError(
            f"出发地 {lon:.5f},{lat:.5f} 离最近的办事点 {nearest_m / 1000:.0f} 公里，太远了，"
            f"无法规划。{advice[0]}",
            f"The origin {lon:.5f},{lat:.5f} is {nearest_m / 1000:.0f} km from the nearest place, "
            f"too far to plan. {advice[1]}",
            part="origin",
        )


def _advise(point: Point, places: Sequence[Place]) -> tuple[str, str]:
    """What to do about a point that is too far; whether it looks swapped, seen from ``places``."""
    swapped = point[1], point[0]
    near = abs(swapped[1]) <= _RIGHT_ANGLE and any(
        get_distance_m(swapped, (place.lon, place.lat)) <= FARTHEST_M
        for place in places
        if place.lon is not None and place.lat is not None
    )
    if near:
        return _say_swapped(point)
    return (
        "请换一个本区附近的位置，并确认先写经度、后写纬度。",
        "Choose a point near the district, and give the longitude first, then the latitude.",
    )


def _say_swapped(point: Point) -> tuple[str, str]:
    right = f"{point[1]:g},{point[0]:g}"
    return (
        f"经度和纬度好像写反了，请改成 {right}。",
        f"Longitude and latitude seem to be swapped: try {right}.",
    )


def _check_errands(errands: tuple[Errand, ...]) -> None:
    if not errands:
        raise QuestionError(
            "没有要办的事。请至少给出一个事项编码。",
            "There is no errand. Give at least one item code.",
            part="errands",
        )
    count = len({errand.item for errand in errands})
    collected = len({errand.item for errand in errands if errand.collect})
    if count > MAX_ERRANDS:
        raise QuestionError(
            f"一次最多规划 {MAX_ERRANDS} 件事，这里有 {count} 件。请分几次规划。",
            f"At most {MAX_ERRANDS} errands can be planned at once, and there are {count}. "
            "Plan them in several parts.",
            part="errands",
        )
    if count + collected > MAX_ERRANDS:
        raise QuestionError(
            f"{count} 件事加上 {collected} 次取件，一次最多规划 {MAX_ERRANDS} 件。请分几次规划。",
            f"{count} errands and {collected} results to collect are more than the {MAX_ERRANDS} "
            "that can be planned at once. Plan them in several parts.",
            part="errands",
        )
    for errand in errands:
        if not 1 <= errand.quantity <= MAX_QUANTITY:
            raise QuestionError(
                f"事项 {errand.item} 的份数是 {errand.quantity}，应为 1 到 {MAX_QUANTITY}。",
                f"The quantity of {errand.item} is {errand.quantity}; it must be 1 to "
                f"{MAX_QUANTITY}.",
                part="errands",
            )


def _check_times(question: PlanQuestion) -> None:
    start = question.start
    if start.tzinfo is not None:
        raise QuestionError(
            f"出发时间 {start.isoformat()} 带有时区。请给出本地时间，如 2026-11-25T08:30。",
            f"The start {start.isoformat()} has a time zone. Give local time, such as "
            "2026-11-25T08:30.",
            part="start",
        )
    if not _FIRST_YEAR <= start.year <= _LAST_YEAR:
        raise QuestionError(
            f"出发时间在 {start.year} 年，只能规划 {_FIRST_YEAR} 到 {_LAST_YEAR} 年。请检查日期。",
            f"The start is in the year {start.year}; only {_FIRST_YEAR} to {_LAST_YEAR} can be "
            "planned. Check the date.",
            part="start",
        )
    if not 1 <= question.days <= MAX_DAYS:
        raise QuestionError(
            f"天数是 {question.days}，应为 1 到 {MAX_DAYS}。",
            f"The number of days is {question.days}; it must be 1 to {MAX_DAYS}.",
            part="days",
        )
    _check_back_by(question.back_by, start)


def _check_back_by(back_by: time | datetime | None, start: datetime) -> None:
    if back_by is None:
        return
    if back_by.tzinfo is not None:
        raise QuestionError(
            f"返回时间 {back_by.isoformat()} 带有时区。请给出本地时间，如 2026-11-25T17:00。",
            f"The time to be back, {back_by.isoformat()}, has a time zone. Give local time, such "
            "as 2026-11-25T17:00.",
            part="back_by",
        )
    if isinstance(back_by, datetime):
        too_early, written = back_by <= start, "%Y-%m-%d %H:%M"
    else:
        too_early, written = back_by <= start.time(), "%H:%M"
    if too_early:
        back, leave = back_by.strftime(written), start.strftime(written)
        raise QuestionError(
            f"要求在 {back} 前回来，但 {leave} 才出发。请推迟返回时间或提早出发。",
            f"You want to be back by {back} but leave at {leave} at the earliest. Choose a later "
            "time to be back, or an earlier start.",
            part="back_by",
        )


def _check_point(point: Point, zh: str, en: str) -> None:
    lon, lat = point
    if abs(lon) <= _RIGHT_ANGLE < abs(lat) <= 2 * _RIGHT_ANGLE:
        said = _say_swapped(point)
        raise QuestionError(
            f"{zh} {lon},{lat} 不是经纬度。{said[0]}",
            f"The {en} {lon},{lat} is no position. {said[1]}",
            part="origin" if en == "origin" else "end",
        )
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise QuestionError(
            f"{zh} {lon},{lat} 不是经纬度。请先写经度、后写纬度，如 116.99,36.65。",
            f"The {en} {lon},{lat} is no position. Give longitude, then latitude, such as "
            "116.99,36.65.",
            part="origin" if en == "origin" else "end",
        )


def _check_defaults(defaults: Defaults) -> None:
    for name, value, most in (
        ("queue_minutes", defaults.queue_minutes, _LONGEST_MINUTES),
        ("handling_minutes", defaults.handling_minutes, _LONGEST_MINUTES),
        ("collect_minutes", defaults.collect_minutes, _LONGEST_MINUTES),
        ("wait_working_days", defaults.wait_working_days, _LONGEST_WAIT_DAYS),
    ):
        if not 0 <= value <= most:
            raise QuestionError(
                f"默认值 {name} 是 {value}，应为 0 到 {most}。",
                f"The default {name} is {value}; it must be 0 to {most}.",
                part="defaults",
            )


def _merge(errands: Iterable[Errand]) -> tuple[Errand, ...]:
    """Each item once, with the sum of its quantities; a wish goes before none."""
    merged: dict[str, Errand] = {}
    for errand in errands:
        before = merged.setdefault(errand.item, replace(errand, quantity=0))
        wishes = {before.how, errand.how} - {How.ANY}
        if len(wishes) > 1:
            named = "、".join(sorted(how.value for how in wishes))
            raise QuestionError(
                f"事项 {errand.item} 给了几次，办法却不同：{named}。请只留一种。",
                f"The item {errand.item} was given several times, to be done in different ways: "
                f"{named}. Keep one of them.",
                part="errands",
            )
        merged[errand.item] = Errand(
            item=errand.item,
            quantity=before.quantity + errand.quantity,
            how=wishes.pop() if wishes else How.ANY,
            collect=before.collect or errand.collect,
        )
    return tuple(merged[code] for code in sorted(merged))
