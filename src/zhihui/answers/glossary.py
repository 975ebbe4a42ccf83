"""What was understood, in other languages where a record of that very name says it.

Called for answers. The lexicon's sayings are no translations: “noodle shop” leads to 食品经营许可,
but does not say what that is. A word that no record bears is said in Chinese.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from zhihui.district import Text
from zhihui.finder import Found
from zhihui.generation import Generation


def gloss_understood(generation: Generation, found: Found) -> tuple[Text, ...]:
    """The words that ``found`` was understood as, each in the languages in which it is known."""
    if not found.understood:
        return ()
    known = _list_names(generation)
    items = _by_chinese_name(hit.item.name for hit in (*found.items, *found.nearest))
    return tuple(
        {"zh": word, **(items.get(word) or known.get(word, {}))} for word in found.understood
    )


def _by_chinese_name(names: Iterable[Text]) -> Mapping[str, Text]:
    return {name["zh"]: name for name in names if len(name) > 1 and "zh" in name}


@lru_cache(maxsize=4)
def _list_names(generation: Generation) -> Mapping[str, Text]:
    """The names of papers and life events that are known in more than one language."""
    tables = (generation.materials, generation.life_events)
    return _by_chinese_name(record.name for table in tables for record in table)
