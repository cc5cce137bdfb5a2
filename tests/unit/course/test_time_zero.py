import pytest

from ranvier.course.time_zero import find_time_zero
from ranvier.tables.programme import Groups
from tests.small_cohorts import cohort_of, dose_of, on

ARMS = [
    {"patient_id": "a", "group": "cells", "enrolled_date": on(-10)},
    {"patient_id": "b", "group": "waiting list", "enrolled_date": on(5)},
    {"patient_id": "c", "group": None, "enrolled_date": on(7)},
]


def test_the_words_of_the_programme_decide_the_groups():
    cohort = cohort_of(
        patients=ARMS,
        administrations=[dose_of("a", 3), dose_of("a", 1)],
        comparator_from="patients.enrolled_date",
        groups=Groups(treated=("cells",), comparator=("waiting list",)),
    )
    assert find_time_zero(cohort).rows() == [("a", "treated", on(1)), ("b", "comparator", on(5))]


def test_without_words_whoever_had_a_dose_is_treated():
    cohort = cohort_of(patients=ARMS, administrations=[dose_of("c", 2)])
    assert find_time_zero(cohort).rows() == [("c", "treated", on(2))]


def test_a_comparator_with_a_dose_stays_a_comparator():
    cohort = cohort_of(
        patients=ARMS,
        administrations=[dose_of("a"), dose_of("b")],
        groups=Groups(comparator=("waiting list",)),
    )
    assert find_time_zero(cohort).rows() == [("a", "treated", on(0)), ("b", "comparator", None)]


def test_without_words_and_doses_everyone_counts_as_treated():
    cohort = cohort_of(patients=ARMS, treated_from="patients.enrolled_date")
    assert find_time_zero(cohort).rows() == [
        ("a", "treated", on(-10)),
        ("b", "treated", on(5)),
        ("c", "treated", on(7)),
    ]


def test_an_undeclared_time_zero_is_null():
    cohort = cohort_of(patients=ARMS, treated_from=None)
    assert find_time_zero(cohort)["zero_date"].null_count() == 3


@pytest.mark.parametrize(
    "source", ["administrations.day_of_joy", "joy.date", "patients.sex", "enrolled_date"]
)
def test_what_is_no_date_of_a_table_gives_no_time_zero(source):
    cohort = cohort_of(patients=ARMS, treated_from=source)
    assert find_time_zero(cohort)["zero_date"].null_count() == 3


def test_nobody_is_treated_where_the_dose_table_is_empty():
    cohort = cohort_of(patients=ARMS, administrations=[])
    assert find_time_zero(cohort).height == 0
