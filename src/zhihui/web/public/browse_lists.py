"""What the browse pages share: lines of a shelf, the row of ways to browse, breadcrumbs, addresses.

Called by the views of browse, place, nearby and life-event pages.
"""

from dataclasses import dataclass
from urllib.parse import quote

from zhihui.answers.directory import Shelf
from zhihui.answers.going import decide_go
from zhihui.answers.model import Go
from zhihui.district import Item, Text
from zhihui.generation import Generation
from zhihui.web.public.context import Context, home_of, page_of
from zhihui.web.public.paging import Paged
from zhihui.web.public.topics import name_topic
from zhihui.web.wording import say

Crumb = tuple[Text, str]
"""Words and address; empty for the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One line of a shelf: the Item that stands for it, and of how many bodies it is."""

    item: Item
    count: int
    url: str
    go: Go


def list_lines(
    generation: Generation, language: str, shelf: Shelf, paged: Paged[int]
) -> list[EntryLine]:
    """The lines of one page of a shelf."""
    lines = []
    for offset, ordinal in enumerate(paged.rows, start=paged.start):
        item, count = generation.items[ordinal], shelf.counts[offset]
        several = count > 1 and item.catalog_code
        lines.append(
            EntryLine(
                item=item,
                count=count,
                url=address_of(language, "services", item.catalog_code or "")
                if several
                else page_of(language, "items", item.code),
                go=decide_go(item, generation.list_offers_of_item_at(ordinal)),
            )
        )
    return lines


def address_of(language: str, kind: str, key: str) -> str:
    """The address of a shelf, an area or a service; ``kind`` is its first part."""
    return f"{home_of(language)}{kind}/{quote(key, safe='')}/"


def list_crumbs(language: str, kind: str, *trail: Crumb) -> list[Crumb]:
    """The way to a page of this kind, from its list on."""
    name = {language: say(f"browse.{kind}", language)}
    return [(name, f"{home_of(language)}{kind}/"), *trail]


def list_item_crumbs(language: str, item: Item) -> list[Crumb]:
    """The way to the page of an Item or its service, by its first topic."""
    topics = [
        ({language: name_topic(topic, language)}, address_of(language, "topics", topic))
        for topic in item.topics[:1]
    ]
    return [*topics, (item.name, "")]


def ways_of(current: str, language: str) -> Context:
    """The ways of browsing for a template, and which of them this page is."""
    return {"way": current, "ways": list_ways(language)}


def list_ways(language: str) -> list[dict[str, str]]:
    """The ways of browsing, for the row of links on top."""
    home = home_of(language)
    return [
        {"name": say(f"browse.{kind}", language), "url": f"{home}{kind}/", "key": kind}
        for kind in ("topics", "events", "audiences", "bodies", "areas", "near")
    ]
