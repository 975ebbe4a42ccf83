"""How long work reports where it is; the faces show it as a progress bar."""

from typing import Protocol


class Progress(Protocol):
    """Called now and then by importing and building."""

    def advance(self, stage: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` steps of ``stage`` are behind; ``total`` None is not known."""
