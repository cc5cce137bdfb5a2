"""Grades of functional systems on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least, at_most
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, dosed, randomised

SHARE, CHANGE = "functional_system_share", "functional_system_change"


def grades(patient, course, system="pyramidal"):
    """Visits of one patient: day after time zero to the raw grade of a system."""
    return [
        {"patient_id": patient, "date": day(number), "edss": 4.0, f"fs_{system}": grade}
        for number, grade in course.items()
    ]


def find(small, endpoint, **parameters):
    asserted = at_least(50, "%") if endpoint == SHARE else at_most(-1, "grades")
    asked = Interpretation("as in the test", endpoint, asserted, {"system": "pyramidal", **parameters})
    return ENDPOINTS[endpoint](bench(small), asked)


def six_treated():
    """Pyramidal at 12 months: 4→3, 5→2, 4→4, 2→0 (too good to begin with), one lost, one never graded."""
    visits = (
        grades("a", {-10: 4, 365: 3, 730: 3})
        + grades("b", {-10: 5, 365: 2, 730: 4})
        + grades("c", {-10: 4, 365: 4, 730: 4})
        + grades("d", {-10: 2, 365: 0})
        + grades("e", {-10: 6})
        + [{"patient_id": "f", "date": day(number), "edss": 4.0} for number in (-10, 365)]
    )
    return cohort(**dosed(*"abcdef"), visits=visits)


def test_who_began_with_too_little_is_not_counted_and_who_was_not_graded_may_be():
    found = find(six_treated(), SHARE, grades=1.0, months=12, from_grade=4.0)
    assert (found.found.n_events, found.found.n) == (2, 3)  # a and b of a, b, c
    assert dict(found.unseen) == {"no_contact": 1, "no_score_before": 1}  # e, f
    assert (found.bounds.worst, found.bounds.best) == (pytest.approx(40.0), pytest.approx(80.0))  # 2, 4 of 5
    assert (found.unit, found.higher_is_better, found.n_treated) == ("%", True, 6)


def test_without_a_grade_to_start_from_whoever_has_any_trouble_counts():
    found = find(six_treated(), SHARE, grades=1.0, months=12)
    assert (found.found.n_events, found.found.n) == (3, 4)


def test_a_grade_to_reach_is_asked_on_top_of_the_fall():
    found = find(six_treated(), SHARE, grades=1.0, months=12, from_grade=4.0, to_grade=2.0)
    assert (found.found.n_events, found.found.n) == (1, 3)  # b alone reaches 2


def test_a_fall_has_to_hold_where_it_is_to_be_confirmed():
    # b is back at 4 a year later: a fall by 1 of 5 that holds, not one by 2
    assert (
        find(six_treated(), SHARE, grades=1.0, months=12, from_grade=4.0, confirmed=True).found.n_events == 2
    )
    twice = find(six_treated(), SHARE, grades=2.0, months=12, from_grade=4.0, confirmed=True)
    assert twice.found.n_events == 0
    reached = find(six_treated(), SHARE, grades=1.0, months=12, from_grade=4.0, to_grade=3.0, confirmed=True)
    assert reached.found.n_events == 1  # a; b is at 4 again


def test_unreported_patients_overturn_the_nearest_edge():
    # 2 of 3; with k who did not improve, 2 / (3 + k) is below one half from k = 2 on
    found = find(six_treated(), SHARE, grades=1.0, months=12, from_grade=4.0)
    assert found.hidden == "2 unreported patients, all not improved, would overturn this."


def test_the_mean_change_of_a_grade():
    found = find(six_treated(), CHANGE, months=12)
    assert found.found.estimate == pytest.approx(-1.5)  # (−1 − 3 + 0 − 2) / 4
    assert found.found.unit == "grades"
    assert found.bounds.worst == pytest.approx(0.0)  # (−6 + 2 · 3) / 6
    assert found.bounds.best == pytest.approx(-2.0)  # (−6 − 2 · 3) / 6
    # (−6 + 3k) / (4 + k) > −1 from k = 1 on
    assert found.hidden == "1 unreported patient, each 3 grades worse, would overturn this."


def test_the_mean_change_of_those_with_a_grade_to_start_from():
    assert find(six_treated(), CHANGE, months=12, from_grade=4.0).found.estimate == pytest.approx(-4 / 3)


def two_groups(**groups):
    patients = [
        {"patient_id": name, "group": "cells" if name in "abc" else "sham", "enrolled_date": ZERO}
        for name in "abcdef"
    ]
    after = {"a": 2, "b": 2, "c": 4, "d": 4, "e": 4, "f": 3}
    visits = [row for name, grade in after.items() for row in grades(name, {-5: 4, 365: grade})]
    return cohort(randomised(**groups), patients=patients, visits=visits)


def test_the_contrast_is_treated_minus_comparator():
    share = find(two_groups(), SHARE, grades=1.0, months=12, from_grade=4.0)
    assert share.contrast.estimate == pytest.approx(100 / 3)  # 2 of 3 minus 1 of 3
    change = find(two_groups(), CHANGE, months=12)
    assert change.contrast.estimate == pytest.approx(-1.0)  # −4/3 minus −1/3
    assert change.contrast.unit == "grades"


def test_raters_harder_on_the_treated_move_their_grades_by_one():
    records = bench(two_groups()).records.with_treated_scored_higher(0.5)
    after = records.cohort.visits.filter(records.cohort.visits["date"] > ZERO)
    assert after["fs_pyramidal"].to_list() == [3, 3, 5, 4, 4, 3]
    assert after["edss"].to_list() == [4.5, 4.5, 4.5, 4.0, 4.0, 4.0]


def test_a_system_nobody_graded_is_named():
    found = find(six_treated(), SHARE, grades=1.0, months=12, system="visual")
    assert found.missing == ("visits.fs_visual",)
    assert find(six_treated(), CHANGE, months=12, system="visual").missing == ("visits.fs_visual",)
