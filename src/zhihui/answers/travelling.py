"""The travel times of a generation, opened when first asked for and kept, one network per mode.

Held by the faces for as long as they hold the generation. Safe to share between threads.
"""

from pathlib import Path
from threading import Lock

from zhihui.generation import Generation, GenerationError
from zhihui.streets import PART, Mode, Network, StraightLines, StreetsError, open_travel_times


class TravelOf:
    """Gives the travel times of a mode over one generation, the same object each time."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._opened: dict[Mode, Network | StraightLines] = {}
        self._lock = Lock()

    def __call__(self, mode: Mode) -> Network | StraightLines:
        """The network of ``mode``, or straight lines where there is none. Raises StreetsError."""
        opened = self._opened.get(mode)
        if opened is not None:
            return opened
        with self._lock:
            if mode not in self._opened:
                self._opened[mode] = open_travel_times(self._find_part(), mode)
            return self._opened[mode]

    def _find_part(self) -> Path | None:
        try:
            return self._generation.part(PART)
        except GenerationError:
            manifest = self._generation.manifest
            if not any(name.startswith(f"{PART}/") for name in manifest.files):
                return None
            raise StreetsError(
                f"版本 {self._generation.path} 的路网不见了。请重新构建。",
                f"The streets of the generation {self._generation.path} are gone. Build it again.",
            ) from None
