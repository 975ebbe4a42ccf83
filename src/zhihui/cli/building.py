"""``zhihui build`` and ``zhihui sample``: records → a generation, and what was left out."""

import contextlib
import signal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from zhihui.cli.app import app
from zhihui.cli.clock import get_now
from zhihui.cli.report import create_report, show_counts, show_faults
from zhihui.cli.screen import ProgressBars, progress_bars, stderr
from zhihui.district import Records
from zhihui.exchange import read_district, read_lexicon, read_recipe
from zhihui.finder import index_part
from zhihui.generation import Manifest, build
from zhihui.sample import create_sample

Out = Annotated[
    Path,
    typer.Option("-o", "--out", metavar="DIR", help="Where the generation goes. 版本目录"),
]
WithoutMeaning = Annotated[
    bool, typer.Option("--without-meaning", help="Skip ranking by meaning: builds much faster.")
]


@app.command("build")
def build_district(
    recipe: Annotated[
        Path, typer.Argument(metavar="RECIPE.yaml", help="Which files to load, and how. 配方")
    ],
    out: Out,
    without_meaning: WithoutMeaning = False,
) -> None:
    """Build a generation from the tables that a recipe names. 按配方构建版本

    A generation that stands at DIR is replaced in one step; a build that fails leaves it as it is.
    """
    with _unwound_on_termination(), progress_bars() as bars:
        imported = read_district(read_recipe(recipe), progress=bars)
        report = create_report(imported.rejections, imported.remarks)
        manifest = _write(imported.records, out, without_meaning, report, bars)
    show_counts(manifest)
    show_faults(imported.rejections, imported.remarks)
    stderr.print(f"完整报告 Full report: {out / 'report.json'}", soft_wrap=True, markup=False)
    _show_done(out)


@app.command("sample")
def build_sample(out: Out, without_meaning: WithoutMeaning = False) -> None:
    """Build the sample district, made up for trying things out. 构建示例区"""
    with _unwound_on_termination(), progress_bars() as bars:
        manifest = _write(create_sample(), out, without_meaning, create_report((), ()), bars)
    show_counts(manifest)
    for wording in manifest.notice.values():
        stderr.print(wording, style="yellow", markup=False)
    _show_done(out)


def _write(
    records: Records,
    out: Path,
    without_meaning: bool,
    report: Mapping[str, object],
    bars: ProgressBars,
) -> Manifest:
    return build(
        replace(records, lexicon=(*records.lexicon, *read_lexicon())),
        out,
        built_at=get_now(),
        parts=[index_part(meaning=False if without_meaning else None)],
        report=report,
        progress=bars,
    )


def _show_done(out: Path) -> None:
    stderr.print(f"版本已就绪 The generation is ready: {out}", soft_wrap=True, markup=False)


@contextlib.contextmanager
def _unwound_on_termination() -> Iterator[None]:
    """Let a request to terminate unwind the build, so that it cleans up after itself."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
