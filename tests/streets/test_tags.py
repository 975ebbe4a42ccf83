"""What the tags of OpenStreetMap say of ways and barriers, for each way of moving."""

import pytest

from zhihui.streets import LeftOut, Mode
from zhihui.streets.tags import Permission, find_limit_kmh, is_blocked, permit, speed_kmh

WALK, BIKE, DRIVE = Mode.WALK, Mode.BIKE, Mode.DRIVE
BOTH, FORWARD, BACKWARD = (True, True), (True, False), (False, True)


def tags(words: str) -> dict[str, str]:
    """``residential oneway=yes`` → tags."""
    highway, *rest = words.split()
    return {"highway": highway, **dict(pair.split("=", 1) for pair in rest)}


@pytest.mark.parametrize(
    ("words", "mode", "expected"),
    [
        ("residential", DRIVE, BOTH),
        ("residential oneway=yes", DRIVE, FORWARD),
        ("residential oneway=1", DRIVE, FORWARD),
        ("residential oneway=-1", DRIVE, BACKWARD),
        ("residential oneway=yes", WALK, BOTH),
        ("residential oneway=yes", BIKE, FORWARD),
        ("residential oneway=yes oneway:bicycle=no", BIKE, BOTH),
        ("residential oneway=no oneway:bicycle=yes", BIKE, FORWARD),
        ("residential oneway=yes cycleway=opposite_lane", BIKE, BOTH),
        ("residential oneway=yes cycleway:left=opposite_lane", BIKE, BOTH),
        ("residential oneway=yes cycleway:left:oneway=-1", BIKE, BOTH),
        ("residential oneway=yes cycleway:left:oneway=-1", DRIVE, FORWARD),
        ("residential oneway=-1 bicycle:forward=yes", BIKE, BOTH),
        ("tertiary junction=roundabout", DRIVE, FORWARD),
        ("tertiary junction=roundabout", BIKE, FORWARD),
        ("tertiary junction=roundabout", WALK, BOTH),
        ("tertiary junction=roundabout oneway=no", DRIVE, BOTH),
        ("motorway", DRIVE, FORWARD),
        ("residential oneway=yes oneway:motor_vehicle=no", DRIVE, BOTH),
        ("residential motor_vehicle:backward=no", DRIVE, FORWARD),
        ("steps conveying=forward", WALK, FORWARD),
        ("footway oneway:foot=yes", WALK, FORWARD),
        ("footway", WALK, BOTH),
        ("footway bicycle=yes", BIKE, BOTH),
        ("pedestrian motor_vehicle=destination", DRIVE, BOTH),
        ("track motor_vehicle=yes", DRIVE, BOTH),
        ("service access=no foot=yes", WALK, BOTH),
        ("service access=private motor_vehicle=yes", DRIVE, BOTH),
        ("service access=destination", DRIVE, BOTH),
        ("motorway foot=yes", WALK, BOTH),
        ("trunk motorroad=yes bicycle=yes", BIKE, BOTH),
    ],
)
def test_directions(words: str, mode: Mode, expected: tuple[bool, bool]) -> None:
    assert permit(tags(words), mode) == Permission(*expected)


@pytest.mark.parametrize(
    ("words", "mode", "reason"),
    [
        ("footway", DRIVE, LeftOut.NOT_FOR_MODE),
        ("footway", BIKE, LeftOut.NOT_FOR_MODE),
        ("pedestrian", DRIVE, LeftOut.NOT_FOR_MODE),
        ("pedestrian access=yes", DRIVE, LeftOut.NOT_FOR_MODE),
        ("steps", BIKE, LeftOut.NOT_FOR_MODE),
        ("steps bicycle=yes", BIKE, LeftOut.NOT_FOR_MODE),
        ("cycleway", DRIVE, LeftOut.NOT_FOR_MODE),
        ("track", DRIVE, LeftOut.NOT_FOR_MODE),
        ("motorway", WALK, LeftOut.NOT_FOR_MODE),
        ("motorway access=yes", WALK, LeftOut.NOT_FOR_MODE),
        ("motorway_link", BIKE, LeftOut.NOT_FOR_MODE),
        ("trunk motorroad=yes", WALK, LeftOut.NOT_FOR_MODE),
        ("elevator", DRIVE, LeftOut.NOT_FOR_MODE),
        ("service access=private", DRIVE, LeftOut.NO_ACCESS),
        ("service access=no", WALK, LeftOut.NO_ACCESS),
        ("residential foot=no", WALK, LeftOut.NO_ACCESS),
        ("residential foot=use_sidepath", WALK, LeftOut.NO_ACCESS),
        ("residential vehicle=no", DRIVE, LeftOut.NO_ACCESS),
        ("residential vehicle=no", BIKE, LeftOut.NO_ACCESS),
        ("residential bicycle=dismount", BIKE, LeftOut.NO_ACCESS),
        ("residential motor_vehicle=forestry", DRIVE, LeftOut.NO_ACCESS),
        ("residential motor_vehicle=yes motorcar=no", DRIVE, LeftOut.NO_ACCESS),
        ("residential oneway=reversible", DRIVE, LeftOut.NO_ACCESS),
        ("construction", WALK, LeftOut.NOT_OPEN),
        ("proposed", DRIVE, LeftOut.NOT_OPEN),
        ("service route=ferry", WALK, LeftOut.FERRY),
    ],
)
def test_left_out_with_the_reason(words: str, mode: Mode, reason: LeftOut) -> None:
    assert permit(tags(words), mode) == Permission(False, False, reason)


def test_a_way_that_is_only_a_ferry_is_left_out() -> None:
    assert permit({"route": "ferry", "foot": "yes"}, WALK).left_out is LeftOut.FERRY


@pytest.mark.parametrize(
    ("words", "modes"),
    [
        ("barrier=bollard", {DRIVE}),
        ("barrier=bollard motor_vehicle=yes", set()),
        ("barrier=bollard bicycle=no", {DRIVE, BIKE}),
        ("barrier=gate", set()),
        ("barrier=gate access=private", {WALK, BIKE, DRIVE}),
        ("barrier=gate access=private foot=yes", {BIKE, DRIVE}),
        ("barrier=stile", {BIKE, DRIVE}),
        ("barrier=lift_gate vehicle=no", {BIKE, DRIVE}),
        ("barrier=wall", {WALK, BIKE, DRIVE}),
        ("barrier=cycle_barrier bicycle=dismount", {DRIVE}),
        ("barrier=kerb", set()),
    ],
)
def test_barriers(words: str, modes: set[Mode]) -> None:
    written = dict(pair.split("=", 1) for pair in words.split())
    assert {mode for mode in Mode if is_blocked(written, mode)} == modes


@pytest.mark.parametrize(
    ("words", "kmh"),
    [
        ("50", 50.0),
        ("30 mph", 30 * 1.609344),
        ("80 km/h", 80.0),
        ("walk", 7.0),
        ("none", None),
        ("signals", None),
        ("", None),
        ("0", None),
        ("50; 30", None),
    ],
)
def test_speed_limits(words: str, kmh: float | None) -> None:
    assert find_limit_kmh(words) == (None if kmh is None else pytest.approx(kmh))


def test_driving_follows_the_limit_else_the_class_and_others_are_constant() -> None:
    assert speed_kmh(tags("primary maxspeed=70"), DRIVE) == pytest.approx(56)
    assert speed_kmh(tags("primary maxspeed=none"), DRIVE) == 45
    assert speed_kmh(tags("mystery"), DRIVE) == 20
    assert speed_kmh(tags("primary maxspeed=70"), WALK) == 4.5
    assert speed_kmh(tags("primary maxspeed=5"), BIKE) == 14
