"""The likelihood of counts beside scipy's, its slopes beside differences of it."""

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from ranvier.estimates.rates.count_likelihood import log_likelihood, spread_slopes

COUNT = np.array([0, 0, 1, 4, 2, 11, 0, 3.0])
MEAN = np.array([0.4, 2.0, 0.9, 1.5, 2.2, 5.0, 1e-4, 0.05])
WEIGHTS = np.array([1, 2, 0.5, 1, 1, 1, 3, 1.0])


@pytest.mark.parametrize("spread", [1e-3, 0.2, 1.7, 40])
def test_it_is_the_negative_binomial_one(spread):
    size = 1 / spread
    terms = nbinom.logpmf(COUNT, size, size / (size + MEAN))  # scipy, its own formula
    assert log_likelihood(COUNT, MEAN, spread, WEIGHTS) == pytest.approx((WEIGHTS * terms).sum(), rel=1e-10)


def test_without_spread_it_is_the_poisson_one():
    terms = poisson.logpmf(COUNT, MEAN)
    assert log_likelihood(COUNT, MEAN, 0.0, WEIGHTS) == pytest.approx((WEIGHTS * terms).sum(), rel=1e-12)


# Spreads on both sides of the place where a series takes over (the spread times the mean at 0.01).
@pytest.mark.parametrize("spread", [1e-4, 1.9e-3, 2.1e-3, 0.011, 0.3, 5.0])
def test_the_slopes_are_those_of_the_likelihood(spread):
    step = 1e-4 * spread
    below, above = (log_likelihood(COUNT, MEAN, spread + side * step, WEIGHTS) for side in (-1, 1))
    slopes = spread_slopes(COUNT, MEAN, spread, WEIGHTS)
    assert slopes.slope == pytest.approx((above - below) / (2 * step), rel=1e-4)
    ends = [spread_slopes(COUNT, MEAN, spread + side * step, WEIGHTS).slope for side in (-1, 1)]
    assert slopes.bend == pytest.approx((ends[1] - ends[0]) / (2 * step), rel=1e-5)


def test_the_slope_without_spread_is_half_of_what_the_squares_exceed_poisson():
    # By hand: the derivative at 0 is the sum of ((y - m)² - y) / 2.
    by_hand = (WEIGHTS * ((COUNT - MEAN) ** 2 - COUNT)).sum() / 2
    assert spread_slopes(COUNT, MEAN, 0.0, WEIGHTS).slope == pytest.approx(by_hand, rel=1e-12)
