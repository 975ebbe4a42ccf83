"""``zhihui plan`` on a built generation: for people, for programs, as a calendar; and bad input."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from rich.console import Console

from tests.cli.conftest import CODES, NAMES, Run
from tests.trip_plans import create_infeasible, create_plan
from zhihui.answers import word_reason
from zhihui.answers.plan_steps import word_summary
from zhihui.cli.plan_text import render_plan
from zhihui.district import Reason, ReasonKind
from zhihui.trips.effort import Effort
from zhihui.trips.plan import Plan, PlanStatus
from zhihui.trips.planning import make_plan
from zhihui.trips.problem import Aim

MORNING = ("--from", "117.0,36.651", "--at", "2026-11-25T08:30")


def plan_json(run: Run, city: Path, *options: str, **rest: Any) -> Any:
    result = run("plan", city, *MORNING, "--json", *options, **rest)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout[result.stdout.index("{") :])  # after what was typed


def test_the_plan_as_json(run: Run, city: Path) -> None:
    given = plan_json(run, city, "--errand", CODES[0], "--errand", CODES[1])
    assert given["status"] == "optimal"
    (trip,) = given["trips"]
    (visit,) = trip["visits"]
    assert visit["place"] == "P1"
    assert sorted(visit["errands"]) == sorted(CODES[:2])
    assert visit["start"] == "2026-11-25T09:00"
    assert given["objective"]["trips"] == 1
    assert given["assumptions"]["travel"]["is_estimate"] is True


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            (
                "最省事的安排，已证明",
                "步行",
                "市中区政务服务中心",
                "排队时间不详",
                "行程结束",
                NAMES[0],
            ),
        ),
        ("en", ("Best, proven", "Leave", "Walk", "queue not known", "What was assumed", NAMES[0])),
    ],
)
def test_the_plan_in_words(run: Run, city: Path, language: str, words: tuple[str, ...]) -> None:
    result = run("plan", city, *MORNING, "--errand", CODES[0], "--lang", language)
    assert result.exit_code == 0, result.output
    for word in words:
        assert word in result.stdout, word
    assert "09:00" in result.stdout


def test_options_reach_the_question(run: Run, city: Path) -> None:
    options = ("--quantity", f"{CODES[0]}=3", "--to", "117.01,36.65", "--mode", "bike")
    given = plan_json(
        run, city, *options, "--days", "2", "--back-by", "17:30", "--have", "一寸照片"
    )
    assert given["question"] == {
        "errands": [{"code": CODES[0], "quantity": 3, "how": "any", "collect": False}],
        "from": {"lon": 117.0, "lat": 36.651},
        "to": {"lon": 117.01, "lat": 36.65},
        "mode": "bike",
        "at": "2026-11-25T08:30",
        "back_by": "17:30",
        "days": 2,
        "have": given["question"]["have"],
        "step_free": "any",
    }
    (paper,) = given["question"]["have"]
    assert paper in {one["id"] for one in given["papers"]}
    assert given["trips"][0]["visits"][0]["handlings"][0]["handling_minutes"] == 30


def test_back_by_is_a_time_of_each_day_or_a_moment(run: Run, city: Path) -> None:
    for written, meant in (
        ("17:00", "17:00"),
        ("2026-11-26T17:00", "2026-11-26T17:00"),
        ("2026-11-26T09:00Z", "2026-11-26T17:00"),
    ):
        given = plan_json(run, city, "--errand", CODES[0], "--back-by", written)
        assert given["question"]["back_by"] == meant
        assert given["status"] == "optimal"


def test_only_step_free_places_where_none_is_recorded(run: Run, city: Path) -> None:
    given = plan_json(run, city, "--errand", CODES[0], "--step-free", "only")
    assert given["question"]["step_free"] == "only"
    said = {reason["kind"]: reason["words"] for reason in given["reasons"]}
    assert "无台阶" in said["no_step_free_place"]
    given = plan_json(run, city, "--errand", CODES[0], "--step-free", "prefer")
    assert given["status"] == "optimal"
    assert given["trips"][0]["visits"][0]["step_free"] == "unknown"


def test_a_result_can_be_collected(run: Run, city: Path) -> None:
    given = plan_json(run, city, "--collect", CODES[0])
    assert given["question"]["errands"][0]["collect"] is True


def test_why_not_is_an_answer_and_no_error(run: Run, city: Path) -> None:
    options = ("--errand", CODES[0], "--back-by", "09:05", "--days", "1")
    given = plan_json(run, city, *options)
    assert given["status"] == "infeasible"
    assert given["reasons"]
    shown = run("plan", city, *MORNING, *options)
    assert shown.exit_code == 0
    assert "为什么办不成" in shown.stdout


def test_without_a_plan_why_not_comes_before_the_papers() -> None:
    plan = replace(create_infeasible(), papers=create_plan().papers)
    screen = Console(file=StringIO(), width=160)
    screen.print(render_plan(plan, "en"))
    shown = screen.file.getvalue()  # type: ignore[attr-defined]
    assert shown.index("Why not") < shown.index("What would help") < shown.index("Bring from home")


@pytest.mark.parametrize(
    ("kind", "said"),
    [(ReasonKind.VISIT_NEEDED, "A visit may still be asked for"), (None, "No trip needed")],
)
def test_done_online_where_the_record_asks_for_a_visit(kind: ReasonKind | None, said: str) -> None:
    plan = create_plan()
    reasons = (Reason(kind=kind, values={"visits": 1}),) if kind else ()
    away = tuple(replace(one, reasons=reasons) for one in plan.away)
    plan = replace(plan, trips=(), away=away, aim=Aim(0, 0, 0))
    assert said in word_summary(plan, "en")


def test_the_calendar_file(run: Run, city: Path, tmp_path: Path) -> None:
    file = tmp_path / "visits.ics"
    plan_json(run, city, "--errand", CODES[0], "--ics", str(file))
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert NAMES[0] in str(event["summary"])


def test_a_sentence_is_split_and_the_best_is_taken(run: Run, city: Path) -> None:
    options = ("--need", "身份证丢了要补，再办个老年人优待证", "--yes")
    given = plan_json(run, city, *options)
    codes = [one["code"] for one in given["question"]["errands"]]
    assert sorted(codes) == sorted((CODES[0], CODES[3]))


def test_asks_back_where_it_is_unsure(run: Run, city: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("zhihui.cli.plan_needs.SURE_SCORE", 2.0)
    first = plan_json(run, city, "--need", "身份证丢了", input="9\n\n")
    assert [one["code"] for one in first["question"]["errands"]] == [CODES[0]]
    for language, question in (("zh", "是指哪一项"), ("en", "which one is meant?")):
        options = ("--need", "身份证丢了", "--lang", language)
        refused = run("plan", city, *MORNING, *options, input="0\n")
        assert refused.exit_code == 1
        assert question in refused.stderr


def test_an_unknown_code_names_the_nearest(run: Run, city: Path) -> None:
    slip = CODES[0][:20] + CODES[0][21:]
    result = run("plan", city, *MORNING, "--errand", slip, "--online", "NOTHING-LIKE-IT-9")
    assert result.exit_code == 1
    meant = result.output.split(slip)[1]
    assert meant.index("您要的可能是") < meant.index(CODES[0]) < meant.index(NAMES[0])
    assert "NOTHING-LIKE-IT-9" in result.output
    english = run("plan", city, *MORNING, "--errand", slip, "--lang", "en").output
    assert english.index("Error") < english.index("Did you mean") < english.index(CODES[0])
    assert "您要的可能是" not in english
    by_words = run("plan", city, *MORNING, "--errand", "身份证丢了")
    assert by_words.exit_code == 1
    assert CODES[0] in by_words.output


def test_what_is_not_found_is_named(run: Run, city: Path) -> None:
    result = run("plan", city, *MORNING, "--need", "身份证丢了，帮我点杯奶茶", "--yes")
    assert result.exit_code == 0
    assert "帮我点杯奶茶" in result.stderr
    nothing = run("plan", city, *MORNING, "--need", "帮我点杯奶茶", "--yes", "--lang", "en")
    assert nothing.exit_code == 1
    assert "No item was found" in nothing.output


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--errand", "NOTHING"), 1, "NOTHING"),
        ((), 1, "no errand"),
        (("--errand", CODES[0], "--at", "1900-01-01T09:00"), 1, "1900"),
        (("--errand", CODES[0], "--back-by", "08:00"), 1, "08:00"),
        (("--errand", CODES[0], "--back-by", "2026-11-24T20:00"), 1, "2026-11-24 20:00"),
        (("--errand", CODES[0], "--back-by", "2026-11-25"), 2, "like 2026-11-25T17:30"),
        (("--errand", CODES[0], "--back-by", "2026-13-25T17:00"), 2, "like 2026-11-25T17:30"),
        (("--errand", CODES[0], "--days", "200"), 1, "200"),
        (("--errand", CODES[0], "--quantity", f"{CODES[0]}=0"), 1, "quantity"),
        (tuple(f"--errand=X{number}" for number in range(200)), 1, "200"),
        (("--errand", CODES[0], "--from", "36.65,117.0"), 2, "latitude stands first"),
        (("--errand", CODES[0], "--from", "here"), 2, "lon,lat"),
        (("--errand", CODES[0], "--from", "nan,36.65"), 2, "out of range"),
        (("--errand", CODES[0], "--from", "117.0,inf"), 2, "out of range"),
        (("--errand", CODES[0], "--from", "120.0,40.0"), 1, "too far to plan"),
        (("--errand", CODES[0], "--to", "36.65,117.0"), 2, "latitude stands first"),
        (("--errand", CODES[0], "--at", "tomorrow"), 2, "is not a time"),
        (("--errand", CODES[0], "--back-by", "late"), 2, "time of day"),
        (("--errand", CODES[0], "--back-by", "25:00"), 2, "time of day"),
        (("--errand", CODES[0], "--quantity", "3"), 2, "CODE=NUMBER"),
        (("--online", CODES[0], "--agent", CODES[0]), 2, "cannot be both"),
        (("--errand", CODES[0], "--mode", "fly"), 2, "fly"),
        (("--errand", CODES[0], "--lang", "fr"), 2, "zh"),
    ],
)
def test_bad_input_is_said(
    run: Run, city: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    result = run("plan", city, *MORNING, "--lang", "en", *options, env={"COLUMNS": "400"})
    assert result.exit_code == code, result.output
    assert words in result.output
    assert "Traceback" not in result.output


def test_a_paper_that_nobody_knows_is_refused(run: Run, city: Path) -> None:
    said = {
        "zh": ("没有叫“一寸相片”的材料。您要的可能是：一寸照片。", "请写材料的全名"),
        "en": ("There is no paper “一寸相片”. Did you mean: 一寸照片.", "Give the whole name"),
    }
    for language, (near, far) in said.items():
        asked = ("plan", city, *MORNING, "--errand", CODES[0], "--lang", language, "--have")
        result = run(*asked, "一寸相片")
        assert result.exit_code == 1
        assert near in result.output
        assert far in run(*asked, "xyz").output


def test_nothing_near_a_code_is_said_in_words(run: Run, city: Path) -> None:
    for code in ("????", "QQQ-1-2-3"):
        result = run("plan", city, *MORNING, "--errand", code)
        assert result.exit_code == 1
        assert "也没有相近的编码或名称。" in result.output
        assert "可能是" not in result.output
        english = run("plan", city, *MORNING, "--errand", code, "--lang", "en")
        assert "No code or name comes near it." in english.output
    assert "事项编码是空的" in run("plan", city, *MORNING, "--errand", "").output
    english = run("plan", city, *MORNING, "--errand", "", "--lang", "en")
    assert "code is empty" in english.output


def test_ending_elsewhere_is_no_coming_back(run: Run, city: Path) -> None:
    options = ("--errand", CODES[0], "--to", "117.01,36.65")
    zh = run("plan", city, *MORNING, *options).stdout
    assert "到终点，行程结束" in zh
    assert "返回" not in zh
    en = run("plan", city, *MORNING, *options, "--lang", "en").stdout
    assert "to where you end" in en
    assert "Walk back" not in en
    home = run("plan", city, *MORNING, "--errand", CODES[0], "--to", "117.0,36.651").stdout
    assert "返回" in home


def test_a_calendar_file_that_cannot_be_written(run: Run, city: Path, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "visits.ics"
    result = run("plan", city, *MORNING, "--errand", CODES[0], "--ics", file)
    assert result.exit_code == 2
    assert "写不出" in result.output
    assert "cannot be written" in result.output


@pytest.mark.parametrize("effort", [None, "quick", "normal", "thorough"])
def test_the_search_is_bounded_and_can_be_longer(
    run: Run, city: Path, monkeypatch: pytest.MonkeyPatch, effort: str | None
) -> None:
    limits: list[int] = []

    def cut_short(*question: Any, limit: int, **rest: Any) -> Plan:
        limits.append(limit)
        made = make_plan(*question, limit=limit, **rest)
        return replace(made, status=PlanStatus.NOT_PROVEN, bound=Aim(1, 0, 5))

    monkeypatch.setattr("zhihui.cli.planning.make_plan", cut_short)
    options = () if effort is None else ("--effort", effort)
    result = run("plan", city, *MORNING, "--errand", CODES[0], *options)
    assert limits == [Effort(effort or "normal").steps]
    assert ("--effort thorough" in result.stderr) == (effort != "thorough")
    assert "没能证明最省事" in result.stdout
    assert "任何方案都不会好过" in result.stdout


def test_more_effort_is_more_steps() -> None:
    steps = [Effort.QUICK.steps, Effort.NORMAL.steps, Effort.THOROUGH.steps]
    assert steps == sorted(set(steps))


def test_a_trip_starts_near_a_street_whose_name_is_known() -> None:
    said = {"zh": "从测试大街附近出发", "en": "Leave, from near Test Street"}
    for language, near in (("zh", "测试大街"), ("en", "Test Street")):
        for street in (near, ""):
            console = Console(record=True, width=300, file=StringIO())
            console.print(render_plan(create_plan(), language, near=street))
            assert (said[language] in console.export_text()) == bool(street)


def test_what_is_done_at_home_says_why() -> None:
    reasons = (Reason(kind=ReasonKind.ONLINE_POSSIBLE), Reason(kind=ReasonKind.VISITS_UNKNOWN))
    made = create_plan()
    plan = replace(made, away=(replace(made.away[0], reasons=reasons),))
    for language in ("zh", "en"):
        console = Console(record=True, width=300, file=StringIO())
        console.print(render_plan(plan, language))
        shown = console.export_text()
        for reason in reasons:
            assert word_reason(reason, language) in shown
