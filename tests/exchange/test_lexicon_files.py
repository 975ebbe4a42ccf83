"""The packaged everyday lexicon and the format of its files."""

import pytest

from zhihui.district import Lexeme
from zhihui.exchange import FaultKind, InputError, parse_lexicon, read_lexicon
from zhihui.exchange.lexicon_files import merge_lexemes


def test_format() -> None:
    words = "# comment\n丢了\t遗失|补办 | 遗失\r\n\n孩子上户口\t出生登记\n"
    assert parse_lexicon(words, "loss.tsv") == (
        Lexeme(say="丢了", means=("遗失", "补办"), source="loss"),
        Lexeme(say="孩子上户口", means=("出生登记",), source="loss"),
    )


@pytest.mark.parametrize("row", ["丢了", "丢了\t", "\t遗失", "丢了\t遗失\t补办", "丢了\t|"])
def test_a_broken_line_is_named(row: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_lexicon(f"# ok\n{row}\n", "loss.tsv")
    fault = raised.value.fault
    assert (fault.kind, fault.file, fault.line) == (FaultKind.LEXICON_LINE, "loss.tsv", 2)


def test_repeated_words_share_their_meanings() -> None:
    first = Lexeme(say="丢了", means=("遗失",), source="one")
    second = Lexeme(say="丢了", means=("补办", "遗失"), source="two")
    assert merge_lexemes([first, second]) == (
        Lexeme(say="丢了", means=("遗失", "补办"), source="one"),
    )


def test_the_packaged_lexicon() -> None:
    lexicon = read_lexicon()
    says = [lexeme.say for lexeme in lexicon]
    assert len(says) == len(set(says)) > 500
    assert all(lexeme.means and lexeme.source for lexeme in lexicon)
    assert read_lexicon() == lexicon
