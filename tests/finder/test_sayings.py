"""Sayings near a need: words that stand apart, and words that only longer sayings hold."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from zhihui.district import Lexeme
from zhihui.finder.lexicon import ACTIONS, Lexicon
from zhihui.finder.needs import UnitKind, read_need
from zhihui.finder.sayings import NearSayings, list_content_words


def _lexicon(**entries: str) -> Lexicon:
    return Lexicon(
        Lexeme(say=say, means=tuple(means.split("|")), source="people")
        for say, means in entries.items()
    )


def _near(means: Mapping[str, tuple[str, ...]]) -> NearSayings:
    return NearSayings(means, means)


def _means(lexicon: Lexicon, need: str) -> dict[str, float]:
    return {
        wording.words: wording.trust
        for unit in read_need(need, lexicon).units
        for wording in unit.wordings
    }


def test_a_saying_is_understood_though_its_words_stand_apart() -> None:
    lexicon = _lexicon(屋顶漏水="房屋维修资金使用", 牙齿矫正="口腔诊疗")
    assert "房屋维修资金使用" in _means(lexicon, "家里漏水，是从屋顶下来的")
    assert "口腔诊疗" not in _means(lexicon, "家里漏水，是从屋顶下来的")


def test_one_word_of_a_saying_is_not_the_saying() -> None:
    near = _near({"屋顶漏水": ("房屋维修资金使用",)})
    assert near.list_apart("屋顶很高") == []
    assert [one.words for one in near.list_apart("漏水的屋顶")] == [("漏水", "屋顶")]


def test_a_saying_that_stands_there_is_not_told_twice() -> None:
    assert _near({"屋顶漏水": ("房屋维修资金使用",)}).list_apart("屋顶漏水怎么办") == []


def test_a_word_means_what_the_sayings_that_hold_it_agree_on() -> None:
    lexicon = _lexicon(养小白鼠="实验动物使用许可", 卖小白鼠="实验动物生产许可|实验动物")
    means = _means(lexicon, "实验室买一批小白鼠")
    assert 0 < means["实验动物使用许可"] < means["小白鼠"] == 1.0


def test_a_word_of_which_sayings_disagree_means_nothing_more() -> None:
    entries = {f"孩子{what}": (f"事项{what}",) for what in "甲乙丙丁戊己庚"}
    assert _near(entries).list_agreed("孩子") == ()
    assert _near({"孩子甲": ("事项甲",)}).list_agreed("孩子") == (("事项甲", 1.0),)


def test_a_word_that_is_said_of_anything_means_nothing_more() -> None:
    says = {
        f"公司{first}{second}": ("企业登记",) for first in "甲乙丙丁戊" for second in "子丑寅卯"
    }
    few = _near(says)
    assert few.list_agreed("公司") == (("企业登记", 1.0),)
    many = {f"{say}{more}": means for say, means in says.items() for more in "天地玄黄宇宙"}
    assert _near(many).list_agreed("公司") == ()


def test_what_is_done_is_no_matter() -> None:
    actions = [Lexeme(say="小白鼠丢了", means=("遗失",), source=ACTIONS)]
    assert Lexicon(actions).near.list_agreed("小白鼠") == ()


def test_nothing_is_added_where_the_lexicon_knows_every_word() -> None:
    lexicon = _lexicon(屋顶="屋面", 漏水="渗漏", 漏水的屋顶="房屋维修资金使用", 房子="不动产")
    need = read_need("漏水，屋顶", lexicon)
    assert [unit.typed for unit in need.units] == ["漏水", "屋顶"]
    assert all(unit.kind is UnitKind.MATTER for unit in need.units)


@given(
    st.lists(st.text("屋顶漏水孩子户口小白鼠公司", min_size=2, max_size=6), unique=True), st.data()
)
def test_shares_are_shares_of_what_is_really_there(says: list[str], data: st.DataObject) -> None:
    folded = data.draw(st.text("屋顶漏水孩子户口小白鼠公司，", max_size=20))
    near = _near(dict.fromkeys(says, ("含义",)))
    words = set(list_content_words(folded))
    for one in near.list_apart(folded):
        assert one.say in says
        assert one.say not in folded
        assert set(one.words) == words & set(list_content_words(one.say))
        assert len(one.words) >= 2
        assert 0 < one.share <= 1
