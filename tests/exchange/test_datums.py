"""WGS-84 to the datums of Chinese maps and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhihui.district import Datum
from zhihui.exchange import distance_km, from_wgs84, to_wgs84

LON = st.floats(74.0, 135.0)
LAT = st.floats(4.0, 53.0)
MILLIMETRE_KM = 1e-6


@given(lon=LON, lat=LAT, datum=st.sampled_from(Datum))
def test_there_and_back_within_a_millimetre(lon: float, lat: float, datum: Datum) -> None:
    back = to_wgs84(*from_wgs84(lon, lat, datum), datum)
    assert distance_km((lon, lat), back) < MILLIMETRE_KM


@given(lon=LON, lat=LAT)
def test_gcj02_is_off_by_tens_to_hundreds_of_metres(lon: float, lat: float) -> None:
    assert 0.02 < distance_km((lon, lat), from_wgs84(lon, lat, Datum.GCJ02)) < 1.5


@given(lon=st.floats(-180, 60), lat=st.floats(-85, 85))
def test_outside_china_gcj02_is_wgs84(lon: float, lat: float) -> None:
    assert from_wgs84(lon, lat, Datum.GCJ02) == (lon, lat)
    assert to_wgs84(lon, lat, Datum.GCJ02) == (lon, lat)


def test_known_points() -> None:
    assert from_wgs84(116.404, 39.915, Datum.GCJ02) == pytest.approx(
        (116.41024449916938, 39.91640428150164), abs=1e-9
    )
    assert from_wgs84(116.404, 39.915, Datum.BD09) == pytest.approx(
        (116.41662724378733, 39.922699552216216), abs=1e-6
    )
    assert to_wgs84(117.0, 36.6, Datum.CGCS2000) == (117.0, 36.6)
