"""Observed over expected worsening, the deviation score, and the rules for baseline and missing visits."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.natural_history.misclassification import Misclassification
from ranvier.estimates.natural_history.multistate import estimate_multistate
from ranvier.estimates.natural_history.panel import panel_of
from ranvier.estimates.natural_history.progression_range import estimate_progression_range
from ranvier.estimates.natural_history.progression_ratio import estimate_progression_ratio
from ranvier.estimates.natural_history.read_matrix import ahmad_2019, campbell_2025
from ranvier.estimates.natural_history.states import THREE_BANDS
from ranvier.estimates.natural_history.treated_cohort import (
    CourseOutcome,
    Improvement,
    TreatedCohort,
    find_treated_cohort,
)
from tests.coverage.natural_history import BOTH_WAYS, course, panel


def all_mild(n_worse, n=400, years=5.0):
    """*n* patients from mild, of whom *n_worse* reached moderate."""
    return TreatedCohort(np.zeros(n), (np.arange(n) < n_worse).astype(int), np.full(n, years))


def expected_change(years=5):
    return float(ahmad_2019().over(years)[0] @ [1.75, 5, 8]) - 1.75


def test_ratio_and_deviation_by_hand():
    found = estimate_progression_ratio(all_mild(40), ahmad_2019(), seed=1, target_percent=62)
    observed = 0.1 * (5 - 1.75)
    percent = 100 * observed / expected_change()
    assert found.observed.estimate == pytest.approx(observed)
    assert found.expected.estimate == pytest.approx(expected_change())
    assert found.ratio.estimate == pytest.approx(percent)
    assert found.deviation.estimate == pytest.approx(100 * (percent - 62) / 38)
    assert found.ratio.lower < percent < found.ratio.upper
    assert found.observed.unit == "EDSS points"


@pytest.mark.parametrize(("treated_share", "deviation"), [(1.0, 100), (0.62, 0), (0.0, -62 / 0.38)])
def test_the_deviation_is_0_at_the_target_and_100_as_untreated(treated_share, deviation):
    # Values such that the observed mean change is the wanted share of the expected one.
    n = 100_000
    worse = round(n * treated_share * expected_change() / 3.25)
    found = estimate_progression_ratio(all_mild(worse, n), ahmad_2019(), seed=1)
    assert found.deviation.estimate == pytest.approx(deviation, abs=0.05)


def test_utilities_that_fall_give_the_ratio_of_the_losses():
    values = [0.8, 0.5, 0.0]
    found = estimate_progression_ratio(all_mild(40), ahmad_2019(), seed=1, values=values)
    loss = float(ahmad_2019().over(5)[0] @ values) - 0.8
    assert found.expected.estimate == pytest.approx(loss)
    assert found.ratio.estimate == pytest.approx(100 * 0.1 * -0.3 / loss)


def test_each_patient_is_expected_at_its_own_last_visit():
    cohort = TreatedCohort([0, 0, 1], [0, 1, 1], [1.0, 3.0, 2.0])
    middles = np.array([1.75, 5, 8])
    matrix = ahmad_2019()
    by_hand = np.mean([matrix.over(y)[s] @ middles - middles[s] for s, y in [(0, 1), (0, 3), (1, 2)]])
    assert estimate_progression_ratio(cohort, matrix, seed=1).expected.estimate == pytest.approx(by_hand)


def test_no_ratio_where_the_expected_change_may_be_none():
    # From moderate, matrix A expects about as much improvement as worsening.
    cohort = TreatedCohort(np.ones(50), np.ones(50), np.full(50, 1.0))
    found = estimate_progression_ratio(cohort, ahmad_2019(), seed=1)
    assert math.isnan(found.ratio.estimate)
    assert "cannot be told from none" in found.ratio.method
    assert not found.deviation.is_known


def test_no_ratio_of_fewer_than_10_patients():
    assert "fewer than 10" in estimate_progression_ratio(all_mild(2, 9), ahmad_2019(), seed=1).ratio.method
    assert estimate_progression_ratio(all_mild(2, 10), ahmad_2019(), seed=1).ratio.is_known


PANEL = panel_of(
    [0, 0, 0, 1, 1, 2, 3, 3, 3],
    [0, 365, 731, 0, 365, 0, 0, 365, 731],
    [1, 0, 1, 0, 1, 0, 0, 2, 1],
    THREE_BANDS,
)
#        visits: moderate mild moderate; mild moderate; mild alone; mild severe moderate


@pytest.mark.parametrize(
    ("rules", "baseline", "outcome", "years"),
    [
        ({}, [1, 0, 0], [1, 1, 1], [2.0, 1.0, 2.0]),
        ({"outcome": CourseOutcome.SEEN_THEN}, [1, 0], [1, 1], [2.0, 2.0]),
        ({"outcome": CourseOutcome.CARRIED}, [1, 0, 0], [1, 1, 1], [2.0, 2.0, 2.0]),
        ({"improvement": Improvement.LOWERED_BEFORE}, [0, 0, 0], [1, 1, 1], [2.0, 1.0, 2.0]),
    ],
)
def test_rules_for_baseline_and_missing_visits(rules, baseline, outcome, years):
    cohort = find_treated_cohort(PANEL, horizon_years=2, **rules)
    assert list(cohort.baseline_state) == baseline
    assert list(cohort.outcome_state) == outcome
    assert list(cohort.followup_years) == pytest.approx(years, abs=0.002)


def test_an_earlier_horizon_takes_an_earlier_visit():
    assert list(find_treated_cohort(PANEL, horizon_years=1).outcome_state) == [0, 1, 2]


def test_a_horizon_before_all_visits_is_refused():
    with pytest.raises(InputError, match="no patient has an outcome"):
        find_treated_cohort(PANEL, horizon_years=0.1, window_years=0.0)


def test_a_course_of_true_states_is_no_comparator_of_scores():
    seen = panel(course(np.random.default_rng(1), 300, 6, BOTH_WAYS))
    errors = Misclassification(((0.95, 0.05, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))
    model = estimate_multistate(seen, THREE_BANDS, misclassification=errors)
    with pytest.raises(InputError, match="of true states"):
        estimate_progression_ratio(all_mild(4), model, seed=1)


def test_the_range_holds_the_lowest_and_the_highest_rule():
    found = estimate_progression_range(
        {"few worse": all_mild(20), "many worse": all_mild(80)}, ahmad_2019(), seed=1
    )
    assert found.lowest_percent == found.by_rule["few worse"].ratio.estimate
    assert found.highest_percent == pytest.approx(4 * found.lowest_percent)


@pytest.mark.parametrize(
    ("cohort", "more", "words"),
    [
        (TreatedCohort([0, 0], [0], [1, 1]), {}, "equally long"),
        (TreatedCohort([0, 0], [0, 1], [0, 1]), {}, "followup_years must be above 0"),
        (TreatedCohort([0], [0], [1]), {}, "two patients"),
        (TreatedCohort([0, 0], [0, 5], [1, 1]), {}, "must be one of the states"),
        (TreatedCohort([0, 0], [0, 1], [1, 1]), {"target_percent": 100}, "must be below 100"),
    ],
)
def test_cohorts_that_are_none_are_refused(cohort, more, words):
    with pytest.raises(InputError, match=words):
        estimate_progression_ratio(cohort, ahmad_2019(), seed=1, **more)


def test_a_rule_that_is_none_is_refused():
    with pytest.raises(InputError, match="outcome must be one of CourseOutcome"):
        find_treated_cohort(PANEL, horizon_years=2, outcome="last")


def test_no_ratio_where_the_untreated_are_expected_to_improve():
    # From severe, matrix B expects improvement: a quotient of two falls would read as much worsening.
    severe = TreatedCohort(np.full(50, 3), np.full(50, 2), np.full(50, 2.0))
    found = estimate_progression_ratio(severe, campbell_2025(), seed=1)
    assert found.expected.upper < 0
    assert "expected to improve" in found.ratio.method
    utilities = estimate_progression_ratio(severe, campbell_2025(), seed=1, values=[0.9, 0.7, 0.5, 0.2])
    assert utilities.expected.lower > 0
    assert not utilities.ratio.is_known


def test_a_cohort_of_other_bands_than_the_untreated_is_refused():
    cohort = find_treated_cohort(PANEL, horizon_years=2)
    with pytest.raises(InputError, match="other states than the untreated course"):
        estimate_progression_ratio(cohort, campbell_2025(), seed=1)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"seed": None}, "seed must be a whole number"),
        ({"seed": 1, "target_percent": "62"}, "target_percent must be"),
    ],
)
def test_options_that_are_no_numbers_are_refused_by_name(more, words):
    with pytest.raises(InputError, match=words):
        estimate_progression_ratio(all_mild(40), ahmad_2019(), **more)
