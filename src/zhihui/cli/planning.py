"""``zhihui plan``: errands, or a sentence that names them, become one plan, shown or as JSON."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from zhihui.answers import create_calendar, plan_json
from zhihui.answers.near_streets import streets_near
from zhihui.answers.travelling import TravelOf
from zhihui.cli.app import app
from zhihui.cli.clock import get_now, to_local
from zhihui.cli.filters import LANGUAGE_HELP, check_language, read_moment, read_point
from zhihui.cli.plan_needs import check_codes, find_errands
from zhihui.cli.plan_options import read_back_by, read_errands, read_origin
from zhihui.cli.plan_papers import read_papers
from zhihui.cli.plan_text import render_plan
from zhihui.cli.refusal import refused_in
from zhihui.cli.screen import stderr, stdout, waiting
from zhihui.cli.wording import say
from zhihui.finder import Filters, Finder
from zhihui.generation import Generation, open_generation
from zhihui.streets import Mode
from zhihui.trips.effort import Effort
from zhihui.trips.plan import Plan, PlanStatus
from zhihui.trips.planning import make_plan
from zhihui.trips.question import How, PlanQuestion, StepFree

Codes = list[str]


class StepFreeName(StrEnum):
    """Which places one can use, as written on the command line."""

    ANY = "any"
    PREFER = "prefer"
    ONLY = "only"


class EffortName(StrEnum):
    """How long to search, as written on the command line."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


class ModeName(StrEnum):
    """How one moves, as written on the command line."""

    WALK = "walk"
    BIKE = "bike"
    DRIVE = "drive"


BackBy = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="17:00: back by then each day; 2026-11-25T17:00: home by then, with all done. "
        "最晚返回：每天几点，或哪天几点",
    ),
]


StepFreeOption = Annotated[
    StepFreeName,
    typer.Option(help="only: recorded as step-free; prefer: none with steps. 无台阶的地方"),
]


EffortOption = Annotated[
    EffortName,
    typer.Option(
        help="How long to look for a better plan; past it the plan is not proven. "
        "找多久，过后给出没能证明的方案"
    ),
]


YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Take the best, do not ask. 不问")]


def _codes(help_words: str, metavar: str = "CODE") -> Any:
    return typer.Option(metavar=metavar, help=help_words)


@app.command("plan")
def plan(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The generation. 版本目录")],
    origin: Annotated[
        str, typer.Option("--from", metavar="LON,LAT", help="Where you start, WGS-84. 出发地")
    ],
    errand: Annotated[Codes | None, _codes("Item code, may be repeated. 事项编码")] = None,
    need: Annotated[str, typer.Option(help="Errands in your own words. 用自己的话说")] = "",
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="Leave no earlier, else now. 最早出发时间")
    ] = None,
    back_by: BackBy = None,
    to: Annotated[
        str | None, typer.Option(metavar="LON,LAT", help="Where you end, else back. 终点")
    ] = None,
    mode: Annotated[ModeName, typer.Option(help="How you move. 出行方式")] = ModeName.WALK,
    days: Annotated[int, typer.Option(help="Days that it may take. 最多几天")] = 7,
    quantity: Annotated[Codes | None, _codes("Sets of papers. 份数", "CODE=N")] = None,
    online: Annotated[Codes | None, _codes("Do it online. 网上办")] = None,
    agent: Annotated[Codes | None, _codes("Through an agent. 请代办")] = None,
    visit: Annotated[Codes | None, _codes("By a visit all the same. 到现场办")] = None,
    collect: Annotated[Codes | None, _codes("Come again for the result. 还要来取结果")] = None,
    have: Annotated[Codes | None, _codes("A paper you have already. 已有的材料", "PAPER")] = None,
    step_free: StepFreeOption = StepFreeName.ANY,
    effort: EffortOption = EffortName.NORMAL,
    yes: YesOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs. 供程序使用")] = False,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE.ics", help="Write the visits. 写出日历文件")
    ] = None,
    language: Annotated[str, typer.Option("--lang", help=LANGUAGE_HELP)] = "zh",
) -> None:
    """Plan one trip that gets everything done. 一趟办成：规划出门办事"""
    check_language(language)
    start = read_origin(origin)
    ways = {How.ONLINE: online or (), How.AGENT: agent or (), How.VISIT: visit or ()}
    now = to_local(get_now())
    leave = read_moment(at, now).replace(second=0, microsecond=0)
    with open_generation(directory) as generation, refused_in(language):
        codes = list(errand or ())
        if need.strip():
            finder, near = Finder(generation), Filters(near=start)
            codes += find_errands(finder, need, near, language, ask=not yes)
        errands = read_errands(codes, quantity or (), ways, collect or ())
        check_codes(generation, [one.item for one in errands], language)
        question = PlanQuestion(
            errands=errands,
            origin=start,
            end=read_point(to, "--to"),
            mode=Mode(mode.value),
            start=leave,
            back_by=read_back_by(back_by),
            days=days,
            in_hand=read_papers(have or (), generation, language),
            step_free=StepFree(step_free.value),
            not_before=now if now <= leave else None,
        )
        travel = TravelOf(generation)
        made = _make(question, generation, travel, Effort(effort.value), language)
        _show(made, language, travel, as_json=as_json, ics=ics)


def _make(
    question: PlanQuestion,
    generation: Generation,
    travel: TravelOf,
    effort: Effort,
    language: str,
) -> Plan:
    """The plan, with a line on stderr while it is looked for, and what to do when not proven."""
    with waiting(say("planning", language)):
        made = make_plan(
            question,
            generation,
            generation.calendar,
            travel=travel,
            limit=effort.steps,
        )
    if made.status is PlanStatus.NOT_PROVEN and effort is not Effort.THOROUGH:
        stderr.print(say("look_longer", language), markup=False)
    return made


def _show(made: Plan, language: str, travel: TravelOf, *, as_json: bool, ics: Path | None) -> None:
    name_street = streets_near(travel, language, made.question.mode)
    if ics is not None:
        stamp = to_local(get_now())
        _write(ics, create_calendar(made, language, stamp=stamp, name_street=name_street))
        stderr.print(say("calendar_written", language, file=ics), markup=False)
    if as_json:
        encoded = msgspec.json.encode(plan_json(made, language, name_street=name_street))
        typer.echo(msgspec.json.format(encoded, indent=2).decode())
    else:
        stdout.print(render_plan(made, language, near=name_street(made.question.origin)))


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise typer.BadParameter(
            f"{file} 写不出：{error.strerror}。请换一个已有的文件夹。"
            f"{file} cannot be written: {error.strerror}. Name a folder that exists.",
            param_hint="--ics",
        ) from error
