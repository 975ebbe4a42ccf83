"""``zhihui suggest``: completions of what is being typed."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from zhihui.cli.app import app
from zhihui.finder import Finder
from zhihui.generation import open_generation


@app.command("suggest")
def suggest(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The generation. 版本目录")],
    typed: Annotated[str, typer.Argument(help="What has been typed so far. 已输入的字")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="At most so many. 最多条数")] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="For programs. 供程序使用")] = False,
) -> None:
    """Complete what is being typed. 输入联想"""
    with open_generation(directory) as generation:
        suggestions = Finder(generation, meaning=False).suggest(typed, limit)
    if as_json:
        typer.echo(msgspec.json.encode(suggestions).decode())
        return
    for suggestion in suggestions:
        typer.echo(f"{suggestion.words}\t{suggestion.kind}\t{suggestion.id}")
