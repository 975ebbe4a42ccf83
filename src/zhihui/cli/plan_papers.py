"""Papers that one has already, as written on the command line. Called by ``zhihui plan``."""

from collections.abc import Iterable
from difflib import get_close_matches

from zhihui.cli.refusal import RefusalError
from zhihui.cli.wording import join, say
from zhihui.district import MaterialId
from zhihui.generation import Generation

_NEAR = 3


def read_papers(
    written: Iterable[str], generation: Generation, language: str
) -> tuple[MaterialId, ...]:
    """The ids of papers given by id or by name. Raises RefusalError for one that nobody knows."""
    plain = [one.strip() for one in written]
    unknown = [one for one in plain if generation.materials.find(MaterialId(one)) is None]
    if not unknown:
        return tuple(MaterialId(one) for one in plain)
    by_name: dict[str, list[MaterialId]] = {}
    for material in generation.materials:
        for name in set(material.name.values()):
            by_name.setdefault(name.casefold(), []).append(material.id)
    found: list[MaterialId] = []
    for one in plain:
        named = by_name.get(one.casefold(), []) if one in unknown else [MaterialId(one)]
        if not named:
            near = get_close_matches(one.casefold(), by_name, _NEAR)
            raise RefusalError(_word_unknown(one, near, language), language)
        found += named
    return tuple(dict.fromkeys(found))


def _word_unknown(written: str, near: list[str], language: str) -> str:
    meant = say("whole_name", language)
    if near:
        named = say("meant", language, names=join("list", language, near))
        meant = say("sentence", language, words=named)
    return say("unknown_paper", language, name=written, meant=meant)
