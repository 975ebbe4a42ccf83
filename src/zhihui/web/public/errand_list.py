"""My errands as they travel in an address: ``?errand=CODE&errand=CODE``.

Called by every page, so that the list survives without JavaScript. Nothing is kept on the server;
with JavaScript the list stands on the device and the addresses hold none (``static/errands.js``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from zhihui.trips.question import MAX_ERRANDS
from zhihui.web.plan_body import MAX_CODE


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandList:
    """The codes of an address, each once, and the address of the list with them."""

    codes: tuple[str, ...]
    home: str

    @property
    def query(self) -> str:
        """What carries the list on to another page: ``?errand=…``, or nothing."""
        return write_codes(self.codes)

    @property
    def url(self) -> str:
        """The page of the list."""
        return self._errands(self.codes)

    @property
    def plan_url(self) -> str:
        """The planner with the list."""
        return f"{self.home}plan/{self.query}"

    def url_with(self, code: str) -> str:
        """The page of the list with one more."""
        return self._errands(dict.fromkeys((*self.codes, code)))

    def url_without(self, code: str) -> str:
        """The page of the list with one less."""
        return self._errands(one for one in self.codes if one != code)

    def _errands(self, codes: Iterable[str]) -> str:
        return f"{self.home}errands/{write_codes(codes)}"


def read_list(query: QueryDict, home: str) -> ErrandList:
    """The list in a query string, as long as can be planned; ``home``: the language's first page.

    Whether the codes are known is not looked at.
    """
    given = (code for code in query.getlist("errand") if 0 < len(code) <= MAX_CODE)
    return ErrandList(codes=tuple(dict.fromkeys(given))[:MAX_ERRANDS], home=home)


def write_codes(codes: Iterable[str]) -> str:
    """The query string of codes, with its question mark; empty without any."""
    written = urlencode([("errand", code) for code in codes])
    return f"?{written}" if written else ""
