"""The words of the domain as frozen records, their ids, and the closed list of Reasons.

Every other room speaks in these types. This room imports nothing of Zhihui, and reads no
file, clock, environment or network.
"""

from zhihui.district.areas import Area, AreaKind
from zhihui.district.calendar import CalendarDay, DayKind
from zhihui.district.codes import (
    CodeFault,
    CodeFaultKind,
    ItemCodeParts,
    check_credit_code,
    check_item_code,
    credit_code_check_digit,
    read_item_code,
)
from zhihui.district.events import (
    LifeEvent,
    LifeEventOption,
    LifeEventQuestion,
    LifeEventSide,
    LifeEventStep,
)
from zhihui.district.facts import (
    Fact,
    Lexeme,
    Provenance,
    Reason,
    ReasonKind,
    Source,
    Text,
    in_language,
    text,
)
from zhihui.district.ids import (
    AreaCode,
    CatalogCode,
    CounterId,
    CreditCode,
    ItemCode,
    LifeEventId,
    MaterialId,
    OfferId,
    PlaceId,
)
from zhihui.district.items import (
    Audience,
    CaseKind,
    Channel,
    Fee,
    Item,
    ItemLevel,
    Question,
    TimeLimit,
    TimeUnit,
)
from zhihui.district.materials import (
    Material,
    MaterialForm,
    Necessity,
    Requirement,
)
from zhihui.district.places import (
    Action,
    Counter,
    DatedHours,
    Datum,
    Offer,
    Place,
    PlaceKind,
    QueueHour,
)
from zhihui.district.records import Records

__all__ = [
    "Action",
    "Area",
    "AreaCode",
    "AreaKind",
    "Audience",
    "CalendarDay",
    "CaseKind",
    "CatalogCode",
    "Channel",
    "CodeFault",
    "CodeFaultKind",
    "Counter",
    "CounterId",
    "CreditCode",
    "DatedHours",
    "Datum",
    "DayKind",
    "Fact",
    "Fee",
    "Item",
    "ItemCode",
    "ItemCodeParts",
    "ItemLevel",
    "Lexeme",
    "LifeEvent",
    "LifeEventId",
    "LifeEventOption",
    "LifeEventQuestion",
    "LifeEventSide",
    "LifeEventStep",
    "Material",
    "MaterialForm",
    "MaterialId",
    "Necessity",
    "Offer",
    "OfferId",
    "Place",
    "PlaceId",
    "PlaceKind",
    "Provenance",
    "Question",
    "QueueHour",
    "Reason",
    "ReasonKind",
    "Records",
    "Requirement",
    "Source",
    "Text",
    "TimeLimit",
    "TimeUnit",
    "check_credit_code",
    "check_item_code",
    "credit_code_check_digit",
    "in_language",
    "read_item_code",
    "text",
]
