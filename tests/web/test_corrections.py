"""Corrections: two taps from a page to the database, on SQLite and on PostgreSQL."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from tests.web.corrections_flow import (
    FORM,
    HALL,
    create_database,
    database_at,
    send,
    token_of,
)
from zhihui.web.corrections import store, tokens
from zhihui.web.corrections.kinds import FIELDS
from zhihui.web.served import get_served
from zhihui.web.wording import CATALOGUES, LANGUAGES

pytestmark = pytest.mark.usefixtures("served_site")


@pytest.fixture(
    autouse=True,
    params=[
        "SQLite",
        pytest.param("PostgreSQL", marks=pytest.mark.xdist_group("postgresql")),
    ],
)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """A fresh database of each kind; afterwards there is none, as in the other tests."""
    if request.param == "SQLite":
        address = str(tmp_path / "corrections.sqlite3")
    else:
        address = create_database(request.getfixturevalue("postgres"))
    with database_at(address):
        yield


def item_ref() -> str:
    items = get_served().generation.items
    return next(f"item:{one.code}" for one in items if one.name["zh"] == "新生儿出生登记")


@pytest.mark.parametrize("home", ["/", "/en/"])
def test_two_taps_from_a_page_store_a_wrong_phone_number(home: str) -> None:
    client = Client()
    page = client.get(f"{home}places/hall-370103").content.decode()
    links = re.findall(r'class="wrong[^"]*" href="([^"]+)"', page)
    link = next(one for one in links if one.endswith("field=phone")).replace("&amp;", "&")
    form = client.get(link)
    assert form.status_code == 200
    assert "0531-00000001" in form.content.decode()
    buttons = re.findall(r'<button[^>]*name="kind" value="(\w+)"', form.content.decode())
    assert buttons == ["no_answer", "wrong_number"]
    sent = client.post(link, {"token": token_of(form.content), "kind": buttons[0]})
    assert sent.status_code == 303
    thanks = client.get(sent.headers["Location"])
    (kept,) = store.list_corrections()
    assert kept.reference in thanks.content.decode()
    assert (kept.record_kind, kept.record_id, kept.field) == ("place", "hall-370103", "phone")
    assert (kept.kind, kept.shown, kept.words, kept.contact) == (
        "no_answer",
        "0531-00000001",
        "",
        "",
    )
    assert kept.language == ("en" if home == "/en/" else "zh")
    assert kept.district == "370103"
    assert kept.closed_at is None
    assert not client.cookies


def test_every_record_page_links_to_the_form() -> None:
    code = item_ref().removeprefix("item:")
    expected = {
        f"/items/{code}": {"papers", "where", "fees", "phone", ""},
        "/places/hall-370103": {"address", "phone", "hours", ""},
        "/events/newborn": {""},
    }
    for path, fields in expected.items():
        page = Client().get(path).content.decode()
        links = re.findall(r'href="(/corrections/new/[^"]+)"', page)
        assert {one.partition("field=")[2] for one in links} == fields, path
        for link in links:
            assert Client().get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_kind_has_its_words(language: str) -> None:
    for fields in FIELDS.values():
        for field, kinds in fields.items():
            assert not field or f"corrections.field.{field}" in CATALOGUES[language]
            for kind in (*kinds, "other"):
                assert f"corrections.kind.{kind}" in CATALOGUES[language]


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_field_of_every_record_can_be_reported(kind: str) -> None:
    refs = {"place": HALL, "item": item_ref(), "event": "event:newborn"}
    for field, kinds in FIELDS[kind].items():
        for language in ("", "/en"):
            path = f"{language}/corrections/new/?record={refs[kind]}&field={field}"
            assert "/corrections/thanks/?reference=" in send(path, kind=kinds[0])
    assert {one.field for one in store.list_corrections()} == set(FIELDS[kind])


def test_papers_and_fees_are_kept_as_they_were_shown() -> None:
    send(f"/corrections/new/?record={item_ref()}&field=papers", kind="papers_more")
    (kept,) = store.list_corrections()
    assert "《出生医学证明》" in kept.shown or "出生医学证明" in kept.shown
    assert len(kept.shown.splitlines()) > 1


def test_own_words_and_contact_are_kept_until_closed() -> None:
    send(kind="other", words="号码少了\x00一位\n应是 8", contact="张女士 x@example.org")
    (kept,) = store.list_corrections(is_open=True)
    assert kept.words == "号码少了 一位 应是 8"
    assert kept.contact == "张女士 x@example.org"
    assert store.close_corrections([kept.reference, "K7QF-3M2P"], "已更正") == (
        [kept.reference],
        ["K7QF-3M2P"],
    )
    assert store.list_corrections(is_open=True) == []
    (closed,) = store.list_corrections(is_open=False)
    assert (closed.note, closed.contact) == ("已更正", "")
    assert closed.closed_at is not None
    assert store.close_corrections([kept.reference], "again")[0] == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "other"}, "请写一句"),
        ({"kind": "spaceships"}, "没看懂"),
        ({"kind": "papers_more"}, "没看懂"),
        ({"token": "K7QF-3M2P place:hall-370103:1:x"}, "开得太久"),
        ({"leave_empty": "x"}, "应该留空"),
        ({"kind": "other", "words": "长" * 1001}, "1000"),
        ({"kind": "other", "words": "好", "contact": "长" * 101}, "100"),
    ],
)
def test_a_fault_is_said_and_nothing_is_kept_but_the_words(
    values: dict[str, str], said: str
) -> None:
    page = send(status=422, **values)
    assert said in page
    assert store.list_corrections() == []
    if values.get("words"):
        assert values["words"] in page


def test_a_token_is_for_one_record_and_for_some_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    token = tokens.create_token(HALL)
    assert tokens.read_token(token, HALL)
    assert tokens.read_token(token, "place:other") is None
    assert tokens.read_token(token.replace(":", "!", 1), HALL) is None
    later = datetime.now(UTC).timestamp() + tokens.LIFETIME_S + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert tokens.read_token(token, HALL) is None


def test_another_site_cannot_send_the_form() -> None:
    client = Client()
    sent = {"token": token_of(client.get(FORM).content), "kind": "no_answer"}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ):
        assert client.post(FORM, sent, headers=headers).status_code == 422
    assert store.list_corrections() == []
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert client.post(FORM, sent, headers=own).status_code == 303


def test_a_form_sent_twice_is_kept_once_and_another_word_is_kept_too() -> None:
    client = Client()
    token = token_of(client.get(FORM).content)
    first = client.post(FORM, {"token": token, "kind": "no_answer"}).headers["Location"]
    assert client.post(FORM, {"token": token, "kind": "no_answer"}).headers["Location"] == first
    second = client.post(FORM, {"token": token, "kind": "wrong_number"}).headers["Location"]
    assert second != first
    assert [one.kind for one in store.list_corrections()] == ["no_answer", "wrong_number"]


def test_records_and_references_that_do_not_exist_are_not_found() -> None:
    for record in ("", "place", "place:moon", "area:370103", "item:1", "event:none"):
        assert Client().get("/corrections/new/", {"record": record}).status_code == 404
    for reference in ("", "<b>", "K7QF-3M2P'", "O0O0-1I1I"):
        assert Client().get("/corrections/thanks/", {"reference": reference}).status_code == 404
    assert Client().get("/corrections/thanks/", {"reference": "K7QF-3M2P"}).status_code == 200


def test_the_form_is_kept_by_no_cache_and_no_search_engine() -> None:
    response = Client().get(FORM)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_several_writers_at_once_lose_nothing() -> None:
    def report(number: int) -> str:
        try:
            return send(kind="other", words=f"第 {number} 条")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(report, range(64)))
    assert len(set(places)) == 64
    assert {one.words for one in store.list_corrections()} == {f"第 {n} 条" for n in range(64)}


def test_a_database_of_before_is_brought_up_to_date() -> None:
    """One with Django's own table only, as after a first start that was cut short."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    connection.close()
    send()
    assert len(store.list_corrections()) == 1
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_models_and_migrations_agree() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "corrections", check=True, dry_run=True, verbosity=0)


def test_pages_and_searches_open_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page opened the database")

    monkeypatch.setattr(type(connection._connections["default"]), "connect", refuse)
    for path in ("/", "/?q=孩子要上户口", "/places/hall-370103", f"/items/{item_ref()[5:]}"):
        assert Client().get(path).status_code == 200
