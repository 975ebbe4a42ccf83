"""``zhihui corrections``: what people reported as wrong, listed, exported and closed.

The web side keeps them; its management command runs in a process of its own and answers in JSON
Lines, so that nothing of it is imported here.
"""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, TextIO

import typer
from rich.markup import escape
from rich.table import Table

from zhihui.cli.app import MessageGroup, app
from zhihui.cli.correction_error import CorrectionsError
from zhihui.cli.screen import stderr, stdout

COLUMNS: Final = (
    *("reference", "state", "received_at", "closed_at", "district", "record", "record_name"),
    *("field", "kind", "says", "shown", "words", "contact", "language", "built_at", "note"),
)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
Line = dict[str, Any]


class State(StrEnum):
    """Which corrections."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Format(StrEnum):
    """How they are exported."""

    CSV = "csv"
    JSONL = "jsonl"


Directory = Annotated[
    Path, typer.Argument(metavar="DIR", help="The generation that is served. 版本目录")
]
StateOption = Annotated[State, typer.Option(help="Which ones. 状态")]
RecordOption = Annotated[
    str, typer.Option(metavar="KIND[:ID]", help="place, item or event, or one record. 哪条资料")
]
FieldOption = Annotated[
    str | None, typer.Option(metavar="FIELD", help="phone, hours, papers … 哪一项")
]
SinceOption = Annotated[
    str | None, typer.Option(metavar="TIME", help="Received from then on. 从何时起收到的")
]
LimitOption = Annotated[int | None, typer.Option(min=1, help="At most so many. 最多几条")]

corrections = typer.Typer(cls=MessageGroup, no_args_is_help=True)
app.add_typer(corrections, name="corrections", help="What people report as wrong. 纠错")


@corrections.callback()
def start() -> None:
    """What people report as wrong on the pages. 纠错

    They are in the database that ZHIHUI_DATABASE names, else in a file beside DIR.
    """


@corrections.command("list")
def list_corrections(
    directory: Directory,
    state: StateOption = State.OPEN,
    record: RecordOption = "",
    field: FieldOption = None,
    since: SinceOption = None,
    limit: LimitOption = None,
) -> None:
    """Show corrections, oldest first. 列出纠错"""
    lines = _ask(directory, _filters(state, record, field, since, limit))
    if not lines:
        stderr.print("没有这样的纠错。No such corrections.")
        return
    table = Table(box=None, padding=(0, 1))
    for heading in ("编号 reference", "收到 received", "资料 record", "哪里不对 what is wrong"):
        table.add_column(heading, overflow="fold")
    for line in lines:
        table.add_row(*(escape(cell) for cell in _cells(line)))
    stdout.print(table)


@corrections.command("export")
def export_corrections(
    directory: Directory,
    form: Annotated[Format, typer.Option("--format", help="File format. 格式")] = Format.CSV,
    out: Annotated[Path | None, typer.Option("-o", help="File, else stdout. 文件")] = None,
    state: StateOption = State.ALL,
    record: RecordOption = "",
    field: FieldOption = None,
    since: SinceOption = None,
    limit: LimitOption = None,
) -> None:
    """Write corrections as CSV or JSON Lines. 导出纠错

    In CSV, a cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    lines = _ask(directory, _filters(state, record, field, since, limit))
    write = _write_csv if form is Format.CSV else _write_jsonl
    if out is None:
        target = io.StringIO(newline="")
        write(lines, target)
        typer.echo(target.getvalue(), nl=False)
        return
    encoding = "utf-8-sig" if form is Format.CSV else "utf-8"
    with out.open("w", encoding=encoding, newline="") as file:
        write(lines, file)
    stderr.print(f"已导出 {len(lines)} 条 exported {len(lines)}: {out}", markup=False)


@corrections.command("close")
def close_corrections(
    directory: Directory,
    references: Annotated[list[str], typer.Argument(metavar="REFERENCE…", help="编号")],
    note: Annotated[str, typer.Option(help="What was done. 怎么处理的")] = "",
) -> None:
    """Close corrections; how to reach the people is forgotten. 办结纠错，并删除联系方式

    Exit code 1 when one is unknown or was closed before.
    """
    (answer,) = _ask(directory, ["close", f"--note={note}", "--", *references])
    stdout.print(f"已办结 {len(answer['closed'])} 条 closed: {' '.join(answer['closed'])}")
    if answer["not_open"]:
        missing = " ".join(answer["not_open"])
        raise CorrectionsError(f"没有这些未办结的编号 no open corrections with these: {missing}")


def _filters(
    state: State, record: str, field: str | None, since: str | None, limit: int | None
) -> list[str]:
    if since is not None:
        try:
            datetime.fromisoformat(since)
        except ValueError as error:
            raise typer.BadParameter(
                f"{since!r} 不是日期或时间，请写成 2026-05-06 或 2026-05-06T09:30。"
                f"{since!r} is no date or time: write it like 2026-05-06 or 2026-05-06T09:30.",
                param_hint="--since",
            ) from error
    options = {"record": record, "field": field, "since": since, "limit": limit}
    given = [f"--{name}={value}" for name, value in options.items() if value]
    return ["list", f"--state={state.value}", *given]


def _ask(directory: Path, arguments: list[str]) -> list[Line]:
    """The lines that the web side's command prints. Raises CorrectionsError."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "corrections", *arguments],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zhihui.web.settings",
            "ZHIHUI_GENERATION": str(directory.resolve()),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        why = done.stderr.strip().splitlines()
        raise CorrectionsError(
            f"读不了纠错的数据库 the corrections cannot be read: {why[-1] if why else ''}"
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _cells(line: Line) -> tuple[str, str, str, str]:
    what = f"{line['field'] or '*'}: {line['says']}"
    if line["shown"]:
        what += f"\n= {line['shown']}"
    for key in ("words", "contact", "note"):
        if line[key]:
            what += f"\n{key}: {line[key]}"
    state = "" if line["state"] == "open" else f"\n{line['state']}"
    return (
        f"{line['reference']}{state}",
        line["received_at"][:16].replace("T", " "),
        f"{line['record_name']}\n{line['record']}",
        what,
    )


def _write_jsonl(lines: list[Line], target: TextIO) -> None:
    for line in lines:
        target.write(json.dumps(line, ensure_ascii=False) + "\n")


def _write_csv(lines: list[Line], target: TextIO) -> None:
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([_defuse(str(line[column])) for column in COLUMNS])


def _defuse(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
