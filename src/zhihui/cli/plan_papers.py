"""Papers that one has already, as written on the command line. Called by ``zhihui plan``."""

from collections.abc import Iterable
from difflib import get_close_matches

from zhihui.district import MaterialId
from zhihui.generation import Generation
from zhihui.trips.question import QuestionError

_NEAR = 3


def read_papers(written: Iterable[str], generation: Generation) -> tuple[MaterialId, ...]:
    """The ids of papers given by id or by name. Raises QuestionError for one that nobody knows."""
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
            raise _unknown(one, get_close_matches(one.casefold(), by_name, _NEAR))
        found += named
    return tuple(dict.fromkeys(found))


def _unknown(written: str, near: list[str]) -> QuestionError:
    zh, en = "请写材料的全名。", "Give the whole name of the paper."
    if near:
        zh = f"您要的可能是：{'、'.join(near)}。"
        en = f"Did you mean: {', '.join(near)}?"
    return QuestionError(
        f"没有叫“{written}”的材料。{zh}", f"There is no paper “{written}”. {en}", part="in_hand"
    )
