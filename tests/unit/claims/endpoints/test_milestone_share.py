"""Who reaches a lasting EDSS within years of onset, on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.endpoints.untreated_course import find_untreated_courses
from ranvier.claims.language.asserted import equal
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import ZERO, bench, cohort, day, scores

COURSES = {
    "a": {100: 3.0, 300: 4.0, 500: 4.0},  # EDSS 4 from day 300 on
    "b": {200: 3.0, 600: 3.0, 1000: 3.0},  # watched until midway from 600 to 1000
    "c": {250: 6.0, 600: 6.0},  # there already when first seen
    "d": {100: 3.0, 400: 3.0},  # without a date of onset
    "e": {500: 3.0, 900: 5.0},  # first seen after the first dose
    "f": {50: 3.0},  # seen once
    "g": {150: 3.0, 350: 5.0, 700: 5.0},  # dosed on day 400: nothing confirms 5.0 before
}


def programme(courses=None, doses=(("e", 450), ("g", 400))):
    courses = COURSES if courses is None else courses
    return cohort(
        patients=[{"patient_id": name, "onset_date": None if name == "d" else ZERO} for name in courses],
        administrations=[{"patient_id": name, "date": day(number)} for name, number in doses],
        visits=[row for name, course in courses.items() for row in scores(name, course)],
    )


def find(small, edss=4.0, years=2, least_at_risk=1):
    asked = Interpretation("", "milestone_share", equal(100, 5, "%"), {"edss": edss, "years": years})
    return ENDPOINTS[asked.endpoint](bench(small, least_at_risk=least_at_risk), asked)


def test_each_course_from_onset_to_the_first_dose():
    found = find_untreated_courses(programme(), 4.0)
    assert found.select("patient_id", "entry_day", "exit_day", "event", "unseen").rows() == [
        ("a", 100, 300, True, None),
        ("b", 200, 800, False, None),
        ("c", 250, 250, True, "reached_before_seen"),
        ("d", None, None, False, "no_onset_date"),
        ("e", None, None, False, "no_visit_untreated"),
        ("f", 50, None, False, "not_confirmable"),
        ("g", 150, 250, False, None),
    ]


def test_late_entry_is_accounted_for():
    # on day 300 a and b are at risk, g has left: 1/2 stay free, and b is watched past day 730
    found = find(programme())
    assert (found.found.estimate, found.found.n, found.found.n_events) == (pytest.approx(50.0), 3, 1)
    assert (found.unit, found.higher_is_better) == ("%", False)
    assert dict(found.unseen) == {
        "no_onset_date": 1,
        "no_visit_untreated": 1,
        "not_confirmable": 1,
        "reached_before_seen": 1,
    }


def test_worst_and_best_case_of_those_not_watched():
    # worst: c to f reach it on day 101, when a is at risk as well: 1/5 · 1/2 stay free
    # best: d to f never do: 4/5 stay free on day 300; c is there in truth and counts in neither
    bounds = find(programme()).bounds
    assert (bounds.worst, bounds.best, bounds.n_unseen) == (pytest.approx(90.0), pytest.approx(20.0), 4)


def test_who_is_no_longer_seen_is_lost_and_who_was_dosed_is_not():
    courses = {
        "a": {0: 3.0, 300: 4.0, 500: 4.0},
        "b": {0: 3.0, 400: 3.0, 2000: 3.0},
        "g": {0: 3.0, 200: 3.0},  # still without cells for years
        "h": {0: 3.0, 200: 3.0},  # dosed on day 210
    }
    found = find(programme(courses, (("h", 210),)))
    # g and h leave on day 100; on day 300 a and b are at risk
    assert found.found.estimate == pytest.approx(50.0)
    assert dict(found.unseen) == {"left_before": 1}
    assert found.bounds.worst == pytest.approx(100 * (1 - 2 / 3 * 1 / 2))  # g on day 101, when h has left
    assert found.bounds.best == pytest.approx(100 / 3)  # g stays: one of three


def test_the_curve_begins_with_enough_at_risk():
    # a is alone at risk on day 60 and reaches it: read from there on, nobody would be left for good
    courses = {
        "a": {10: 3.0, 60: 4.0, 300: 4.0},
        "b": {100: 3.0, 900: 3.0, 2000: 3.0},
        "c": {120: 3.0, 900: 3.0, 2000: 3.0},
        "e": {130: 3.0, 600: 4.0, 2000: 4.0},
    }
    assert find(programme(courses, ())).found.estimate == pytest.approx(100.0)
    found = find(programme(courses, ()), least_at_risk=2)
    assert found.found.estimate == pytest.approx(100 / 3)  # e of b, c and e on day 600
    assert dict(found.unseen) == {"too_few_then": 1}
    assert found.found.definition.endswith("counted from 0.3 years on")  # day 120


def test_too_few_until_then_have_no_number():
    assert find(programme(), years=20).reason == (
        "Too few were watched without cells until 20 years after onset."
    )
    nobody = cohort(patients=[{"patient_id": "a", "onset_date": ZERO}], visits=scores("a", {-5: 3.0}))
    assert find(nobody).found is None
    assert dict(find(nobody).unseen) == {"no_visit_untreated": 1}


def test_dates_of_onset_are_needed():
    small = cohort(patients=[{"patient_id": "a"}], visits=scores("a", {1: 3.0}))
    assert find(small).missing == ("patients.onset_date",)
