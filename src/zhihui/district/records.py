"""All records of one district at one moment, as a build takes them."""

from dataclasses import dataclass, field

from zhihui.district.areas import Area
from zhihui.district.calendar import CalendarDay
from zhihui.district.events import LifeEvent
from zhihui.district.facts import Lexeme, Source, Text
from zhihui.district.ids import AreaCode
from zhihui.district.items import Item
from zhihui.district.materials import Material
from zhihui.district.places import Offer, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything public about one district. Order within each list is kept."""

    district_code: AreaCode
    district_name: Text
    areas: tuple[Area, ...] = ()
    items: tuple[Item, ...] = ()
    materials: tuple[Material, ...] = ()
    places: tuple[Place, ...] = ()
    offers: tuple[Offer, ...] = ()
    life_events: tuple[LifeEvent, ...] = ()
    lexicon: tuple[Lexeme, ...] = ()
    calendar_days: tuple[CalendarDay, ...] = ()
    """Added to the working calendar of the country, or putting it right; see ``hours``."""
    sources: tuple[Source, ...] = field(default_factory=tuple)
    notice: Text = field(default_factory=dict)
    """Shown with every answer, e.g. that the data is a sample."""
    is_sample: bool = False
