"""What the tables and the streets of a recipe have in common: files, datums, sources.

Called by the readers of a recipe's parts. Of files it only checks that they are there.
"""

from pathlib import Path

from zhihui.district import Datum
from zhihui.exchange.codelists import DATUM_NAMES, DATUMS
from zhihui.exchange.faults import FaultKind
from zhihui.exchange.recipe import SourceRecipe
from zhihui.exchange.yaml_parts import Part


def need(part: Part, pairs: dict[str, Part], key: str) -> Part:
    """The value of ``key``. Raises RecipeError when it is not written."""
    if key not in pairs:
        where = Part(part.node, part.file, part.where or "recipe")
        raise where.error(FaultKind.MISSING_KEY, key=key)
    return pairs[key]


def find_file(part: Part, folder: Path) -> Path:
    """The file that ``part`` names, seen from ``folder``. Raises RecipeError when absent."""
    words = part.text()
    absent = part.error(FaultKind.FILE_ABSENT, value=words)
    try:
        path = folder / words
        if path.is_file():
            return path
    except (OSError, ValueError):
        raise absent from None
    raise absent


def read_datum(part: Part) -> Datum:
    """The datum that ``part`` names. Raises RecipeError when it is not known."""
    found = DATUMS.find(part.text())
    if found is None:
        raise part.error(FaultKind.UNKNOWN_DATUM, value=part.text(), valid=DATUM_NAMES)
    return found


def read_source(part: Part | None) -> SourceRecipe:
    """Where a file comes from; nothing said gives empty words."""
    if part is None:
        return SourceRecipe()
    pairs = part.known_pairs(["title", "licence", "url"])
    return SourceRecipe(**{key: words.text() for key, words in pairs.items()})
