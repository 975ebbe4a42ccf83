"""What a build loaded, left out and doubted: the tables on the screen and the report file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from rich.markup import escape
from rich.table import Table

from zhihui.cli.screen import stderr
from zhihui.exchange import Fault, FaultKind, Rejection, Remark
from zhihui.generation import Manifest

_EXAMPLES: Final = 2
_TABLE_NAMES: Final = {
    "items": "事项 items",
    "places": "办事场所 places",
    "offers": "进驻 offers",
    "materials": "材料 materials",
    "areas": "区域 areas",
    "life_events": "一件事 life events",
    "lexicon": "日常用语 everyday words",
}


def create_report(rejections: Sequence[Rejection], remarks: Sequence[Remark]) -> dict[str, object]:
    """The content of ``report.json``: every row left out and every doubt, with numbers by kind."""
    return {
        "summary": {
            "rows_left_out": _count_by_kind(rejections),
            "remarks": _count_by_kind(remarks),
        },
        "rejections": [_as_entry(fault) for fault in rejections],
        "remarks": [_as_entry(fault) for fault in remarks],
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
