import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.time_zero import find_time_zero
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of


def baseline_of(scores, relapse_days=(), steroid_days=(), dose_days=(0,), **options):
    cohort = cohort_of(
        visits=visits_of("a", scores),
        relapses=relapses_of("a", *relapse_days),
        treatments=[
            {"patient_id": "a", "substance": "methylprednisolone", "kind": "steroid", "start_date": on(day)}
            for day in steroid_days
        ],
        administrations=[dose_of("a", day) for day in dose_days],
        **options,
    )
    return find_baseline(cohort, find_time_zero(cohort)).row(0, named=True)


def test_the_last_edss_before_day_0_is_the_baseline():
    row = baseline_of({-80: 4.0, -20: 3.0, 30: 2.0})
    assert (row["baseline_edss"], row["baseline_day"], row["reason"]) == (3.0, -20, None)


@pytest.mark.parametrize(("day", "found"), [(0, True), (1, False), (-90, True), (-91, False)])
def test_a_baseline_lies_0_to_90_days_before_day_0(day, found):
    row = baseline_of({day: 4.0})
    assert (row["reason"] is None) is found
    assert (row["baseline_edss"] == 4.0) is found


def test_without_a_recent_edss_the_reason_says_so():
    assert baseline_of({-200: 4.0})["reason"] == "no_edss_in_90_days"


@pytest.mark.parametrize(
    ("steroid_day", "expected_day"), [(-3, -30), (-2, -2), (-14, -30), (-15, -2), (1, -2)]
)
def test_an_edss_after_steroids_of_the_same_stay_is_passed_over(steroid_day, expected_day):
    # steroids from 14 days before day 0 up to day 0 belong to the stay; the day they begin still counts
    assert baseline_of({-30: 5.0, -2: 3.0}, steroid_days=[steroid_day])["baseline_day"] == expected_day


def test_only_an_edss_after_steroids_gives_that_reason():
    row = baseline_of({-2: 3.0}, steroid_days=[-5])
    assert (row["reason"], row["baseline_edss"]) == ("only_after_steroids", None)


def test_steroids_recorded_with_a_relapse_count_too():
    cohort = cohort_of(
        visits=visits_of("a", {-2: 3.0}),
        relapses=[{"patient_id": "a", "onset_date": on(-9), "steroids_start": on(-5)}],
        administrations=[dose_of("a")],
    )
    assert find_baseline(cohort, find_time_zero(cohort))["reason"].item() == "only_after_steroids"


def test_an_edss_after_a_dose_is_never_a_baseline():
    row = baseline_of(
        {-40: 5.0, -10: 3.0},
        dose_days=(-30,),
        treated_from="patients.enrolled_date",
        patients=[{"patient_id": "a", "enrolled_date": on(0)}],
    )
    assert row["baseline_day"] == -40


def test_days_since_relapse_and_steroids_are_counted_from_the_latest_before_baseline():
    row = baseline_of({-20: 3.0}, relapse_days=(-200, -50, -10), steroid_days=(-45, -100, 20))
    assert (row["days_since_relapse"], row["days_since_steroids"]) == (30, 25)


def test_no_known_relapse_is_null_not_zero():
    row = baseline_of({-20: 3.0})
    assert (row["days_since_relapse"], row["days_since_steroids"]) == (None, None)


def test_without_time_zero_there_is_no_baseline():
    row = baseline_of({-20: 3.0}, treated_from=None)
    assert (row["reason"], row["baseline_edss"], row["baseline_day"]) == ("no_time_zero", None, None)


def test_the_rows_are_those_of_the_zeros_in_order():
    cohort = cohort_of(visits=visits_of("b", {-1: 2.0}), administrations=[dose_of(name) for name in "cab"])
    found = find_baseline(cohort, find_time_zero(cohort))
    assert found["patient_id"].to_list() == ["a", "b", "c"]
    assert found["baseline_edss"].to_list() == [None, 2.0, None]
