"""How long ago the latest relapse was at each visit, the day of the visit included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.kernels.arrays import FAR_DAYS, RelapseArrays, VisitArrays
from ranvier.kernels.sustained_rule import days_since_relapse

days = st.lists(st.integers(0, 12), max_size=6).map(sorted)


def arrays_of(patients, kind, *more):
    offset = np.cumsum([0, *map(len, patients)]).astype(np.int64)
    flat = np.array([day for one in patients for day in one], np.int32)
    return kind(offset, flat, *(flat for _ in more))


def plainly(visits, relapses):
    return [
        min((day - relapse for relapse in relapses if relapse <= day), default=FAR_DAYS) for day in visits
    ]


@pytest.mark.parametrize("form", ["plain", "compiled"])
@given(patients=st.lists(st.tuples(days, days), max_size=4))
def test_days_count_from_the_latest_relapse_on_or_before_the_visit(form, patients):
    visits = arrays_of([visits for visits, _ in patients], VisitArrays, "score")
    relapses = arrays_of([relapses for _, relapses in patients], RelapseArrays)
    found = getattr(days_since_relapse, form)(visits, relapses)
    assert found.tolist() == [since for one in patients for since in plainly(*one)]
