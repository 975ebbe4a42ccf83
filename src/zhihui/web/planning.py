"""Plans for the pages and the API, within bounds, as the command line has them without --effort.

Called by all that show a plan. The page of a plan, its picture, sheet and calendar file ask for the
same plan one after the other, so the latest few stay in memory, and nowhere else.
"""

from dataclasses import replace
from functools import lru_cache

from zhihui.generation import Generation
from zhihui.trips.effort import Effort
from zhihui.trips.plan import Plan
from zhihui.trips.planning import make_plan
from zhihui.trips.question import PlanQuestion
from zhihui.web.served import get_served

MOST_STEPS = Effort.NORMAL.steps
"""Some seconds. A plan that takes more is not proven, and says so."""
PLANS_KEPT = 32


def plan_of(question: PlanQuestion) -> Plan:
    """The best plan, or why there is none. Raises QuestionError for what cannot be asked."""
    if question.not_before is not None:
        question = replace(question, not_before=question.not_before.replace(second=0))
    return _make(question, get_served().generation)


@lru_cache(maxsize=PLANS_KEPT)
def _make(question: PlanQuestion, generation: Generation) -> Plan:
    served = get_served()
    return make_plan(question, generation, served.calendar, travel=served.travel, limit=MOST_STEPS)
