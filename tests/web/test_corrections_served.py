"""Corrections through real servers: workers side by side, limits of requests, the command line."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from benchmarks.serving import running
from typer.testing import CliRunner, Result

from tests.web.corrections_flow import FORM, create_database, token_of
from zhihui.cli import app
from zhihui.web.database import VARIABLE

pytestmark = pytest.mark.xdist_group("postgresql")
WRITERS = 8
EACH = 6
BURST = 10
"""Corrections that one address may send at once, by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Two workers of one site, each on a port of its own so that both are sure to be asked."""

    directory: Path
    environment: dict[str, str]
    ports: tuple[int, int]

    def run(self, *arguments: object) -> Result:
        """``zhihui corrections …`` as its operator runs it."""
        environment = {**self.environment, "COLUMNS": "400"}
        return CliRunner().invoke(app, ["corrections", *map(str, arguments)], env=environment)

    def export(self, *options: str) -> list[dict[str, str]]:
        """The corrections that are kept."""
        done = self.run("export", self.directory, "--format", "jsonl", *options)
        assert done.exit_code == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start_closing(self, reference: str, note: str) -> subprocess.Popen[bytes]:
        """The same in a process of its own."""
        close = [sys.executable, "-m", "zhihui.cli", "corrections", "close", str(self.directory)]
        return subprocess.Popen(
            [*close, reference, "--note", note],
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def served(
    request: pytest.FixtureRequest,
    generation_directory: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """Two servers that start together over a database without tables, behind one proxy."""
    if request.param == "SQLite":
        address = str(tmp_path_factory.mktemp("kept") / "corrections.sqlite3")
    else:
        address = create_database(request.getfixturevalue("postgres"))
    environment = {
        VARIABLE: address,
        "ZHIHUI_SECRET_KEY": "of the test of two workers",
        "ZHIHUI_REQUESTS_PER_MINUTE": "",
        "ZHIHUI_TRUSTED_PROXIES": "127.0.0.1",
        "ZHIHUI_MEANING": "off",
    }
    ports = (_find_free_port(), _find_free_port())
    serve = [sys.executable, "-m", "zhihui.cli", "serve", str(generation_directory), "--port"]
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        starting = [
            pool.submit(stack.enter_context, running([*serve, str(port)], environment, port))
            for port in ports
        ]
        for one in starting:
            one.result()
        yield Site(directory=generation_directory, environment=environment, ports=ports)


def test_two_workers_that_write_at_once_lose_nothing(served: Site) -> None:
    def report(number: int) -> list[int]:
        from_here, to_there = served.ports if number % 2 else reversed(served.ports)
        address = f"203.0.113.{number}"
        return [
            _send(_open(from_here, address), to_there, address, f"第 {number} 人，第 {one} 次")
            for one in range(EACH)
        ]

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = [status for each in pool.map(report, range(WRITERS)) for status in each]
    assert answers == [303] * WRITERS * EACH
    kept = [line for line in served.export("--record", "place") if line["words"].startswith("第")]
    assert {line["words"] for line in kept} == {
        f"第 {number} 人，第 {one} 次" for number in range(WRITERS) for one in range(EACH)
    }
    assert len({line["reference"] for line in kept}) == len(kept) == WRITERS * EACH


def test_the_limit_of_requests_keeps_one_address_from_filling_the_table(served: Site) -> None:
    port, address = served.ports[0], "198.51.100.7"
    token = _open(port, address)
    sent = [_send(token, port, address, f"{one} of many") for one in range(BURST + 2)]
    assert sent == [303] * BURST + [429] * 2
    kept = [line["words"] for line in served.export() if line["words"].endswith("of many")]
    assert sorted(kept) == sorted(f"{one} of many" for one in range(BURST))
    assert _send(_open(port, "198.51.100.8"), port, "198.51.100.8", "another address") == 303


def test_what_was_sent_is_listed_exported_and_closed_once(served: Site, tmp_path: Path) -> None:
    port, address = served.ports[1], "192.0.2.9"
    assert _send(_open(port, address), port, address, "门口在修路", contact="王先生") == 303
    (line,) = [one for one in served.export("--state", "open") if one["words"] == "门口在修路"]
    assert (line["record"], line["field"], line["contact"]) == (
        "place:hall-370103",
        "phone",
        "王先生",
    )
    listed = served.run("list", served.directory, "--field", "phone")
    assert line["reference"] in listed.stdout
    assert "门口在修路" in listed.stdout
    out = tmp_path / "corrections.csv"
    assert served.run("export", served.directory, "-o", out).exit_code == 0
    assert line["reference"] in out.read_text(encoding="utf-8-sig")

    both = [served.start_closing(line["reference"], "已核实") for _ in range(2)]
    codes = sorted(one.wait() for one in both)
    assert codes == [0, 1], "two who close it at once: one did, the other is told"
    (closed,) = [one for one in served.export("--state", "closed") if one["note"] == "已核实"]
    assert (closed["reference"], closed["contact"]) == (line["reference"], "")


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ask(
    port: int, method: str, path: str, address: str, body: str = ""
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"X-Forwarded-For": address, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body=body or None, headers=headers)
    response = connection.getresponse()
    page = response.read()
    connection.close()
    return response, page


def _open(port: int, address: str) -> str:
    """Open the form; its token."""
    response, page = _ask(port, "GET", FORM, address)
    assert response.status == 200
    return token_of(page)


def _send(token: str, port: int, address: str, words: str, contact: str = "") -> int:
    """Send the form; the status of the answer."""
    values = {"token": token, "kind": "other", "words": words, "contact": contact}
    response, _ = _ask(port, "POST", FORM, address, urlencode(values))
    if response.status == 429:
        assert int(response.headers["Retry-After"]) > 0
    return response.status
