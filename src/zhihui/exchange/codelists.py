"""Code tables of the national exchange format, by number, name and the words offices use.

Pure. Called by the value readers and, for datums, by the recipe reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from zhihui.district import (
    Action,
    AreaKind,
    Audience,
    CaseKind,
    Channel,
    Datum,
    DayKind,
    Fact,
    ItemLevel,
    LifeEventSide,
    MaterialForm,
    Necessity,
    PlaceKind,
    TimeUnit,
)
from zhihui.exchange.cell_text import normal_form

T = TypeVar("T")


@dataclass(frozen=True)
class CodeTable(Generic[T]):
    """Words → value. Width, case and blanks of a word do not count."""

    words: Mapping[str, T]
    valid: str
    """The words worth naming in a message."""

    def find(self, word: str) -> T | None:
        """The value ``word`` stands for, or None."""
        found = self.words.get(word)
        return self.words.get(normal_form(word)) if found is None else found


def _table(valid: str, *rows: tuple[T, str]) -> CodeTable[T]:
    words = {normal_form(word): value for value, names in rows for word in names.split()}
    return CodeTable(words, valid)


DATUM_NAMES = "、".join(datum.value for datum in Datum)
DATUMS = _table(
    DATUM_NAMES,
    (Datum.WGS84, "WGS-84 WGS84 WGS_84 WGS1984 GPS EPSG:4326 4326"),
    (Datum.CGCS2000, "CGCS2000 CGCS-2000 国家2000 2000国家大地坐标系 天地图 EPSG:4490 4490"),
    (Datum.GCJ02, "GCJ-02 GCJ02 GCJ_02 GCJ 火星坐标 火星坐标系 国测局 高德 腾讯"),
    (Datum.BD09, "BD-09 BD09 BD_09 BD09LL BD-09LL 百度 百度坐标"),
)
FACTS = _table(
    "是、否",
    (Fact.YES, "是 有 支持 可 可以 能 需要 需 已 收费 Y YES T TRUE 1 √ ✓ 对"),
    (
        Fact.NO,
        "否 不支持 不可 不可以 不能 不需要 不需 未 不收费 免费 N NO F FALSE 0 × 没有 不 不是",
    ),
    (Fact.UNKNOWN, "未知 不详 UNKNOWN ?"),
)
AUDIENCES = _table(
    "自然人、企业法人、事业法人、社会组织法人、非法人企业、行政机关、其他组织",
    (Audience.PERSON, "1 自然人 个人 公民 群众 PERSON"),
    (Audience.ENTERPRISE, "2 企业法人 企业 法人 ENTERPRISE"),
    (Audience.INSTITUTION, "3 事业法人 事业单位 事业单位法人 INSTITUTION"),
    (Audience.SOCIAL_ORGANISATION, "4 社会组织法人 社会组织 社会团体 SOCIAL_ORGANISATION"),
    (Audience.UNINCORPORATED, "5 非法人企业 非法人组织 个体工商户 UNINCORPORATED"),
    (Audience.AGENCY, "6 行政机关 机关 AGENCY"),
    (Audience.OTHER, "9 其他组织 其他 其它 其它组织 OTHER"),
)
CASE_KINDS = _table(
    "即办件、承诺件",
    (CaseKind.IMMEDIATE, "1 01 即办件 即办 IMMEDIATE"),
    (CaseKind.PROMISED, "2 02 承诺件 承诺 承诺办件 PROMISED"),
)
CHANNELS = _table(
    "窗口办理、网上办理、快递申请、自助终端、代办",
    (Channel.COUNTER, "窗口办理 窗口 窗口申请 现场办理 现场 线下办理 线下 大厅办理 COUNTER"),
    (Channel.ONLINE, "网上办理 网上 网办 线上办理 线上 在线办理 网上申请 全程网办 ONLINE"),
    (Channel.POST, "快递申请 快递 邮寄 邮寄办理 邮寄申请 邮政 POST"),
    (Channel.SELF_SERVICE, "自助终端 自助 自助办理 自助机 自助终端办理 SELF_SERVICE"),
    (Channel.AGENT, "代办 帮办代办 帮办 代理 AGENT"),
)
LEVELS = _table(
    "国家级、省级、市级、县级、镇（乡、街道）级、村（社区）级",
    (ItemLevel.NATIONAL, "1 国家级 国家 NATIONAL"),
    (ItemLevel.PROVINCE, "2 省级 省 自治区级 直辖市级 PROVINCE"),
    (ItemLevel.CITY, "3 市级 市 设区市级 设区的市级 地市级 CITY"),
    (ItemLevel.COUNTY, "4 县级 区级 县 区 区县级 县区级 县(区)级 区(县)级 县(市、区)级 COUNTY"),
    (ItemLevel.STREET, "5 镇(乡、街道)级 街道级 乡镇级 镇级 乡级 街道 乡镇 乡镇(街道)级 STREET"),
    (ItemLevel.COMMUNITY, "6 村(社区)级 社区级 村级 村 社区 COMMUNITY"),
)
TIME_UNITS = _table(
    "工作日、自然日",
    (TimeUnit.WORKING_DAY, "W 工作日 个工作日 工作天 WORKING_DAY"),
    (TimeUnit.CALENDAR_DAY, "N 自然日 个自然日 日历日 CALENDAR_DAY"),
)
ITEM_KINDS = _table(
    "行政许可、行政处罚、行政强制、行政征收、行政给付、行政检查、行政确认、行政奖励、行政裁决、"
    "其他行政权力、公共服务",
    ("01", "01 1 行政许可"),
    ("02", "02 2 行政处罚"),
    ("03", "03 3 行政强制"),
    ("04", "04 4 行政征收"),
    ("05", "05 5 行政给付"),
    ("06", "06 6 行政检查"),
    ("07", "07 7 行政确认"),
    ("08", "08 8 行政奖励"),
    ("09", "09 9 行政裁决"),
    ("10", "10 其他行政权力 其他权力 其他"),
    ("20", "20 公共服务"),
    ("99", "99 其它类"),
)
POWER_SOURCES = _table(
    "法定本级行使、上级下放、上级授权、同级授权、上级委托、同级委托",
    ("1", "1 法定本级行使"),
    ("2", "2 上级下放"),
    ("3", "3 上级授权"),
    ("4", "4 同级授权"),
    ("5", "5 上级委托"),
    ("6", "6 同级委托"),
)
BODY_KINDS = _table(
    "法定机关、授权组织、受委托组织",
    ("1", "1 法定机关"),
    ("2", "2 授权组织"),
    ("3", "3 受委托组织"),
)
ONLINE_DEPTHS = _table(
    "Ⅰ、Ⅱ、Ⅲ、Ⅳ",
    (1, "1 I 一级 I级"),
    (2, "2 II 二级 II级"),
    (3, "3 III 三级 III级"),
    (4, "4 IV 四级 IV级 全程网办"),
)
ACTIONS = _table(
    "咨询、受理、领取",
    (Action.CONSULT, "CONSULT 咨询"),
    (Action.APPLY, "APPLY 受理 申请 申办 办理 收件"),
    (Action.COLLECT, "COLLECT 领取 取件 出件 发证 取证 取结果"),
)
PLACE_KINDS = _table(
    "区政务服务中心、专业分厅、街道便民服务中心、社区便民服务站、自助服务点、派出所、代办点、其他",
    (PlaceKind.DISTRICT_HALL, "DISTRICT_HALL 区政务服务中心 政务服务中心 政务大厅 区大厅"),
    (PlaceKind.BRANCH_HALL, "BRANCH_HALL 专业分厅 分厅 分中心"),
    (PlaceKind.STREET_CENTRE, "STREET_CENTRE STREET_CENTER 街道便民服务中心 便民服务中心 街道"),
    (PlaceKind.COMMUNITY_STATION, "COMMUNITY_STATION 社区便民服务站 便民服务站 社区 村"),
    (PlaceKind.SELF_SERVICE, "SELF_SERVICE 自助服务点 自助服务区 自助终端 自助"),
    (PlaceKind.POLICE_STATION, "POLICE_STATION 派出所"),
    (PlaceKind.AGENCY_POINT, "AGENCY_POINT 代办点 银行代办点 邮政代办点"),
    (PlaceKind.OTHER, "OTHER 其他 其它"),
)
AREA_KINDS = _table(
    "区、街道、社区、网格",
    (AreaKind.DISTRICT, "DISTRICT 区 县 区县 市辖区"),
    (AreaKind.STREET, "STREET 街道 镇 乡 街道办事处"),
    (AreaKind.COMMUNITY, "COMMUNITY 社区 村 居委会 村委会"),
    (AreaKind.GRID, "GRID 网格"),
)
NECESSITIES = _table(
    "必要、容缺、非必要",
    (Necessity.REQUIRED, "REQUIRED 必要 必需 必须 必备 是 1 Y"),
    (Necessity.CONDITIONAL, "CONDITIONAL 视情况 条件 有条件 容缺 部分情形 特定情形"),
    (Necessity.OPTIONAL, "OPTIONAL 非必要 非必需 可选 选交 否 0 N"),
)
MATERIAL_FORMS = _table(
    "纸质、电子、纸质或电子",
    (MaterialForm.PAPER, "PAPER 纸质 纸质材料 1"),
    (MaterialForm.ELECTRONIC, "ELECTRONIC 电子 电子材料 电子版 2"),
    (MaterialForm.EITHER, "EITHER 纸质或电子 电子或纸质 纸质/电子 纸质和电子 纸质、电子 3"),
)
SIDES = _table(
    "个人、法人",
    (LifeEventSide.PERSON, "PERSON 个人 自然人 个人事项"),
    (LifeEventSide.ENTERPRISE, "ENTERPRISE 法人 企业 企业事项"),
)
DAY_KINDS = _table(
    "工作日、休息日、节假日、调休上班",
    (DayKind.WORKDAY, "WORKDAY 工作日"),
    (DayKind.REST_DAY, "REST_DAY 休息日 周末"),
    (DayKind.HOLIDAY, "HOLIDAY 节假日 放假 假日"),
    (DayKind.MAKEUP_WORKDAY, "MAKEUP_WORKDAY 调休上班 补班 上班"),
)
