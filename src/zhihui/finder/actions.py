"""What is done to a matter and to whom: where a name and a need disagree.

Called by ``rank``. Names of siblings differ in little more than this: one begins a thing, one
renews it, one ends it. How the weights were fitted stands in decision 0057.
"""

import re
from functools import lru_cache

_ACTIONS = (
    ("补办", "补领", "补发", "补证", "遗失", "挂失"),
    ("换领", "换发", "换证", "延续", "延期", "续期"),
    ("变更", "更正", "修改", "更名", "过户", "转移"),
    ("注销", "撤销", "终止", "取消", "停业", "歇业", "退出", "作废", "解除"),
    ("查询", "进度", "咨询", "查看", "打印", "公示", "查找"),
    ("投诉", "举报"),
)
"""Kinds of action. The first four are done to what one has, the fifth only tells of it."""

_CIRCUMSTANCES = (
    ("工伤", "职业病"),
    ("生育",),
    ("香港", "澳门", "台湾", "港澳", "台胞"),
    ("外国", "涉外", "境外", "国外", "外籍", "外商"),
    ("军人", "军队", "退役", "武警", "优抚", "烈士"),
    ("残疾",),
    ("学生",),
    ("农村", "农民"),
    ("死亡", "丧葬"),
    ("未成年", "孤儿"),
)
"""Special cases that a name is about."""

_BITS = {word: 1 << at for at, group in enumerate((*_ACTIONS, *_CIRCUMSTANCES)) for word in group}
_WORD = re.compile("|".join(_BITS))
_TO_WHAT_ONE_HAS = 0b1111
_TELLING = 0b10000
_BEGINNING = re.compile("新办|首次|初次|新申请|初领|新增|设立|新设|初始|核发|申领|取证|配发|开办")

_ANOTHER_ACTION = 0.38
_ONLY_TELLS = 0.09
_LACKING = 0.18
"""For each kind of action or circumstance that is asked for and that a name does not carry."""
_SPECIAL_CASE = 0.25
"""For each circumstance of a name that the need does not speak of."""
_BEGINS = -0.08


@lru_cache(maxsize=65536)
def list_action_bits(words: str) -> int:
    """A bit for each kind of action and circumstance that ``words`` carry."""
    bits = 0
    for word in _WORD.findall(words):
        bits |= _BITS[word]
    return bits


def weigh_disagreement(name: str, asked: int) -> float:
    """How far ``name`` is about something else than the bits ``asked``; below 0 where it suits.

    Where no action is asked for, one most likely wants to begin with a thing, not to change it.
    """
    said = list_action_bits(name)
    unasked = said & ~asked
    actions = len(_ACTIONS)
    weight = _LACKING * (asked & ~said).bit_count()
    weight += _SPECIAL_CASE * (unasked >> actions).bit_count()
    if unasked & _TELLING:
        weight += _ONLY_TELLS
    if said & _TO_WHAT_ONE_HAS and not said & asked & _TO_WHAT_ONE_HAS:
        weight += _ANOTHER_ACTION
    if not asked & _TO_WHAT_ONE_HAS and _BEGINNING.search(name):
        weight += _BEGINS
    return weight
