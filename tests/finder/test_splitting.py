"""A sentence is split into its needs, and nothing that names something is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhihui.finder import split_needs
from zhihui.finder.splitting import MAX_NEEDS


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("孩子上户口，再把医保办了", ("孩子上户口", "孩子把医保办了")),
        ("补办身份证，再把医保办了", ("补办身份证", "把医保办了")),
        ("补办身份证顺便开个无犯罪记录证明", ("补办身份证", "开个无犯罪记录证明")),
        ("先结婚登记，然后办准生证，还有换驾照", ("先结婚登记", "办准生证", "换驾照")),
        ("交社保、领退休金；换身份证", ("交社保", "领退休金", "换身份证")),
        ("身份证丢了，怎么办？", ("身份证丢了，怎么办",)),
        ("请问，怎么办身份证", ("请问，怎么办身份证",)),
        ("再婚登记要什么材料", ("再婚登记要什么材料",)),
        ("下岗再就业补贴", ("下岗再就业补贴",)),
        (
            "renew my id card and register my baby, then get a business licence",
            ("renew my id card", "register my baby", "get a business licence"),
        ),
        ("food and drink licence", ("food and drink licence",)),
        ("shenfenzheng", ("shenfenzheng",)),
        ("换身份证，换身份证", ("换身份证",)),
        ("", ()),
        ("，。？", ()),
        ("怎么办", ()),
    ],
)
def test_splits_at_punctuation_and_joining_words(words: str, needs: tuple[str, ...]) -> None:
    assert split_needs(words) == needs


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["换身份证", "上户口", "领社保卡", "passport", "驾照"]), max_size=8)
)
def test_every_need_is_kept_once_and_in_order(parts: list[str]) -> None:
    assert split_needs("，然后".join(parts)) == tuple(dict.fromkeys(parts))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_split_into_a_bounded_number_of_needs(words: str) -> None:
    needs = split_needs(words)
    assert len(needs) <= MAX_NEEDS
    assert all(need.strip() for need in needs)
