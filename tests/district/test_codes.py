"""Item codes and credit codes: what is right, what is wrong, and which parts can be read."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhihui.district import (
    CodeFaultKind,
    ItemLevel,
    check_credit_code,
    check_item_code,
    credit_code_check_digit,
    read_item_code,
)
from zhihui.district.codes import CREDIT_ALPHABET

REAL_CODE = "11450000007565194H200011501500504"

firsts = st.text(CREDIT_ALPHABET, min_size=17, max_size=17)
levels = st.sampled_from([level.value for level in ItemLevel])
catalogs = st.text("0123456789", min_size=12, max_size=12)
handlings = st.sampled_from(["", "01", "99"])


def test_a_real_code_is_sound_and_its_parts_are_readable() -> None:
    assert check_item_code(REAL_CODE) == ()
    parts = read_item_code(REAL_CODE)
    assert parts is not None
    assert (parts.body, parts.level) == ("11450000007565194H", ItemLevel.PROVINCE)
    assert (parts.catalog, parts.handling) == ("000115015005", "04")
    assert (parts.region, parts.kind) == ("00", "01")


@given(firsts, levels, catalogs, handlings)
def test_every_well_made_code_is_sound_and_read_back(
    first17: str, level: str, catalog: str, handling: str
) -> None:
    credit = first17 + credit_code_check_digit(first17)
    code = credit + level + catalog + handling
    assert check_credit_code(credit) == ()
    assert check_item_code(code) == ()
    parts = read_item_code(code)
    assert parts is not None
    assert parts.body + parts.level.value + parts.catalog + parts.handling == code


@given(firsts, st.integers(0, 16), st.sampled_from(CREDIT_ALPHABET))
def test_one_changed_character_of_a_credit_code_is_noticed(
    first17: str, position: int, other: str
) -> None:
    credit = first17 + credit_code_check_digit(first17)
    changed = credit[:position] + other + credit[position + 1 :]
    faults = check_credit_code(changed)
    if changed == credit:
        assert faults == ()
    else:
        assert [fault.kind for fault in faults] == [CodeFaultKind.CHECK_DIGIT]


@given(st.text(max_size=40))
def test_any_text_gets_faults_or_none_and_never_an_error(code: str) -> None:
    faults = check_item_code(code)
    assert all(0 <= fault.position <= max(len(code), 1) for fault in faults)
    if not faults:
        assert len(code) in (31, 33)
        assert read_item_code(code) is not None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("", CodeFaultKind.EMPTY),
        (REAL_CODE[:-1], CodeFaultKind.LENGTH),
        ("I" + REAL_CODE[1:], CodeFaultKind.CHARACTER),
        (REAL_CODE[:17] + "A" + REAL_CODE[18:], CodeFaultKind.CHECK_DIGIT),
        (REAL_CODE[:18] + "7" + REAL_CODE[19:], CodeFaultKind.LEVEL),
        (REAL_CODE[:25] + "é" + REAL_CODE[26:], CodeFaultKind.CHARACTER),
    ],
)
def test_each_fault_is_named(code: str, kind: CodeFaultKind) -> None:
    assert kind in [fault.kind for fault in check_item_code(code)]


def test_a_wrong_check_digit_does_not_hide_the_parts() -> None:
    parts = read_item_code(REAL_CODE[:17] + "A" + REAL_CODE[18:])
    assert parts is not None
    assert parts.level is ItemLevel.PROVINCE


def test_nearly_all_codes_of_a_real_directory_are_sound(shared_data: Path) -> None:
    lines = (shared_data / "gd-service-items" / "items.jsonl").read_text("utf-8").splitlines()
    unsound = [
        code for code in (json.loads(row)["TASK_CODE"] for row in lines) if check_item_code(code)
    ]
    assert len(lines) == 2262
    assert len(unsound) == 6
