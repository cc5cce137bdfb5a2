"""What errors alone show equals the slow twin's counting, and no cohort of changes leaves the bounds."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.definitions.rater_noise import LIVING_EDSS, RaterNoise
from ranvier.estimates.change.true_scores import Entry, TrueScores, estimate_true_scores
from ranvier.estimates.change.unaffected import estimate_noise_share, estimate_regression_to_mean
from tests.reference.rater_noise import expectation, noise_of

QS = {band.highest_edss: Fraction(str(band.chance_each_way)) for band in RaterNoise().bands}


def chance_of(edss):
    return noise_of(edss, next(q for highest, q in QS.items() if edss <= highest))


def known(shares):
    """True scores that are known for certain."""
    share = np.array([float(shares.get(edss, 0)) for edss in LIVING_EDSS])
    return TrueScores(share, np.zeros((19, 19)), RaterNoise().chances(), 1, Entry(), RaterNoise())


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=19, max_size=19),
    st.sampled_from(LIVING_EDSS),
    st.sampled_from([0.5, 1.0, 2.0]),
)
def test_the_law_equals_its_slow_twin(weights, recorded, by):
    shares = {edss: Fraction(w, sum(weights)) for edss, w in zip(LIVING_EDSS, weights, strict=True)}
    true_scores = known(shares)
    baseline = [recorded]
    expected = expectation(shares, chance_of, recorded, lambda a, later: later[0] - a)
    assert estimate_regression_to_mean(baseline, true_scores).estimate == pytest.approx(float(expected))
    better = expectation(shares, chance_of, recorded, lambda a, later: later[0] <= a - by)
    assert estimate_noise_share(baseline, by, true_scores).estimate == pytest.approx(float(better))
    twice = expectation(shares, chance_of, recorded, lambda a, later: max(later) <= a - by, n_later=2)
    confirmed = estimate_noise_share(baseline, by, true_scores, confirmed=True)
    assert confirmed.estimate == pytest.approx(float(twice))
    worse = expectation(shares, chance_of, recorded, lambda a, later: later[0] >= a + by)
    assert estimate_noise_share(baseline, by, true_scores, worse=True).estimate == pytest.approx(float(worse))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(LIVING_EDSS), min_size=1, max_size=60))
def test_true_scores_are_shares_and_the_order_of_patients_changes_nothing(recorded):
    found = estimate_true_scores(recorded)
    assert found.share.min() >= 0
    assert found.share.sum() == pytest.approx(1)
    again = estimate_true_scores(recorded[::-1])
    np.testing.assert_array_equal(found.share, again.share)
