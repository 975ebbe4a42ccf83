"""Corrections where there is no database, or none that can be written to."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from tests.web.corrections_flow import FORM, database_at, token_of, use_database
from zhihui.web.corrections import store
from zhihui.web.database import VARIABLE, read_databases

pytestmark = pytest.mark.usefixtures("served_site")


@pytest.fixture(autouse=True)
def database(tmp_path: Path) -> Iterator[Path]:
    """A fresh SQLite file to begin with."""
    path = tmp_path / "corrections.sqlite3"
    with database_at(str(path)):
        yield path


@pytest.mark.parametrize("cause", ["no database", "no folder", "read only", "no server"])
def test_without_a_place_to_write_the_form_names_a_phone(cause: str, database: Path) -> None:
    token = token_of(Client().get(FORM).content)
    if cause == "no database":
        use_database({"ENGINE": "django.db.backends.dummy"})
    elif cause == "no folder":
        use_database(read_databases({VARIABLE: f"{database}/x/y"}, "")["default"])
    elif cause == "no server":
        address = f"postgresql://zhihui@{quote(str(database.parent), safe='')}/corrections"
        use_database(read_databases({VARIABLE: address}, "")["default"])
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
    settings = read_databases({VARIABLE: str(database.parent / "late" / "c")}, "")
    use_database(settings["default"])
    assert not store.is_taking()
    (database.parent / "late").mkdir()
    assert not store.is_taking()
    clock[0] += store.RETRY_S
    assert store.is_taking()
