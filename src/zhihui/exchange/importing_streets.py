"""The street files of a recipe → networks and their sources. Called by ``zhihui build``."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhihui.district import Source
from zhihui.district.progress import Progress
from zhihui.exchange.importing import name_source
from zhihui.exchange.recipe import Recipe
from zhihui.streets import ImportedStreets, import_streets


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetsImport:
    """The networks in the order of ``Mode``, and the files they were made from."""

    networks: tuple[ImportedStreets, ...] = ()
    sources: tuple[Source, ...] = ()


def read_streets(
    recipe: Recipe, others: Sequence[Source] = (), *, progress: Progress | None = None
) -> StreetsImport:
    """The street networks of a recipe; nothing when it names no streets.

    ``others``: sources of the generation, whose ids are taken. Rows read are ways of the file;
    rows left out are those that no mode uses. Raises StreetsError and OSError.
    """
    sources: list[Source] = []
    for street in recipe.streets:
        with street.file.path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        sources.append(
            Source(
                id=name_source(street.file.path.name, (*others, *sources)),
                title=street.source.title,
                licence=street.source.licence,
                url=street.source.url,
                sha256=sha256,
            )
        )
    files = [
        replace(street.file, source=source.id)
        for street, source in zip(recipe.streets, sources, strict=True)
    ]
    networks, ways = import_streets(files, progress=progress)
    return StreetsImport(
        networks=networks,
        sources=tuple(
            replace(source, rows_read=ways[source.id].read, rows_left_out=ways[source.id].left_out)
            for source in sources
        ),
    )
