"""Plans over a small district: what is said of each errand, and what is refused."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.trips import plan_district as d
from zhihui.district import Channel, Fact, ItemCode, Place, ReasonKind, text
from zhihui.generation import Generation
from zhihui.hours import china_calendar
from zhihui.streets import Mode, StreetLine, create_streets
from zhihui.streets.network import Network
from zhihui.trips.checking import check_distance, check_nearness
from zhihui.trips.plan import PaperFrom, Plan, PlanStatus
from zhihui.trips.planning import make_plan
from zhihui.trips.problem import Aim
from zhihui.trips.question import Errand, How, PlanQuestion, QuestionError

Planned = Callable[[PlanQuestion], Plan]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    with d.build_district(tmp_path_factory.mktemp("plan") / "district") as generation:
        yield generation


@pytest.fixture
def planned(district: Generation) -> Planned:
    calendar = china_calendar()
    return lambda question: make_plan(question, district, calendar, travel=d.travel)


def kinds(plan: Plan, code: ItemCode) -> set[ReasonKind]:
    """Reasons of one errand, why not and what is uncertain."""
    return {
        reason.kind
        for each in (*plan.blocked, *plan.uncertain)
        if each.item.code == code
        for reason in each.reasons
    }


def test_one_errand_is_done_when_the_queue_is_short(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE))
    assert plan.status is PlanStatus.OPTIMAL
    (trip,) = plan.trips
    (visit,) = trip.visits
    (handling,) = visit.handlings
    assert handling.queue_minutes == 5
    assert handling.queue_known is Fact.YES
    assert handling.counter == {"zh": "1号窗", "en": "Window 1"}
    assert visit.start.hour == 11  # the table of its own counter hides that of the hall
    assert handling.end - handling.join == timedelta(minutes=25)
    assert trip.minutes == 2 * visit.travel_minutes + 25
    assert plan.aim == Aim(1, 0, trip.minutes)


def test_a_result_that_takes_two_working_days_makes_a_second_trip(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE, d.HEALTH))
    assert plan.status is PlanStatus.OPTIMAL
    assert [trip.depart.date() for trip in plan.trips] == [date(2026, 11, 25), d.NOV_27]
    assert plan.trips[0].visits[0].handlings[0].item.code == d.HEALTH
    assert ReasonKind.RESULT_TO_HAND in kinds(plan, d.HEALTH)


def test_over_a_weekend_working_days_are_counted(planned: Planned) -> None:
    friday = datetime(2026, 11, 27, 8, 30)
    plan = planned(d.ask(d.LICENCE, d.HEALTH, start=friday))
    assert [trip.depart.date() for trip in plan.trips] == [d.NOV_27, date(2026, 12, 1)]


def test_papers_are_merged(planned: Planned) -> None:
    papers = {paper.material_id: paper for paper in planned(d.ask(d.LICENCE, d.HEALTH)).papers}
    assert papers[d.PHOTO].comes_from is PaperFrom.HOME
    assert papers[d.PHOTO].copies == 2
    assert papers[d.CERTIFICATE].comes_from is PaperFrom.ON_THE_WAY
    assert papers[d.CERTIFICATE].produced_by == (d.HEALTH,)
    assert papers[d.CARD].comes_from is PaperFrom.OFFICE
    alone = {paper.material_id: paper for paper in planned(d.ask(d.LICENCE)).papers}
    assert alone[d.CERTIFICATE].comes_from is PaperFrom.HOME


def test_papers_that_nobody_knows_are_warned_of(planned: Planned) -> None:
    assert ReasonKind.PAPERS_UNKNOWN in kinds(planned(d.ask(d.LOST)), d.LOST)


def test_what_needs_no_visit_is_no_trip_unless_wished_for(planned: Planned) -> None:
    plan = planned(d.ask(d.ONLINE))
    assert plan.trips == ()
    assert plan.aim == Aim(0, 0, 0)
    assert plan.away[0].channel is Channel.ONLINE
    visit = replace(d.ask(), errands=(Errand(item=d.ONLINE, how=How.VISIT),))
    assert len(planned(visit).trips) == 1


def test_an_errand_can_be_done_online_where_that_is_wished_for(planned: Planned) -> None:
    wished = replace(d.ask(), errands=(Errand(item=d.LOST, how=How.ONLINE),))
    assert planned(wished).aim == Aim(0, 0, 0)
    refused = planned(replace(d.ask(), errands=(Errand(item=d.LICENCE, how=How.ONLINE),)))
    assert refused.status is PlanStatus.INFEASIBLE
    assert kinds(refused, d.LICENCE) == {ReasonKind.ONLINE_NOT_POSSIBLE}


def test_what_was_assumed_is_said(planned: Planned) -> None:
    plan = planned(d.ask(d.LOST))
    (handling,) = plan.trips[0].visits[0].handlings
    assert handling.queue_known is Fact.NO
    assert handling.queue_minutes == plan.question.defaults.queue_minutes
    assert handling.handling_known is Fact.NO
    said = kinds(plan, d.LOST)
    assert {ReasonKind.QUEUE_ASSUMED, ReasonKind.HANDLING_ASSUMED} <= said
    assert ReasonKind.PLACES_LEFT_OUT in said  # the island and the place of unknown hours
    assert [reason.kind for reason in plan.reasons] == [ReasonKind.TRAVEL_ESTIMATED]


def test_handling_time_counts_for_each_set_of_papers(planned: Planned) -> None:
    three = planned(replace(d.ask(), errands=(Errand(item=d.LICENCE, quantity=3),)))
    (handling,) = three.trips[0].visits[0].handlings
    assert handling.handling_minutes == 60
    assert handling.end - handling.join == timedelta(minutes=60 + handling.queue_minutes)


def test_the_order_of_the_errands_does_not_matter(planned: Planned) -> None:
    forward = planned(d.ask(d.LICENCE, d.HEALTH, d.LOST, d.ONLINE))
    backward = planned(d.ask(d.ONLINE, d.LOST, d.HEALTH, d.LICENCE))
    assert forward == backward


def test_naming_an_item_twice_adds_up(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE, d.LICENCE))
    assert plan.question.errands == (Errand(item=d.LICENCE, quantity=2),)


def test_nowhere_to_go(planned: Planned) -> None:
    plan = planned(d.ask(d.NOWHERE, d.LICENCE))
    assert plan.status is PlanStatus.INFEASIBLE
    assert kinds(plan, d.NOWHERE) >= {ReasonKind.NO_OFFER}
    assert [each.item.code for each in plan.blocked] == [d.NOWHERE]
    assert plan.suggestions == ()


def test_too_late_today_suggests_the_least_minutes(planned: Planned) -> None:
    late = d.ask(d.LICENCE, start=datetime(2026, 11, 25, 16, 35), days=1)
    plan = planned(late)
    assert plan.status is PlanStatus.INFEASIBLE
    assert kinds(plan, d.LICENCE) == {ReasonKind.TOO_LATE_TODAY}
    first = plan.suggestions[0]
    assert first.reason.kind is ReasonKind.SUGGEST_START_EARLIER
    assert planned(first.question).status is PlanStatus.OPTIMAL
    one_minute_less = first.question.start + timedelta(minutes=1)
    assert planned(replace(late, start=one_minute_less)).status is PlanStatus.INFEASIBLE
    offered = {suggestion.reason.kind for suggestion in plan.suggestions}
    assert {ReasonKind.SUGGEST_START_ON, ReasonKind.SUGGEST_MORE_DAYS} <= offered
    for suggestion in plan.suggestions:
        assert planned(suggestion.question).aim == suggestion.aim


def test_back_too_early(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE, back_by=time(9, 30), days=1))
    assert kinds(plan, d.LICENCE) == {ReasonKind.BACK_BY_TOO_EARLY}
    later = next(
        each for each in plan.suggestions if each.reason.kind is ReasonKind.SUGGEST_BACK_LATER
    )
    assert isinstance(later.question.back_by, time)
    assert planned(later.question).status is PlanStatus.OPTIMAL
    before = (datetime.combine(date.min, later.question.back_by) - timedelta(minutes=1)).time()
    assert planned(replace(plan.question, back_by=before)).status is PlanStatus.INFEASIBLE


def test_home_by_a_moment_ends_the_plan_on_its_day(planned: Planned) -> None:
    by_noon = datetime(2026, 11, 27, 12)
    plan = planned(d.ask(d.LICENCE, d.HEALTH, back_by=by_noon))
    assert [trip.depart.date() for trip in plan.trips] == [date(2026, 11, 25), d.NOV_27]
    assert plan.trips[-1].back <= by_noon
    free = planned(d.ask(d.LICENCE, d.HEALTH, back_by=by_noon, start=datetime(2026, 11, 25, 12, 5)))
    assert free.trips[0].back.time() > time(12), "the days before have no such limit"
    beyond = d.ask(d.LICENCE, back_by=datetime(2027, 1, 1, 8), days=2)
    assert planned(beyond).aim == planned(replace(beyond, back_by=None)).aim


def test_a_moment_too_early_is_moved_by_minutes_or_to_another_day(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE, back_by=datetime(2026, 11, 25, 9, 30)))
    assert plan.status is PlanStatus.INFEASIBLE
    (reason,) = (reason for each in plan.blocked for reason in each.reasons)
    assert reason.kind is ReasonKind.BACK_BY_TOO_EARLY
    assert reason.values["back_by"] == "2026-11-25T09:30"
    changes = {each.reason.kind: each.question for each in plan.suggestions}
    later = changes[ReasonKind.SUGGEST_BACK_LATER].back_by
    assert isinstance(later, datetime)
    assert later.date() == date(2026, 11, 25)
    before = replace(plan.question, back_by=later - timedelta(minutes=1))
    assert planned(before).status is PlanStatus.INFEASIBLE
    assert ReasonKind.SUGGEST_MORE_DAYS not in changes
    waits = planned(d.ask(d.LICENCE, d.HEALTH, back_by=datetime(2026, 11, 26, 17)))
    moved = {each.reason.kind: each.question for each in waits.suggestions}
    assert moved[ReasonKind.SUGGEST_BACK_ON].back_by == datetime(2026, 11, 27, 17)
    for each in (*plan.suggestions, *waits.suggestions):
        assert planned(each.question).aim == each.aim


def test_a_result_that_cannot_be_ready(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE, d.HEALTH, days=2))
    assert plan.status is PlanStatus.INFEASIBLE
    assert kinds(plan, d.LICENCE) >= {ReasonKind.RESULT_NOT_READY}
    more = next(
        each for each in plan.suggestions if each.reason.kind is ReasonKind.SUGGEST_MORE_DAYS
    )
    assert more.question.days == 3


def test_closed_all_days(planned: Planned) -> None:
    saturday = datetime(2026, 11, 28, 8, 0)
    plan = planned(d.ask(d.LICENCE, start=saturday, days=2))
    assert kinds(plan, d.LICENCE) == {ReasonKind.CLOSED_ALL_DAYS}
    assert [each.reason.kind for each in plan.suggestions] == [
        ReasonKind.SUGGEST_MORE_DAYS,
        ReasonKind.SUGGEST_START_ON,
    ]


def test_leaving_earlier_can_save_a_day(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE, start=datetime(2026, 11, 25, 16, 35)))
    assert plan.aim is not None
    assert plan.aim.completion_day == 1
    (suggestion,) = plan.suggestions
    assert suggestion.reason.kind is ReasonKind.SUGGEST_START_EARLIER
    assert suggestion.aim.completion_day == 0
    assert suggestion.saved is not None
    assert suggestion.saved.completion_day == 1


def test_two_errands_at_one_hall_share_the_way_and_not_the_queue(planned: Planned) -> None:
    errands = (Errand(item=d.LICENCE), Errand(item=d.ONLINE, how=How.VISIT))
    plan = planned(replace(d.ask(), errands=errands))
    (visit,) = plan.trips[0].visits
    assert len(visit.handlings) == 2
    assert all(handling.queue_minutes > 0 for handling in visit.handlings)
    assert visit.handlings[1].join >= visit.handlings[0].end


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (d.ask(ItemCode("unknown")), "unknown"),
        (d.ask(), "no errand"),
        (d.ask(*[ItemCode(f"item-{n}") for n in range(200)]), "200"),
        (d.ask(d.LICENCE, start=datetime(1900, 1, 1, 8)), "1900"),
        (d.ask(d.LICENCE, days=0), "number of days is 0"),
        (d.ask(d.LICENCE, back_by=time(8, 0)), "08:00"),
        (d.ask(d.LICENCE, back_by=datetime(2026, 11, 25, 8)), "by 2026-11-25 08:00"),
        (d.ask(d.LICENCE, back_by=datetime(2026, 11, 24, 20)), "by 2026-11-24 20:00"),
        (d.ask(d.LICENCE, back_by=datetime(2026, 11, 26, 8, tzinfo=UTC)), "time zone"),
        (d.ask(d.LICENCE, origin=(36.65, 117.0)), "swapped: try 117,36.65"),
        (d.ask(d.LICENCE, end=(36.65, 117.0)), "end point 36.65,117.0 is no position"),
        (d.ask(d.LICENCE, origin=(math.nan, 36.65)), "no position"),
        (d.ask(d.LICENCE, origin=(117.0, math.inf)), "no position"),
        (d.ask(d.LICENCE, origin=(200.0, 36.65)), "no position"),
        (d.ask(d.LICENCE, origin=(120.0, 40.0)), "too far to plan"),
        (replace(d.ask(), errands=(Errand(item=d.LICENCE, quantity=0),)), "quantity"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_two_languages(
    planned: Planned, question: PlanQuestion, words: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        planned(question)
    assert words in caught.value.en
    assert caught.value.zh


def test_an_origin_forty_kilometres_off_the_network(district: Generation) -> None:
    line = StreetLine((d.HOME, (117.02, 36.65)), {"highway": "residential"})
    (streets,) = create_streets([line], [Mode.WALK], source="made-up")
    network = Network(streets.graph, streets.summary.assumptions)

    def plan(**changes: object) -> Plan:
        asked = d.ask(d.LICENCE, **changes)
        return make_plan(asked, district, china_calendar(), travel=lambda _: network)

    assert plan().status is PlanStatus.OPTIMAL
    for part in ("origin", "end"):
        with pytest.raises(QuestionError, match=r"40\.0 km from the nearest street") as far:
            plan(**{part: (117.0, 36.65 + 40 / 111.195)})
        assert far.value.part == part
        assert "40.0 公里" in far.value.zh


def test_a_point_that_is_near_the_other_way_round_is_told() -> None:
    place = Place(id=d.HALL, name=text("厅", "Hall"), lon=8.69, lat=49.41)
    asked = d.ask(d.LICENCE, origin=(49.41, 8.69))
    with pytest.raises(QuestionError, match=r"swapped: try 8\.69,49\.41") as swapped:
        check_nearness(asked, (place,), origin_m=5e6, end_m=None)
    assert "写反了" in swapped.value.zh
    with pytest.raises(QuestionError, match="swapped"):
        check_distance(asked, (place,), [5e6])
    with pytest.raises(QuestionError, match="longitude first"):
        check_distance(replace(asked, origin=(20.0, 30.0)), (place,), [5e6])


def test_an_unpublished_year_is_no_guess(planned: Planned) -> None:
    plan = planned(d.ask(d.LICENCE, start=datetime(2099, 11, 25, 8, 30)))
    assert plan.status is PlanStatus.INFEASIBLE
    assert kinds(plan, d.LICENCE) == {ReasonKind.CALENDAR_NOT_PUBLISHED}


def test_modes_take_their_own_time(planned: Planned) -> None:
    walked = planned(d.ask(d.LICENCE))
    driven = planned(d.ask(d.LICENCE, mode=Mode.DRIVE))
    assert walked.aim is not None
    assert driven.aim is not None
    assert driven.aim.minutes_out < walked.aim.minutes_out


def test_a_district_that_is_read_twice_gives_the_same_plan(
    tmp_path: Path, planned: Planned
) -> None:
    with d.build_district(tmp_path / "again") as other:
        again = make_plan(d.ask(d.LICENCE, d.HEALTH), other, china_calendar(), travel=d.travel)
    assert again == planned(d.ask(d.LICENCE, d.HEALTH))
