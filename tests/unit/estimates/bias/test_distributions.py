import numpy as np
import pytest

from ranvier.estimates.bias.distributions import (
    Beta,
    Fixed,
    LogNormal,
    Normal,
    Trapezoidal,
    Triangular,
    Uniform,
)
from ranvier.estimates.inputs import InputError

EVERY = [
    # Distribution, its mean and variance by their formulas.
    (Fixed(0.8), 0.8, 0.0),
    (Uniform(0.7, 0.9), 0.8, 0.2**2 / 12),
    (Triangular(0.0, 0.3, 0.9), 0.4, (0 + 0.09 + 0.81 - 0.0 - 0.0 - 0.27) / 18),
    (Trapezoidal(0.0, 0.25, 0.75, 1.0), 0.5, (1.0**2 + 0.5**2) / 24),
    (Trapezoidal(0.2, 0.2, 0.8, 0.8), 0.5, 0.6**2 / 12),
    (Beta(90, 10), 0.9, 0.9 * 0.1 / 101),
    (Normal(-0.5, 0.2), -0.5, 0.04),
]


@pytest.mark.parametrize(("belief", "mean", "variance"), EVERY, ids=str)
def test_draws_have_mean_and_variance_and_stay_within(belief, mean, variance):
    draws = belief.draw(np.random.default_rng(3), 200_000)
    assert draws.size == 200_000
    assert draws.mean() == pytest.approx(mean, abs=5 * (variance / 200_000) ** 0.5 + 1e-12)
    assert draws.var() == pytest.approx(variance, rel=0.03, abs=1e-12)
    assert belief.least <= draws.min() <= draws.max() <= belief.most


def test_a_ratio_has_its_middle_and_its_upper_end():
    belief = LogNormal(2.0, 4.0)
    middle, upper = np.quantile(belief.draw(np.random.default_rng(3), 400_000), [0.5, 0.975])
    assert (middle, upper) == pytest.approx((2, 4), rel=0.01)


def test_each_is_told_as_a_paper_states_it():
    assert [belief.words for belief, _, _ in EVERY[:2]] == ["0.8", "uniform (0.7, 0.9)"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Fixed(np.nan),
        lambda: Uniform(0.9, 0.7),
        lambda: Uniform(0.9, np.inf),
        lambda: Triangular(0.5, 0.3, 0.9),
        lambda: Trapezoidal(0.1, 0.5, 0.4, 0.9),
        lambda: Beta(0, 1),
        lambda: Normal(0, -1),
        lambda: LogNormal(2, 1),
    ],
)
def test_what_is_no_distribution_is_refused(make):
    with pytest.raises(InputError, match=r"bias analysis"):
        make()


def test_a_ratio_out_of_order_is_told_what_its_two_numbers_are():
    with pytest.raises(InputError, match="give the median, above 0, then a larger upper end"):
        LogNormal(0.4, 0.2)
