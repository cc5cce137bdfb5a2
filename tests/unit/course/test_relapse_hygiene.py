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


def test_a_relapse_that_ends_on_its_first_day_is_none_and_one_of_a_day_is():
    rows = [relapse(100, end_date=on(100)), relapse(200, end_date=on(201)), relapse(300)]
    assert flags_of("counts", rows) == [False, True, True]
    assert flags_of("reason", rows) == ["too_short", None, None]


def test_a_relapse_that_does_not_count_hides_none_after_it():
    rows = [relapse(100, end_date=on(100)), relapse(110)]
    assert flags_of("counts", rows) == [False, True]


def test_relapses_29_30_and_31_days_apart():
    for gap_days, counts in ((29, False), (30, True), (31, True)):
        assert flags_of("counts", [relapse(100), relapse(100 + gap_days)]) == [True, counts]


def test_the_day_of_the_first_symptom_or_of_the_last_contact_is_not_odd():
    people = [{"patient_id": "a", "onset_date": on(50), "last_contact_date": on(200)}]
    rows = [relapse(49), relapse(50), relapse(200), relapse(201)]
    assert flags_of("before_disease", rows, patients=people) == [True, False, False, False]
    assert flags_of("after_contact", rows, patients=people) == [False, False, False, True]


def test_a_visit_31_days_away_is_not_near():
    visits = visits_of("a", {100: 2.0})
    for day, without in ((69, True), (70, False), (130, False), (131, True)):
        assert flags_of("without_visit", [relapse(day)], visits=visits) == [without]


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
