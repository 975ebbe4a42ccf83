"""The number that a person is told for a correction: short, without letters that look alike.

Called by the form's token and the store. It is random, so it tells nothing about others.
"""

import re
from secrets import choice

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_HALF = 4
PATTERN = re.compile(rf"[{_LETTERS}]{{{_HALF}}}-[{_LETTERS}]{{{_HALF}}}")


def create_reference() -> str:
    """A new one, e.g. K7QF-3M2P: one of 2⁴⁰."""
    letters = "".join(choice(_LETTERS) for _ in range(2 * _HALF))
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def is_reference(words: str) -> bool:
    """Whether it is written like one."""
    return PATTERN.fullmatch(words) is not None
