"""Reads the body of a request before a view sees it: bounded in size, in time and in number.

Wrapped around Django by wsgi. The server hands bodies over as they arrive, so a client that sends
one byte a minute would hold one of the few workers' threads; here it holds a thread of its own,
for so many seconds, and so many for each address. What is refused is told to the guard, which
answers. At most ``AT_ONCE`` requests are answered side by side: more only take the interpreter
from each other.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

REFUSED = "zhihui.refused"
"""Key of the environ under which the guard finds why a body was not read."""
PATIENCE_S = 5.0
MOST = 64
MOST_FOR_AN_ADDRESS = 2
AT_ONCE = 2

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class BoundedBodies:
    """A WSGI application around another."""

    def __init__(
        self,
        application: Application,
        *,
        most_bytes: int,
        patience_s: float = PATIENCE_S,
        address_of: Callable[[Environ], str] = lambda environ: str(environ.get("REMOTE_ADDR", "")),
    ) -> None:
        self._application = application
        self._most_bytes = most_bytes
        self._patience_s = patience_s
        self._address_of = address_of
        self._reading: Counter[str] = Counter()
        self._lock = Lock()
        self._turns = BoundedSemaphore(AT_ONCE)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING"):
            refusal, body = self._read(environ)
            environ["wsgi.input"] = io.BytesIO(body)
            if refusal:
                environ[REFUSED] = refusal
        with self._turns:
            return self._application(environ, start_response)

    def _read(self, environ: Environ) -> tuple[str, bytes]:
        """Why it was not read, or the body."""
        length = str(environ.get("CONTENT_LENGTH") or "")
        if not length.isdigit():
            return "length_required", b""
        if int(length) > self._most_bytes:
            return "body_too_large", b""
        if int(length) == 0:
            return "", b""
        address = self._address_of(environ)
        with self._lock:
            if self._reading.total() >= MOST or self._reading[address] >= MOST_FOR_AN_ADDRESS:
                return "too_many_bodies", b""
            self._reading[address] += 1
        arrived: SimpleQueue[bytes | None] = SimpleQueue()
        source = environ["wsgi.input"]
        Thread(
            target=self._fetch, args=(source, int(length), address, arrived), daemon=True
        ).start()
        try:
            body = arrived.get(timeout=self._patience_s)
        except Empty:
            return "body_too_slow", b""
        if body is None or len(body) < int(length):
            return "body_cut_short", b""
        return "", body

    def _fetch(
        self, source: Any, length: int, address: str, arrived: "SimpleQueue[bytes | None]"
    ) -> None:
        try:
            arrived.put(source.read(length))
        except Exception:
            arrived.put(None)
        finally:
            with self._lock:
                self._reading[address] -= 1
                if not self._reading[address]:
                    del self._reading[address]
