"""A PlanQuestion as the query string that asks it again: the address of a plan.

Called by the plan pages for every link that they give, and to send an address with a finer point on
to one that holds none. It holds what is asked and no more: the
errands, where from to about 100 m or by a public name, when and how (decision 0045).
"""

from urllib.parse import urlencode

from django.http import QueryDict

from zhihui.trips.question import How, PlanQuestion, Point, StepFree
from zhihui.web.parameters import MAX_NEED
from zhihui.web.public.starts import read_point, write_point

DEFAULT_DAYS = 7
_YES = "1"


def write_query(question: PlanQuestion, *, origin: str = "", end: str = "") -> str:
    """The query string that asks ``question``; what is as usual is left out.

    ``origin`` and ``end``: the names under which its points were given, if they were.
    """
    pairs: list[tuple[str, object]] = []
    for errand in question.errands:
        pairs.append(("errand", errand.item))
        if errand.quantity != 1:
            pairs.append((f"quantity-{errand.item}", errand.quantity))
        if errand.how is not How.ANY:
            pairs.append((f"how-{errand.item}", errand.how.value))
        if errand.collect:
            pairs.append((f"collect-{errand.item}", _YES))
    pairs.append(("from", _named(origin, question.origin)))
    if question.end is not None:
        pairs.append(("to", _named(end, question.end)))
    pairs += [("at", f"{question.start:%Y-%m-%dT%H:%M}"), ("mode", question.mode.value)]
    if question.back_by is not None:
        pairs.append(("back_by", question.back_by.isoformat(timespec="minutes")))
    if question.days != DEFAULT_DAYS:
        pairs.append(("days", question.days))
    if question.step_free is not StepFree.ANY:
        pairs.append(("step_free", question.step_free.value))
    pairs += [("have", paper) for paper in question.in_hand]
    return urlencode(pairs)


def coarsen(query: QueryDict) -> str | None:
    """The query string with its points rounded; None where there is nothing finer in it."""
    coarse = query.copy()
    for name in ("from", "to"):
        written = query.getlist(name)
        points = [read_point(one[:MAX_NEED]) for one in written]
        coarse.setlist(
            name,
            [
                write_point(point) if point else one
                for one, point in zip(written, points, strict=True)
            ],
        )
    if all(coarse.getlist(name) == query.getlist(name) for name in ("from", "to")):
        return None
    encoded: str = coarse.urlencode()
    return encoded


def _named(name: str, point: Point) -> str:
    return name or write_point(point)
