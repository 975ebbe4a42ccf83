"""The short answer says the same as the whole one, of fewer things."""

from datetime import datetime

import pytest

from tests.answers.answers_district import ADDRESSED, BARE, HALL, HOUSEHOLD, ID_CARD, ORIGIN
from tests.answers.answers_district import FakeFinder as Finder
from zhihui.answers import BriefAnswer, answer, answer_in_brief
from zhihui.answers.brief import ABOUT_AS_CERTAIN, SHOWN_IN_FULL
from zhihui.district import Reason, ReasonKind
from zhihui.finder import Filters, Found, ItemHit, PlaceHit
from zhihui.generation import Generation
from zhihui.generation.table import Table
from zhihui.hours import china_calendar

ITEMS = (ID_CARD, HOUSEHOLD, BARE, ADDRESSED)
MOMENTS = ("2026-02-14T10:00", "2026-10-05T10:00", "2026-11-25T18:30", "2099-03-04T10:00")


def find(*scores: float) -> Found:
    hits = tuple(
        ItemHit(item=item, score=score, bodies=2)
        for item, score in zip(ITEMS, scores, strict=False)
    )
    return Found(
        need="证", understood=("证",), items=hits, places=(PlaceHit(place=HALL, score=0.5),)
    )


def ask(district: Generation, found: Found, moment: str = MOMENTS[0]) -> BriefAnswer:
    return answer_in_brief(
        district,
        Finder(found),
        found.need,
        now=datetime.fromisoformat(moment),
        filters=Filters(near=ORIGIN),
        limit=10,
        calendar=china_calendar(),
    )


@pytest.mark.parametrize("moment", MOMENTS)
def test_it_says_what_the_whole_answer_says(district: Generation, moment: str) -> None:
    found = find(0.9, 0.9, 0.9, 0.9)
    brief = ask(district, found, moment)
    whole = answer(
        district,
        Finder(found),
        found.need,
        now=datetime.fromisoformat(moment),
        filters=Filters(near=ORIGIN),
        calendar=china_calendar(),
    )
    assert (brief.at, brief.understood, brief.places) == (whole.at, whole.understood, whole.places)
    assert len(brief.sure) == len(whole.items)
    for line, given in zip(brief.sure, whole.items, strict=True):
        assert (line.item, line.go, line.charged) == (given.item, given.go, given.charged)
        assert (line.why, line.bodies) == (given.why, given.bodies)
        assert line.where is not None
        assert line.where.places == given.where.places[:1]
        assert (line.where.total, line.where.address) == (given.where.total, given.where.address)


@pytest.mark.parametrize(
    ("scores", "sure"),
    [((0.9,), 1), ((0.9, 0.8, 0.1), 2), ((0.9, 0.9 * ABOUT_AS_CERTAIN), 2), ((0.9, 0.5, 0.5), 1)],
)
def test_only_the_surest_come_with_a_place(
    district: Generation, scores: tuple[float, ...], sure: int
) -> None:
    brief = ask(district, find(*scores))
    assert (len(brief.sure), len(brief.others)) == (sure, len(scores) - sure)
    assert sure <= SHOWN_IN_FULL
    assert all(line.where is not None for line in brief.sure)
    assert all(line.where is None for line in brief.others)


def test_papers_are_counted_or_not_known(district: Generation) -> None:
    lines = ask(district, find(0.9, 0.9, 0.9)).sure
    counts = {line.item.code: line.papers_to_bring for line in lines}
    fetched = [one for one in ID_CARD.requirements if one.shared.value == "yes"]
    assert fetched
    assert counts[ID_CARD.code] == len(ID_CARD.requirements) - len(fetched)
    assert counts[BARE.code] is None


def test_a_decline_names_the_nearest(district: Generation) -> None:
    found = Found(
        need="修自行车",
        declined=True,
        reasons=(Reason(kind=ReasonKind.NOTHING_FITS),),
        nearest=(ItemHit(item=ID_CARD, score=0.1),),
    )
    brief = ask(district, found)
    assert brief.declined
    assert (brief.sure, brief.others) == ((), ())
    assert brief.nearest == found.nearest


def test_a_place_is_read_once_however_many_ask_for_it(
    district: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find(0.9, 0.9, 0.9, 0.9)
    ask(district, found)
    read: list[object] = []
    decode = Table.__getitem__

    def count(table: Table[object], ordinal: int) -> object:
        read.append(table.name)
        return decode(table, ordinal)

    monkeypatch.setattr(Table, "__getitem__", count)
    ask(district, found)
    assert "offers" in read
    assert "places" not in read
