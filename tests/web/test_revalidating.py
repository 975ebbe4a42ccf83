"""Who has a page already gets 304 while it is the same, most often without its being made."""

from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from zhihui.answers.directory import get_directory
from zhihui.web import clock
from zhihui.web.public import views
from zhihui.web.revalidating import Revalidation
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
OPEN = datetime(2026, 11, 25, 11, 58)
TIMELY = ("/?q={need}", "/items/{item}", "/places/{place}", "/events/newborn", "/map/")
TIMELESS = (
    *("/", "/topics/", "/topics/{topic}/", "/bodies/", "/audiences/", "/audiences/person/"),
    *("/areas/", "/areas/{area}/", "/services/{service}/", "/offline/", "/widgets/"),
)
API = ("/api/v1/search?q={need}", "/api/v1/items/{item}", "/api/v1/places/{place}")
API_TIMELESS = ("/api/v1/suggest?q={need}", "/api/openapi.json")
UNTAGGED = (
    *("/plan/", "/errands/?errand={item}", "/near/?from=116.99,36.65", "/nothing"),
    "/corrections/new/?record=item:{item}",
)


class Clock(datetime):
    """A clock that stands still."""

    stands_at = OPEN

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return cls.stands_at.replace(tzinfo=tz)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the web stands two minutes before noon."""
    monkeypatch.setattr(Clock, "stands_at", OPEN)
    monkeypatch.setattr(clock, "datetime", Clock)


def fill(path: str) -> str:
    generation = get_served().generation
    shelves = get_directory(generation)
    offered = (one.code for one in generation.items if generation.list_offers_of_item(one.code))
    return path.format(
        need=quote("身份证丢了"),
        item=next(offered),
        place="hall-370103",
        topic=quote(next(iter(shelves.topics))),
        area=next(iter(shelves.tree)),
        service=quote(next(iter(shelves.entries))),
    )


def ask(path: str, tag: str = "", *, client: Client | None = None) -> HttpResponse:
    headers = {"If-None-Match": tag} if tag else {}
    response: HttpResponse = (client or Client()).get(fill(path), headers=headers)
    return response


@pytest.mark.parametrize("path", [*TIMELY, *TIMELESS, *API, *API_TIMELESS, "/en/items/{item}"])
def test_a_page_that_one_has_is_not_sent_again(path: str) -> None:
    first = ask(path)
    assert first.status_code == 200
    again = ask(path, first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy"):
        assert again.headers.get(name) == first.headers.get(name), name
    assert ask(path, '"another", ' + first.headers["ETag"]).status_code == 304
    assert ask(path, '"another"').status_code == 200


@pytest.mark.parametrize("path", UNTAGGED)
def test_what_is_about_one_person_or_made_once_has_no_tag(path: str) -> None:
    assert "ETag" not in ask(path).headers


def test_it_is_not_made_to_find_out(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Client()  # each has a guard of its own
    tag = ask("/items/{item}", client=server).headers["ETag"]
    monkeypatch.setattr(views, "answer_item", None)
    assert ask("/items/{item}", tag, client=server).status_code == 304
    Clock.stands_at = OPEN + timedelta(minutes=1)
    with pytest.raises(TypeError):
        ask("/items/{item}", tag, client=server)


def test_the_minute_counts_where_something_opens_or_shuts() -> None:
    tag = ask("/places/{place}").headers["ETag"]
    Clock.stands_at = OPEN + timedelta(minutes=1)
    assert ask("/places/{place}", tag).status_code == 304, "made again, and the same"
    Clock.stands_at = OPEN + timedelta(minutes=3)
    shut = ask("/places/{place}", tag)
    assert shut.status_code == 200
    assert shut.headers["ETag"] != tag


@pytest.mark.parametrize("path", [*TIMELESS, *API_TIMELESS])
def test_pages_that_are_kept_for_a_generation_do_not_change_with_time(path: str) -> None:
    before = ask(path).content
    for days in (1, 40, 400):
        Clock.stands_at = OPEN + timedelta(days=days, hours=9)
        assert ask(path).content == before


def test_look_language_and_host_each_have_their_own() -> None:
    tag = ask("/items/{item}").headers["ETag"]
    simple = Client()
    simple.cookies["simple"] = "1"
    assert ask("/items/{item}", tag, client=simple).status_code == 200
    assert ask("/en/items/{item}", tag).status_code == 200
    elsewhere = Client(SERVER_NAME="localhost")
    assert ask("/items/{item}", tag, client=elsewhere).status_code == 200, "links differ"


def test_what_is_remembered_is_bounded_and_tells_nothing() -> None:
    kept = Revalidation(most=3)
    for number in range(9):
        request = RequestFactory().get("/", {"q": f"secret {number}"})
        key = kept.key_of(request)
        assert key != Revalidation().key_of(request), "of this process alone"
        kept.note(request, key, HttpResponse(f"page {number}"))
    assert len(kept._tags) == 3
    assert "secret" not in repr(kept._tags)


def test_it_holds_for_a_browser_that_takes_gzip(site: str) -> None:
    connection = HTTPConnection(urlsplit(site).netloc)
    taken = {"Accept-Encoding": "gzip"}
    connection.request("GET", fill("/items/{item}"), headers=taken)
    first = connection.getresponse()
    assert first.headers["Content-Encoding"] == "gzip"
    first.read()
    taken["If-None-Match"] = first.headers["ETag"]
    connection.request("GET", fill("/items/{item}"), headers=taken)
    again = connection.getresponse()
    assert (again.status, again.read()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
