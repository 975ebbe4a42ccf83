"""The name of the street that a point is near to, where it is known.

Called by the faces for places and for the start of a plan. What nobody named stays unsaid.
"""

from zhihui.answers.travelling import TravelOf
from zhihui.district import in_language
from zhihui.streets import Mode, Network, StreetsError


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
