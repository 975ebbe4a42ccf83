"""A place in a terminal: where in it, how far, open or not, and when. Used by ``answer_text``."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from zhihui.answers import Intervals, ItemAnswer, PlaceAnswer, label, word_reason
from zhihui.cli.wording import join, say
from zhihui.district import Fact, Reason, ReasonKind, in_language
from zhihui.hours import OpenState

_OPEN_STYLE = {Fact.YES: "green", Fact.NO: "red", Fact.UNKNOWN: "magenta"}
_SAYS_OPEN = {
    ReasonKind.OPEN_UNTIL,
    ReasonKind.CLOSED_TODAY,
    ReasonKind.CLOSED_HOLIDAY,
    ReasonKind.HOURS_UNKNOWN,
    ReasonKind.HOURS_UNREADABLE,
}
"""Reasons after which it need not be said again whether a place is open."""


def list_place_lines(answer: PlaceAnswer, language: str) -> Iterable[RenderableType]:
    """The lines of one place."""
    line = Text("• ")
    line.append(place_line(answer, language))
    yield line
    state = state_line(answer.state, answer.today, answer.hours_original, answer, language)
    yield Text(f"  {state}", style=_OPEN_STYLE[answer.state.fact])
    address = in_language(answer.place.address, language)
    phones = join("list", language, list(answer.place.phones))
    details = [in_language(answer.day_note, language), address, phones]
    if answer.last_admission_minutes:
        details.append(say("last_admission", language, minutes=answer.last_admission_minutes))
    if answer.items_here is not None:
        details.append(say("items_here", language, count=answer.items_here))
    if any(details):
        yield Text("  " + "  ".join(detail for detail in details if detail), style="dim")


def place_line(answer: PlaceAnswer, language: str) -> str:
    """Name, floor, counter and distance of a place."""
    parts = [in_language(answer.place.name, language), answer.floor]
    parts.append(in_language(answer.counter, language))
    if answer.distance_m is not None:
        parts.append(_distance(answer.distance_m, language))
    return "  ".join(part for part in parts if part)


def state_line(
    state: OpenState,
    today: Intervals | None,
    original: str,
    answer: ItemAnswer | PlaceAnswer,
    language: str,
) -> str:
    """Open or not, until when, and the times of the day of the answer."""
    words = [word(reason, answer, language) for reason in state.reasons]
    if not _SAYS_OPEN & {reason.kind for reason in state.reasons}:
        is_open = label(state.fact, language, group="open")
        words.insert(0, say("sentence", language, words=is_open))
    if today:
        times = ", ".join(f"{a:%H:%M}-{_end(f'{b:%H:%M}')}" for a, b in today)
        words.append(say("today", language, times=times))
    elif original and state.fact is Fact.UNKNOWN and not _quotes(state, original):
        words.append(original)
    return " ".join(words)


def _quotes(state: OpenState, original: str) -> bool:
    return any(original in str(value) for one in state.reasons for value in one.values.values())


def _end(clock: str) -> str:
    return "24:00" if clock == "00:00" else clock


def _distance(distance_m: float, language: str) -> str:
    if distance_m < 1000:
        return say("metres", language, count=round(distance_m))
    return say("kilometres", language, count=f"{distance_m / 1000:.1f}")


def word(reason: Reason, answer: ItemAnswer | PlaceAnswer, language: str) -> str:
    """The sentence of a Reason, with times of the answer's day said without a date."""
    return word_reason(reason, language, today=answer.at.date())
