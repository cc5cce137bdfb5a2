"""Who ever had a drug equals a plain count, patient by patient."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from tests.unit.claims.endpoints.test_register_shares import find, treatment
from tests.unit.claims.small_programme import cohort, dosed

people = st.lists(
    st.tuples(st.sampled_from([None, "dmt", "steroid"]), st.booleans(), st.integers(-3, 3)), max_size=12
)


@settings(deadline=None)
@given(people)
def test_the_share_with_a_drug_equals_a_plain_count(rows):
    """rows: kind (None: not recorded), whether there is a row at all, and when it began; one a patient."""
    names = [f"p{number}" for number in range(len(rows) + 1)]
    recorded = [
        treatment(name, kind, start)
        for name, (kind, has_row, start) in zip(names, rows, strict=False)
        if has_row
    ]
    tables = {**dosed(*names), "treatments": [*recorded, treatment(names[-1])]}
    ever = find(cohort(**tables), "drug_share", kind="dmt")
    zero = find(cohort(**tables), "drug_share", kind="dmt", when="at_time_zero")
    yes = 1 + sum(has_row and kind == "dmt" for kind, has_row, _ in rows)
    assert (ever.found.n_events, ever.found.n) == (yes, len(names))
    begun = 1 + sum(has_row and kind == "dmt" and start <= 0 for kind, has_row, start in rows)
    assert zero.found.n_events == begun
    silent = sum(not has_row or kind is None for kind, has_row, _ in rows)
    assert ever.bounds.best == pytest.approx(100 * (yes + silent) / len(names))
