"""The form of corrections as a browser without scripts sends it, and the database it writes to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
from benchmarks.postgres import Postgres
from django.db import connections
from django.test import Client

from zhihui.web.corrections import store
from zhihui.web.database import VARIABLE, read_databases

HALL = "place:hall-370103"
FORM = f"/corrections/new/?record={HALL}&field=phone"
_numbers = count()


def use_database(settings: dict[str, object]) -> None:
    """Have Django read and write this database from here on."""
    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = connections.configure_settings({"default": settings})[
        "default"
    ]
    store.readiness.forget()


@contextmanager
def database_at(address: str) -> Iterator[None]:
    """Django with the database of a ZHIHUI_DATABASE for the block; then with that of before."""
    before = connections.databases["default"]
    use_database(read_databases({VARIABLE: address}, "")["default"])
    yield
    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = before
    store.readiness.forget()


def create_database(server: Postgres) -> str:
    """A new database with nothing in it; its ZHIHUI_DATABASE."""
    name = f"corrections_{next(_numbers)}"
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.address(name)


def token_of(page: bytes) -> str:
    """The token in the form of a page."""
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
