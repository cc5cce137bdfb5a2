"""Who ever had a drug, who can be accounted for, and who scored equal plain counts, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from tests.unit.claims.endpoints.test_register_shares import DATA_DAY, find, score, treatment
from tests.unit.claims.small_programme import cohort, day, dosed

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


days_ago = st.none() | st.sampled_from((0, 181, 182, 183, 184, 400))
fates = st.lists(
    st.tuples(days_ago, days_ago, days_ago, st.sampled_from((None, "alive", "dead", "unknown"))),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(fates)
def test_who_can_be_accounted_for_equals_a_plain_count(drawn):
    """Last contact, a visit and a second dose, each so many days before the data date, and vital status."""
    names = [f"p{number}" for number in range(len(drawn))]
    tables = dosed(*names)
    visits = [{"patient_id": "nobody", "date": day(0)}]
    for row, name, (contact, visit, dose, status) in zip(tables["patients"], names, drawn, strict=True):
        row["vital_status"] = status
        if contact is not None:
            row["last_contact_date"] = day(DATA_DAY - contact)
        if visit is not None:
            visits.append({"patient_id": name, "date": day(DATA_DAY - visit)})
        if dose is not None:
            tables["administrations"].append({"patient_id": name, "date": day(DATA_DAY - dose)})
    found = find(cohort(**tables, visits=visits), "contact_share", months=6)  # 183 days
    known = sum(
        status == "dead" or any(ago is not None and ago <= 183 for ago in agos) for *agos, status in drawn
    )
    assert (found.found.n_events, found.found.n) == (known, len(drawn))


raters = st.lists(
    st.tuples(
        st.sampled_from((-1, 0, 1, 50)),
        st.sampled_from((None, "r", "t")),
        st.sampled_from((None, "t")),
        st.none() | st.booleans(),
    ),
    max_size=10,
    unique_by=lambda row: row[0],
)


@settings(deadline=None)
@given(st.lists(raters, min_size=1, max_size=4))
def test_who_scored_equals_a_plain_count(drawn):
    names = [f"p{number}" for number in range(len(drawn))]
    rows = [(name, *row) for name, person in zip(names, drawn, strict=True) for row in person]
    visits = [score(*row) for row in rows] or [score("p0", -5, "r", "t", True)]
    found = find(cohort(**dosed(*names), visits=visits), "independent_rater_share")
    outcomes = [row[2:] for row in rows if row[1] > 0]
    no = sum(
        blinded is False or (rater is not None and rater == treats) for rater, treats, blinded in outcomes
    )
    yes = sum(
        blinded is True and rater is not None and treats is not None and rater != treats
        for rater, treats, blinded in outcomes
    )
    if yes + no == 0:
        assert found.found is None
        return
    assert (found.found.n_events, found.found.n) == (yes, yes + no)
    assert sum(found.unseen.values()) == len(outcomes) - yes - no
