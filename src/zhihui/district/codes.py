"""Item codes and credit codes: their parts and what is wrong with them.

Structure of an item code (GB/T 39554.1-2020): credit code of the body (18), level digit (1),
基本编码 (12): 31 characters; a 业务办理项 adds 2: 33. Check digit of a credit code: GB 32100-2015,
weights 3^i mod 31 over the first 17 characters.
"""

from dataclasses import dataclass
from enum import Enum

from zhihui.district.ids import CatalogCode, CreditCode
from zhihui.district.items import ItemLevel

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUE = {character: value for value, character in enumerate(CREDIT_ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))

CREDIT_LENGTH = 18
ITEM_LENGTH = 31
HANDLING_LENGTH = 33


class CodeFaultKind(Enum):
    """What can be wrong with a code."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTER = "character"
    CHECK_DIGIT = "check_digit"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFault:
    """One fault: ``value`` is the offending part, ``position`` its 0-based place in the code."""

    kind: CodeFaultKind
    value: str
    position: int
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCodeParts:
    """The readable parts of an item code."""

    body: CreditCode
    level: ItemLevel
    catalog: CatalogCode
    handling: str
    """The 2 characters of a 业务办理项, or empty."""

    @property
    def region(self) -> str:
        """First 2 digits of the 基本编码: 00 national, else a province."""
        return self.catalog[:2]

    @property
    def kind(self) -> str:
        """事项类型: digits 3-4 of the 基本编码."""
        return self.catalog[2:4]


def credit_code_check_digit(first17: str) -> str:
    """The check digit for the first 17 characters. Raises KeyError on a character not allowed."""
    total = sum(
        _CREDIT_VALUE[character] * weight
        for character, weight in zip(first17, _WEIGHTS, strict=True)
    )
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def check_credit_code(code: str) -> tuple[CodeFault, ...]:
    """Every fault of a credit code; empty when it is sound."""
    if not code:
        return (_fault(CodeFaultKind.EMPTY, code, 0, "18 characters"),)
    if len(code) != CREDIT_LENGTH:
        return (_fault(CodeFaultKind.LENGTH, str(len(code)), 0, "18 characters"),)
    wrong = tuple(
        _fault(CodeFaultKind.CHARACTER, character, position, CREDIT_ALPHABET)
        for position, character in enumerate(code)
        if character not in _CREDIT_VALUE
    )
    if wrong:
        return wrong
    expected = credit_code_check_digit(code[:17])
    if code[17] != expected:
        return (_fault(CodeFaultKind.CHECK_DIGIT, code[17], 17, expected),)
    return ()


def check_item_code(code: str) -> tuple[CodeFault, ...]:
    """Every fault of an item code of 31 or 33 characters; empty when it is sound."""
    if not code:
        return (_fault(CodeFaultKind.EMPTY, code, 0, "31 or 33 characters"),)
    if len(code) not in (ITEM_LENGTH, HANDLING_LENGTH):
        return (_fault(CodeFaultKind.LENGTH, str(len(code)), 0, "31 or 33 characters"),)
    faults = list(check_credit_code(code[:CREDIT_LENGTH]))
    if code[CREDIT_LENGTH] not in {level.value for level in ItemLevel}:
        faults.append(_fault(CodeFaultKind.LEVEL, code[CREDIT_LENGTH], CREDIT_LENGTH, "1 to 6"))
    faults.extend(
        _fault(CodeFaultKind.CHARACTER, character, position, "a digit or capital letter")
        for position, character in enumerate(code)
        if position > CREDIT_LENGTH
        and not (character.isascii() and (character.isdigit() or character.isupper()))
    )
    return tuple(faults)


def read_item_code(code: str) -> ItemCodeParts | None:
    """The parts of a code whose length and level can be read, else None.

    A wrong check digit does not keep the parts from being read: real codes carry such.
    """
    unreadable = {CodeFaultKind.EMPTY, CodeFaultKind.LENGTH, CodeFaultKind.LEVEL}
    if any(fault.kind in unreadable for fault in check_item_code(code)):
        return None
    return ItemCodeParts(
        body=CreditCode(code[:CREDIT_LENGTH]),
        level=ItemLevel(code[CREDIT_LENGTH]),
        catalog=CatalogCode(code[CREDIT_LENGTH + 1 : ITEM_LENGTH]),
        handling=code[ITEM_LENGTH:],
    )


def _fault(kind: CodeFaultKind, value: str, position: int, expected: str) -> CodeFault:
    return CodeFault(kind=kind, value=value, position=position, expected=expected)
