"""Timed tests and a programme's own measures on programmes small enough to do by hand."""

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from tests.unit.claims.small_programme import bench, cohort, day, dosed


def results(patient, course, instrument="t25fw", **more):
    """Results of one patient: day after time zero to the value."""
    return [
        {"patient_id": patient, "date": day(number), "instrument": instrument, "value": value, **more}
        for number, value in course.items()
    ]


def find(measures, patients="abc", **parameters):
    asked = {"instrument": "t25fw", "better": "lower", "percent": 20.0, "months": 12, **parameters}
    small = cohort(**dosed(*patients), measures=measures)
    name = "measure_improved_share"
    return ENDPOINTS[name](bench(small), Interpretation("as in the test", name, at_least(50, "%"), asked))


def test_a_fifth_of_the_baseline_counts_and_less_does_not():
    measures = (
        results("a", {-5: 10.0, 365: 8.0})  # exactly a fifth
        + results("b", {-5: 10.0, 365: 8.1})
        + results("c", {-5: 20.0})
    )
    found = find(measures)
    assert (found.found.n_events, found.found.n) == (1, 2)
    assert dict(found.unseen) == {"no_contact": 1}
    assert (found.bounds.worst, found.bounds.best) == (pytest.approx(100 / 3), pytest.approx(200 / 3))


def test_trials_of_a_day_count_as_their_mean():
    # mean of 9 and 11 is 10; of 7.8 and 8.2 is 8.0: a fifth; the better trials alone would give 13 %
    measures = results("a", {-5: 9.0, 365: 7.8}, trial=1) + results("a", {-5: 11.0, 365: 8.2}, trial=2)
    assert find(measures, "a").found.n_events == 1


def test_a_result_of_the_third_month_is_none_of_the_first():
    # within a third of 30 days: 20 to 40
    measures = results("a", {-5: 10.0, 40: 8.0}) + results("b", {-5: 10.0, 41: 8.0, 90: 8.0})
    found = find(measures, "ab", months=1)
    assert (found.found.n_events, found.found.n) == (1, 1)
    assert dict(found.unseen) == {"outside_window": 1}


def test_more_correct_answers_are_better():
    measures = results("a", {-5: 40.0, 365: 50.0}, "sdmt") + results("b", {-5: 40.0, 365: 30.0}, "sdmt")
    found = find(measures, "ab", instrument="sdmt", better="higher")
    assert (found.found.n_events, found.found.n) == (1, 2)


def test_a_measure_of_the_programmes_own():
    measures = results("a", {-5: 90.0, 365: 72.0}, "weight") + results("b", {-5: 0.0, 365: 0.0}, "weight")
    found = find(measures, "ab", instrument="weight")
    assert (found.found.n_events, found.found.n) == (1, 1)
    assert dict(found.unseen) == {"baseline_is_zero": 1}


def test_an_improvement_that_is_gone_half_a_year_later_is_not_confirmed():
    measures = results("a", {-5: 10.0, 365: 7.0, 550: 9.0}) + results("b", {-5: 10.0, 365: 7.0, 550: 8.0})
    measures += results("c", {-5: 10.0, 365: 7.0})
    found = find(measures, confirmed=True)
    assert (found.found.n_events, found.found.n) == (1, 2)
    assert dict(found.unseen) == {"not_confirmable": 1}


def test_a_result_after_the_first_dose_is_no_baseline():
    found = find(results("a", {5: 10.0, 365: 7.0}), "a")
    assert found.found is None
    assert dict(found.unseen) == {"no_score_before": 1}


def test_a_visit_without_the_test_is_a_contact():
    measures = results("a", {-5: 10.0, 365: 7.0}) + results("b", {-5: 10.0})
    visits = [{"patient_id": "b", "date": day(number), "edss": 3.0} for number in (0, 365)]
    small = cohort(**dosed("a", "b"), measures=measures, visits=visits)
    asked = {"instrument": "t25fw", "better": "lower", "percent": 20.0, "months": 12}
    name = "measure_improved_share"
    found = ENDPOINTS[name](bench(small), Interpretation("as in the test", name, at_least(50, "%"), asked))
    assert dict(found.unseen) == {"outside_window": 1}


def test_an_instrument_nobody_used_and_a_better_side_that_is_none_are_told():
    measures = results("a", {-5: 10.0, 365: 8.0})
    assert find(measures, "a", instrument="vep latency").reason == (
        "The table measures has no instrument “vep latency”."
    )
    other = find(measures, "a", better="higher")
    assert other.reason == "A lower result of Timed 25-foot walk is better, not the other way round."


def test_without_the_table_its_columns_are_named():
    name = "measure_improved_share"
    asked = {"instrument": "t25fw", "better": "lower", "percent": 20.0, "months": 12}
    found = ENDPOINTS[name](bench(cohort(**dosed("a"))), Interpretation("", name, at_least(50, "%"), asked))
    assert found.missing == ("measures.instrument", "measures.value")
