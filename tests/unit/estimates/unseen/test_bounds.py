"""Worst and best case, by hand."""

import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Bounds
from ranvier.estimates.unseen.bounds import (
    estimate_contrast_bounds,
    estimate_mean_bounds,
    estimate_median_bounds,
    estimate_share_bounds,
    estimate_survival_bounds,
)


def test_mean_with_the_unseen_at_both_ends():
    bounds = estimate_mean_bounds([-1.0, -2.0], 2, worst_change=1.0, best_change=-3.0)
    assert (bounds.worst, bounds.best, bounds.n_unseen) == (-0.25, -2.25, 2)
    assert bounds.how == "not seen: worst +1.0, best −3.0"


def test_with_everybody_seen_both_ends_meet():
    bounds = estimate_mean_bounds([-1.0, -2.0], 0, worst_change=1.0, best_change=-3.0)
    assert bounds.worst == bounds.best == -1.5


def test_with_nobody_seen_the_mean_can_be_all_of_it():
    bounds = estimate_mean_bounds([], 3, worst_change=1.0, best_change=-3.0)
    assert (bounds.worst, bounds.best) == (1, -3)


def test_median_with_the_unseen_at_both_ends():
    bounds = estimate_median_bounds([-1.0, -1.0, 0.0], 2, worst_change=2.0, best_change=-2.0)
    assert (bounds.worst, bounds.best) == (0, -1)


@pytest.mark.parametrize(("yes_is_good", "worst", "best"), [(True, 0.6, 0.8), (False, 0.8, 0.6)])
def test_share_with_the_unseen_all_no_and_all_yes(yes_is_good, worst, best):
    bounds = estimate_share_bounds(6, 8, 2, yes_is_good=yes_is_good)
    assert (bounds.worst, bounds.best, bounds.lower, bounds.upper) == (worst, best, 0.6, 0.8)


def test_curve_with_the_lost_all_worsened_and_all_free():
    # Ten patients: four seen free through day 365, two events, three lost before it, one never followed.
    exit_day = [400, 365, 500, 400, 100, 365, 30, 200, 364]
    event = [0, 0, 1, 0, 1, 1, 0, 0, 0]
    bounds = estimate_survival_bounds(exit_day, event, 365, n_without_follow_up=1)
    assert (bounds.worst, bounds.best) == (pytest.approx(0.4), pytest.approx(0.8))
    assert bounds.n_unseen == 4


def test_patients_not_due_yet_are_not_lost():
    # The third could be followed for 50 days only and was: of the two left on day 60 one has the event.
    bounds = estimate_survival_bounds([100, 60, 50], [0, 1, 0], 90, due_day=[200, 200, 50])
    assert bounds.worst == bounds.best == pytest.approx(0.5)
    assert bounds.n_unseen == 0


def test_lost_patients_worsen_right_after_they_were_last_seen():
    # Lost on day 50, due until day 80: the event comes on day 51, before anybody else leaves.
    bounds = estimate_survival_bounds([100, 60, 50], [0, 1, 0], 90, due_day=[200, 200, 80])
    assert bounds.worst == pytest.approx(1 / 3)
    # At best free through day 80 and censored there: one of three has the event on day 60.
    assert bounds.best == pytest.approx(2 / 3)
    assert bounds.n_unseen == 1


def test_the_lost_are_free_at_best_until_the_day_they_were_due_and_not_beyond():
    # Lost on day 50, due until day 80: one of the two left on day 85 has the event.
    bounds = estimate_survival_bounds([100, 85, 50], [0, 1, 0], 90, due_day=[200, 200, 80])
    assert bounds.best == pytest.approx(1 / 2)
    assert bounds.worst == pytest.approx(2 / 3 * 1 / 2)


def test_who_left_on_the_same_day_but_was_not_due_is_no_longer_at_risk_when_the_lost_worsen():
    # Day 50: one not due leaves, one is lost. On day 51 the lost one is one of two at risk.
    bounds = estimate_survival_bounds([100, 50, 50], [0, 0, 0], 90, due_day=[200, 50, 80])
    assert bounds.worst == pytest.approx(1 / 2)


def test_nobody_due_at_the_day_gives_no_bounds():
    bounds = estimate_survival_bounds([50, 50], [0, 0], 90, due_day=[50, 50])
    assert math.isnan(bounds.worst)
    assert math.isnan(bounds.best)


@pytest.mark.parametrize(
    "nobody",
    [
        estimate_mean_bounds([], 0, worst_change=1.0, best_change=-1.0),
        estimate_median_bounds([], 0, worst_change=1.0, best_change=-1.0),
        estimate_share_bounds(0, 0, 0),
        estimate_survival_bounds([], [], 365),
    ],
    ids=["mean", "median", "share", "curve"],
)
def test_nobody_at_all_gives_no_bounds(nobody):
    assert math.isnan(nobody.worst)
    assert math.isnan(nobody.best)


def test_contrast_bounds_set_each_group_against_the_other():
    treated, comparator = Bounds(0.4, 0.8, 4, ""), Bounds(0.5, 0.6, 2, "")
    contrast = estimate_contrast_bounds(treated, comparator)
    assert (contrast.worst, contrast.best, contrast.n_unseen) == (pytest.approx(-0.2), pytest.approx(0.3), 6)


def test_faults_are_named_at_once():
    with pytest.raises(InputError) as caught:
        estimate_mean_bounds([math.nan], -1, worst_change=math.inf, best_change=0)
    assert len(caught.value.problems) == 3
    with pytest.raises(InputError, match="n_yes must not exceed n_seen"):
        estimate_share_bounds(4, 3, 0)
    with pytest.raises(InputError, match="day must be 0 or more"):
        estimate_survival_bounds([4], [0], -3)


@pytest.mark.parametrize("day", ["a", None, float("nan"), 2.5])
def test_a_day_that_is_none_is_refused_by_name(day):
    with pytest.raises(InputError, match="day must be"):
        estimate_survival_bounds([10, 20], [0, 1], day)
