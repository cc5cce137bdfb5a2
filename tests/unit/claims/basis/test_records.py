from ranvier.claims.basis.records import find_records
from ranvier.tables.programme import Groups
from ranvier.vocabulary.people import Assignment, Group
from tests.small_cohorts import cohort_of, dose_of, on, visits_of


def test_records_hold_time_zero_and_baseline_of_both_groups():
    cohort = cohort_of(
        comparator_from="patients.enrolled_date",
        groups=Groups(("cells",), ("waiting",), Assignment.RANDOMISED),
        patients=[
            {"patient_id": "a", "group": "cells"},
            {"patient_id": "b", "group": "waiting", "enrolled_date": on(5)},
            {"patient_id": "c", "group": "neither"},
        ],
        visits=visits_of("a", {-3: 4.0}) + visits_of("b", {5: 3.0}),
        administrations=[dose_of("a")],
    )
    records = find_records(cohort)
    assert (records.n_treated, records.n_comparator) == (1, 1)
    assert records.is_randomised
    assert records.members(Group.TREATED)["baseline_edss"].to_list() == [4.0]
    assert records.members(Group.COMPARATOR)["zero_date"].to_list() == [on(5)]
