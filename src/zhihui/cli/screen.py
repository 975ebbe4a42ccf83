"""Where commands print: answers to stdout, everything else to stderr."""

import contextlib
from collections.abc import Iterator
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

stdout: Final = Console(highlight=False)
stderr: Final = Console(stderr=True, highlight=False)


class ProgressBars:
    """One bar per stage, fed by the rooms through the Progress protocol."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._stages: dict[str, TaskID] = {}

    def advance(self, stage: str, done: int, total: int | None) -> None:
        """Show ``done`` of ``total`` (None: not known) steps of ``stage``."""
        if stage not in self._stages:
            self._stages[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._stages[stage], completed=done, total=total)


@contextlib.contextmanager
def progress_bars(*, shown: bool = True) -> Iterator[ProgressBars]:
    """Bars on stderr while the work runs; nothing is drawn where stderr is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=stderr,
        transient=True,
        disable=not (shown and stderr.is_terminal),
    ) as bars:
        yield ProgressBars(bars)


@contextlib.contextmanager
def waiting(words: str) -> Iterator[None]:
    """A line with the seconds so far on stderr; nothing where stderr is no terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as line:
        line.add_task(words, total=None)
        yield
