"""Changes of a score, by hand; tests/exactness/change.py compares with R."""

import math

import numpy as np
import pytest

from ranvier.estimates.change.change import (
    estimate_mean,
    estimate_median,
    estimate_share_better,
    estimate_share_worse,
)
from ranvier.estimates.inputs import InputError


def test_median_of_ten_lies_between_the_second_and_the_ninth():
    # By hand: P(Binomial(10, 1/2) <= 1) = 11/1024 is under 2.5 %, P(<= 2) = 56/1024 is not.
    estimate = estimate_median([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    assert (estimate.estimate, estimate.lower, estimate.upper) == (5.5, 2, 9)
    assert estimate.method == "exact interval by order statistics 2 and 9 (holds 97.9%)"


@pytest.mark.parametrize("estimate", [estimate_mean, estimate_median])
def test_nobody_seen_is_not_known(estimate):
    nothing = estimate([])
    assert not nothing.is_known
    assert (nothing.n, nothing.method) == (0, "not known: nobody was seen")


@pytest.mark.parametrize("estimate", [estimate_mean, estimate_median])
def test_one_patient_has_a_value_and_no_interval(estimate):
    one = estimate([-1.5])
    assert (one.estimate, one.n) == (-1.5, 1)
    assert not one.has_interval


def test_patients_who_all_changed_alike_have_no_interval_for_the_mean():
    # R 4.2.2 t.test: "data are essentially constant".
    alike = estimate_mean([-0.5] * 40)
    assert (alike.estimate, alike.has_interval) == (-0.5, False)
    assert math.isnan(alike.lower)


def test_shares_better_and_worse_count_the_boundary():
    changes = [-2.0, -1.0, -0.5, 0.0, 1.0, 2.0, 2.5, 0.5]
    counted = {
        "better by 1": estimate_share_better(changes, 1.0),
        "better by 2": estimate_share_better(changes, 2.0),
        "worse by 1": estimate_share_worse(changes, 1.0),
        "worse by 2": estimate_share_worse(changes, 2.0),
    }
    assert {name: share.n_events for name, share in counted.items()} == {
        "better by 1": 2,
        "better by 2": 1,
        "worse by 1": 3,
        "worse by 2": 2,
    }
    assert counted["worse by 1"].definition == "share worse by 1.0 or more"
    assert all(share.n == 8 for share in counted.values())


def test_a_score_where_higher_is_better_turns_the_sides_round():
    assert estimate_share_better([3.0, -3.0, 1.0], 1.0, higher_is_better=True).n_events == 2
    assert estimate_share_worse([3.0, -3.0, 1.0], 1.0, higher_is_better=True).n_events == 1


def test_unknown_changes_are_an_error_rather_than_left_out():
    with pytest.raises(InputError, match="finite"):
        estimate_mean([1.0, np.nan])


def test_a_change_that_counts_has_no_sign():
    with pytest.raises(InputError, match="by must be above 0"):
        estimate_share_better([1.0], -1.0)


def test_read_only_and_small_integer_arrays_are_accepted():
    changes = np.array([-100, 100, 127], np.int8)
    changes.flags.writeable = False
    assert estimate_mean(changes).estimate == pytest.approx(127 / 3)
    assert estimate_share_better(changes, 1.0).n_events == 1


@pytest.mark.parametrize("by", ["1", None, math.inf, math.nan])
def test_the_size_of_a_change_is_a_number(by):
    with pytest.raises(InputError, match="by must be"):
        estimate_share_better([1, 2], by)
