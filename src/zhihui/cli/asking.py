"""``zhihui ask``: one need answered for people or programs, or a file of needs."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from zhihui.answers import answer, to_json
from zhihui.cli.answer_text import render_answer
from zhihui.cli.app import app
from zhihui.cli.batch import ITEMS_SHOWN, encode_found, read_batch
from zhihui.cli.clock import get_now
from zhihui.cli.filters import (
    LANGUAGE_HELP,
    AudienceName,
    check_language,
    read_area,
    read_moment,
    read_point,
)
from zhihui.cli.screen import progress_bars, stdout
from zhihui.finder import Filters, Finder
from zhihui.generation import Generation, open_generation


@app.command("ask")
def ask(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The generation. 版本目录")],
    need: Annotated[str, typer.Argument(help="What is wanted, in your own words. 想办什么事")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs. 供程序使用")] = False,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When, e.g. 2026-05-06T09:30; else now. 时间")
    ] = None,
    near: Annotated[
        str | None, typer.Option(metavar="LON,LAT", help="Where you are, WGS-84. 位置")
    ] = None,
    within: Annotated[
        float | None, typer.Option(metavar="METRES", min=1, help="At most so far away. 距离")
    ] = None,
    area: Annotated[
        str | None, typer.Option(help="Street or community, code or name. 街道或社区")
    ] = None,
    audience: Annotated[AudienceName | None, typer.Option(help="Who asks. 服务对象")] = None,
    topic: Annotated[str, typer.Option(help="Topic, as the items name it. 主题")] = "",
    body: Annotated[str, typer.Option(help="Exact name of the body. 实施机构")] = "",
    online: Annotated[bool, typer.Option("--online", help="Can be done online. 可网办")] = False,
    is_open: Annotated[bool, typer.Option("--open", help="Some place is open. 正在办公")] = False,
    language: Annotated[str, typer.Option("--lang", help=LANGUAGE_HELP)] = "zh",
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many. 最多条数")] = 5,
    batch: Annotated[
        typer.FileBinaryRead | None,
        typer.Option(metavar="FILE.csv", help="Columns query_id,query; - is stdin. 批量"),
    ] = None,
    json_lines: Annotated[
        bool, typer.Option("--json-lines", help="With --batch: one object a line. 每行一个 JSON")
    ] = False,
) -> None:
    """Answer a need in everyday words. 用日常的话问办事"""
    check_language(language)
    if within is not None and near is None:
        raise typer.BadParameter("需要 needs --near", param_hint="--within")
    moment = read_moment(at, get_now())
    with open_generation(directory) as generation:
        filters = Filters(
            audience=None if audience is None else audience.audience,
            topic=topic,
            body=body,
            area=read_area(area, generation),
            online=online,
            open_at=moment if is_open else None,
            near=read_point(near),
            within_m=within,
        )
        if batch is not None or json_lines:
            _answer_batch(generation, filters, batch, need, json_lines)
        else:
            _answer_one(generation, filters, need, moment, language, limit, as_json)


def _answer_one(
    generation: Generation,
    filters: Filters,
    need: str,
    moment: datetime,
    language: str,
    limit: int,
    as_json: bool,
) -> None:
    if not need.strip():
        raise typer.BadParameter("想办什么事？ What is wanted?", param_hint="need")
    found = answer(generation, Finder(generation), need, now=moment, filters=filters, limit=limit)
    if as_json:
        encoded = msgspec.json.encode(to_json(found, language))
        typer.echo(msgspec.json.format(encoded, indent=2).decode())
    else:
        stdout.print(render_answer(found, language))


def _answer_batch(
    generation: Generation, filters: Filters, batch: Any, need: str, json_lines: bool
) -> None:
    if batch is None:
        raise typer.BadParameter("需要 needs --batch FILE.csv", param_hint="--json-lines")
    if need:
        raise typer.BadParameter("不能与问句同用 cannot go with a need", param_hint="--batch")
    if not json_lines:
        raise typer.BadParameter("需要 needs --json-lines", param_hint="--batch")
    rows = read_batch(batch.read(), getattr(batch, "name", "<stdin>"))
    finder = Finder(generation)
    with progress_bars(shown=not stdout.is_terminal) as bars:
        for number, row in enumerate(rows):
            line = encode_found(row, finder.find(row.query, filters, ITEMS_SHOWN))
            typer.echo(line.decode())
            bars.advance("ask", number + 1, len(rows))
