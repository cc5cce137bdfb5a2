"""Tipping points, by hand."""

import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.unseen.tipping import estimate_tipping_count, estimate_tipping_mean


def test_the_unseen_mean_that_brings_all_to_the_threshold():
    # (80 * -2.5 + 20 * x) / 100 = -2 gives x = 0.
    assert estimate_tipping_mean(-2.5, 80, 20, -2.0) == 0


def test_without_anybody_unseen_nothing_tips():
    assert math.isnan(estimate_tipping_mean(-2.5, 80, 0, -2.0))


def test_with_nobody_seen_the_unseen_decide():
    assert estimate_tipping_mean(math.nan, 0, 20, -2.0) == -2


@pytest.mark.parametrize(
    ("n_yes", "n_seen", "n_unseen", "threshold", "needed"),
    [
        (60, 80, 20, 0.75, 15),  # 75 of 100
        (0, 80, 20, 0.07, 7),  # seven of 100, although 0.07 * 100 is a little more than 7 in binary
        (60, 80, 20, 0.7, 10),
        (80, 80, 20, 0.75, 0),
        (50, 80, 20, 0.75, None),
        (0, 0, 0, 0.5, None),
        (2, 3, 0, 0.5, 0),
        (7, 10, 0, 0.7, 0),  # exactly at the threshold
    ],
)
def test_how_many_of_the_unseen_would_have_to_be_a_yes(n_yes, n_seen, n_unseen, threshold, needed):
    assert estimate_tipping_count(n_yes, n_seen, n_unseen, threshold) == needed


def test_a_percentage_is_not_a_share():
    with pytest.raises(InputError, match="threshold must lie from 0 to 1"):
        estimate_tipping_count(1, 2, 3, 75)
