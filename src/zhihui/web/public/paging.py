"""Long lists in pages with stable addresses: ``?page=2``, the first one without.

Called by the browse pages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

T = TypeVar("T")
PAGE_SIZE = 40
_NEIGHBOURS = 2
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged(Generic[T]):
    """One page of a list."""

    rows: Sequence[T]
    start: int
    """Position in the whole list of the first row, from 0."""
    number: int
    last: int
    total: int
    path: str

    @property
    def numbers(self) -> list[int | None]:
        """The first, the last and the neighbours of this page; None where some are left out."""
        near = range(self.number - _NEIGHBOURS, self.number + _NEIGHBOURS + 1)
        shown = sorted({1, self.last, *(n for n in near if 1 <= n <= self.last)})
        numbers: list[int | None] = []
        for number in shown:
            before = numbers[-1] if numbers else None
            if before is not None and number - before > 1:
                numbers.append(None)
            numbers.append(number)
        return numbers

    @property
    def query(self) -> str:
        """The query string of this page, empty for the first."""
        return "" if self.number == 1 else f"?page={self.number}"


def read_page(request: HttpRequest, rows: Sequence[T], size: int = PAGE_SIZE) -> Paged[T] | None:
    """The page asked for; None when it is no page of this list."""
    asked = request.GET.get("page", "1")
    last = max(1, -(-len(rows) // size))
    if not _NUMBER.fullmatch(asked) or int(asked) > last:
        return None
    number = int(asked)
    return Paged(
        rows=rows[(number - 1) * size : number * size],
        start=(number - 1) * size,
        number=number,
        last=last,
        total=len(rows),
        path=request.path,
    )
