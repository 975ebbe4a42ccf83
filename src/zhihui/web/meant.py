"""Item codes that do not exist, with the items that may be meant.

Called by the API and the plan form.
"""

from collections.abc import Iterable

from zhihui.district import Item, in_language
from zhihui.web.problems import ParameterFault, ProblemError, cut
from zhihui.web.served import Served
from zhihui.web.wording import say


def check_codes(served: Served, codes: Iterable[str], language: str) -> None:
    """Raise ProblemError ``unknown_item``, with a fault for each code that no item has."""
    unknown = [code for code in codes if served.generation.items.find_ordinal(code) is None]
    if unknown:
        faults = (
            ParameterFault(
                parameter="code",
                value=cut(code),
                allowed=say_meant(served.finder.list_meant(code), language),
            )
            for code in unknown
        )
        raise ProblemError("unknown_item", tuple(faults))


def say_meant(items: Iterable[Item], language: str) -> str:
    """The sentence that names ``items`` with their codes, or how to find items."""
    named = [f"{item.code} {in_language(item.name, language)}" for item in items]
    if not named:
        return say("meant.none", language)
    return say("meant.items", language, {"items": say("meant.and", language).join(named)})
