"""Corrections: two taps from a page to the database, and what happens where there is none."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from zhihui.web.corrections import store, tokens
from zhihui.web.corrections.kinds import FIELDS
from zhihui.web.database import read_databases
from zhihui.web.served import get_served
from zhihui.web.wording import CATALOGUES, LANGUAGES

pytestmark = pytest.mark.usefixtures("served_site")
HALL = "place:hall-370103"
FORM = f"/corrections/new/?record={HALL}&field=phone"


def use_database(settings: dict[str, object]) -> None:
    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = connections.configure_settings({"default": settings})[
        "default"
    ]
    store.readiness.forget()


@pytest.fixture(autouse=True)
def database(tmp_path: Path) -> Iterator[Path]:
    """A fresh SQLite file; afterwards there is no database, as in the other tests."""
    before = connections.databases["default"]
    path = tmp_path / "corrections.sqlite3"
    use_database(read_databases({"ZHIHUI_DATABASE": str(path)}, "")["default"])
    yield path
    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = before
    store.readiness.forget()


def token_of(page: bytes) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page.decode())
    assert found
    return found[1]


def send(path: str = FORM, status: int = 303, **values: str) -> str:
    """Open the form, send it; where it leads to."""
    client = Client()
    sent = {"token": token_of(client.get(path).content), "kind": "no_answer"} | values
    response = client.post(path, sent)
    assert response.status_code == status, response.content.decode()
    return str(response.headers.get("Location", "")) or response.content.decode()


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


def test_a_database_of_before_is_brought_up_to_date(database: Path) -> None:
    """One with Django's own table only, as after a first start that was cut short."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    connection.close()
    assert database.exists()
    send()
    assert len(store.list_corrections()) == 1
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_models_and_migrations_agree() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "corrections", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("cause", ["no database", "no folder", "read only"])
def test_without_a_place_to_write_the_form_names_a_phone(cause: str, database: Path) -> None:
    token = token_of(Client().get(FORM).content)
    if cause == "no database":
        use_database({"ENGINE": "django.db.backends.dummy"})
    elif cause == "no folder":
        use_database(read_databases({"ZHIHUI_DATABASE": f"{database}/x/y"}, "")["default"])
    else:
        use_database(
            {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": f"file:{database}?mode=ro",
                "OPTIONS": {"uri": True, "transaction_mode": "IMMEDIATE"},
            }
        )
    for response in (
        Client().get(FORM),
        Client().post(FORM, {"token": token, "kind": "other", "words": "我的话"}),
    ):
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        page = response.content.decode()
        assert "0531-00000001" in page
        assert "12345" in page
        assert "<form class" not in page.partition("<main")[2]
    assert "我的话" in page
    assert Client().get("/places/hall-370103").status_code == 200


def test_after_a_failure_the_database_is_tried_again_later(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(store, "monotonic", lambda: clock[0])
    settings = read_databases({"ZHIHUI_DATABASE": str(database.parent / "late" / "c")}, "")
    use_database(settings["default"])
    assert not store.is_taking()
    (database.parent / "late").mkdir()
    assert not store.is_taking()
    clock[0] += store.RETRY_S
    assert store.is_taking()


def test_pages_and_searches_open_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page opened the database")

    monkeypatch.setattr(type(connection._connections["default"]), "connect", refuse)
    for path in ("/", "/?q=孩子要上户口", "/places/hall-370103", f"/items/{item_ref()[5:]}"):
        assert Client().get(path).status_code == 200
