"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout; tests that need it skip where it is absent."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("real data is not here: ../shared/data is absent")
    return folder


@pytest.fixture(scope="session")
def shared_standards() -> Path:
    """The folder of official schemas beside the checkout."""
    folder = SHARED / "standards"
    if not folder.is_dir():
        pytest.skip("official schemas are not here: ../shared/standards is absent")
    return folder
