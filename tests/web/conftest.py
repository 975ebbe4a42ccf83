"""A small district on real streets, built once, and Django set up to serve it."""

import os
import shutil
import threading
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
import pytest
from benchmarks.postgres import ABSENT, Postgres, start_postgres
from django.conf import settings
from django.test.utils import setup_test_environment, teardown_test_environment
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.web.failures import keep_pages
from zhihui.exchange import read_lexicon
from zhihui.finder import index_part
from zhihui.generation import build
from zhihui.maps import maps_part
from zhihui.sample import create_sample, create_sample_streets, read_tables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhihui.web.settings")
os.environ["ZHIHUI_REQUESTS_PER_MINUTE"] = "0"  # tests ask often
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
django.setup()  # before tests import models
CHROMIUM = Path(os.environ.get("ZHIHUI_CHROMIUM", "/usr/bin/chromium"))
CHROMIUM_OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
FAILURES = Path(__file__).resolve().parents[2] / "var" / "failures"
PACKAGED = ("areas.csv", "outline.csv", "bodies.yaml", "places.yaml", "patterns.yaml")


@pytest.fixture(scope="session")
def generation_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generation that the tests serve."""
    tables = tmp_path_factory.mktemp("tables")
    shutil.copytree(Path(__file__).parent / "tables", tables, dirs_exist_ok=True)
    with as_file(files("zhihui.sample") / "tables") as packaged:
        for name in PACKAGED:
            shutil.copy(packaged / name, tables / name)
    records = create_sample(read_tables(tables))
    directory = tmp_path_factory.mktemp("served") / "generation"
    build(
        replace(records, lexicon=read_lexicon()),
        directory,
        built_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
        parts=[index_part(meaning=False), maps_part(create_sample_streets())],
    )
    return directory


@pytest.fixture(scope="session")
def served_site(generation_directory: Path) -> Iterator[None]:
    """Django, set up once for this process and reading the test generation."""
    settings.ZHIHUI_GENERATION = str(generation_directory)
    settings.ZHIHUI_MEANING = False
    setup_test_environment()
    yield
    teardown_test_environment()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of our own with nothing in it; tests skip where there is none."""
    with start_postgres() as server:
        if server is None:
            pytest.skip(ABSENT)
        yield server


class _Server(ThreadingMixIn, WSGIServer):
    """Several requests side by side: a browser opens connections that it may never use."""

    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def site(served_site: None) -> Iterator[str]:
    """Address of the pages, served as they are in earnest, static files included."""
    from zhihui.web.wsgi import application

    server: WSGIServer = make_server(
        "127.0.0.1", 0, application, server_class=_Server, handler_class=_Silent
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What starts browsers; a process can have one of it only."""
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """Chromium from ZHIHUI_CHROMIUM, else Debian's; tests skip where there is none."""
    if not CHROMIUM.is_file():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium, or set ZHIHUI_CHROMIUM")
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
    yield browser
    browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed walk keeps what the browser showed, and its report names the files."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.failed and call.when == "call" and browser:
        kept = keep_pages(browser, item.name, FAILURES)
        report.sections.append(("kept of the browser", "\n".join(map(str, kept))))
    return report
