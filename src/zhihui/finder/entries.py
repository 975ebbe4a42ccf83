"""Catalogue entries: Items that several bodies implement alike, gathered into one.

An entry is what is indexed and ranked, so that an item delegated to 216 communities is one
hit and not 216. Which body's Item is shown is decided afterwards, from the asker's area.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zhihui.district import Item, in_language

CATALOG_END = 31
"""Where the 业务办理项 suffix begins in an item code."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``ordinals`` are the Items of the entry in the order of the records."""

    first: Item
    ordinals: tuple[int, ...]
    members: tuple[Item, ...]


def gather_entries(items: Sequence[Item]) -> list[Entry]:
    """Entries in the order of their first Item."""
    ordinals: dict[tuple[str, str, str], list[int]] = {}
    for ordinal, item in enumerate(items):
        ordinals.setdefault(_key(item), []).append(ordinal)
    return [
        Entry(items[group[0]], tuple(group), tuple(items[ordinal] for ordinal in group))
        for group in ordinals.values()
    ]


def _key(item: Item) -> tuple[str, str, str]:
    if item.catalog_code is None:
        return (item.code, "", "")
    return (item.catalog_code, item.code[CATALOG_END:], in_language(item.name, "zh"))
