"""Outlines around lines, against the union of their buffers."""

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhihui.streets.strips import outline

WIDTH = 60.0
coordinates = st.tuples(st.floats(0, 1500), st.floats(0, 1500))
many_lines = st.lists(st.lists(coordinates, min_size=2, max_size=5), min_size=1, max_size=12)


def union_of_buffers(lines: list[object], hole_area: float) -> object:
    whole = shapely.union_all(shapely.buffer(lines, WIDTH, quad_segs=16))
    filled = []
    for polygon in shapely.get_parts(whole):
        outer, *holes = shapely.get_rings(polygon)
        kept = [hole for hole in holes if shapely.area(shapely.polygons(hole)) > hole_area]
        filled.append(shapely.polygons(outer, kept) if kept else shapely.polygons(outer))
    return shapely.union_all(filled)


def area_of(polygons: object) -> float:
    return float(shapely.area(polygons).sum())


@settings(max_examples=60, deadline=None)
@example([[(0.0, 0.0), (0.0, 231.0), (112.0, 107.0)]])
@given(many_lines)
def test_the_outline_is_that_of_all_buffers(points: list[list[tuple[float, float]]]) -> None:
    lines = np.array([shapely.linestrings(one) for one in points], dtype=object)
    found = shapely.union_all(outline(lines, WIDTH, 0.0))
    assert shapely.is_valid(found)
    expected = union_of_buffers(list(lines), 0.0)
    border = shapely.length(shapely.boundary(expected))
    assert area_of(shapely.symmetric_difference(found, expected)) < 3 * border + 500
    narrow = shapely.union_all(shapely.buffer(lines, WIDTH / 2))
    assert shapely.covers(found, narrow)


def test_small_holes_are_filled_and_large_ones_are_kept() -> None:
    squares = [
        [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
        for x, y, side in ((0, 0, 400), (2000, 0, 900), (2300, 300, 200))
    ]
    lines = np.array([shapely.linestrings(square) for square in squares], dtype=object)
    found = outline(lines, WIDTH, 250_000.0)
    assert [shapely.get_num_interior_rings(polygon) for polygon in found] == [0, 1, 0]
    assert shapely.covers(found[0], shapely.points(200, 200))
    assert not shapely.intersects(found[1], shapely.points(2150, 150))
    assert area_of(found[2]) == pytest.approx(area_of(union_of_buffers([lines[2]], 1e9)), rel=0.01)


def test_a_lone_point_is_a_disc_and_far_apart_lines_are_two() -> None:
    lines = np.array([shapely.points(0, 0), shapely.linestrings([(500, 0), (600, 0)])])
    disc, strip = sorted(outline(lines, WIDTH, 0.0), key=shapely.area)
    assert area_of(disc) == pytest.approx(np.pi * WIDTH**2, rel=0.02)
    assert area_of(strip) == pytest.approx(np.pi * WIDTH**2 + 100 * 2 * WIDTH, rel=0.01)


def test_very_large_areas_are_coarser_and_not_larger_in_memory() -> None:
    ends = [(0.0, 0.0), (400_000.0, 300_000.0)]
    (strip,) = outline(np.array([shapely.linestrings(ends)]), 600.0, 0.0)
    assert area_of(strip) == pytest.approx(500_000 * 1200, rel=0.05)
