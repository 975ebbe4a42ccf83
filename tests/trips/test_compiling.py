"""The arrays of a problem fit each other, however many stops there are."""

import numpy as np
import pytest

from zhihui.trips.compiling import Compiled
from zhihui.trips.kernel.bounds import NEVER
from zhihui.trips.linking import read_links
from zhihui.trips.problem import Piece, Task, TripProblem, Way


@pytest.mark.parametrize("stops", [1, 15, 63, 64, 65, 127, 128])
def test_rows_are_equally_wide_and_never_beyond_what_there_is(stops: int) -> None:
    ways = tuple(Way(stop, ((Piece(0, 600, 5),),)) for stop in range(stops))
    travel = np.full((stops + 2, stops + 2), 7, np.int32)
    np.fill_diagonal(travel, 0)
    problem = TripProblem(
        days=1, leave_from=(0,), back_by=(900,), travel=travel, tasks=(Task(ways), Task(ways[:1]))
    )
    compiled = Compiled(problem, read_links(problem))
    ahead = compiled.ahead(0, 1, 0, 0)
    width = compiled.into.shape[1]
    assert width > stops
    assert compiled.home.shape == (width,)
    assert ahead.shape == (4, width)
    assert (compiled.into[:, stops + 1 :] == NEVER).all()
    assert (compiled.home[stops:] == NEVER).all()
    assert (compiled.home[:stops] == 7).all()
    assert ahead[0, stops] == 24
