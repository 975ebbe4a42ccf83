"""How a log line is written: where something failed and of what kind, never what somebody asked.

Named in the settings. The text of an exception may repeat what was typed, so only its type and the
lines of code are kept; query strings and network addresses are in no message to begin with.
"""

import logging
import traceback
from types import TracebackType

_ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PrivateFormatter(logging.Formatter):
    """Tracebacks without the texts of exceptions."""

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802
        """The lines of code and the types of the chain of exceptions."""
        error = ei[1]
        chain: list[BaseException] = []
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or error.__context__
        return "\n".join(
            "".join(traceback.format_tb(one.__traceback__)) + f"{type(one).__qualname__}"
            for one in reversed(chain)
        )
