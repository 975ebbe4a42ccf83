"""``zhihui build`` and ``zhihui sample``: records → a generation, and what was left out."""

import contextlib
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from zhihui.cli.app import app
from zhihui.cli.clock import get_now
from zhihui.cli.report import create_report, show_counts, show_faults, show_streets
from zhihui.cli.screen import ProgressBars, progress_bars, stderr
from zhihui.district import Records
from zhihui.exchange import read_district, read_lexicon, read_recipe, read_streets
from zhihui.finder import index_part
from zhihui.generation import Manifest, build
from zhihui.maps import maps_part
from zhihui.sample import create_sample, create_sample_streets
from zhihui.streets import ImportedStreets, streets_part

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
        read = read_recipe(recipe)
        imported = read_district(read, progress=bars)
        records = imported.records
        streets = read_streets(read, records.sources, progress=bars)
        report = create_report(imported.rejections, imported.remarks, streets.networks)
        records = replace(records, sources=(*records.sources, *streets.sources))
        manifest = _write(records, streets.networks, out, without_meaning, report, bars)
    show_counts(manifest)
    show_streets(streets.networks)
    show_faults(imported.rejections, imported.remarks)
    stderr.print(f"完整报告 Full report: {out / 'report.json'}", soft_wrap=True, markup=False)
    _show_done(out)


@app.command("sample")
def build_sample(out: Out, without_meaning: WithoutMeaning = False) -> None:
    """Build the sample district, made up for trying things out. 构建示例区"""
    with _unwound_on_termination(), progress_bars() as bars:
        records = create_sample()
        streets = create_sample_streets()
        report = create_report((), (), streets)
        manifest = _write(records, streets, out, without_meaning, report, bars)
    show_counts(manifest)
    show_streets(streets)
    for wording in manifest.notice.values():
        stderr.print(wording, style="yellow", markup=False)
    _show_done(out)


def _write(
    records: Records,
    streets: Sequence[ImportedStreets],
    out: Path,
    without_meaning: bool,
    report: Mapping[str, object],
    bars: ProgressBars,
) -> Manifest:
    return build(
        replace(records, lexicon=(*records.lexicon, *read_lexicon())),
        out,
        built_at=get_now(),
        parts=[
            index_part(meaning=False if without_meaning else None),
            *([streets_part(streets)] if streets else []),
            maps_part(streets),
        ],
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
