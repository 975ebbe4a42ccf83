"""The planner is compiled in a process of its own, once."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from zhihui.trips.solving import is_compiled, warm_up
from zhihui.web import compiling


@pytest.mark.parametrize(("compiled", "started"), [(True, []), (False, [compiling.COMPILE])])
def test_a_process_is_started_where_nothing_was_compiled(
    compiled: bool, started: Sequence[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Sequence[str]] = []
    monkeypatch.setattr(compiling, "is_compiled", lambda: compiled)
    monkeypatch.setattr(subprocess, "run", lambda command, check: ran.append(command))
    compiling.compile_planner()
    assert ran == started


def test_whether_it_was_compiled_is_seen_in_the_cache(tmp_path: Path) -> None:
    warm_up()
    assert is_compiled()
    script = "from zhihui.trips.solving import is_compiled; print(is_compiled())"
    elsewhere = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    asked = subprocess.run(
        [sys.executable, "-c", script], env=elsewhere, capture_output=True, text=True, check=True
    )
    assert asked.stdout == "False\n"


def test_the_warm_up_loads_what_plans_are_found_with() -> None:
    script = (
        "from zhihui.trips.kernel import diving, search\n"
        "from zhihui.trips.solving import warm_up\n"
        "warm_up(); print(len(diving.dive.overloads), len(search.run.overloads))\n"
    )
    asked = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert asked.stdout == b"1 1\n"
