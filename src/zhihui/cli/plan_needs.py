"""From a sentence to errands: each need is found, and where that is unsure the person is asked.

Called by ``zhihui plan --need``. Questions go to stderr, so that stdout holds the plan alone.
"""

from collections.abc import Collection, Iterable

import typer
from rich.markup import escape

from zhihui.cli.screen import stderr
from zhihui.district import ItemCode, in_language
from zhihui.finder import Filters, Finder, ItemHit, split_needs
from zhihui.generation import Generation
from zhihui.trips.question import MAX_ERRANDS, QuestionError

SURE_SCORE = 0.5
ABOUT_AS_CERTAIN = 0.9
"""A second item this close to the first makes it worth asking."""
CHOICES = 5
_NOTHING_NEAR = "也没有相近的编码或名称。", "No code or name comes near it."


def find_errands(
    finder: Finder, sentence: str, filters: Filters, language: str, *, ask: bool
) -> list[ItemCode]:
    """The codes of the items that ``sentence`` asks for, each once.

    Raises BadParameter when not one of its needs can be found. Needs that no item fits are named.
    """
    codes: list[ItemCode] = []
    for need in split_needs(sentence):
        hits = finder.find(need, filters, CHOICES).items
        if not hits:
            stderr.print(
                f"[bold yellow]没有找到 Not found[/] {escape(need)}"
                "（没有算进方案 left out of the plan）"
            )
            continue
        chosen = _choose(need, hits, language) if ask and not _is_sure(hits) else hits[0]
        if chosen is not None:
            codes.append(chosen.item.code)
            name = escape(in_language(chosen.item.name, language))
            stderr.print(f"[dim]{escape(need)} → {name} {escape(chosen.item.code)}[/]")
    if not codes:
        raise typer.BadParameter(
            f"没有从“{sentence}”中找到事项，请换个说法，或用 --errand 给出编码。"
            f"No item was found for “{sentence}”: say it in other words, or give codes with "
            "--errand.",
            param_hint="--need",
        )
    return list(dict.fromkeys(codes))


def check_codes(generation: Generation, codes: Collection[str]) -> None:
    """Raise QuestionError for codes that no item has, with those that may be meant.

    More codes than can be planned are left to the planner to refuse.
    """
    unknown = [code for code in codes if generation.items.find_ordinal(code) is None]
    if not unknown or len(codes) > MAX_ERRANDS:
        return
    if "" in unknown:
        raise QuestionError(
            "有一个事项编码是空的。请写出编码，或用自己的话找事项：--need。",
            "An item code is empty. Give the code, or find the item in your own words: --need.",
            part="errands",
        )
    finder = Finder(generation, meaning=False)
    lines_zh, lines_en = [], []
    for code in unknown:
        meant = finder.list_meant(code)
        zh = "".join(f"\n    {one.code}  {in_language(one.name, 'zh')}" for one in meant)
        en = "".join(f"\n    {one.code}  {in_language(one.name, 'en')}" for one in meant)
        zh, en = (f"您要的可能是：{zh}", f"Did you mean:{en}") if meant else _NOTHING_NEAR
        lines_zh.append(f"没有编码为 {code} 的事项。{zh}")
        lines_en.append(f"There is no item with the code {code}. {en}")
    raise QuestionError(
        "\n".join([*lines_zh, "用自己的话找事项：--need，或 `zhihui ask`。"]),
        "\n".join([*lines_en, "Find items in your own words: --need, or `zhihui ask`."]),
        part="errands",
    )


def _is_sure(hits: Iterable[ItemHit]) -> bool:
    first, *others = hits
    close = [other for other in others if other.score >= first.score * ABOUT_AS_CERTAIN]
    return first.score >= SURE_SCORE and not close


def _choose(need: str, hits: tuple[ItemHit, ...], language: str) -> ItemHit | None:
    """The hit that the person picks; None for none of them."""
    stderr.print(f"[bold]{escape(need)}[/] 是指哪一项？ Which one is meant?")
    for number, hit in enumerate(hits, 1):
        name = in_language(hit.item.name, language)
        body = in_language(hit.item.body, language)
        stderr.print(f"  {number}. {name}  {body}", markup=False)
    stderr.print("  0. 都不是 none of them", markup=False)
    number = -1
    while not 0 <= number <= len(hits):
        number = typer.prompt("编号 number", default=1, type=int, err=True)
    return hits[number - 1] if number else None
