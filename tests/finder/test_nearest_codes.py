"""Which Items may be meant by a code that does not exist."""

import pytest

from zhihui.finder import Finder

CODE = "11370103000000001X4370100000300"


def meant(finder: Finder, written: str) -> list[str]:
    return [item.name["zh"] for item in finder.list_meant(written)]


@pytest.mark.parametrize(
    "written",
    [
        CODE[:-1],
        CODE + "0",
        CODE[:5] + CODE[6] + CODE[5] + CODE[7:],
        CODE.lower(),
        f" {CODE[:10]} {CODE[10:]} ",
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),
    ],
)
def test_a_slip_of_the_pen_finds_the_item_first(small: Finder, written: str) -> None:
    assert meant(small, written)[0] == "新生儿出生登记"
    assert len(meant(small, written)) <= 3


def test_a_start_of_a_code_names_some_that_begin_so(small: Finder) -> None:
    assert meant(small, CODE[:8])
    assert meant(small, CODE[:5]) == []


def test_words_are_searched_for(small: Finder) -> None:
    assert meant(small, "孩子上户口")[0] == "新生儿出生登记"
    assert meant(small, "get married")[0] == "结婚登记"


@pytest.mark.parametrize("written", ["", "9" * 31, "no-such-item-77", "\x00", "🚲"])
def test_nothing_like_it_is_nothing(small: Finder, written: str) -> None:
    assert meant(small, written) == []
