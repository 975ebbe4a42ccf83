"""``zhihui lexicon check``: entries of the everyday lexicon that can never help."""

import contextlib
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from zhihui.cli.app import MessageGroup, app
from zhihui.cli.screen import stderr, stdout
from zhihui.exchange import read_lexicon
from zhihui.finder import Finder, LexiconFault, LexiconFaultKind, check_lexicon
from zhihui.generation import open_generation

_WORDINGS = {
    LexiconFaultKind.DEAD: "没有事项含其办公用语 no item has any of its office wordings",
    LexiconFaultKind.MEANS_EVERYTHING: "办公用语过于宽泛 its office wordings fit too many items",
    LexiconFaultKind.SAYS_NOTHING: "只有发问的字眼 nothing but asking words",
    LexiconFaultKind.VAGUE: "没有说到是什么事 tells no matter",
    LexiconFaultKind.NEVER_SAID: "会先被口语表改写 rewritten by the speech table before",
    LexiconFaultKind.REPEATED: "重复 said twice",
    LexiconFaultKind.NO_MEANING: "没有办公用语 no office wording",
}

lexicon = typer.Typer(cls=MessageGroup, no_args_is_help=True)
app.add_typer(lexicon, name="lexicon", help="The everyday lexicon. 日常用语")


@lexicon.callback()
def start() -> None:
    """The everyday lexicon: what people say → what offices call it. 日常用语"""


@lexicon.command("check")
def check(
    directories: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]…", help="Generations to look for the wordings in. 版本目录"),
    ] = None,
) -> None:
    """Find entries that cannot help anybody. 检查日常用语

    Without DIR, only the entries themselves are checked. Exit code 1 when there is any fault.
    """
    lexemes = read_lexicon()
    with contextlib.ExitStack() as opened:
        finders = [
            Finder(opened.enter_context(open_generation(directory)), meaning=False)
            for directory in directories or []
        ]
        faults = check_lexicon(lexemes, finders)
    for fault in faults:
        stdout.print(_word(fault), soft_wrap=True)
    stderr.print(f"{len(lexemes):,} 条 entries, {len(faults):,} 处问题 faults")
    if faults:
        raise typer.Exit(1)


def _word(fault: LexiconFault) -> str:
    where = f"{fault.lexeme.source}.tsv" if fault.lexeme.source else ""
    detail = f" ({escape(fault.detail)})" if fault.detail else ""
    return f"{escape(where)} [bold]{escape(fault.lexeme.say)}[/]: {_WORDINGS[fault.kind]}{detail}"
