"""How many requests an address may make: token buckets in memory, one for each kind of request.

Called by the guard. Each process counts by itself. An address is kept only as a keyed hash whose
key is drawn at start and never leaves memory, and the oldest give way, so memory is bounded.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock
from time import monotonic

from django.core.exceptions import ImproperlyConfigured

from zhihui.web.paths import RequestKind

MOST_BUCKETS = 50_000
"""About 10 MB."""
DEFAULT_PER_MINUTE = 300
_DIGEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many requests a minute on average, and ``burst`` at once."""

    per_minute: float
    burst: int


def create_rates(per_minute: int) -> Mapping[RequestKind, Rate]:
    """The limits of all kinds from that of pages; none when ``per_minute`` is 0."""
    if per_minute <= 0:
        return {}
    return {
        RequestKind.PAGE: Rate(per_minute=per_minute, burst=per_minute),
        RequestKind.API: Rate(per_minute=2 * per_minute, burst=2 * per_minute),
        RequestKind.TILE: Rate(per_minute=10 * per_minute, burst=10 * per_minute),
        RequestKind.PLAN: Rate(per_minute=per_minute / 5, burst=max(per_minute // 5, 1)),
        RequestKind.CORRECTION: Rate(per_minute=per_minute / 150, burst=max(per_minute // 30, 1)),
    }


def read_per_minute(written: str) -> int:
    """The number of the environment, or the default. Raises ImproperlyConfigured."""
    if not written.strip():
        return DEFAULT_PER_MINUTE
    if not written.strip().isdigit():
        raise ImproperlyConfigured(
            "ZHIHUI_REQUESTS_PER_MINUTE 应是 0 或更大的整数，0 表示不限。"
            f" It is a whole number, 0 for no limits; this is {written[:40]!r}."
        )
    return int(written)


class Limiter:
    """The buckets of all addresses. Safe for threads."""

    def __init__(
        self,
        rates: Mapping[RequestKind, Rate],
        *,
        clock: Callable[[], float] = monotonic,
        most: int = MOST_BUCKETS,
    ) -> None:
        self._rates = rates
        self._clock = clock
        self._most = most
        self._key = token_bytes(16)
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        """What is left at a moment, by hash of kind and address; the longest unused first."""
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, address: str, kind: RequestKind) -> float:
        """Count one request. 0 when it is allowed, else in how many seconds the next one is."""
        rate = self._rates.get(kind)
        if rate is None:
            return 0.0
        named = f"{kind.value} {address}".encode()
        digest = blake2b(named, digest_size=_DIGEST, key=self._key).digest()
        per_second = rate.per_minute / 60
        with self._lock:
            now = self._clock()
            left, at = self._buckets.pop(digest, (float(rate.burst), now))
            left = min(left + (now - at) * per_second, rate.burst)
            wait = 0.0 if left >= 1 else (1 - left) / per_second
            self._buckets[digest] = (left - 1 if left >= 1 else left, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return wait
