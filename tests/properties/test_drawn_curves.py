"""The kernel of drawn curves equals its slow twin on any pool and any draw."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, strategies as st

from ranvier.kernels.drawn_curves import read_drawn_curves
from tests.reference.drawn_curves import read_drawn_curve

pools = st.lists(st.tuples(st.integers(-1, 12), st.booleans()), min_size=1, max_size=12)


@given(pools, st.data(), st.integers(1, 8), st.integers(1, 4), st.integers(0, 14))
def test_the_kernel_equals_its_twin(
    pool: list[tuple[int, bool]], data: st.DataObject, n_each: int, n_trials: int, day: int
) -> None:
    size = n_each * n_trials
    rows = data.draw(st.lists(st.integers(0, len(pool) - 1), min_size=size, max_size=size))
    exits, events = [out for out, _ in pool], [had for _, had in pool]
    arrays = np.array(rows, np.int64), np.array(exits, np.int64), np.array(events, np.bool_)
    for form in (read_drawn_curves.plain, read_drawn_curves.compiled):
        found = form(arrays[0], n_each, arrays[1], arrays[2], day)
        for trial in range(n_trials):
            want = read_drawn_curve(rows[trial * n_each : (trial + 1) * n_each], exits, events, day)
            assert math.isclose(found.survival[trial], want.survival, abs_tol=1e-12)
            if want.greenwood_sum is None:
                assert math.isinf(found.greenwood_sum[trial])
            else:
                assert math.isclose(found.greenwood_sum[trial], want.greenwood_sum, abs_tol=1e-12)
            counts = (found.n_followed, found.n_at_risk, found.n_events, found.last_day)
            assert tuple(int(column[trial]) for column in counts) == want[2:]
