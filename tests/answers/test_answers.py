"""The answer object: go or not, papers, where and when, and what nobody knows."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from tests.answers.answers_district import (
    ADDRESSED,
    BARE,
    HALL,
    HOUSEHOLD,
    ID_CARD,
    NOWHERE,
    ORIGIN,
    FakeFinder,
)
from zhihui.answers import ItemAnswer, answer, answer_item, answer_place, to_json
from zhihui.answers.where import locate_item
from zhihui.district import Action, Fact, Item, Offer, OfferId, Reason, ReasonKind
from zhihui.finder import Filters, Found, ItemHit, PlaceHit
from zhihui.generation import Generation
from zhihui.hours import china_calendar

MAKEUP_SATURDAY = datetime.fromisoformat("2026-02-14T10:00")
HOLIDAY_MONDAY = datetime.fromisoformat("2026-10-05T10:00")
UNPUBLISHED = datetime.fromisoformat("2099-03-04T10:00")


def ask(district: Generation, item: Item, now: datetime = MAKEUP_SATURDAY) -> ItemAnswer:
    return answer_item(district, item, now=now, origin=ORIGIN)


def unknown(answered: ItemAnswer) -> set[ReasonKind]:
    return {reason.kind for reason in answered.unknown}


def test_a_visit_is_needed_and_the_other_ways_are_named(district: Generation) -> None:
    go = ask(district, ID_CARD).go
    assert go.needed is Fact.YES
    assert [reason.kind for reason in go.reasons] == [
        ReasonKind.VISIT_NEEDED,
        ReasonKind.ONLINE_NOT_POSSIBLE,
        ReasonKind.POST_POSSIBLE,
        ReasonKind.SELF_SERVICE_POSSIBLE,
        ReasonKind.APPOINTMENT_NEEDED,
    ]
    assert go.reasons[0].values == {"visits": 1}


@pytest.mark.parametrize(
    ("item", "needed"),
    [
        (HOUSEHOLD, Fact.NO),
        (replace(HOUSEHOLD, visits=None), Fact.NO),
        (replace(HOUSEHOLD, visits=1), Fact.NO),
        (replace(HOUSEHOLD, visits=None, online_depth=2), Fact.UNKNOWN),
        (replace(HOUSEHOLD, visits=2, online_depth=2), Fact.YES),
        (replace(BARE, online=Fact.NO), Fact.YES),
        (replace(BARE, online=Fact.NO, post=Fact.YES), Fact.UNKNOWN),
        (BARE, Fact.UNKNOWN),
    ],
)
def test_whether_a_visit_is_needed(district: Generation, item: Item, needed: Fact) -> None:
    assert ask(district, item).go.needed is needed


def test_papers_name_what_produces_them_and_what_the_office_fetches(district: Generation) -> None:
    answered = ask(district, ID_CARD)
    assert answered.papers_known is Fact.YES
    book, photo, proxy = answered.papers
    assert [(one.code, one.name["zh"]) for one in book.producers] == [("HOUSEHOLD", "户口登记")]
    assert book.to_bring
    assert (book.requirement.originals, book.requirement.copies) == (1, 2)
    assert not photo.to_bring
    assert proxy.material is None
    assert proxy.name == {"zh": "proxy"}, "a material that is not described keeps its id"


def test_the_producer_of_the_nearest_body_is_named(district: Generation) -> None:
    street_item = replace(ID_CARD, code=BARE.code, area=ask(district, ID_CARD).item.area)
    near = replace(street_item, area=district.areas.get("370103001").code)
    assert ask(district, near).papers[0].producers[0].code == "HOUSEHOLD-STREET"


def test_places_come_open_first_then_near(district: Generation) -> None:
    where = ask(district, ID_CARD).where
    assert [one.place.id for one in where.places] == ["NEAR", "HALL", "MACHINE", "NOWHERE"]
    assert where.total == 4
    at_night = ask(district, ID_CARD, datetime.fromisoformat("2026-02-13T23:00")).where
    assert [one.place.id for one in at_night.places] == ["MACHINE", "NOWHERE", "NEAR", "HALL"]


def test_a_place_has_counter_floor_distance_and_state(district: Generation) -> None:
    hall = ask(district, ID_CARD).where.places[1]
    assert hall.counter["zh"] == "A12 窗口"
    assert hall.floor == "3楼"
    assert hall.actions == (Action.CONSULT, Action.APPLY)
    assert hall.distance_m == pytest.approx(1784, abs=10)
    assert hall.state.fact is Fact.YES
    assert hall.state.until == datetime.fromisoformat("2026-02-14T12:00")
    assert hall.today == ((time(9), time(12)), (time(13, 30), time(17)))
    assert hall.provenance.verified_by == "政务服务中心"


def test_last_admission_is_that_of_the_counter_else_of_the_place(district: Generation) -> None:
    near, hall = ask(district, ID_CARD).where.places[:2]
    assert hall.last_admission_minutes == 20
    assert near.last_admission_minutes is None
    here = answer_place(district, hall.place, now=MAKEUP_SATURDAY)
    assert here.last_admission_minutes == 30
    assert to_json(here)["last_admission_minutes"] == 30
    earlier = Offer(
        id=OfferId("6"),
        item=ID_CARD.code,
        place=HALL.id,
        counter="A12",
        actions=(Action.COLLECT,),
        last_admission_minutes=45,
    )
    offers = [*district.list_offers_of_item(ID_CARD.code), earlier]
    calendar = district.calendar
    where = locate_item(district, ID_CARD, offers, MAKEUP_SATURDAY, calendar, ORIGIN)
    assert [one.last_admission_minutes for one in where.places[:2]] == [None, 45]


def test_a_place_without_position_or_hours_is_kept_and_said(district: Generation) -> None:
    answered = ask(district, ID_CARD)
    nowhere = answered.where.places[-1]
    assert nowhere.place.id == NOWHERE.id
    assert nowhere.distance_m is None
    assert nowhere.state.fact is Fact.UNKNOWN
    assert nowhere.counter == {"zh": "3号"}
    assert unknown(answered) == {ReasonKind.POSITION_UNKNOWN, ReasonKind.HOURS_UNREADABLE}


def test_a_holiday_is_shut_and_an_unpublished_year_unknown(district: Generation) -> None:
    shut = ask(district, ID_CARD, HOLIDAY_MONDAY).where.places
    hall = next(one for one in shut if one.place.id == HALL.id)
    assert hall.state.fact is Fact.NO
    assert hall.state.opens_next == datetime.fromisoformat("2026-10-08T09:00")
    assert shut[0].place.id == "MACHINE"
    later = ask(district, ID_CARD, UNPUBLISHED)
    assert ReasonKind.CALENDAR_NOT_PUBLISHED in unknown(later)
    assert [one.state.fact for one in later.where.places[:2]] == [Fact.YES, Fact.UNKNOWN]


def test_dated_hours_of_a_place_hold_and_say_why(district: Generation) -> None:
    machine = district.places.get("MACHINE")
    shut = answer_place(district, machine, now=datetime.fromisoformat("2026-03-02T10:00"))
    assert shut.state.fact is Fact.NO
    assert shut.state.opens_next == datetime.fromisoformat("2026-03-04T00:00")
    assert shut.day_note["zh"] == "系统升级"
    assert answer_place(district, machine, now=MAKEUP_SATURDAY).day_note == {}


def test_an_item_with_an_address_and_no_offer(district: Generation) -> None:
    where = ask(district, ADDRESSED).where
    assert where.places == ()
    assert where.address == "经二路1号3楼"
    assert where.reasons == (
        Reason(kind=ReasonKind.ADDRESS_ONLY, values={"address": "经二路1号3楼"}),
    )
    assert where.state is not None
    assert where.state.fact is Fact.YES


def test_everything_unknown_is_said(district: Generation) -> None:
    assert [reason.kind for reason in ask(district, BARE).unknown] == [
        ReasonKind.VISITS_UNKNOWN,
        ReasonKind.ONLINE_UNKNOWN,
        ReasonKind.PAPERS_UNKNOWN,
        ReasonKind.FEES_UNKNOWN,
        ReasonKind.TIME_LIMIT_UNKNOWN,
        ReasonKind.NO_PLACE_KNOWN,
        ReasonKind.PHONE_UNKNOWN,
        ReasonKind.NEVER_VERIFIED,
    ]


def test_who_verified_it_and_from_which_source(district: Generation) -> None:
    verified = ask(district, ID_CARD).verified
    assert verified.by == "政务服务中心"
    assert verified.on is not None
    assert verified.source is not None
    assert (verified.source.title, verified.row) == ("事项清单", 7)


def test_only_the_first_places_are_listed_and_all_are_counted(district: Generation) -> None:
    many = tuple(district.list_offers_of_item(ID_CARD.code))
    where = locate_item(district, ID_CARD, many, MAKEUP_SATURDAY, china_calendar(), ORIGIN, shown=2)
    assert (len(where.places), where.total) == (2, 4)


def test_an_answer_carries_what_the_finder_said(district: Generation) -> None:
    why = (Reason(kind=ReasonKind.MATCHED_NAME, values={"words": "身份证"}),)
    found = Found(
        need="换身份证",
        understood=("居民身份证换领",),
        items=(ItemHit(item=ID_CARD, score=0.9, why=why, bodies=3),),
        places=(PlaceHit(place=HALL, score=0.5),),
    )
    finder = FakeFinder(found)
    filters = Filters(near=ORIGIN)
    given = answer(district, finder, "换身份证", now=MAKEUP_SATURDAY, filters=filters, limit=3)
    assert finder.asked == [("换身份证", filters, 3)]
    assert (given.items[0].certainty, given.items[0].bodies) == (0.9, 3)
    assert given.items[0].why == why
    assert given.places[0].distance_m is not None, "the point of the filters is the origin"
    assert given.notice["en"] == "Sample data"
    assert given.is_sample
    assert given.built_at == datetime.fromisoformat("2026-02-01T08:00")


def test_a_decline_names_the_nearest_and_gives_no_items(district: Generation) -> None:
    found = Found(
        need="修自行车",
        declined=True,
        reasons=(Reason(kind=ReasonKind.NOTHING_FITS),),
        nearest=(ItemHit(item=ID_CARD, score=0.1),),
    )
    given = answer(district, FakeFinder(found), "修自行车", now=MAKEUP_SATURDAY)
    assert given.declined
    assert given.items == ()
    assert given.nearest[0].item.code == ID_CARD.code


def test_a_place_says_how_many_items_are_handled_there(district: Generation) -> None:
    given = answer_place(district, HALL, now=MAKEUP_SATURDAY, origin=ORIGIN)
    assert given.items_here == 1
    assert given.state.fact is Fact.YES
