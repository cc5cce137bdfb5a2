"""Time on a treatment, before a start and without any drug, against a look at each day by itself."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings, strategies as st

from ranvier.claims.endpoints.exposed_time import DAYS_BEFORE_A_START, find_exposed_time
from ranvier.claims.language.asserted import at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, cohort, day, scores

ASKED = Interpretation("as in the test", "relapse_rate_ratio_on", at_most(1.0), {"substance": "asked"})
LAST = 600

COURSES = st.lists(
    st.tuples(
        st.sampled_from(["asked", "other", "talks"]),
        st.integers(-100, LAST + 50),
        st.one_of(st.none(), st.integers(0, 300)),
    ),
    max_size=5,
)
KINDS = {"asked": "dmt", "other": "dmt", "talks": "psychological"}


def day_by_day(courses, dose):
    """How many days the patient spends in each state, one day after the other."""
    counted = Counter()
    for today in range(LAST):
        under = {
            name
            for name, start, length in courses
            if start <= today < (LAST if length is None else start + length)
        }
        soon = any(
            name == "asked" and start - DAYS_BEFORE_A_START <= today < start for name, start, _ in courses
        )
        if "other" in under or (dose is not None and today >= dose):
            continue
        counted["on" if "asked" in under else "before" if soon else "off"] += 1
    return counted


@settings(max_examples=60, deadline=None)
@given(COURSES, st.one_of(st.none(), st.integers(1, LAST)))
def test_every_day_is_in_the_state_that_a_look_at_it_tells(courses, dose):
    rows = [
        {
            "patient_id": "a",
            "substance": name,
            "kind": KINDS[name],
            "start_date": day(start),
            "end_date": None if length is None else day(start + length),
        }
        for name, start, length in courses
    ]
    doses = [] if dose is None else [{"patient_id": "a", "date": day(dose)}]
    small = cohort(
        patients=[{"patient_id": "a"}],
        visits=scores("a", {0: 3.0, LAST: 3.0}),
        treatments=rows,
        administrations=doses,
    )
    found = Counter()
    for span in find_exposed_time(small, ASKED).iter_rows(named=True):
        assert ZERO <= span["start_date"] < span["end_date"]
        found[span["state"]] += (span["end_date"] - span["start_date"]).days
    assert found == day_by_day(courses, dose)
