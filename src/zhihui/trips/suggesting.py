"""What single change of the question would make a plan possible, or clearly better.

Called by ``planning``. Every suggestion is planned again before it is made. They are ordered by how
small the change is, in minutes of trouble (``suggest_when``, ``suggest_how``).
"""

from collections.abc import Iterable

from zhihui.trips.asking import Planner
from zhihui.trips.drafting import Draft
from zhihui.trips.improving import Found, Improver
from zhihui.trips.plan import Suggestion
from zhihui.trips.problem import Solution
from zhihui.trips.suggest_how import (
    do_otherwise,
    go_another_way,
    go_where_unknown,
    take_fewer,
    use_what_one_has,
)
from zhihui.trips.suggest_when import come_back_later, leave_earlier, take_other_days


def suggest(planner: Planner, drafted: Draft, solution: Solution) -> tuple[Suggestion, ...]:
    """Suggestions, the smallest change first."""
    found = list(_find(Improver(planner, drafted, solution)))
    found.sort(key=lambda each: each.trouble)
    return tuple(each.suggestion for each in found)


def _find(improver: Improver) -> Iterable[Found]:
    if improver.draft.can_be_solved:
        yield from leave_earlier(improver)
        yield from come_back_later(improver)
    yield from do_otherwise(improver)
    if improver.aim is None:
        yield from go_where_unknown(improver)
        yield from take_fewer(improver)
    if improver.can_improve:
        yield from use_what_one_has(improver)
        yield from go_another_way(improver)
    if improver.aim is None:
        yield from take_other_days(improver)
