"""Regression to the mean by two visits and by published numbers; tests/exactness/change.py compares with
R."""

import math

import numpy as np
import pytest

from ranvier.definitions.relapse_recovery import RelapseRecovery
from ranvier.estimates.change.regression_to_mean import (
    estimate_regression_from_pairs,
    estimate_regression_from_reliability,
    estimate_relapse_recovery,
)
from ranvier.estimates.change.repeated import estimate_reliability, estimate_smallest_detectable_change
from ranvier.estimates.inputs import InputError


def test_the_line_through_three_pairs_by_hand():
    # second = 1 + first / 2 exactly: from a baseline of 4 the next score is 3.
    found = estimate_regression_from_pairs([4.0, 4.0], [0.0, 2.0, 4.0], [1.0, 2.0, 3.0])
    assert found.estimate == pytest.approx(-1.0)
    assert found.lower == pytest.approx(found.upper)


def test_entry_above_the_middle_of_a_normal_law_by_hand():
    # Above the middle a normal score lies sqrt(2 / pi) spreads away on average; half of it is error.
    found = estimate_regression_from_reliability(3.0, 1.5, 0.5, 3.0)
    assert found.estimate == pytest.approx(-0.5 * 1.5 * math.sqrt(2 / math.pi))
    below = estimate_regression_from_reliability(3.0, 1.5, 0.5, 3.0, at_most=True)
    assert below.estimate == pytest.approx(-found.estimate)


def test_the_normal_formula_equals_a_simulation():
    rng = np.random.default_rng(8)
    true = rng.normal(3, math.sqrt(0.7), 400_000)
    first, second = true + rng.normal(0, math.sqrt(0.3), (2, true.size))
    simulated = (second - first)[first >= 4].mean()
    # The mean of about 47,000 differences with a spread of 0.7 is known to 0.003.
    assert estimate_regression_from_reliability(3.0, 1.0, 0.7, 4.0).estimate == pytest.approx(
        simulated, abs=0.012
    )


def test_far_entries_stay_finite():
    found = estimate_regression_from_reliability(2.0, 0.1, 0.5, 9.5)
    assert found.estimate == pytest.approx(-0.5 * 7.5, rel=0.01)


def test_relapses_at_baseline_go_on_recovering():
    # One relapse three months old among two patients: by a year after onset 79% of 1.10 has gone, 38% had.
    found = estimate_relapse_recovery([91, math.nan], 274)
    assert found.estimate == pytest.approx(-1.10 * (0.79 - 0.38) / 2, abs=0.002)
    assert (found.n, found.n_events) == (2, 1)
    assert estimate_relapse_recovery([math.nan] * 3, 365).estimate == 0
    assert not estimate_relapse_recovery([], 365).is_known
    twice = RelapseRecovery(rise_points=2.20)
    assert estimate_relapse_recovery([91, math.nan], 274, twice).estimate == pytest.approx(2 * found.estimate)


def test_a_change_beyond_error_by_hand():
    # Differences 1 and -1: spread sqrt(2), times 1.96.
    found = estimate_smallest_detectable_change([2.0, 3.0], [3.0, 2.0])
    assert found.estimate == pytest.approx(1.959963984540054 * math.sqrt(2))
    assert found.lower < found.estimate < found.upper


def test_too_few_pairs_are_not_known():
    assert not estimate_reliability([2.0], [2.0]).is_known
    assert not estimate_reliability([2.0, 2.0], [1.0, 3.0]).is_known
    assert not estimate_reliability([2.0, 3.0, 4.0], [1.0, 3.0, 3.5]).has_interval
    same = estimate_reliability([2.0, 3.0, 4.0, 5.0], [2.0, 3.0, 4.0, 5.0])
    assert (same.estimate, same.lower, same.upper) == (1.0, 1.0, 1.0)
    assert not estimate_smallest_detectable_change([2.0, 3.0], [2.5, 3.5]).is_known
    assert not estimate_regression_from_pairs([], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]).is_known
    assert not estimate_regression_from_pairs([3.0], [2.0, 2.0, 2.0], [1.0, 2.0, 3.0]).is_known


def test_faults_are_refused():
    with pytest.raises(InputError, match="equally long"):
        estimate_reliability([1.0, 2.0], [1.0])
    with pytest.raises(InputError, match="reliability must lie from 0 to 1"):
        estimate_regression_from_reliability(3.0, 1.0, 70, 4.0)
    with pytest.raises(InputError, match="sd must be above 0"):
        estimate_regression_from_reliability(3.0, 0.0, 0.7, 4.0)
    with pytest.raises(InputError, match="0 or more"):
        estimate_relapse_recovery([-3], 365)
    with pytest.raises(InputError, match="numbers"):
        estimate_relapse_recovery(["long ago"], 365)


def test_first_visits_that_differ_by_rounding_alone_have_no_line():
    first = [0.1 + 0.2, 0.3, 0.3]
    assert not estimate_regression_from_pairs([1], first, [1, 2, 3]).is_known
    assert not estimate_reliability(first, [1, 2, 3]).is_known
    assert not estimate_smallest_detectable_change([0.1, 0.2, 0.3], [0.2, 0.3, 0.4]).is_known


@pytest.mark.parametrize("sd", ["2", None, 0, math.nan])
def test_a_spread_that_is_none_is_refused_by_name(sd):
    with pytest.raises(InputError, match="sd must be"):
        estimate_regression_from_reliability(3, sd, 0.9, 4)
