"""How long the planner may search before it says that a plan is not proven. Used by the faces."""

from enum import Enum


class Effort(Enum):
    """Counted in steps of the search and never in time: the same plan on any machine."""

    QUICK = "quick"
    NORMAL = "normal"
    """What the pages and the API take: most questions are proven in a blink, the hardest are left
    after some seconds."""
    THOROUGH = "thorough"
    """Up to some minutes for the hardest questions."""

    @property
    def steps(self) -> int:
        """The limit for ``make_plan``."""
        return _STEPS[self]


_STEPS = {Effort.QUICK: 500_000, Effort.NORMAL: 5_000_000, Effort.THOROUGH: 100_000_000}
