"""The real item lists load whole; what is doubtful in them is reported."""

from collections import Counter
from pathlib import Path

from tests.exchange.conftest import Load
from zhihui.district import Fact, ItemLevel, TimeUnit
from zhihui.exchange import FaultKind

GUANGDONG = """
items:
  - file: {folder}/gd-service-items/items.jsonl
    fields: {{code: TASK_CODE, name: TASK_NAME, body: DEPT_NAME, conditions: accept_standard,
             materials: material_intro, visits: visit_number, statutory_time: handle_time,
             promised_time: handle_time_limit, topics: theme_category,
             audiences: service_object_name, address: handle_location,
             consult_phone: consult_phone, aliases: [matter_short, matter_daily]}}
"""
GUANGAN = """
items:
  - file: {folder}/guangan-items/items.csv
    fields: {{code: itemCode, name: name, body: department, kind: taskType}}
"""


def test_guangdong(load: Load, shared_data: Path) -> None:
    found = load(GUANGDONG.format(folder=shared_data))
    items = found.records.items
    assert (len(items), len(found.rejections)) == (2262, 0)
    remarks = Counter(remark.kind for remark in found.remarks)
    assert set(remarks) == {
        FaultKind.NO_COUNTER_SAID,
        FaultKind.PHONE_UNREADABLE,
        FaultKind.CODE_NOT_STANDARD,
    }
    assert remarks[FaultKind.NO_COUNTER_SAID] == 824
    assert remarks[FaultKind.PHONE_UNREADABLE] < 60
    assert sum(item.promised_time.days is not None for item in items) == 2262 - 539
    assert all(item.visits is not None for item in items)
    assert all(item.audiences for item in items)
    assert sum(item.papers_known is Fact.YES for item in items) == 2262 - 1446 - 7
    first = items[0]
    assert (first.level, first.promised_time.unit) == (ItemLevel.PROVINCE, TimeUnit.WORKING_DAY)


def test_guangan(load: Load, shared_data: Path) -> None:
    found = load(GUANGAN.format(folder=shared_data))
    assert (len(found.records.items), len(found.rejections)) == (1135, 0)
    assert {remark.kind for remark in found.remarks} == {FaultKind.CODE_NOT_STANDARD}
    assert Counter(item.kind for item in found.records.items)["01"] == 536
