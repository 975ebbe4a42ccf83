"""What OpenStreetMap tags say of a way or a barrier: who may pass, in which direction, how fast.

Pure; called by the importers with plain dictionaries. Conditional tags (``:conditional``) and
restrictions of turns are not read; the assumptions of every network say so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zhihui.streets.imported import LeftOut
from zhihui.streets.modes import (
    DRIVING_KMH_BY_CLASS,
    MAXSPEED_SHARE,
    RIDING_KMH,
    UNKNOWN_CLASS_KMH,
    WALKING_KMH,
    Mode,
)

Tags = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Permission:
    """In which directions a mode may use a way; ``left_out``: why in none."""

    forward: bool
    backward: bool
    left_out: LeftOut | None = None


_LINKS: Final = frozenset(
    f"{road}_link" for road in ("motorway", "trunk", "primary", "secondary", "tertiary")
)
_STREETS: Final = frozenset(
    {
        *("trunk", "primary", "secondary", "tertiary", "unclassified", "residential"),
        *("living_street", "service", "road"),
        *(_LINKS - {"motorway_link"}),
    }
)
_MOTORWAYS: Final = frozenset({"motorway", "motorway_link"})
_ALLOWED: Final = {
    Mode.WALK: _STREETS
    | {"footway", "path", "pedestrian", "steps", "track", "cycleway", "bridleway"}
    | {"corridor", "platform", "elevator"},
    Mode.BIKE: _STREETS | {"cycleway", "path", "track"},
    Mode.DRIVE: _STREETS | _MOTORWAYS,
}
_WITH_LEAVE: Final = {
    Mode.WALK: _MOTORWAYS,
    Mode.BIKE: frozenset({"footway", "pedestrian", "bridleway"}),
    Mode.DRIVE: frozenset({"track", "pedestrian"}),
}
"""Classes that a mode may use only where a tag for that very mode says so."""
_NOT_OPEN: Final = frozenset(
    {"construction", "proposed", "planned", "abandoned", "disused", "razed", "demolished"}
)
KNOWN_CLASSES: Final = frozenset().union(*_ALLOWED.values(), *_WITH_LEAVE.values(), _NOT_OPEN)

_ACCESS_KEYS: Final = {
    Mode.WALK: ("foot", "access"),
    Mode.BIKE: ("bicycle", "vehicle", "access"),
    Mode.DRIVE: ("motorcar", "motor_vehicle", "vehicle", "access"),
}
"""The first of these that is written counts."""
_CLOSING: Final = frozenset(
    """
    no private agricultural forestry delivery emergency psv bus taxi permit military residents
    use_sidepath dismount restricted employees staff
    """.split()
)
_OPENING: Final = frozenset({"yes", "designated", "permissive", "official", "destination"})
_BLOCKING: Final = {
    Mode.WALK: frozenset({"wall", "fence", "hedge", "retaining_wall", "city_wall"}),
    Mode.BIKE: frozenset(
        """
        wall fence hedge retaining_wall city_wall stile turnstile full-height_turnstile
        kissing_gate horse_stile
        """.split()
    ),
    Mode.DRIVE: frozenset(
        """
        wall fence hedge retaining_wall city_wall stile turnstile full-height_turnstile
        kissing_gate horse_stile bollard block cycle_barrier motorcycle_barrier jersey_barrier
        bus_trap sump_buster log debris planter bar guard_rail tank_trap
        """.split()
    ),
}
_YES: Final = frozenset({"yes", "true", "1"})
_REVERSED: Final = frozenset({"-1", "reverse"})
_ROUND: Final = frozenset({"roundabout", "circular"})
_BOTH: Final = (True, True)
_FORWARD: Final = (True, False)
_BACKWARD: Final = (False, True)

_MAXSPEED: Final = re.compile(r"^(?P<number>[0-9]+(?:\.[0-9]+)?) *(?P<unit>km/h|kmh|kph|mph)?$")
_NAMED_MAXSPEEDS: Final = {"walk": 7.0, "living_street": 10.0}
_KMH_PER_MPH: Final = 1.609344
_SLOWEST_KMH, _FASTEST_KMH = 5.0, 120.0


def permit(tags: Tags, mode: Mode, *, is_osm: bool = True) -> Permission:
    """In which directions ``mode`` may use a way with these tags, ``highway`` among them.

    ``is_osm``: a class that is not known is no street; in other files it may be one.
    """
    highway = tags.get("highway", "")
    if tags.get("route") in ("ferry", "shuttle_train") or highway == "ferry":
        return _closed(LeftOut.FERRY)
    if highway in _NOT_OPEN:
        return _closed(LeftOut.NOT_OPEN)
    access, is_own = _find_access(tags, mode)
    has_leave = is_own and access in _OPENING
    if highway not in _ALLOWED[mode] and (is_osm or highway in KNOWN_CLASSES):
        if highway not in _WITH_LEAVE[mode] or not has_leave:
            return _closed(LeftOut.NOT_FOR_MODE)
    elif tags.get("motorroad") == "yes" and mode is not Mode.DRIVE and not has_leave:
        return _closed(LeftOut.NOT_FOR_MODE)
    if access in _CLOSING:
        return _closed(LeftOut.NO_ACCESS)
    forward, backward = _DIRECTIONS[mode](tags)
    if not forward and not backward:
        return _closed(LeftOut.NO_ACCESS)
    return Permission(forward, backward)


def is_blocked(tags: Tags, mode: Mode) -> bool:
    """Whether a node with these tags, ``barrier`` among them, cannot be passed."""
    access, _ = _find_access(tags, mode)
    if access:
        return access in _CLOSING and not (mode is Mode.BIKE and access == "dismount")
    return tags.get("barrier") in _BLOCKING[mode]


def speed_kmh(tags: Tags, mode: Mode) -> float:
    """The speed along a way: constant on foot and by bicycle, else by speed limit or class."""
    if mode is Mode.WALK:
        return WALKING_KMH
    if mode is Mode.BIKE:
        return RIDING_KMH
    limit = find_limit_kmh(tags.get("maxspeed", ""))
    if limit is not None:
        return min(max(limit * MAXSPEED_SHARE, _SLOWEST_KMH), _FASTEST_KMH)
    return DRIVING_KMH_BY_CLASS.get(tags.get("highway", ""), UNKNOWN_CLASS_KMH)


def find_limit_kmh(words: str) -> float | None:
    """A speed limit as it is written, in km/h; None where it is no number, such as ``none``."""
    if words in _NAMED_MAXSPEEDS:
        return _NAMED_MAXSPEEDS[words]
    found = _MAXSPEED.match(words.strip().lower())
    if not found:
        return None
    limit = float(found["number"]) * (_KMH_PER_MPH if found["unit"] == "mph" else 1.0)
    return limit or None


def _closed(reason: LeftOut) -> Permission:
    return Permission(False, False, reason)


def _find_access(tags: Tags, mode: Mode) -> tuple[str, bool]:
    """The value that counts for the mode, or nothing; and whether its key is more than access."""
    for key in _ACCESS_KEYS[mode]:
        if tags.get(key):
            return tags[key], key not in ("access", "vehicle")
    return "", False


def _walking_directions(tags: Tags) -> tuple[bool, bool]:
    oneway = tags.get("oneway:foot", "")
    if tags.get("highway") == "steps" and not oneway:
        moving = tags.get("conveying", "")
        oneway = {"forward": "yes", "backward": "-1"}.get(moving, "")
    forward, backward = _oneway(oneway)
    return (
        forward and tags.get("foot:forward") != "no",
        backward and tags.get("foot:backward") != "no",
    )


def _riding_directions(tags: Tags) -> tuple[bool, bool]:
    own = tags.get("oneway:bicycle", "")
    if own:
        return _oneway(own)
    forward, backward = _oneway(_implied_oneway(tags))
    if not (forward and backward) and _has_contraflow(tags):
        return _BOTH
    return (
        (forward or tags.get("bicycle:forward") in _OPENING)
        and tags.get("bicycle:forward") != "no",
        (backward or tags.get("bicycle:backward") in _OPENING)
        and tags.get("bicycle:backward") != "no",
    )


def _has_contraflow(tags: Tags) -> bool:
    if tags.get("cycleway", "").startswith("opposite"):
        return True
    sides = ("left", "right", "both")
    reverse = "-1" if tags.get("oneway") not in _REVERSED else "yes"
    return any(
        tags.get(f"cycleway:{side}", "").startswith("opposite")
        or tags.get(f"cycleway:{side}:oneway") in (reverse, "no")
        for side in sides
    )


def _driving_directions(tags: Tags) -> tuple[bool, bool]:
    for key in ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle"):
        if tags.get(key):
            return _oneway(tags[key])
    forward, backward = _oneway(_implied_oneway(tags))
    return (
        forward and tags.get("motor_vehicle:forward") not in _CLOSING,
        backward and tags.get("motor_vehicle:backward") not in _CLOSING,
    )


def _implied_oneway(tags: Tags) -> str:
    written = tags.get("oneway", "")
    if written:
        return written
    is_round = tags.get("junction") in _ROUND
    return "yes" if is_round or tags.get("highway") == "motorway" else ""


def _oneway(value: str) -> tuple[bool, bool]:
    if value in _YES:
        return _FORWARD
    if value in _REVERSED:
        return _BACKWARD
    return (False, False) if value == "reversible" else _BOTH


_DIRECTIONS: Final = {
    Mode.WALK: _walking_directions,
    Mode.BIKE: _riding_directions,
    Mode.DRIVE: _driving_directions,
}
