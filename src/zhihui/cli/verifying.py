"""``zhihui verify``: every damaged, missing or unexpected file of a generation."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from zhihui.cli.app import app
from zhihui.cli.screen import progress_bars, stderr, stdout
from zhihui.generation import Damage, DamageKind, verify

_WORDINGS = {
    DamageKind.MISSING: "缺失 missing",
    DamageKind.SIZE: "大小不符 wrong size",
    DamageKind.CHECKSUM: "校验和不符 wrong checksum",
    DamageKind.UNEXPECTED: "多余 unexpected",
    DamageKind.UNREADABLE: "无法读取 unreadable",
    DamageKind.MANIFEST: "清单损坏 damaged manifest",
    DamageKind.FORMAT_VERSION: "格式版本不符 other format version",
}


@app.command("verify")
def verify_generation(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The generation. 版本目录")],
) -> None:
    """Check every file of a generation against its manifest. 校验版本

    Exit code 0 when it is sound, 1 when anything is damaged; each damage is one line on stdout.
    """
    with progress_bars() as bars:
        damages = verify(directory, progress=bars)
    if not damages:
        stderr.print(f"完好 Sound: {directory}", markup=False, soft_wrap=True)
        return
    for damage in damages:
        stdout.print(_word(damage), soft_wrap=True)
    stderr.print(
        f"{len(damages)} 处损坏。请重新构建该版本。"
        f"{len(damages)} damaged: build the generation again from its sources."
    )
    raise typer.Exit(1)


def _word(damage: Damage) -> str:
    return (
        f"[bold]{escape(damage.path)}[/]: {_WORDINGS[damage.kind]}; "
        f"应为 expected {escape(damage.expected)}, 实为 found {escape(damage.found)}"
    )
