"""Completions while typing."""

import pytest

from zhihui.finder import Finder


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("结", "结婚登记"),
        ("结婚", "结婚登记"),
        ("jieh", "结婚登记"),
        ("jie hun", "结婚登记"),
        ("jhd", "结婚登记"),
        ("身份证", "居民身份证补领"),
        ("孩子上", "孩子上户口"),
        ("regi", "Register a marriage"),
        ("大观园", "大观园街道便民服务中心"),
        ("生孩", "生孩子"),
    ],
)
def test_completes_what_is_typed(small: Finder, typed: str, expected: str) -> None:
    assert expected in [suggestion.words for suggestion in small.suggest(typed)]


def test_a_suggestion_names_its_record(small: Finder) -> None:
    kinds = {s.words: (s.kind, s.id) for s in small.suggest("生孩")}
    assert kinds["生孩子"] == ("life_event", "birth")


def test_nothing_typed_suggests_nothing(small: Finder) -> None:
    assert small.suggest("") == ()
    assert small.suggest("   ") == ()


def test_no_more_than_asked_and_none_twice(small: Finder) -> None:
    words = [suggestion.words for suggestion in small.suggest("re", limit=3)]
    assert len(words) == 3
    assert len(set(words)) == 3
