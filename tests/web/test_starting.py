"""The server starts as an operator starts it: a new process, no settings named."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_application_opens_in_a_process_of_its_own(generation_directory: Path) -> None:
    named = ("DJANGO_SETTINGS_MODULE",)
    environment = {name: value for name, value in os.environ.items() if name not in named}
    environment["ZHIHUI_GENERATION"] = str(generation_directory)
    done = subprocess.run(
        [sys.executable, "-c", "import zhihui.web.wsgi as w; print(callable(w.application))"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "True", done.stderr[-2000:]
