"""What a saying counts for: where sayings meet, what a part means, what is vague or absent."""

from collections.abc import Sequence

import pytest

from zhihui.district import Lexeme
from zhihui.finder import LexiconFaultKind, check_lexicon
from zhihui.finder.actions import list_action_bits, weigh_disagreement
from zhihui.finder.lexicon import Lexicon
from zhihui.finder.needs import read_need
from zhihui.finder.rank import Comparison, Fit, Scales
from zhihui.finder.weights import Profiles, Weights

NAMES = ("医疗费用手工报销", "工伤医疗费用报销", "护士执业注册", "护士执业注销注册", "学生转学")


def _lexicon(**entries: str) -> Lexicon:
    return Lexicon(
        Lexeme(say=say, means=tuple(means.split("|")), source="people")
        for say, means in entries.items()
    )


def _says(lexicon: Lexicon, words: str) -> list[str]:
    return [saying.say for saying in lexicon.list_sayings(words)]


def _fits(need: str, lexicon: Lexicon, names: Sequence[str] = NAMES) -> dict[str, Fit]:
    def frequency(token: str) -> int:
        return sum(token in name for name in names)

    weights = Weights(len(names), frequency)
    profiles = Profiles([["", name] for name in names], weights)  # type: ignore[arg-type]
    comparison = Comparison(read_need(need, lexicon), Scales(weights))
    return {name: comparison.fit(profiles[at]) for at, name in enumerate(names)}


def test_a_saying_does_not_cut_another_in_two() -> None:
    lexicon = _lexicon(医药费="医疗费用", 药费报销="手工报销", 报销="报销")
    assert _says(lexicon, "医药费报销") == ["医药费", "报销"]


def test_a_saying_at_the_end_is_found_once() -> None:
    lexicon = _lexicon(孩子转学="转学", 转学="学籍异动", 转学籍档案="档案")
    assert _says(lexicon, "孩子转学") == ["孩子转学"]


def test_a_longer_saying_keeps_what_its_parts_mean_at_less_trust() -> None:
    lexicon = _lexicon(孩子转学="中小学生转学", 转学="学籍异动")
    (unit,) = read_need("孩子转学", lexicon).units
    trusts = {wording.words: wording.trust for wording in unit.wordings}
    assert trusts["学籍异动"] < trusts["中小学生转学"] == 1.0


def test_later_meanings_are_trusted_less_but_not_without_end() -> None:
    means = [f"含义{number}" for number in "一二三四五六七八九"]
    (unit,) = read_need("说法", _lexicon(说法="|".join(means))).units
    trusts = [wording.trust for wording in unit.wordings[1:]]
    assert trusts == sorted(trusts, reverse=True)
    assert trusts[0] > trusts[1] > trusts[-1] > 0.7


def test_a_circumstance_that_is_not_asked_for_counts_against_a_name() -> None:
    lexicon = _lexicon(看病报销="医疗费用手工报销|医疗费用报销")
    fits = _fits("看病报销", lexicon)
    assert fits["工伤医疗费用报销"].disagreement > fits["医疗费用手工报销"].disagreement == 0
    assert _fits("工伤看病报销", lexicon)["工伤医疗费用报销"].disagreement == 0


def test_what_a_matter_may_also_mean_is_not_asked_for() -> None:
    lexicon = _lexicon(护士延续="护士执业注册|护士执业变更|护士执业注销注册")
    fits = _fits("护士延续", lexicon)
    assert fits["护士执业注销注册"].disagreement > fits["护士执业注册"].disagreement


def test_an_everyday_name_does_not_hide_what_is_done() -> None:
    names = [["", "居民身份证丢失补领", "补身份证"], ["", "居民身份证首次申领", "办身份证"]]
    weights = Weights(9, lambda token: sum(token in " ".join(entry) for entry in names))
    profiles = Profiles(names, weights)  # type: ignore[arg-type]
    lexicon = _lexicon(身份证="居民身份证")
    comparison = Comparison(read_need("身份证", lexicon), Scales(weights))
    lost, first = (comparison.fit(profiles[at]) for at in (0, 1))
    assert lost.disagreement > first.disagreement


@pytest.mark.parametrize(
    ("need", "nearest", "farther"),
    [
        ("食品许可", "食品经营许可新办", "食品经营许可变更"),
        ("食品许可注销", "食品经营许可注销", "食品经营许可变更"),
        ("食品许可变更", "食品经营许可变更", "食品经营许可新办"),
        ("食品许可", "食品经营许可", "食品经营许可查询"),
        ("食品许可变更", "首次、变更食品经营许可", "食品经营许可注销"),
    ],
)
def test_a_name_that_does_what_is_asked_disagrees_least(
    need: str, nearest: str, farther: str
) -> None:
    asked = list_action_bits(need)
    assert weigh_disagreement(nearest, asked) < weigh_disagreement(farther, asked)


def test_a_matter_that_no_name_says_is_absent() -> None:
    lexicon = _lexicon(养狗="养犬登记", 转学="学生转学")
    assert _fits("养狗和护士", lexicon)["护士执业注册"].absent > 0.5
    assert _fits("转学", lexicon)["学生转学"].absent == 0


@pytest.mark.parametrize(
    ("say", "means", "is_vague"),
    [
        ("一岁半", "育儿补贴", True),
        ("到外省", "异地就医", True),
        ("报多少", "费用报销", True),
        ("报到", "退役军人报到登记", False),
        ("到外省看病", "异地就医", False),
        ("执照丢了", "营业执照补领", False),
    ],
)
def test_a_saying_about_nothing_is_a_fault(say: str, means: str, *, is_vague: bool) -> None:
    faults = check_lexicon([Lexeme(say=say, means=(means,), source="people")], [])
    assert [fault.kind for fault in faults] == [LexiconFaultKind.VAGUE] * is_vague
