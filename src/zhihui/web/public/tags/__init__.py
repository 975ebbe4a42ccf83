"""What templates can do with a value, as filters by name, gathered module by module.

Each module of this package has its own ``tags``; ``templating`` hands them to the templates.
"""

from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])


class Tags:
    """The filters of one module, by name."""

    def __init__(self) -> None:
        self.plain: dict[str, Callable[..., object]] = {}
        self.worded_ones: dict[str, Callable[..., object]] = {}
        """Their first argument is the language of the page; templates give the others."""

    def filter(self, function: F) -> F:
        """Offer a filter: ``{{ value|name }}``."""
        self.plain[function.__name__] = function
        return function

    def worded(self, function: F) -> F:
        """Offer a filter that words its value in the language of the page."""
        self.worded_ones[function.__name__] = function
        return function
