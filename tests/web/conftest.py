"""A small district on real streets, built once, and Django set up to serve it."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.test.utils import setup_test_environment, teardown_test_environment

from zhihui.exchange import read_lexicon
from zhihui.finder import index_part
from zhihui.generation import build
from zhihui.maps import maps_part
from zhihui.sample import create_sample, create_sample_streets, read_tables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhihui.web.settings")
django.setup()  # before tests import models
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
