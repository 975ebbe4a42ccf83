"""Words: cutting Chinese text, and the words that ask without saying what for."""

from functools import lru_cache

import rjieba

from zhihui.finder.pinyin import spell

_ASKING = frozenset(
    """
    怎么 怎么办 怎样 怎么样 如何 咋 咋办 咋个 咋整 啥 啥子 什么 哪 哪里 哪儿 哪个 哪些 谁 多少 几
    几时 何时 何处 多久 为什么 为啥 请问 请 问 问一下 问下 咨询一下 想问 一下 下 麻烦 你好 您好
    谢谢 帮忙 帮 帮我 告诉 知道 想知道 我 我们 咱 咱们 俺 你 您 你们 他 她 它 他们 自己 人家 本人
    别人 大家 这 那 这个 那个 这里 那里 这边 这样 那样 这儿 那儿 这种 那种 这些 那些 的 地 得 了
    着 过 吗 呢 吧 啊 呀 哦 嘛 哈 啦 么 之 其 与 和 及 或 或者 还 还是 也 都 就 才 又 再 很 太 真
    最 更 比较 非常 是 不是 是不是 有 没有 有没有 没 要 不要 要不要 想 想要 要想 需要 应该 应当
    必须 可以 可不可以 能 能不能 能否 可 会 会不会 是否 行 行不行 愿意 打算 准备 去 来 到 在 从 给
    把 被 让 叫 使 对 对于 向 往 跟 同 为 为了 因为 所以 如果 要是 假如 但 但是 不过 然后 后 之后
    以后 以前 之前 前 时 时候 的话 一 一个 一些 一点 一张 一份 一家 一次 两 几个 几天 些 个 只 种
    件 张 本 家 次 位 名 样 里 里面 上 中 内 外 间 边 处 现在 今天 明天 昨天 最近 刚 刚刚 刚才
    已经 曾经 正在 马上 快 快要 还没 一直 总是 经常 突然 一般 目前 当前 今年 去年 办 办理 弄 搞 做
    整 干 办个 办一个 去办 要办 申办 手续 流程 程序 事情 事 事项 业务 服务 材料 资料 东西 条件
    要求 地方 部门 政府 国家 单位 窗口 哪边 好 好的 不 不用 不能 不会 不想 不知道 一样 等 等等
    关于 以及 其他 有关 相关 方面 情况 问题 说 听说 据说 看 看看 找 找谁 带 拿 拿到 用
    """.split()
)


_FORMAL = frozenset(
    """
    申请 申领 申报 登记 备案 许可 审批 审核 批准 核准 核发 核定 认定 确认 证明 证件 证书 资格 手续
    报告 查询 咨询 指引 公示 信息 管理 项目 单位 个人 人员 变更 新办
    """.split()
)


_ASKING_ENGLISH = frozenset(
    """
    a an the my your his her our their this that these those i me we you he she it they them
    is are am be was were been do does did have has had can could will would shall should may must
    to of in on at by for from with about into as and or not no if when where how what which who
    why there here need want would like get getting go going make please help tell know find use
    some any new one two also just really still already s t don't
    """.split()
)


def is_asking_english(word: str) -> bool:
    """As ``is_asking``, for a Latin word in lower case."""
    return word in _ASKING_ENGLISH


@lru_cache(maxsize=1)
def _asking_spelt() -> frozenset[str]:
    return frozenset(" ".join(spell(word)) for word in _ASKING)


def is_asking_spelt(syllables: list[str]) -> bool:
    """As ``is_asking``, for a word typed in pinyin."""
    return " ".join(syllables) in _asking_spelt()


def is_asking(word: str) -> bool:
    """Whether ``word`` only asks, points or joins, and does not say what for."""
    return word in _ASKING


def is_formal(word: str) -> bool:
    """Whether ``word`` belongs to forms, so that many names carry it whatever they are about."""
    return word in _FORMAL


def cut(run: str) -> list[str]:
    """The words of an unbroken run of Chinese characters, in order."""
    words: list[str] = rjieba.cut(run)
    return words


def cut_finely(run: str) -> list[str]:
    """As ``cut``, with the shorter words inside long ones too: for what is indexed."""
    words: list[str] = rjieba.cut_for_search(run)
    return words
