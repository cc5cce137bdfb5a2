from ranvier.course.scored_visits import find_scored_visits
from ranvier.course.time_zero import find_time_zero
from ranvier.vocabulary.measures import EDSS, SDMT
from tests.small_cohorts import cohort_of, dose_of, on, visits_of


def cohort():
    results = [
        {"patient_id": "a", "date": on(day), "instrument": "sdmt", "value": value}
        for day, value in ((-20, 60.0), (30, 50.0))
    ]
    visits = [*visits_of("a", {-10: 2.0, 0: 3.0, 20: 3.5}), {"patient_id": "b", "date": on(5)}]
    return cohort_of(visits=visits, measures=results, administrations=[dose_of("a")])


def test_each_measure_counts_from_its_own_first_day():
    assert find_scored_visits(cohort(), EDSS).select("date", "edss", "zero_date").rows() == [
        (on(-10), 2.0, on(-10)),
        (on(0), 3.0, on(-10)),
        (on(20), 3.5, on(-10)),
    ]
    assert find_scored_visits(cohort(), SDMT)["zero_date"].to_list() == [on(-20), on(-20)]


def test_or_from_a_given_day_zero_on():
    zeros = find_time_zero(cohort())
    assert find_scored_visits(cohort(), EDSS, zeros)["date"].to_list() == [on(0), on(20)]
    assert find_scored_visits(cohort(), SDMT, zeros)["sdmt"].to_list() == [50.0]
