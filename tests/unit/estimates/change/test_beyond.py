"""What was seen beyond errors and entry."""

import numpy as np
import pytest

from ranvier.definitions.rater_noise import RaterNoise
from ranvier.estimates.change.beyond import estimate_change_beyond_regression, estimate_share_beyond_noise
from ranvier.estimates.change.true_scores import estimate_true_scores
from ranvier.estimates.change.unaffected import estimate_noise_share, estimate_regression_to_mean
from tests.stable_patients import clinic, examined


def test_an_effect_is_what_lies_beyond_regression():
    true_edss, rng = clinic(5_000)
    first = examined(true_edss, RaterNoise(), rng)
    entered = first >= 3.0
    later = examined(np.where(true_edss >= 3, true_edss - 1.0, true_edss), RaterNoise(), rng)[entered]
    true_scores = estimate_true_scores(first)
    seen = (later - first[entered]).mean()
    found = estimate_change_beyond_regression(first[entered], later, true_scores)
    expected = estimate_regression_to_mean(first[entered], true_scores)
    assert found.estimate == pytest.approx(seen - expected.estimate)
    assert found.lower < found.estimate < found.upper
    beyond = estimate_share_beyond_noise(first[entered], later, 1.0, true_scores)
    share = (later <= first[entered] - 1).mean()
    by_error = estimate_noise_share(first[entered], 1.0, true_scores)
    assert beyond.estimate == pytest.approx(share - by_error.estimate)
    assert beyond.n_events == (later <= first[entered] - 1).sum()


def test_a_share_beyond_error_is_printed_as_a_difference():
    # Nobody of 50 at 9.5 can be better by 1.0 through an error of half a point, but for rounding.
    true_scores = estimate_true_scores([9.5] * 50)
    text = str(estimate_share_beyond_noise([9.5] * 50, [9.5] * 50, 1.0, true_scores))
    assert text.startswith("difference of the share better by 1.0 or more from that by examiners' errors")
    assert "alone: 0.0 percentage points (95% CI 0.0 to +7.1" in text
