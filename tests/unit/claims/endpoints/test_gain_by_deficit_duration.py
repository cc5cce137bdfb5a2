"""Young deficits beside old ones, on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import bench, cohort, day, dosed

ASKED = {"system": "pyramidal", "grades": 1, "months_old": 12, "months": 12}


def find(small, **parameters):
    asked = Interpretation(
        "as in the test",
        "gain_by_deficit_duration",
        at_least(10, "percentage points"),
        {**ASKED, **parameters},
    )
    return ENDPOINTS["gain_by_deficit_duration"](bench(small), asked)


def grades(patient, course):
    return [
        {"patient_id": patient, "date": day(number), "edss": 4.0, "fs_pyramidal": grade}
        for number, grade in course.items()
    ]


COURSES = {
    "a": {-200: 1, -100: 3, -5: 3, 365: 2},  # 95 days old, recedes
    "b": {-200: 0, -5: 2, 365: 2},  # young, stays
    "c": {-800: 2, -400: 3, -5: 3, 365: 1},  # 395 days old, recedes
    "d": {-800: 4, -5: 4, 365: 4},  # there at the first visit, but old in any case; stays
    "e": {-900: 3, -700: 2, -5: 2, 365: 2},  # at least 2 at every visit: old; stays
    "f": {-5: 0, 365: 0},  # no deficit
}


def programme(relapses=(), courses=COURSES):
    visits = [row for name, course in courses.items() for row in grades(name, course)]
    relapses = [{"patient_id": name, "onset_date": day(number)} for name, number in relapses]
    none = [{"patient_id": "a", "onset_date": day(-3000)}]
    return cohort(**dosed(*courses), visits=visits, relapses=relapses or none)


def test_the_difference_of_the_shares_that_receded():
    found = find(programme())
    assert found.found.estimate == pytest.approx(100 / 2 - 100 / 3)
    assert (found.unit, found.higher_is_better) == ("percentage points", True)
    assert [(one.n_events, one.n) for one in found.beside] == [(1, 2), (1, 3)]


def test_a_deficit_there_at_the_first_visit_may_be_of_any_age():
    found = find(programme(courses={**COURSES, "g": {-50: 3, -5: 3, 365: 3}}))
    assert dict(found.unseen) == {"deficit_age_unknown": 1}
    assert found.found.estimate == pytest.approx(100 / 2 - 100 / 3)
    assert found.bounds.worst == pytest.approx(100 / 3 - 100 / 3)  # young, and stays
    assert found.bounds.best == pytest.approx(200 / 3 - 100 / 3)  # young, and recedes


def test_the_relapse_just_before_dates_a_deficit():
    courses = {**COURSES, "g": {-50: 3, -5: 3, 365: 2}}
    found = find(programme([("g", -70)], courses))
    assert found.unseen == {}
    assert found.found.estimate == pytest.approx(200 / 3 - 100 / 3)  # g is young, and recedes
    assert dict(find(programme([("g", -81)], courses)).unseen) == {"deficit_age_unknown": 1}


def test_who_is_lost_is_worst_and_best_case():
    found = find(programme(courses={**COURSES, "g": {-200: 1, -5: 2}}))
    assert dict(found.unseen) == {"no_contact": 1}
    assert (found.bounds.worst, found.bounds.best) == (pytest.approx(0.0), pytest.approx(100 / 3))


def test_with_too_few_of_one_kind_nothing_is_told():
    young = {name: COURSES[name] for name in "abc"}
    assert find(programme(courses=young)).reason == (
        "Fewer than 2 young or old deficits were seen at that time."
    )


def test_what_is_lacking_is_named():
    visits = [row for name, course in COURSES.items() for row in grades(name, course)]
    small = cohort(**dosed(*COURSES), visits=visits)
    assert find(small, system="visual").missing == ("visits.fs_visual", "relapses.onset_date")
