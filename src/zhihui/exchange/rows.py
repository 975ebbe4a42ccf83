"""One row of any table file, and what a reader of rows needs to know and to report.

Called by the format readers (``csv_rows``, ``sheet_rows``, ``json_rows``); knows no format.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhihui.district.progress import Progress
from zhihui.exchange.faults import Fault, FaultKind, FaultLog, RecipeError
from zhihui.exchange.recipe import TableRecipe

PROGRESS_EVERY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record as the file holds it. Cells are text, numbers, booleans, dates, lists or objects."""

    number: int
    """1-based, header not counted, empty rows counted."""
    line: int | None
    """1-based line of the file where the record begins, where known."""
    values: Mapping[str, object]


@dataclass(slots=True, kw_only=True)
class Reading:
    """The reading of one table: its recipe, where to report, and how far it is."""

    table: TableRecipe
    log: FaultLog
    progress: Progress | None = None
    total: int | None = None
    reported: int = 0

    @property
    def stage(self) -> str:
        """What a progress bar shows beside the bar."""
        return self.table.shown

    def report(self, done: int) -> None:
        """Tell the progress bar, at most once a megabyte."""
        if self.progress is not None and done - self.reported >= PROGRESS_EVERY_BYTES:
            self.reported = done
            self.progress.advance(self.stage, done, self.total)

    def finish(self) -> None:
        """Tell the progress bar that the whole table is read."""
        if self.progress is not None and self.total is not None:
            self.progress.advance(self.stage, self.total, self.total)

    def reject(self, kind: FaultKind, number: int, line: int | None, **rest: object) -> None:
        """Note that a row is left out."""
        self.log.reject(kind, file=self.table.shown, row=number, line=line, **rest)

    def remark(self, kind: FaultKind, number: int | None, line: int | None, **rest: object) -> None:
        """Note a doubt about a row, or about the file when ``number`` is None."""
        self.log.remark(kind, file=self.table.shown, row=number, line=line, **rest)


def find_nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``, or ``—`` when there is none at all."""
    candidates = list(known)
    folded = {candidate.casefold(): candidate for candidate in candidates}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.0)
    return folded[close[0]] if close else "—"


def missing_column(table: TableRecipe, column: str, columns: Iterable[str]) -> RecipeError:
    """The error for a column that the recipe names and the file lacks."""
    known = [name for name in columns if name]
    return RecipeError(
        Fault(
            kind=FaultKind.MISSING_COLUMN,
            file=table.shown,
            column=column,
            details={
                "nearest": find_nearest(column, known),
                "columns": "、".join(known[:60]) or "—",
            },
        )
    )


def check_header(table: TableRecipe, header: list[str]) -> None:
    """Raise RecipeError when a column the recipe names is missing, or stands there twice."""
    for column in table.columns:
        found = header.count(column)
        if found == 0:
            raise missing_column(table, column, dict.fromkeys(header))
        if found > 1:
            raise RecipeError(
                Fault(kind=FaultKind.REPEATED_COLUMN, file=table.shown, column=column)
            )
