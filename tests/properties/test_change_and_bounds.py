"""What holds for every group of patients: order, sign, unit, and bounds that are reached."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.change.change import (
    estimate_mean,
    estimate_median,
    estimate_share_better,
    estimate_share_worse,
)
from ranvier.estimates.comparison.contrast import estimate_difference_of_means, estimate_difference_of_shares
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.unseen.bounds import (
    estimate_mean_bounds,
    estimate_share_bounds,
    estimate_survival_bounds,
)
from ranvier.estimates.unseen.tipping import Limit, estimate_tipping_mean, estimate_tipping_share

half_points = st.integers(-8, 8).map(lambda ticks: ticks / 2)
changes = st.lists(half_points, min_size=1, max_size=40)
counts = st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
some_counts = st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def ends(estimate):
    return [estimate.estimate, estimate.lower, estimate.upper]


@given(changes, st.randoms(use_true_random=False), st.sampled_from([estimate_mean, estimate_median]))
def test_the_order_of_patients_changes_nothing(values, random, estimate):
    shuffled = random.sample(values, len(values))
    np.testing.assert_array_equal(ends(estimate(shuffled)), ends(estimate(values)))


@given(changes, st.sampled_from([estimate_mean, estimate_median]))
def test_turning_all_signs_turns_the_interval_round(values, estimate):
    turned = estimate([-value for value in values])
    there = estimate(values)
    expected = [-there.estimate, -there.upper, -there.lower]
    np.testing.assert_allclose(ends(turned), expected, rtol=1e-12, atol=1e-12)


@given(changes, half_points, st.sampled_from([estimate_mean, estimate_median]))
def test_moving_all_changes_moves_the_interval(values, shift, estimate):
    # An interval that collapses is left out on both sides or on neither.
    moved, there = estimate([value + shift for value in values]), estimate(values)
    np.testing.assert_allclose(ends(moved), np.array(ends(there)) + shift, rtol=1e-12, atol=1e-12)


@given(changes, st.sampled_from([1.0, 2.0]))
def test_better_worse_and_neither_are_everybody(values, by):
    neither = sum(abs(value) < by for value in values)
    better, worse = estimate_share_better(values, by), estimate_share_worse(values, by)
    assert better.n_events + worse.n_events + neither == len(values)


@given(some_counts)
def test_the_share_without_it_is_the_share_with_it_turned_round(count):
    n_yes, n_all = count
    share, other = estimate_share(n_yes, n_all), estimate_share(n_all - n_yes, n_all)
    expected = [1 - share.estimate, 1 - share.upper, 1 - share.lower]
    np.testing.assert_allclose(ends(other), expected, rtol=1e-9, atol=1e-12)


@given(some_counts, some_counts)
def test_exchanging_the_groups_turns_the_contrast_round(ours, theirs):
    there = estimate_difference_of_shares(estimate_share(*ours), estimate_share(*theirs))
    back = estimate_difference_of_shares(estimate_share(*theirs), estimate_share(*ours))
    expected = [-there.estimate, -there.upper, -there.lower]
    np.testing.assert_allclose(ends(back), expected, rtol=1e-12, atol=1e-12)
    assert -1 - 1e-12 <= there.lower <= there.estimate <= there.upper <= 1 + 1e-12


@given(changes, changes)
def test_the_difference_of_means_is_the_means_difference(ours, theirs):
    difference = estimate_difference_of_means(ours, theirs).estimate
    expected = estimate_mean(ours).estimate - estimate_mean(theirs).estimate
    assert difference == pytest.approx(expected, abs=1e-12)


@given(changes, st.lists(half_points, min_size=1, max_size=10))
def test_whatever_the_unseen_did_the_mean_lies_within_its_bounds(seen, unseen):
    bounds = estimate_mean_bounds(seen, len(unseen), worst_change=4.0, best_change=-4.0)
    assert bounds.lower - 1e-12 <= estimate_mean(seen + unseen).estimate <= bounds.upper + 1e-12


@given(counts, counts, st.booleans())
def test_whatever_the_unseen_are_the_share_lies_within_its_bounds(seen, unseen, yes_is_good):
    bounds = estimate_share_bounds(*seen, unseen[1], yes_is_good=yes_is_good)
    everybody = estimate_share(seen[0] + unseen[0], seen[1] + unseen[1])
    if everybody.is_known:
        assert bounds.lower <= everybody.estimate <= bounds.upper


@given(
    st.lists(st.tuples(st.integers(0, 8), st.booleans()), max_size=6), st.integers(0, 8), st.integers(0, 2)
)
def test_curve_bounds_are_the_extremes_over_all_fates_of_the_lost(people, day, n_without):
    exit_day, event = [leave for leave, _ in people], [failed for _, failed in people]
    bounds = estimate_survival_bounds(exit_day, event, day, n_without_follow_up=n_without)
    fixed = [(min(leave, day + 1), failed) for leave, failed in people if failed or leave >= day]
    lost = [leave for leave, failed in people if not failed and leave < day] + [-1] * n_without
    assert bounds.n_unseen == len(lost)
    fates = []
    for fate in product([True, False], repeat=len(lost)):
        full = fixed + [
            (leave + 1 if failed else day, failed) for leave, failed in zip(lost, fate, strict=True)
        ]
        fates.append(
            estimate_survival([d for d, _ in full], [f for _, f in full]).at(day, least_at_risk=0).estimate
        )
    if math.isnan(bounds.worst):
        assert not people
        assert not n_without
        return
    assert bounds.worst == pytest.approx(min(fates), abs=1e-12)
    assert bounds.best == pytest.approx(max(fates), abs=1e-12)


@given(changes, st.integers(1, 20), half_points)
def test_unseen_patients_at_the_tipping_mean_bring_all_to_the_threshold(seen, n_unseen, threshold):
    unseen = estimate_tipping_mean(seen, n_unseen, threshold).unseen_show
    both = (sum(seen) + n_unseen * unseen) / (len(seen) + n_unseen)
    assert both == pytest.approx(threshold, abs=1e-9)


@given(some_counts, st.integers(1, 20), st.integers(0, 100), st.sampled_from(Limit))
def test_one_patient_less_among_the_unseen_does_not_tip_a_share(seen, n_unseen, percent, limit):
    n_yes, n_seen = seen
    found = estimate_tipping_share(n_yes, n_seen, n_unseen, percent / 100, limit=limit)

    def holds(count):
        share = estimate_share(n_yes + count, n_seen + n_unseen)
        if limit is Limit.ESTIMATE:
            return 100 * share.n_events >= percent * share.n
        return limit.of(share) >= percent / 100

    begins = math.floor(n_unseen * n_yes / n_seen + 0.5)
    turned = [count for count in range(n_unseen + 1) if holds(count) is not holds(begins)]
    nearest = min(turned, key=lambda count: abs(count - begins), default=None)
    assert found.tips is (nearest is not None)
    if nearest is not None:
        assert found.then.n_events == n_yes + nearest
