"""Plans for people who cannot take steps: known, unknown and known not to be are kept apart."""

from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from tests.trips import plan_district as d
from zhihui.district import Fact, Place, PlaceId, Reason, ReasonKind
from zhihui.generation import build, open_generation
from zhihui.hours import china_calendar
from zhihui.trips.plan import Plan, PlanStatus
from zhihui.trips.planning import make_plan
from zhihui.trips.question import PlanQuestion, StepFree

FACTS = (Fact.YES, Fact.NO, Fact.UNKNOWN)


def plan(folder: Path, facts: dict[PlaceId, Fact], question: PlanQuestion) -> Plan:
    """The plan where each place has one fact about its entrance; the rest are unknown."""
    records = d.create_records()
    places = tuple(
        replace(place, accessibility={"step_free_entrance": facts[place.id]})
        if facts.get(place.id, Fact.UNKNOWN) is not Fact.UNKNOWN
        else place
        for place in records.places
    )
    directory = folder / "generation"
    build(replace(records, places=places), directory, built_at=datetime(2026, 11, 24))
    with open_generation(directory) as generation:
        return make_plan(question, generation, china_calendar(), travel=d.travel)


@pytest.mark.parametrize(
    ("wheelchair", "entrance", "expected"),
    [
        (None, None, Fact.UNKNOWN),
        (Fact.YES, None, Fact.YES),
        (None, Fact.YES, Fact.YES),
        (Fact.UNKNOWN, Fact.YES, Fact.YES),
        (Fact.YES, Fact.NO, Fact.NO),
        (Fact.NO, Fact.YES, Fact.NO),
        (Fact.UNKNOWN, None, Fact.UNKNOWN),
    ],
)
def test_what_is_recorded_becomes_one_fact(
    wheelchair: Fact | None, entrance: Fact | None, expected: Fact
) -> None:
    given = {"wheelchair": wheelchair, "step_free_entrance": entrance}
    facts = {name: fact for name, fact in given.items() if fact is not None}
    assert Place(id=PlaceId("x"), name={}, accessibility=facts).step_free is expected


@pytest.mark.parametrize(("hall", "branch"), list(product(FACTS, FACTS)))
@pytest.mark.parametrize("wanted", list(StepFree))
def test_only_places_that_may_be_gone_to(
    tmp_path: Path, hall: Fact, branch: Fact, wanted: StepFree
) -> None:
    facts = {d.HALL: hall, d.BRANCH: branch}
    made = plan(tmp_path, facts, d.ask(d.HEALTH, step_free=wanted))
    allowed = {
        StepFree.ANY: set(FACTS),
        StepFree.PREFER: {Fact.YES} if Fact.YES in (hall, branch) else {Fact.UNKNOWN},
        StepFree.ONLY: {Fact.YES},
    }[wanted]
    gone_to = {facts[visit.place.id] for trip in made.trips for visit in trip.visits}
    possible = bool(allowed & {hall, branch})
    assert (made.status is PlanStatus.OPTIMAL) == possible
    assert gone_to <= allowed
    noted = {reason.kind for one in made.uncertain for reason in one.reasons}
    unsure = wanted is StepFree.PREFER and gone_to == {Fact.UNKNOWN}
    assert (ReasonKind.STEP_FREE_UNKNOWN in noted) == unsure
    if not possible:
        (blocked,) = made.blocked
        steps = [hall, branch].count(Fact.NO)
        values = {"steps": steps, "unknown": 2 - steps}
        assert blocked.reasons == (Reason(kind=ReasonKind.NO_STEP_FREE_PLACE, values=values),)


def test_where_nothing_is_known_phoning_first_is_suggested(tmp_path: Path) -> None:
    made = plan(tmp_path, {}, d.ask(d.HEALTH, step_free=StepFree.ONLY))
    assert made.status is PlanStatus.INFEASIBLE
    first = made.suggestions[0]
    assert first.reason == Reason(kind=ReasonKind.SUGGEST_STEP_FREE_UNKNOWN)
    assert first.question.step_free is StepFree.PREFER
    again = plan(tmp_path / "again", {}, first.question)
    assert again.status is PlanStatus.OPTIMAL


def test_an_errand_done_online_asks_for_no_place(tmp_path: Path) -> None:
    facts = {d.HALL: Fact.NO, d.BRANCH: Fact.NO}
    made = plan(tmp_path, facts, d.ask(d.ONLINE, step_free=StepFree.ONLY))
    assert made.status is PlanStatus.OPTIMAL
    assert made.trips == ()
