"""Readings are those of pypinyin, from which the table is made."""

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from zhihui.exchange import read_lexicon
from zhihui.finder.folding import list_han_runs
from zhihui.finder.pinyin import spell
from zhihui.finder.readings import FIRST, LAST, read_run

WORDS = sorted(PHRASES_DICT)
HAN = st.characters(min_codepoint=ord("一"), max_codepoint=ord("龥"))


def spell_peer(words: str) -> list[str]:
    """The syllables as pypinyin has them."""
    return list(lazy_pinyin(words, style=Style.NORMAL, v_to_u=False))


def test_every_character_and_word_is_read_as_pypinyin_reads_it() -> None:
    characters = [chr(code) for code in range(ord(FIRST), ord(LAST) + 1)]
    different = [one for one in [*characters, *WORDS] if read_run(one) != spell_peer(one)]
    assert different == []


def test_the_lexicon_is_read_as_pypinyin_reads_it() -> None:
    runs = {run for lexeme in read_lexicon() for run in list_han_runs(lexeme.say)}
    assert len(runs) > 10_000
    assert [run for run in runs if read_run(run) != spell_peer(run)] == []


@given(st.lists(st.one_of(st.sampled_from(WORDS), HAN), max_size=5))
def test_runs_are_cut_into_words_as_pypinyin_cuts_them(parts: list[str]) -> None:
    run = "".join(parts)
    assert read_run(run) == spell_peer(run)


def test_words_change_how_a_character_is_read() -> None:
    assert spell("银行行长") == ["yin", "hang", "hang", "zhang"]
    assert spell("行人") == ["xing", "ren"]
    assert spell("婚姻 marriage 登记") == ["hun", "yin", "deng", "ji"]
