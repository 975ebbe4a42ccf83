"""How one moves, how fast, and what a travel time takes for granted.

Used by the import for durations and by every network, which carries its Assumptions for the faces
to show. The speeds are stated here once; nothing else in the room knows a speed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from zhihui.district import Text, text


class Mode(Enum):
    """Ways of moving. The value is the word in recipes and on the command line."""

    WALK = "walk"
    BIKE = "bike"
    DRIVE = "drive"

    @property
    def title(self) -> Text:
        """The mode in words."""
        return _TITLES[self]


class Note(Enum):
    """Closed list of what travel times leave out or simplify."""

    STRAIGHT_LINE = "straight_line"
    NO_TRAFFIC = "no_traffic"
    NO_PARKING = "no_parking"
    NO_TURNS = "no_turns"
    NO_CONDITIONS = "no_conditions"
    NO_SLOPES = "no_slopes"
    SAMPLE_STREETS = "sample_streets"

    @property
    def wording(self) -> Text:
        """The note as a sentence."""
        return _WORDINGS[self]


WALKING_KMH: Final = 4.5
RIDING_KMH: Final = 14.0
DRIVING_KMH: Final = 25.0
"""Across a town, for estimates along a straight line."""
DETOUR: Final = 1.3
"""How much longer a way is than the straight line, for estimates."""
MAXSPEED_SHARE: Final = 0.8
"""Mean driving speed as a share of a signposted limit."""
UNKNOWN_CLASS_KMH: Final = 20.0
DRIVING_KMH_BY_CLASS: Final[Mapping[str, float]] = {
    "motorway": 90.0,
    "trunk": 60.0,
    "primary": 45.0,
    "secondary": 40.0,
    "tertiary": 35.0,
    "unclassified": 30.0,
    "residential": 25.0,
    "living_street": 10.0,
    "service": 15.0,
    "road": 20.0,
    "track": 10.0,
    "pedestrian": 8.0,
    "motorway_link": 50.0,
    "trunk_link": 40.0,
    "primary_link": 35.0,
    "secondary_link": 30.0,
    "tertiary_link": 30.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the travel times of one network rest on. Speeds in km/h."""

    mode: Mode
    walking_kmh: float = WALKING_KMH
    """From a point to the street and back, in every mode; and all the way when walking."""
    moving_kmh: float | None = None
    """The one speed along streets or the line; None: by street class and speed limit."""
    kmh_by_class: Mapping[str, float] = field(default_factory=dict)
    maxspeed_share: float | None = None
    detour: float | None = None
    """Length of the way as a multiple of the straight line; None: along streets."""
    notes: tuple[Note, ...] = ()

    @property
    def is_estimate(self) -> bool:
        """Whether times follow a straight line for want of a street network."""
        return self.detour is not None

    @property
    def wording(self) -> Text:
        """All of it in a few sentences."""
        zh = [f"{self.mode.title['zh']}：{self._speed_zh()}。"]
        en = [f"{self.mode.title['en']}: {self._speed_en()}."]
        for note in self.notes:
            zh.append(note.wording["zh"])
            en.append(note.wording["en"])
        return text("".join(zh), " ".join(en))

    def _speed_zh(self) -> str:
        to_street = f"步行到路边按每小时 {self.walking_kmh:g} 公里"
        if self.moving_kmh is None:
            share = f"，有限速的按限速的 {self.maxspeed_share:.0%}" if self.maxspeed_share else ""
            return f"车速按道路等级计{share}，{to_street}"
        along = f"沿路每小时 {self.moving_kmh:g} 公里"
        if self.detour is not None:
            return f"按直线距离的 {self.detour:g} 倍、每小时 {self.moving_kmh:g} 公里估计"
        return along if self.mode is Mode.WALK else f"{along}，{to_street}"

    def _speed_en(self) -> str:
        to_street = f"{self.walking_kmh:g} km/h on foot to the street"
        if self.moving_kmh is None:
            share = f", {self.maxspeed_share:.0%} of a speed limit" if self.maxspeed_share else ""
            return f"speed by street class{share}, {to_street}"
        if self.detour is not None:
            return f"estimated as {self.detour:g} × the straight line at {self.moving_kmh:g} km/h"
        along = f"{self.moving_kmh:g} km/h along streets"
        return along if self.mode is Mode.WALK else f"{along}, {to_street}"


def street_assumptions(mode: Mode, *, is_sample: bool = False) -> Assumptions:
    """What times along imported streets rest on."""
    sample = (Note.SAMPLE_STREETS,) if is_sample else ()
    if mode is Mode.DRIVE:
        notes = (Note.NO_TRAFFIC, Note.NO_PARKING, Note.NO_TURNS, Note.NO_CONDITIONS, *sample)
        return Assumptions(
            mode=mode,
            kmh_by_class=DRIVING_KMH_BY_CLASS,
            maxspeed_share=MAXSPEED_SHARE,
            notes=notes,
        )
    return Assumptions(
        mode=mode,
        moving_kmh=WALKING_KMH if mode is Mode.WALK else RIDING_KMH,
        notes=(Note.NO_SLOPES, Note.NO_CONDITIONS, *sample),
    )


def line_assumptions(mode: Mode) -> Assumptions:
    """What estimates along a straight line rest on."""
    moving = {Mode.WALK: WALKING_KMH, Mode.BIKE: RIDING_KMH, Mode.DRIVE: DRIVING_KMH}
    return Assumptions(
        mode=mode, moving_kmh=moving[mode], detour=DETOUR, notes=(Note.STRAIGHT_LINE,)
    )


def duration_ms(length_m: float, kmh: float) -> int:
    """Whole milliseconds for ``length_m`` metres at ``kmh``, at most half the largest int32."""
    return min(round(length_m * 3600.0 / kmh), 2**30)


_TITLES: Final = {
    Mode.WALK: text("步行", "on foot"),
    Mode.BIKE: text("骑行", "by bicycle"),
    Mode.DRIVE: text("驾车", "by car"),
}
_WORDINGS: Final = {
    Note.STRAIGHT_LINE: text(
        "没有路网数据，时间按直线距离估计，不考虑河流、围墙和道路走向。",
        "There is no street network; times follow the straight line and know no rivers or walls.",
    ),
    Note.NO_TRAFFIC: text("不考虑交通拥堵。", "Traffic is not considered."),
    Note.NO_PARKING: text("不含停车时间。", "Parking is not included."),
    Note.NO_TURNS: text(
        "不考虑转弯限制和等红灯。", "Turn restrictions and traffic lights are not considered."
    ),
    Note.NO_CONDITIONS: text(
        "不考虑只在某些时段有效的通行限制。",
        "Restrictions that hold at certain hours only are not considered.",
    ),
    Note.NO_SLOPES: text("不考虑坡度。", "Slopes are not considered."),
    Note.SAMPLE_STREETS: text(
        "路网是编写的示例，不是真实道路。", "The streets are made up for the sample, not real."
    ),
}
