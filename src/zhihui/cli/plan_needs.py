"""From a sentence to errands: each need is found, and where that is unsure the person is asked.

Called by ``zhihui plan --need``. Questions go to stderr, so that stdout holds the plan alone.
"""

from collections.abc import Collection, Iterable

import typer
from rich.markup import escape

from zhihui.cli.refusal import RefusalError
from zhihui.cli.screen import stderr
from zhihui.cli.wording import say
from zhihui.district import ItemCode, in_language
from zhihui.finder import Filters, Finder, ItemHit, split_needs
from zhihui.generation import Generation
from zhihui.trips.question import MAX_ERRANDS

SURE_SCORE = 0.5
ABOUT_AS_LIKELY = 0.4
"""A second item with this share of the odds of the first makes it worth asking."""
CHOICES = 5


def find_errands(
    finder: Finder, sentence: str, filters: Filters, language: str, *, ask: bool
) -> list[ItemCode]:
    """The codes of the items that ``sentence`` asks for, each once.

    Raises RefusalError when not one of its needs can be found. Needs that no item fits are named.
    """
    codes: list[ItemCode] = []
    for need in split_needs(sentence):
        hits = finder.find(need, filters, CHOICES).items
        if not hits:
            stderr.print(say("not_found", language, need=need), style="yellow", markup=False)
            continue
        chosen = _choose(need, hits, language) if ask and not _is_sure(hits) else hits[0]
        if chosen is not None:
            codes.append(chosen.item.code)
            name = escape(in_language(chosen.item.name, language))
            stderr.print(f"[dim]{escape(need)} → {name} {escape(chosen.item.code)}[/]")
    if not codes:
        raise RefusalError(say("nothing_found", language, need=sentence), language)
    return list(dict.fromkeys(codes))


def check_codes(generation: Generation, codes: Collection[str], language: str) -> None:
    """Raise RefusalError for codes that no item has, with those that may be meant.

    More codes than can be planned are left to the planner to refuse.
    """
    unknown = [code for code in codes if generation.items.find_ordinal(code) is None]
    if not unknown or len(codes) > MAX_ERRANDS:
        return
    if "" in unknown:
        raise RefusalError(say("no_code", language), language)
    finder = Finder(generation, meaning=False)
    lines = []
    for code in unknown:
        near = finder.list_meant(code)
        names = "".join(f"\n    {one.code}  {in_language(one.name, language)}" for one in near)
        key = "meant" if near else "nothing_near"
        meant = say(key, language, names=names)
        lines.append(say("unknown_code", language, code=code, meant=meant))
    raise RefusalError("\n".join([*lines, say("find_items", language)]), language)


def _is_sure(hits: Iterable[ItemHit]) -> bool:
    first, *others = hits
    least = ABOUT_AS_LIKELY * _odds(first)
    return first.score >= SURE_SCORE and all(_odds(other) < least for other in others)


def _odds(hit: ItemHit) -> float:
    return hit.score / max(1 - hit.score, 1e-4)


def _choose(need: str, hits: tuple[ItemHit, ...], language: str) -> ItemHit | None:
    """The hit that the person picks; None for none of them."""
    stderr.print(say("which", language, need=need), style="bold", markup=False)
    for number, hit in enumerate(hits, 1):
        name = in_language(hit.item.name, language)
        body = in_language(hit.item.body, language)
        stderr.print(f"  {number}. {name}  {body}", markup=False)
    stderr.print(f"  0. {say('none_of_them', language)}", markup=False)
    number = -1
    while not 0 <= number <= len(hits):
        number = typer.prompt(say("number", language), default=1, type=int, err=True)
    return hits[number - 1] if number else None
