import pytest

from ranvier.course.epochs import find_epochs
from ranvier.course.relapse_rate import count_by_group, count_relapses, find_observation
from ranvier.course.time_zero import find_time_zero
from ranvier.errors import RanvierError
from ranvier.estimates.rates.incidence import Incidence, estimate_rate
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

# four years of person-time: "a" three and "b" one, of 1461 days in all
VISITS = [*visits_of("a", {0: 2.0, 1096: 2.0}), *visits_of("b", {0: 2.0, 365: 2.0})]


def test_observation_ends_with_the_last_sign_of_life():
    people = [
        {"patient_id": "a", "last_contact_date": on(2000)},
        {"patient_id": "b", "last_contact_date": on(900), "death_date": on(700)},
    ]
    found = find_observation(cohort_of(visits=VISITS, patients=people, data_date=on(1500)))
    assert found.rows() == [("a", on(0), on(1500)), ("b", on(0), on(700))]


def test_observation_may_start_at_day_zero():
    cohort = cohort_of(visits=VISITS, administrations=[dose_of("a", 100), dose_of("b", 365)])
    found = find_observation(cohort, find_time_zero(cohort))
    assert found.rows() == [("a", on(100), on(1096))]  # "b" was not seen after the dose


def test_the_rate_is_the_ratio_of_the_sums():
    cohort = cohort_of(visits=VISITS, relapses=[*relapses_of("a", 100), *relapses_of("b", 50, 60, 200)])
    counts = count_relapses(cohort, find_observation(cohort))
    assert counts["n_relapses"].to_list() == [1, 2]
    total = count_by_group(counts).row(0, named=True)
    assert total == {"n_events": 3, "person_years": 4.0, "n_patients": 2, "events_per_year": 0.75}
    by_patient = count_by_group(counts, ["patient_id"])["events_per_year"]
    assert by_patient.mean() > 1  # what the mean of the patients' own rates would have said


def test_the_numbers_are_those_an_estimate_takes():
    cohort = cohort_of(visits=VISITS, relapses=relapses_of("a", 100, 200))
    total = count_by_group(count_relapses(cohort, find_observation(cohort))).row(0, named=True)
    rate = total.pop("events_per_year")
    assert estimate_rate(Incidence(**total)).estimate == pytest.approx(rate)


def test_a_relapse_on_the_day_of_a_switch_belongs_to_what_came_before():
    treatments = [
        {"patient_id": "a", "substance": name, "kind": "dmt", "start_date": on(day)}
        for name, day in (("alpha", 0), ("beta", 500))
    ]
    cohort = cohort_of(visits=VISITS[:2], relapses=relapses_of("a", 500, 600), treatments=treatments)
    counts = count_relapses(cohort, find_epochs(cohort))
    assert counts.select("substance", "n_relapses").rows() == [("alpha", 1), ("beta", 1)]
    assert count_by_group(counts, ["substance"])["n_events"].to_list() == [1, 1]


def test_without_a_table_of_relapses_nothing_is_counted():
    cohort = cohort_of(visits=VISITS)
    with pytest.raises(RanvierError, match="cannot be counted without a table of relapses"):
        count_relapses(cohort, find_observation(cohort))


def test_without_person_time_there_is_no_rate():
    cohort = cohort_of(visits=[], relapses=[])
    total = count_by_group(count_relapses(cohort, find_observation(cohort))).row(0, named=True)
    assert (total["n_events"], total["events_per_year"]) == (0, None)
