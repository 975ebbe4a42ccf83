"""Pinyin: syllables and initials of Chinese words, and of what is typed in Latin letters.

Recall for homophone typos, pinyin with or without spaces, and initials. Tones are left out, and
the pairs that many speakers do not part (zh/z, ch/c, sh/s, ng/n, l/n at the start stay apart) are
kept as written.
"""

import itertools
from functools import lru_cache

from zhihui.finder.folding import list_han_runs
from zhihui.finder.readings import read_run

_MAX_SYLLABLE = 6


_SYLLABLES = frozenset(
    """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bong bu ca
    cai can cang cao ce cei cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua
    chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de den
    deng di dian diao die din ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei
    fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui
    gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia
    jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng kong kou
    ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie
    lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao
    mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning
    niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin
    ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren
    reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang
    shao she shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui
    sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai
    wan wang wei wen weng wo wong wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun
    ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng
    zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun
    zhuo zi zong zou zu zuan zui zun zuo
    """.split()
)


@lru_cache(maxsize=4096)
def _spell_run(run: str) -> tuple[str, ...]:
    return tuple(read_run(run))


def spell(folded: str) -> list[str]:
    """Toneless syllables of all Chinese characters, in order."""
    return [syllable for run in list_han_runs(folded) for syllable in _spell_run(run)]


def list_syllable_pairs(syllables: list[str]) -> list[str]:
    """Neighbouring syllables joined by ``_``; a single syllable stands for itself."""
    if len(syllables) == 1:
        return [syllables[0]]
    return [f"{first}_{second}" for first, second in itertools.pairwise(syllables)]


def get_initials(folded: str) -> str:
    """First letter of every syllable: 社会保障卡 → shbzk."""
    return "".join(syllable[0] for syllable in spell(folded))


def list_letter_triples(letters: str) -> list[str]:
    """Neighbouring letters by three; shorter strings stand for themselves."""
    if len(letters) <= 3:
        return [letters] if letters else []
    return [letters[start : start + 3] for start in range(len(letters) - 2)]


def split_pinyin(letters: str) -> list[str] | None:
    """The syllables that ``letters`` (a-z) spell, or None where they spell none.

    Of several readings the one with the fewest syllables wins, then the one with the longer
    syllables first.
    """
    best: list[list[str] | None] = [None] * (len(letters) + 1)
    best[len(letters)] = []
    for start in range(len(letters) - 1, -1, -1):
        for size in range(min(_MAX_SYLLABLE, len(letters) - start), 0, -1):
            rest = best[start + size]
            syllable = letters[start : start + size]
            if rest is None or syllable not in _SYLLABLES:
                continue
            found = best[start]
            if found is None or len(rest) + 1 < len(found):
                best[start] = [syllable, *rest]
    return best[0]
