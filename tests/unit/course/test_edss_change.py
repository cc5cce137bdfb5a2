import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.edss_change import find_change
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.edss_change import EdssChange
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

# 12 months are 365 days; the window reaches from day 304 to day 426


def change_of(scores, relapse_days=(), data_day=3000, **patient):
    cohort = cohort_of(
        visits=visits_of("a", scores),
        relapses=relapses_of("a", *relapse_days),
        administrations=[dose_of("a")],
        patients=[{"patient_id": "a", **patient}],
        data_date=on(data_day),
    )
    return find_change(cohort, find_baseline(cohort, find_time_zero(cohort)), EdssChange()).row(0, named=True)


def test_the_change_is_the_target_visit_minus_baseline():
    row = change_of({0: 5.0, 200: 1.0, 360: 3.5})
    assert (row["visit_day"], row["edss"], row["change"], row["unseen"]) == (360, 3.5, -1.5, None)


@pytest.mark.parametrize(("day", "seen"), [(303, False), (304, True), (426, True), (427, False)])
def test_the_window_has_both_its_ends(day, seen):
    row = change_of({0: 5.0, day: 3.0})
    assert (row["unseen"] is None) is seen


def test_the_nearest_visit_is_taken_and_the_earlier_on_a_tie():
    assert change_of({0: 5.0, 350: 3.0, 366: 4.0})["visit_day"] == 366
    assert change_of({0: 5.0, 355: 3.0, 375: 4.0})["visit_day"] == 355


def test_the_confirmed_change_is_what_still_holds_through_the_first_confirming_visit():
    # 365 + 168 = 533: the visit on day 540 confirms, the worse one on day 900 comes later
    row = change_of({0: 5.0, 365: 3.0, 450: 4.0, 540: 3.5, 900: 6.0})
    assert (row["change"], row["confirmed_change"], row["confirmed_worsening"]) == (-2.0, -1.0, -2.0)


def test_a_visit_within_30_days_of_a_relapse_does_not_confirm():
    row = change_of({0: 5.0, 365: 3.0, 540: 4.5, 571: 4.0}, relapse_days=(510,))  # day 540 is 30 days after
    assert row["confirmed_change"] == -0.5  # the visit between still has to hold
    row = change_of({0: 5.0, 365: 3.0, 541: 4.0}, relapse_days=(510,))
    assert row["confirmed_change"] == -1.0


def test_without_a_confirming_visit_nothing_is_confirmed():
    row = change_of({0: 5.0, 365: 3.0, 532: 3.0})
    assert (row["change"], row["confirmed_change"], row["confirmed_worsening"]) == (-2.0, None, None)


@pytest.mark.parametrize(
    ("scores", "record", "unseen"),
    [
        ({}, {}, "no_baseline"),
        ({0: 5.0}, {"data_day": 425}, "not_due"),
        ({0: 5.0}, {"data_day": 426}, "no_contact"),
        ({0: 5.0}, {"death_date": on(300)}, "died"),
        ({0: 5.0}, {"death_date": on(300), "data_day": 400}, "not_due"),
        ({0: 5.0}, {"death_date": on(427)}, "no_contact"),
        ({0: 5.0, 303: 4.0}, {}, "no_contact"),
        ({0: 5.0, 303: 4.0, 427: 4.0}, {}, "outside_window"),
        ({0: 5.0, 350: None}, {}, "outside_window"),
        ({0: 5.0}, {"last_contact_date": on(304)}, "outside_window"),
    ],
)
def test_the_first_reason_that_applies_says_why_a_patient_was_not_seen(scores, record, unseen):
    row = change_of(scores, **record)
    assert (row["unseen"], row["change"], row["visit_day"]) == (unseen, None, None)


def test_a_visit_inside_an_open_window_is_seen():
    assert change_of({0: 5.0, 350: 4.0}, data_day=360)["unseen"] is None


def test_without_time_zero_nobody_is_seen():
    cohort = cohort_of(visits=visits_of("a", {0: 5.0, 365: 3.0}), treated_from=None)
    found = find_change(cohort, find_baseline(cohort, find_time_zero(cohort)), EdssChange())
    assert found["unseen"].to_list() == ["no_time_zero"]


def test_a_visit_on_day_0_is_never_the_target():
    cohort = cohort_of(visits=visits_of("a", {0: 5.0, 20: 4.0}), administrations=[dose_of("a")])
    found = find_change(cohort, find_baseline(cohort, find_time_zero(cohort)), EdssChange(months=0))
    assert found["visit_day"].to_list() == [20]
