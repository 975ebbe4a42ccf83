"""The command line: thin commands over the other rooms. The only room that knows Typer."""

from zhihui.cli import (
    asking,
    building,
    corrections,
    lexicon,
    planning,
    serving,
    suggesting,
    verifying,
)
from zhihui.cli.app import app

__all__ = [
    "app",
    "asking",
    "building",
    "corrections",
    "lexicon",
    "main",
    "planning",
    "serving",
    "suggesting",
    "verifying",
]


def main() -> None:
    """Run the command that the process was started with."""
    app()
