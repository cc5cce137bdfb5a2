import numpy as np

from ranvier.estimates.survival.curve_limits import exact_lower, least_at_risk, log_log_limits


def test_nobody_at_risk_vouches_for_nothing():
    assert exact_lower(0, 0.95) == 0


def test_the_fewest_so_far_start_with_the_first_day_under_observation():
    assert least_at_risk(np.array([0, 0, 3, 5, 2, 4])).tolist() == [3, 3, 3, 3, 2, 2]
    assert least_at_risk(np.array([0, 0])).tolist() == [0, 0]


def test_a_gap_in_observation_leaves_the_lower_limit_at_zero():
    survival, at_risk = np.ones(3), np.array([2, 0, 2])
    lower, upper = log_log_limits(survival, np.zeros(3), least_at_risk(at_risk), 0.95)
    assert lower[1] == lower[2] == 0
    assert upper.tolist() == [1, 1, 1]
