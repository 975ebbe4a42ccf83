"""Folding, pinyin, and the lexicon as it is matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhihui.district import Lexeme
from zhihui.finder.folding import fold, list_bigrams
from zhihui.finder.lexicon import Lexicon
from zhihui.finder.needs import Origin, read_need
from zhihui.finder.pinyin import get_initials, spell, split_pinyin


@pytest.mark.parametrize(
    ("written", "folded"),
    [("ＡＢＣ１２", "abc12"), ("學歷公證", "学历公证"), ("  a\tb\x00c ", "a b c"), ("", "")],
)
def test_folds_many_ways_of_writing_into_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(words: str) -> None:
    assert fold(fold(words)) == fold(words)


def test_character_pairs() -> None:
    assert list_bigrams("身份证 a 卡") == ["身份", "份证", "卡"]


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("shenfenzheng", ["shen", "fen", "zheng"]),
        ("xian", ["xian"]),
        ("lvshi", ["lv", "shi"]),
        ("sfz", None),
        ("marriage", None),
    ],
)
def test_splits_pinyin(letters: str, syllables: list[str] | None) -> None:
    assert split_pinyin(letters) == syllables


@given(st.lists(st.sampled_from(["身份证", "公证", "户口", "社会保障卡", "律师"]), min_size=1))
def test_spelt_words_can_be_split_again(words: list[str]) -> None:
    letters = "".join(spell("".join(words)))
    assert "".join(split_pinyin(letters) or []) == letters


def test_initials() -> None:
    assert get_initials("社会保障卡") == "shbzk"


LEXICON = Lexicon(
    [
        Lexeme(say="身份证", means=("居民身份证",)),
        Lexeme(say="身份证丢了", means=("居民身份证补领",)),
        Lexeme(say="丢了", means=("补领",)),
        Lexeme(say="id card", means=("居民身份证",)),
        Lexeme(say="冇", means=("没有",), source="speech"),
        Lexeme(say="唔见咗", means=("丢了",), source="speech"),
    ]
)


def test_the_longest_saying_wins() -> None:
    assert [s.say for s in LEXICON.list_sayings("我身份证丢了")] == ["身份证丢了"]
    assert [s.say for s in LEXICON.list_sayings("身份证和卡丢了")] == ["身份证", "丢了"]


def test_latin_sayings_end_at_word_borders() -> None:
    assert [s.say for s in LEXICON.list_sayings("my id card")] == ["id card"]
    assert LEXICON.list_sayings("solid cards") == []


def test_speech_is_rewritten_before_anything_is_looked_up() -> None:
    need = read_need("身份證唔見咗", LEXICON)
    assert need.folded == "身份证丢了"
    assert need.understood == ("居民身份证补领",)


def test_units_carry_what_was_typed_and_what_it_means() -> None:
    unit = read_need("请问身份证怎么办", LEXICON).units[0]
    assert [(w.words, w.origin) for w in unit.wordings] == [
        ("身份证", Origin.TYPED),
        ("居民身份证", Origin.LEXICON),
    ]


def test_asking_words_are_no_units() -> None:
    assert read_need("我想问一下怎么办", LEXICON).units == ()


def test_pinyin_that_stands_in_the_lexicon_as_english_is_pinyin_beside_pinyin() -> None:
    lexicon = Lexicon(
        [
            Lexeme(say="fapiao", means=("发票",)),
            Lexeme(say="发票", means=("发票管理",)),
            Lexeme(say="丢了", means=("遗失",), source="actions"),
        ]
    )
    assert [unit.typed for unit in read_need("fapiao diule", lexicon).units] == ["发票", "丢了"]
    assert [unit.typed for unit in read_need("fapiao", lexicon).units] == ["fapiao"]


def test_pinyin_written_syllable_by_syllable_is_read_whole() -> None:
    lexicon = Lexicon([Lexeme(say="护照", means=("普通护照签发",))])
    assert [unit.typed for unit in read_need("hu zhao ban li", lexicon).units] == ["护照"]


def test_one_letter_again_and_again_says_nothing() -> None:
    assert not read_need("zzzzzz", LEXICON).initials
    assert read_need("sfz", LEXICON).initials
