import math

import pytest

from ranvier.estimates.bias.adjusted_change import estimate_bias_adjusted_change
from ranvier.estimates.bias.distributions import Fixed, Normal
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Estimate

#: Standard error 0.1.
CHANGE = Estimate(-0.7, -0.7 - 0.1959964, -0.7 + 0.1959964, 171, "t", "mean change", "EDSS points")


def test_a_normal_shift_and_chance_add_their_variances():
    # In closed form: -0.7 + 0.3 -+ 1.959964 * sqrt(0.1^2 + 0.2^2).
    found = estimate_bias_adjusted_change(CHANGE, Normal(-0.3, 0.2), seed=1, n_draws=400_000)
    half_width = 1.959964 * math.sqrt(0.05)
    ends = found.total.lower, found.total.estimate, found.total.upper
    assert ends == pytest.approx((-0.4 - half_width, -0.4, -0.4 + half_width), abs=0.005)
    assert found.errors_only.upper == pytest.approx(-0.4 + 1.959964 * 0.2, abs=0.005)
    assert found.conventional is CHANGE
    assert found.stated == ("rater shift, points: normal (-0.3, 0.2)",)


def test_without_a_shift_the_total_is_the_interval_as_recorded():
    found = estimate_bias_adjusted_change(CHANGE, Fixed(0.0), seed=1, n_draws=400_000)
    assert found.total.lower == pytest.approx(CHANGE.lower, abs=0.002)
    assert found.errors_only.lower == found.errors_only.upper == -0.7


def test_a_change_without_an_interval_is_refused():
    lonely = Estimate(-0.7, math.nan, math.nan, 1, "no interval", "mean change")
    with pytest.raises(InputError, match="rater_shift must be a distribution"):
        estimate_bias_adjusted_change(CHANGE, -0.3, seed=1)
    with pytest.raises(InputError, match="must have an interval"):
        estimate_bias_adjusted_change(lonely, Fixed(0.0), seed=1)


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "says"),
    [
        (-math.inf, -0.1, "EDSS points", "an interval with two ends"),
        (-0.6, 2.0, "EDSS points", "must lie evenly"),
        (-0.8, -0.2, "ratio", "a ratio is not shifted by points"),
        (-0.8, -0.2, "share", "a share is not shifted by points"),
    ],
)
def test_what_raters_do_not_shift_by_points_is_refused(lower, upper, unit, says):
    change = Estimate(-0.5, lower, upper, 50, "t", "mean change", unit)
    with pytest.raises(InputError, match=says):
        estimate_bias_adjusted_change(change, Normal(-0.2, 0.1), seed=1)
