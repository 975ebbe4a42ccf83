"""Made-up item directories of any size, and questions with known answers.

Names are put together from the office wordings of the everyday lexicon, so that their words, and
how often they recur, resemble a real directory. Deterministic: the same size gives the same items.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from zhihui.district import (
    AreaCode,
    Audience,
    CatalogCode,
    Fact,
    Item,
    ItemCode,
    Lexeme,
    Records,
    credit_code_check_digit,
    text,
)

_ACTIONS = tuple(
    """
    登记 变更登记 注销登记 申领 换领 补领 备案 许可（新办） 许可（延续） 许可（变更） 查询 证明出具
    年度检验 资格认定 补贴申领 费用报销 信息更正 转移 缴费 投诉受理 审批 核准 奖励 救助 考试报名
    """.split()
)
_SCOPES = (
    "",
    *"""
    个人 企业 单位 农村 城镇居民 外国人 港澳居民 未成年人 老年人 省外 本市 集体 流动人员 残疾人
    高校毕业生 退役军人 个体工商户 临时 跨省 网上 委托办理 重点项目 园区 首次 非首次 小微企业
    社会组织 事业单位 机关
    """.split(),
)
_ASKING = ("怎么办", "请问{}去哪里办？", "我想{}", "{}需要什么手续", "{}在哪办", "{}")
_BODIES = tuple(f"第{number}示例局" for number in range(1, 41))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the name of an item that answers it exactly."""

    query: str
    expected: str


def create_records(size: int, lexicon: Sequence[Lexeme]) -> Records:
    """A district of ``size`` items with distinct names."""
    names = list(islice(_names(lexicon), size))
    if len(names) < size:
        message = f"only {len(names)} distinct names can be made, {size} were asked for"
        raise ValueError(message)
    items = tuple(_item(number, name) for number, name in enumerate(names))
    return Records(
        district_code=AreaCode("370103"),
        district_name=text("示例区", "Sample"),
        items=items,
        lexicon=tuple(lexicon),
        is_sample=True,
    )


def create_questions(records: Records, count: int) -> list[Asked]:
    """``count`` questions that ask for items spread evenly over ``records``."""
    step = max(len(records.items) // count, 1)
    return [
        Asked(_ask(number, item.name["zh"]), item.name["zh"])
        for number, item in enumerate(islice(records.items, 0, step * count, step))
    ]


def _ask(number: int, name: str) -> str:
    asking = _ASKING[number % len(_ASKING)]
    return asking.format(name) if "{}" in asking else name + asking


def _names(lexicon: Sequence[Lexeme]) -> Iterator[str]:
    subjects = sorted(
        {
            mean
            for lexeme in lexicon
            if lexeme.source not in ("speech", "actions")
            for mean in lexeme.means
            if 3 <= len(mean) <= 10
        }
    )
    for round_number in range(len(_ACTIONS) * len(_SCOPES)):
        for number, subject in enumerate(subjects):
            pick = (round_number + number * 7) % (len(_ACTIONS) * len(_SCOPES))
            yield f"{_SCOPES[pick // len(_ACTIONS)]}{subject}{_ACTIONS[pick % len(_ACTIONS)]}"


def _item(number: int, name: str) -> Item:
    first17 = f"1137010300000{number % 10000:04d}"
    catalog = f"37{1 + number % 9:02d}{number:08d}"
    credit = first17 + credit_code_check_digit(first17)
    return Item(
        code=ItemCode(f"{credit}4{catalog}"),
        name=text(name),
        catalog_code=CatalogCode(catalog),
        body=text(_BODIES[number % len(_BODIES)]),
        audiences=(Audience.PERSON,) if number % 3 else (Audience.ENTERPRISE,),
        conditions=text("符合规定条件的申请人可以提出申请，材料齐全的当场受理。"),
        topics=(f"主题{number % 25}",),
        visits=number % 2,
        online=Fact.YES if number % 2 else Fact.NO,
    )
