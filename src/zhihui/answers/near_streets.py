"""The name of the street that a point is near to, where it is known.

Called by the faces for places and for the start of a plan. What nobody named stays unsaid.
"""

from collections.abc import Callable
from functools import partial

from zhihui.answers.travelling import TravelOf
from zhihui.district import in_language
from zhihui.streets import Mode, Network, StreetsError

NameStreet = Callable[[tuple[float, float]], str]
"""From a point to the name of the street that it is near to; empty where that is not known."""


def streets_near(travel: TravelOf, language: str, mode: Mode) -> NameStreet:
    """What names the streets near to points, for one who moves by ``mode``."""
    return partial(_name, travel, language, mode)


def _name(travel: TravelOf, language: str, mode: Mode, point: tuple[float, float]) -> str:
    return name_near_street(travel, point, language, mode=mode)


def name_near_street(
    travel: TravelOf, point: tuple[float, float], language: str, *, mode: Mode = Mode.WALK
) -> str:
    """The nearest named street of the network of ``mode``; empty where there is none at hand.

    ``point``: longitude and latitude. Streets that cannot be read name nothing.
    """
    try:
        network = travel(mode)
    except StreetsError:
        return ""
    name = network.find_street_name(point) if isinstance(network, Network) else None
    return in_language(name, language) if name else ""
