import numpy as np
import pytest

from ranvier.estimates.survival.curve_limits import exact_lower, least_at_risk, limits_of_curve
from ranvier.estimates.survival.followed import Interval


def test_nobody_at_risk_vouches_for_nothing():
    assert exact_lower(0, 0.95) == 0


def test_the_fewest_so_far_start_with_the_first_day_under_observation():
    assert least_at_risk(np.array([0, 0, 3, 5, 2, 4])).tolist() == [3, 3, 3, 3, 2, 2]
    assert least_at_risk(np.array([0, 0])).tolist() == [0, 0]


def test_a_gap_in_observation_leaves_the_lower_limit_at_zero():
    survival, at_risk = np.ones(3), np.array([2, 0, 2])
    lower, upper = limits_of_curve(survival, np.zeros(3), least_at_risk(at_risk), 0.95)
    assert lower[1] == lower[2] == 0
    assert upper.tolist() == [1, 1, 1]


@pytest.mark.parametrize("interval", Interval)
def test_limits_hold_the_share_on_every_scale(interval):
    survival, variance = np.array([1, 0.99, 0.5, 0.02, 0]), np.array([0, 0.01, 0.1, 2.0, 0])
    lower, upper = limits_of_curve(survival, variance, np.array([9, 9, 5, 2, 1]), 0.95, interval)
    assert ((lower >= 0) & (lower <= survival) & (survival <= upper) & (upper <= 1)).all()


def test_plain_limits_by_hand():
    # Share 0.5 with a variance of its logarithm of 0.04: half width 1.959964 * 0.5 * 0.2.
    lower, upper = limits_of_curve(np.array([0.5]), np.array([0.04]), np.array([9]), 0.95, Interval.PLAIN)
    assert (lower[0], upper[0]) == pytest.approx((0.5 - 0.1959964, 0.5 + 0.1959964), abs=1e-7)
