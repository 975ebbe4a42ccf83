"""What a build loaded, left out and doubted: the tables on the screen and the report file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rich.markup import escape
from rich.table import Table

from zhihui.cli.screen import stderr
from zhihui.exchange import Fault, FaultKind, Rejection, Remark
from zhihui.generation import Manifest
from zhihui.streets import UNKNOWN_CLASS_KMH, ImportedStreets, LeftOut, ModeSummary

_EXAMPLES: Final = 2
_TABLE_NAMES: Final = {
    "items": "事项 items",
    "places": "办事场所 places",
    "offers": "进驻 offers",
    "materials": "材料 materials",
    "areas": "区域 areas",
    "life_events": "一件事 life events",
    "calendar_days": "日历 calendar days",
    "lexicon": "日常用语 everyday words",
}


def create_report(
    rejections: Sequence[Rejection],
    remarks: Sequence[Remark],
    streets: Sequence[ImportedStreets] = (),
) -> dict[str, object]:
    """The content of ``report.json``: every row left out and every doubt, with numbers by kind.

    And for the streets of each mode their counts, and what was left out and why.
    """
    return {
        "summary": {
            "rows_left_out": _count_by_kind(rejections),
            "remarks": _count_by_kind(remarks),
        },
        "rejections": [_as_entry(fault) for fault in rejections],
        "remarks": [_as_entry(fault) for fault in remarks],
        "streets": [_street_entry(network.summary) for network in streets],
    }


def show_counts(manifest: Manifest) -> None:
    """Print the number of records in each table, to stderr."""
    name = " ".join(dict.fromkeys(manifest.district_name.values()))
    table = Table(title=escape(f"{name} {manifest.district_code}"), title_justify="left")
    table.add_column("记录 Records")
    table.add_column("数量 Count", justify="right")
    for key, count in manifest.counts.items():
        table.add_row(_TABLE_NAMES.get(key, key), f"{count:,}")
    stderr.print(table)


def show_streets(networks: Sequence[ImportedStreets]) -> None:
    """Print the counts of each mode's streets and what was left out of them, to stderr."""
    if not networks:
        return
    table = Table(title="路网 Streets", title_justify="left")
    table.add_column("方式 Mode")
    for column in ("节点 Nodes", "最大连通部分 In the largest part", "路段 Segments", "公里 km"):
        table.add_column(column, justify="right")
    for network in networks:
        summary = network.summary
        counts = (summary.nodes, summary.main_nodes, summary.segments, round(summary.length_km))
        mode = f"{summary.mode.title['zh']} {summary.mode.value}"
        table.add_row(mode, *(f"{count:,}" for count in counts))
    stderr.print(table)
    for network in networks:
        for entry in _left_out_entries(network.summary):
            line = f"{entry['count']:,} · {entry['reason_zh']} {entry['reason_en']}"
            mode = network.summary.mode.value
            stderr.print(f"  {mode} 未用 left out: {line}", markup=False, soft_wrap=True)
        _show_unknown_classes(network.summary)


def _show_unknown_classes(summary: ModeSummary) -> None:
    if summary.unknown_classes:
        classes = ", ".join(f"{name or '–'} × {n:,}" for name, n in summary.unknown_classes.items())
        stderr.print(
            f"  {summary.mode.value} 道路等级未知，按每小时 {UNKNOWN_CLASS_KMH:g} 公里计 "
            f"unknown street classes, taken at {UNKNOWN_CLASS_KMH:g} km/h: {classes}",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )


def _street_entry(summary: ModeSummary) -> dict[str, object]:
    return {
        "mode": summary.mode.value,
        "nodes": summary.nodes,
        "nodes_in_largest_component": summary.main_nodes,
        "segments": summary.segments,
        "length_km": summary.length_km,
        "left_out": _left_out_entries(summary),
        "unknown_classes": dict(summary.unknown_classes),
        "assumptions_zh": summary.assumptions.wording["zh"],
        "assumptions_en": summary.assumptions.wording["en"],
    }


def _left_out_entries(summary: ModeSummary) -> list[dict[str, object]]:
    return [
        {
            "reason": value,
            "count": count,
            "reason_zh": LeftOut(value).wording["zh"],
            "reason_en": LeftOut(value).wording["en"],
        }
        for value, count in summary.left_out.items()
    ]


def show_faults(rejections: Sequence[Rejection], remarks: Sequence[Remark]) -> None:
    """Print rows left out and doubts, grouped by file and kind with examples, to stderr."""
    _show_groups("未载入的行 Rows left out", rejections, "red")
    _show_groups("已载入但有疑问 Loaded, but doubtful", remarks, "yellow")


def _show_groups(title: str, faults: Sequence[Fault], colour: str) -> None:
    if not faults:
        stderr.print(f"{title}: 0")
        return
    stderr.print(f"[bold {colour}]{title}: {len(faults):,}[/]")
    groups: dict[tuple[str, FaultKind], list[Fault]] = defaultdict(list)
    for fault in faults:
        groups[fault.file, fault.kind].append(fault)
    for (file, kind), group in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        stderr.print(f"  [bold]{escape(file)}[/] {kind.value} × {len(group):,}")
        for fault in group[:_EXAMPLES]:
            for line in str(fault).splitlines():
                stderr.print(f"    {line}", markup=False, soft_wrap=True)
        if len(group) > _EXAMPLES:
            more = len(group) - _EXAMPLES
            stderr.print(f"    另有 {more:,} 行 … and {more:,} more", style="dim")


def _count_by_kind(faults: Iterable[Fault]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for fault in faults:
        counts[fault.kind.value] += 1
    return dict(sorted(counts.items()))


def _as_entry(fault: Fault) -> dict[str, object]:
    return {
        "kind": fault.kind.value,
        "file": fault.file,
        "row": fault.row,
        "line": fault.line,
        "column": fault.column,
        "value": fault.value,
        "details": dict(fault.details),
        "message_zh": fault.message_zh,
        "message_en": fault.message_en,
    }
