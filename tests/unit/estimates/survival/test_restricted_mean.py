"""Mean days free of the event, by hand. The numbers of R: tests/exactness/curves.py."""

import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.restricted_mean import (
    estimate_difference_of_restricted_means,
    estimate_restricted_mean,
)


def test_the_area_under_the_steps_by_hand():
    # Share 1 for 10 days, 3/4 for 10, 1/2 for 20: 10 + 7.5 + 10 of 40 days.
    found = estimate_restricted_mean([10, 20, 50, 60], [1, 1, 0, 0], 40, least_at_risk=0)
    assert found.mean.estimate == pytest.approx(27.5)
    # Greenwood: (17.5^2) / (4 * 3) + (10^2) / (3 * 2).
    assert found.std_error == pytest.approx(math.sqrt(17.5**2 / 12 + 100 / 6), rel=1e-12)
    assert (found.mean.n_events, found.mean.unit) == (2, "days")


def test_without_an_event_the_lower_limit_comes_from_the_exact_one():
    found = estimate_restricted_mean([50] * 4, [0] * 4, 40, least_at_risk=0)
    assert (found.mean.estimate, found.mean.upper) == (40, 40)
    assert found.mean.lower == pytest.approx(40 * 0.025**0.25, rel=1e-12)


def test_all_events_on_one_day_leave_no_interval():
    found = estimate_restricted_mean([5, 5, 5], [1, 1, 1], 40, least_at_risk=0)
    assert (found.mean.estimate, found.mean.has_interval) == (5, False)


def test_beyond_the_follow_up_the_mean_is_not_known():
    found = estimate_restricted_mean([5, 9], [1, 0], 10, least_at_risk=0)
    assert found.mean.method == "not known: nobody was followed beyond day 9"
    assert not estimate_restricted_mean([], [], 10, least_at_risk=0).mean.is_known
    whole = estimate_restricted_mean([50, 60], [1, 0], 40, least_at_risk=0)
    short = estimate_restricted_mean([5, 9], [1, 0], 40, least_at_risk=0)
    assert estimate_difference_of_restricted_means(whole, short).method.startswith("not known: comparator")


def test_the_difference_of_two_groups_by_hand():
    ours = estimate_restricted_mean([10, 20, 50, 60], [1, 1, 0, 0], 40, least_at_risk=0)
    theirs = estimate_restricted_mean([10, 50], [1, 0], 40, least_at_risk=0)
    contrast = estimate_difference_of_restricted_means(ours, theirs)
    assert contrast.estimate == pytest.approx(27.5 - 25)
    half_width = 1.959963984540054 * math.hypot(ours.std_error, theirs.std_error)
    assert contrast.upper - contrast.estimate == pytest.approx(half_width, rel=1e-12)
    none = estimate_restricted_mean([50] * 4, [0] * 4, 40, least_at_risk=0)
    assert not estimate_difference_of_restricted_means(none, theirs).has_interval


def test_groups_must_be_read_alike():
    ours = estimate_restricted_mean([10, 50], [1, 0], 40, least_at_risk=0)
    with pytest.raises(InputError, match="same day"):
        estimate_difference_of_restricted_means(
            ours, estimate_restricted_mean([10, 50], [1, 0], 41, least_at_risk=0)
        )
    with pytest.raises(InputError, match="same level of confidence"):
        other = estimate_restricted_mean([10, 50], [1, 0], 40, conf_level=0.9, least_at_risk=0)
        estimate_difference_of_restricted_means(ours, other)
    with pytest.raises(InputError, match="day must be after day 0"):
        estimate_restricted_mean([10, 50], [1, 0], 0, least_at_risk=0)
