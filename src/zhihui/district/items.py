"""Items: service items as implemented by one body, with the fields of the exchange tables."""

from dataclasses import dataclass, field
from enum import Enum

from zhihui.district.facts import Fact, Provenance, Text
from zhihui.district.ids import AreaCode, CatalogCode, ItemCode, MaterialId
from zhihui.district.materials import Requirement


class ItemLevel(Enum):
    """行使层级 (use_level), by its digit in the code."""

    NATIONAL = "1"
    PROVINCE = "2"
    CITY = "3"
    COUNTY = "4"
    STREET = "5"
    COMMUNITY = "6"


class Audience(Enum):
    """服务对象 (server_type)."""

    PERSON = "1"
    ENTERPRISE = "2"
    INSTITUTION = "3"
    SOCIAL_ORGANISATION = "4"
    UNINCORPORATED = "5"
    AGENCY = "6"
    OTHER = "9"


class CaseKind(Enum):
    """办件类型 (project_type)."""

    IMMEDIATE = "1"
    PROMISED = "2"
    UNKNOWN = ""


class Channel(Enum):
    """办理形式 (handle_type)."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"
    SELF_SERVICE = "self_service"
    AGENT = "agent"


class TimeUnit(Enum):
    """时限单位 (anticipate_type, promise_type)."""

    WORKING_DAY = "W"
    CALENDAR_DAY = "N"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A time limit as written and as read. ``days`` 0 is on the spot; None is not known."""

    days: int | None = None
    unit: TimeUnit = TimeUnit.UNKNOWN
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """收费项目 (fee table)."""

    name: Text
    standard: Text = field(default_factory=dict)
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """常见问题 (questions table)."""

    question: Text
    answer: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """事项: one service item as implemented by one body (实施清单).

    The comment behind a field is its name in the national exchange tables
    ``task_general_basic`` and ``task_general_extend``.
    """

    code: ItemCode  # task_code or task_handle_item
    name: Text  # task_name
    catalog_code: CatalogCode | None = None  # catalog_code
    local_code: str = ""  # local_task_code
    version: str = ""  # task_version
    state: str = ""  # task_state
    kind: str = ""  # task_type: 01 … 10, 20
    aliases: tuple[str, ...] = ()  # 日常用语, 简称
    body: Text = field(default_factory=dict)  # dept_name
    body_code: str = ""  # dept_code
    body_kind: str = ""  # dept_type: 1 法定机关 2 授权组织 3 受委托组织
    entrusted_by: Text = field(default_factory=dict)  # entrust_name
    joint_bodies: tuple[str, ...] = ()  # other_dept
    area: AreaCode | None = None  # the area the body serves: town_code, village_code
    level: ItemLevel | None = None  # use_level
    power_source: str = ""  # power_source: 1 … 6
    legal_basis: str = ""  # by_law
    conditions: Text = field(default_factory=dict)  # accept_condition
    audiences: tuple[Audience, ...] = ()  # server_type
    topics: tuple[str, ...] = ()  # user_topic_type, corp_topic_type
    statutory_time: TimeLimit = field(default_factory=TimeLimit)  # anticipate_day/type/explain
    promised_time: TimeLimit = field(default_factory=TimeLimit)  # promise_day/type/explain
    case_kind: CaseKind = CaseKind.UNKNOWN  # project_type
    channels: tuple[Channel, ...] = ()  # handle_type
    visits: int | None = None  # limit_scene_num; None is not known
    visit_reason: Text = field(default_factory=dict)  # limit_scene_explain
    special_procedure: str = ""  # special_procedure
    steps: tuple[Text, ...] = ()  # handle_flow
    requirements: tuple[Requirement, ...] = ()  # material table
    papers_known: Fact = Fact.UNKNOWN
    """YES: ``requirements`` is the full list (which may be empty); UNKNOWN: nobody said."""
    charged: Fact = Fact.UNKNOWN  # is_fee
    fees: tuple[Fee, ...] = ()  # fee table
    fee_basis: str = ""  # fee_basis
    pay_online: Fact = Fact.UNKNOWN  # is_pay_online
    address: str = ""  # transact_addr, free text
    hours: str = ""  # transact_time, OSM opening_hours where it could be read
    hours_original: str = ""  # transact_time as written
    consult_phones: tuple[str, ...] = ()  # link_way
    complaint_phones: tuple[str, ...] = ()  # supervise_way
    in_hall: Fact = Fact.UNKNOWN  # is_entry_center
    online: Fact = Fact.UNKNOWN  # is_online
    online_depth: int | None = None  # online_handle_depth, 1 … 4
    online_url: str = ""  # online_handle_url
    mobile_url: str = ""  # mobile_terminal_url
    post: Fact = Fact.UNKNOWN  # is_express
    self_service: Fact = Fact.UNKNOWN  # is_service_terminals
    appointment: Fact = Fact.UNKNOWN  # is_schedule
    handled_in: str = ""  # handle_area 通办范围
    quantity_limit: str = ""  # limit_explain
    intermediary: str = ""  # service_type
    result_kind: str = ""  # result_type
    results: tuple[MaterialId, ...] = ()  # result_name, as Materials
    questions: tuple[Question, ...] = ()  # questions table
    provenance: Provenance = field(default_factory=Provenance)
