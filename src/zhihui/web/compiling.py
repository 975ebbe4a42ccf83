"""The planner is compiled once after an installation, in a process of its own.

Compiling takes a hundred megabytes that the compiler does not give back; a worker that only loads
what was compiled stays small.
"""

import subprocess
import sys
from typing import Final

from zhihui.trips.solving import is_compiled

COMPILE: Final = (sys.executable, "-c", "from zhihui.trips.solving import warm_up; warm_up()")


def compile_planner() -> None:
    """Have the planner compiled where that was never done.

    Where that fails nothing is lost: whoever loads it then compiles it.
    """
    if not is_compiled():
        subprocess.run(COMPILE, check=False)
