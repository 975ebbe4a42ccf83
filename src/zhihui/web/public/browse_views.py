"""The browse pages: by topic, body, audience and area, and one service of several bodies.

Called by Django. What stands where comes from the directory, which is made once for a generation;
a request reads only the records that it shows.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhihui.answers.directory import AreaNode, Directory, Shelf, get_directory
from zhihui.answers.going import decide_go
from zhihui.district import AreaCode, CatalogCode, Item, in_language
from zhihui.web.public.browse_lists import (
    Crumb,
    address_of,
    list_crumbs,
    list_item_crumbs,
    list_lines,
    ways_of,
)
from zhihui.web.public.context import Context, create_context
from zhihui.web.public.errors import show_missing
from zhihui.web.public.head import describe, site_of
from zhihui.web.public.linked_data import describe_trail
from zhihui.web.public.paging import Paged, read_page
from zhihui.web.public.templating import render
from zhihui.web.public.topics import name_topic
from zhihui.web.served import get_served
from zhihui.web.wording import say

BODIES_A_PAGE = 80
MEMBERS_A_PAGE = 300


@require_safe
def show_topics(request: HttpRequest, language: str) -> HttpResponse:
    """All topics, with how many services each has."""
    shelves = get_directory(get_served().generation).topics.values()
    rows = [(name_topic(shelf.key, language), shelf) for shelf in shelves]
    rows.sort(key=lambda row: -len(row[1].ordinals))
    return _show_shelves(request, language, "topics", rows)


@require_safe
def show_audiences(request: HttpRequest, language: str) -> HttpResponse:
    """For whom services are."""
    shelves = get_directory(get_served().generation).audiences.values()
    rows = [(say(f"audience.{shelf.key}", language), shelf) for shelf in shelves]
    return _show_shelves(request, language, "audiences", rows)


@require_safe
def show_bodies(request: HttpRequest, language: str) -> HttpResponse:
    """All bodies, those of the district first."""
    shelves = list(get_directory(get_served().generation).bodies.values())
    paged = read_page(request, shelves, BODIES_A_PAGE)
    if paged is None:
        return show_missing(request, language, "404")
    rows = [(in_language(shelf.name, language), shelf) for shelf in paged.rows]
    return _show_shelves(request, language, "bodies", rows, paged)


@require_safe
def show_topic(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The services of one topic."""
    shelf = get_directory(get_served().generation).topics.get(key)
    return _show_list(request, language, "topics", shelf, name_topic(key, language))


@require_safe
def show_body(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The services of one body."""
    shelf = get_directory(get_served().generation).bodies.get(key)
    name = in_language(shelf.name, language) if shelf else ""
    return _show_list(request, language, "bodies", shelf, name)


@require_safe
def show_audience(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The services for one kind of person or organisation."""
    shelf = get_directory(get_served().generation).audiences.get(key)
    name = say(f"audience.{key}", language) if shelf else ""
    return _show_list(request, language, "audiences", shelf, name)


@require_safe
def show_audience_topic(request: HttpRequest, language: str, key: str, topic: str) -> HttpResponse:
    """The services of one topic for one kind of person or organisation."""
    shelf = get_directory(get_served().generation).audience_topics.get(key, {}).get(topic)
    name = name_topic(topic, language)
    audience = say(f"audience.{key}", language) if shelf else ""
    above: Crumb = ({language: audience}, address_of(language, "audiences", key))
    title = say("browse.of_audience", language, {"topic": name, "audience": audience})
    return _show_list(request, language, "audiences", shelf, title, above)


@require_safe
def show_areas(request: HttpRequest, language: str) -> HttpResponse:
    """The tree of areas: districts, their streets, and the communities of each."""
    directory = get_directory(get_served().generation)
    context = create_context(request, language)
    context |= ways_of("areas", language)
    context["roots"] = [
        (
            directory.tree[root],
            [
                (
                    directory.tree[street],
                    [directory.tree[c] for c in directory.tree[street].children],
                )
                for street in directory.tree[root].children
            ],
        )
        for root in directory.roots
    ]
    describe(context, say("browse.areas", language), say("browse.areas.lead", language))
    return render("public/areas.html", context)


@require_safe
def show_area(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """One area: what it belongs to, what is in it, its places, and the services of its bodies."""
    generation = get_served().generation
    directory = get_directory(generation)
    node = directory.tree.get(AreaCode(code))
    if node is None:
        return show_missing(request, language, "area")
    shelf = directory.areas.get(code)
    paged = read_page(request, shelf.ordinals if shelf else ())
    if paged is None:
        return show_missing(request, language, "404")
    above = _list_above(directory, node)
    context = create_context(request, language)
    context |= ways_of("areas", language)
    context |= {
        "node": node,
        "above": above,
        "crumbs": list_crumbs(
            language,
            "areas",
            *((one.area.name, address_of(language, "areas", one.area.code)) for one in above),
            (node.area.name, ""),
        ),
        "children": [directory.tree[child] for child in node.children],
        "places": [generation.places[ordinal] for ordinal in node.places],
        "paged": paged,
        "lines": list_lines(generation, language, shelf, paged) if shelf else [],
    }
    _describe_list(
        request, context, language, in_language(node.area.name, language), node.items_total
    )
    return render("public/area.html", context)


@require_safe
def show_service(request: HttpRequest, language: str, catalog: str) -> HttpResponse:
    """One service that several bodies offer: which one serves which area."""
    generation = get_served().generation
    directory = get_directory(generation)
    ordinals = directory.entries.get(CatalogCode(catalog), ())
    paged = read_page(request, ordinals, MEMBERS_A_PAGE)
    if not ordinals or paged is None:
        return show_missing(request, language, "item")
    items = [generation.items[ordinal] for ordinal in paged.rows]
    context = create_context(request, language)
    context |= ways_of("", language)
    context |= {
        "item": items[0],
        "crumbs": list_item_crumbs(language, items[0]),
        "go": decide_go(items[0], generation.list_offers_of_item(items[0].code)),
        "paged": paged,
        "groups": _group_by_parent(directory, items, language),
    }
    _describe_list(request, context, language, in_language(items[0].name, language), paged.total)
    return render("public/service.html", context)


def _show_shelves(
    request: HttpRequest,
    language: str,
    kind: str,
    rows: Sequence[tuple[str, Shelf]],
    paged: Paged[Shelf] | None = None,
) -> HttpResponse:
    context = create_context(request, language)
    context |= ways_of(kind, language)
    context |= {
        "paged": paged,
        "shelves": [(name, address_of(language, kind, shelf.key), shelf) for name, shelf in rows],
        "total": paged.total if paged else len(rows),
    }
    context["levels"] = [
        (level, list(listed))
        for level, listed in groupby(context["shelves"], key=lambda one: one[2].level)
    ]
    describe(context, say(f"browse.{kind}", language), say(f"browse.{kind}.lead", language))
    return render("public/shelves.html", context)


def _show_list(
    request: HttpRequest,
    language: str,
    kind: str,
    shelf: Shelf | None,
    name: str,
    *above: Crumb,
) -> HttpResponse:
    """A page of one shelf, called ``name``; ``above``: what stands between it and its kind."""
    generation = get_served().generation
    paged = read_page(request, shelf.ordinals) if shelf else None
    if shelf is None or paged is None:
        return show_missing(request, language, "404")
    topics: Mapping[str, Shelf] = {}
    if kind == "audiences" and not above:
        topics = get_directory(generation).audience_topics[shelf.key]
    context = create_context(request, language)
    context |= ways_of(kind, language)
    context |= {
        "name": name,
        "shelf": shelf,
        "crumbs": list_crumbs(language, kind, *above, ({language: name}, "")),
        "paged": paged,
        "lines": list_lines(generation, language, shelf, paged),
        "is_body": kind == "bodies",
        "topics": [
            (
                name_topic(one.key, language),
                f"{address_of(language, kind, shelf.key)}{quote(one.key, safe='')}/",
                len(one.ordinals),
            )
            for one in topics.values()
        ],
    }
    _describe_list(request, context, language, name, paged.total)
    return render("public/shelf.html", context)


def _describe_list(
    request: HttpRequest, context: Context, language: str, name: str, count: int
) -> None:
    trail = describe_trail(context["crumbs"], language, site_of(request).__add__)
    describe(context, name, say("head.shelf", language, {"name": name, "count": count}), trail)


def _group_by_parent(
    directory: Directory, items: Sequence[Item], language: str
) -> list[tuple[str, list[tuple[str, Item]]]]:
    """The items of each area with the area's name, gathered under the area that it belongs to."""
    groups: dict[str, list[tuple[str, Item]]] = {}
    for item in items:
        node = directory.tree.get(item.area) if item.area else None
        parent = directory.tree.get(node.area.parent) if node and node.area.parent else None
        heading = in_language(parent.area.name, language) if parent else ""
        own = in_language(node.area.name, language) if node else ""
        groups.setdefault(heading, []).append((own, item))
    return list(groups.items())


def _list_above(directory: Directory, node: AreaNode) -> list[AreaNode]:
    """The areas that hold ``node``, the widest first."""
    above: list[AreaNode] = []
    parent = node.area.parent
    while parent and parent in directory.tree and all(one.area.code != parent for one in above):
        above.append(directory.tree[parent])
        parent = above[-1].area.parent
    return above[::-1]
