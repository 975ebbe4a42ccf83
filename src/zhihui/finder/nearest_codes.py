"""Items whose codes look like one that does not exist: for "did you mean".

Called by Finder. The codes of a generation are read when this is first asked for, and kept.
"""

import unicodedata
from threading import Lock
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from zhihui.generation import Generation

ALIKE: Final = 0.8
"""Share of the longer code that has to agree."""
_LEAST_START = 6
"""A start as long as the code of a district names codes, too."""


class NearestCodes:
    """The codes of all Items. Thread-safe."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._codes: list[str] | None = None
        self._reading = Lock()

    def list_nearest(self, written: str, limit: int) -> list[int]:
        """Ordinals of Items with codes most like ``written``, the most alike first.

        Spaces, full-width characters and small letters make no difference.
        """
        plain = "".join(unicodedata.normalize("NFKC", written).upper().split())
        codes = self._read_codes()
        alike = process.extract(
            plain,
            codes,
            processor=str.upper,
            scorer=OSA.normalized_similarity,
            score_cutoff=ALIKE,
            limit=limit,
        )
        found = [ordinal for _, _, ordinal in alike]
        if not found and len(plain) >= _LEAST_START:
            begun = (at for at, code in enumerate(codes) if code.upper().startswith(plain))
            found = [ordinal for ordinal, _ in zip(begun, range(limit), strict=False)]
        return found

    def _read_codes(self) -> list[str]:
        with self._reading:
            if self._codes is None:
                self._codes = self._generation.items.list_texts("code")
            return self._codes
