from ranvier.course.relapse_hygiene import find_relapses
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of


def relapse(day, **more):
    return {"patient_id": "a", "onset_date": on(day), **more}


def flags_of(name, relapses, **tables):
    tables = {"visits": visits_of("a", {0: 2.0, 400: 2.0}), **tables}
    return find_relapses(cohort_of(relapses=relapses, **tables))[name].to_list()


def test_every_column():
    found = find_relapses(cohort_of(visits=visits_of("a", {0: 2.0}), relapses=relapses_of("a", 10, 20)))
    assert found.rows(named=True)[1] == {
        "patient_id": "a",
        "onset_date": on(20),
        "counts": False,
        "reason": "same_relapse",
        "relapse_date": on(10),
        "same_day_twice": False,
        "is_inexact": False,
        "before_disease": None,
        "without_visit": False,
        "after_contact": False,
    }


def test_months_and_years_are_flagged_and_never_too_short():
    rows = [relapse(100, onset_date_precision="month", end_date=on(100)), relapse(300)]
    assert flags_of("is_inexact", rows) == [True, False]
    assert flags_of("counts", rows) == [True, True]


def test_two_records_of_one_day_are_flagged_and_counted_once():
    rows = [relapse(100, onset_date_precision="month"), relapse(100, onset_date_precision="month")]
    assert flags_of("same_day_twice", rows) == [True, True]
    assert flags_of("counts", rows) == [True, False]


def test_a_relapse_before_the_first_symptom_is_flagged():
    people = [{"patient_id": "a", "onset_date": on(50)}]
    assert flags_of("before_disease", [relapse(40), relapse(100)], patients=people) == [True, False]


def test_a_relapse_after_the_last_contact_or_death_is_flagged():
    people = [{"patient_id": "a", "last_contact_date": on(200), "death_date": on(150)}]
    assert flags_of("after_contact", [relapse(100), relapse(160)], patients=people) == [False, True]


def test_a_relapse_without_a_visit_near_is_flagged():
    assert flags_of("without_visit", [relapse(30), relapse(100), relapse(370)]) == [False, True, False]


def test_without_visits_nothing_is_said_of_them():
    found = find_relapses(cohort_of(relapses=relapses_of("a", 10)))
    assert found["without_visit"].to_list() == [None]


def test_without_relapses_there_is_no_row():
    assert find_relapses(cohort_of(visits=visits_of("a", {0: 2.0}))).height == 0
