from types import SimpleNamespace

import numpy as np
import pytest

from ranvier.estimates.comparison.matched_contrast import (
    estimate_matched_difference,
    estimate_matched_hazard_ratio,
)
from ranvier.estimates.comparison.matching import MatchOrder, MatchRule, match_nearest
from ranvier.estimates.comparison.refusals import NoMatches
from ranvier.estimates.inputs import InputError

#           treated         comparators
LOGITS = [0.0, 1.0, 2.0, 0.4, 0.9, 1.6, 1.2]
TREATED = [1, 1, 1, 0, 0, 0, 0]
NO_CALIPER = MatchRule(caliper=np.inf)


def propensity(logits=LOGITS, treated=TREATED):
    return SimpleNamespace(logits=np.array(logits, float), treated=np.array(treated, bool))


def pairs(found):
    return list(zip(found.treated.tolist(), found.comparator.tolist(), strict=True))


def test_the_largest_score_chooses_first():
    # By hand: 2.0 takes 1.6, 1.0 takes 0.9, 0.0 takes 0.4.
    found = match_nearest(propensity(), rule=NO_CALIPER)
    assert pairs(found) == [(0, 3), (1, 4), (2, 5)]
    assert found.sets.tolist() == [0, 1, 2, 0, 1, 2, -1]
    assert found.weights.tolist() == [1, 1, 1, 1, 1, 1, 0]
    assert (found.n_sets, found.n_unmatched) == (3, 0)


def test_a_caliper_leaves_some_unmatched():
    # The standard deviation of the logits is 0.67 (R sd): 0.2 of it reach from 1.0 to 0.9 only.
    found = match_nearest(propensity())
    assert pairs(found) == [(1, 4)]
    assert found.n_unmatched == 2
    assert found.caliper == pytest.approx(0.2 * np.std(LOGITS, ddof=1))


def test_several_comparators_are_taken_one_a_round():
    found = match_nearest(
        propensity([0, 0.1, 0.05, 0.2, 5, 6], [1, 1, 0, 0, 0, 0]), rule=MatchRule(np.inf, 2)
    )
    # Round 1: 0.1 takes 0.05 (nearer than 0.2), 0 takes 0.2; round 2: 0.1 takes 5, 0 takes 6.
    assert pairs(found) == [(0, 3), (0, 5), (1, 2), (1, 4)]
    assert found.weights.tolist() == [1] * 6


def test_a_set_with_fewer_comparators_weighs_as_much():
    found = match_nearest(propensity([0, 1, 0.1, 1.1], [1, 1, 0, 0]), rule=MatchRule(np.inf, 2))
    assert found.weights.tolist() == [1, 1, 1, 1]
    uneven = match_nearest(propensity([0, 1, 0.1, 1.1, 1.2], [1, 1, 0, 0, 0]), rule=MatchRule(np.inf, 2))
    # Three comparators, one alone in its set: its share is 1 of 2, the others' 1/2 each; scaled to 3.
    assert sorted(uneven.weights[2:].tolist()) == pytest.approx([0.75, 0.75, 1.5])


def test_exact_columns_must_agree():
    found = match_nearest(propensity(), rule=NO_CALIPER, exact={"sex": list("fmffmmm")})
    # The woman at 2.0 chooses first and takes the only woman among the comparators, at 0.4.
    assert pairs(found) == [(1, 4), (2, 3)]
    assert found.n_unmatched == 1


def test_a_comparator_may_be_chosen_again():
    rule = MatchRule(np.inf, again=True)
    found = match_nearest(propensity([0, 0.2, 0.1, 9], [1, 1, 0, 0]), rule=rule)
    assert pairs(found) == [(0, 2), (1, 2)]
    assert found.weights.tolist() == [1, 1, 1, 0]
    contrast = estimate_matched_difference([1.0, 2, 0, 5], found)
    assert contrast.estimate == 1.5
    assert not contrast.has_interval
    assert "several treated" in contrast.method


def test_a_random_order_is_the_seeds():
    rng = np.random.default_rng(1)
    people = propensity(rng.normal(size=80), rng.random(80) < 0.45)
    found = [
        pairs(match_nearest(people, rule=MatchRule(np.inf, order=MatchOrder.RANDOM, seed=seed)))
        for seed in (1, 1, 2)
    ]
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize(
    ("rule", "exact", "says"),
    [
        (MatchRule(caliper=0), None, "caliper must be above 0"),
        (MatchRule(n_each=0), None, "n_each must be 1 or more"),
        (MatchRule(n_each=2, again=True), None, "one each"),
        (MatchRule(order=MatchOrder.RANDOM), None, "needs a seed"),
        (MatchRule(), {"sex": [1, 2]}, "equally long"),
        (MatchRule(), {"sex": [np.nan] * 7}, "exact sex must be known"),
    ],
)
def test_faulty_rules_are_refused(rule, exact, says):
    with pytest.raises(InputError, match=says):
        match_nearest(propensity(), rule=rule, exact=exact)


def test_nobody_within_the_caliper_is_refused_with_a_way_out():
    with pytest.raises(NoMatches, match="use overlap weights"):
        match_nearest(propensity([0, 0.1, 5, 5.1], [1, 1, 0, 0]))


def test_pairs_give_the_paired_t_interval():
    # By hand: differences 1, 2 and 6; mean 3, deviation sqrt(7), t of 2 degrees 4.302652729911275 (R qt).
    found = match_nearest(propensity(), rule=NO_CALIPER)
    contrast = estimate_matched_difference([2.0, 3, 7, 1, 1, 1, 100], found)
    assert contrast.estimate == pytest.approx(3)
    assert contrast.upper - 3 == pytest.approx(4.302652729911275 * np.sqrt(7 / 3))
    assert (contrast.n, contrast.weights) == (6, "nearest matching, 1 to 1, 0 treated unmatched")


def test_shares_among_the_matched_are_counted():
    found = match_nearest(propensity(), rule=NO_CALIPER)
    contrast = estimate_matched_difference(np.array([1, 1, 0, 0, 1, 0, 1], bool), found)
    assert (contrast.unit, contrast.n_events) == ("share", 3)
    assert contrast.estimate == pytest.approx(1 / 3)


def test_one_set_or_no_spread_gives_no_interval():
    one = match_nearest(propensity())
    assert "one matched set" in estimate_matched_difference([1.0] * 7, one).method
    many = match_nearest(propensity(), rule=NO_CALIPER)
    assert "all sets are alike" in estimate_matched_difference([2.0, 2, 2, 1, 1, 1, 1], many).method


def test_the_matched_hazard_ratio_leaves_the_unmatched_out():
    rng = np.random.default_rng(4)
    logits, treated = rng.normal(size=120), rng.random(120) < 0.3
    day, event = rng.integers(50, 900, 120), rng.random(120) < 0.6
    found = match_nearest(propensity(logits, treated))
    ratio = estimate_matched_hazard_ratio(day, event, found)
    later = np.where(found.weights == 0, 5000, day)
    assert ratio == estimate_matched_hazard_ratio(later, event, found)
    assert ratio.n == found.n_sets
    assert ratio.lower < ratio.estimate < ratio.upper
    assert "unmatched" in ratio.weights


def test_a_comparator_of_several_sets_has_no_hazard_ratio():
    again = match_nearest(propensity([0, 0.2, 0.1, 9], [1, 1, 0, 0]), rule=MatchRule(np.inf, again=True))
    with pytest.raises(InputError, match="one set"):
        estimate_matched_hazard_ratio([10] * 4, [1] * 4, again)


@pytest.mark.parametrize(
    ("rule", "exact", "says"),
    [
        ({"caliper": 0}, None, "caliper must be above 0"),
        ({"caliper": np.nan}, None, "caliper must be above 0"),
        ({"caliper": "0.2"}, None, "caliper must be above 0"),
        ({"n_each": 1.5}, None, "n_each must be a whole number"),
        ({"n_each": True}, None, "n_each must be a whole number"),
        ({"again": "no"}, None, "again must be true or false"),
        ({"order": MatchOrder.RANDOM, "seed": -1}, None, "seed must be a whole number"),
        ({}, {"sex": ["f", None, "f", "m", "f", "m", "f"]}, "exact sex must be known"),
        ({}, {"sex": np.array([1.0, np.nan, 1, 2, 1, 2, 1], object)}, "exact sex must be known"),
        ({}, {"sex": np.ones((7, 1))}, "exact sex must be one column"),
        ({}, {"sex": [[1, 2], [3]]}, "exact sex must be one column"),
        ({}, np.ones(7), "exact must name its columns"),
    ],
)
def test_rules_that_cannot_be_followed_are_refused(rule, exact, says):
    with pytest.raises(InputError, match=says):
        match_nearest(propensity(), rule=MatchRule(**rule), exact=exact)


def test_exact_columns_that_leave_nobody_are_named_as_the_cause():
    with pytest.raises(NoMatches, match="alike in the exact columns"):
        match_nearest(propensity(), rule=NO_CALIPER, exact={"centre": np.arange(7)})


def test_rounding_is_no_interval_of_sets_all_alike():
    matches = match_nearest(propensity(), rule=NO_CALIPER)
    found = estimate_matched_difference(0.1 + 0.2 * np.array(TREATED), matches)
    assert found.estimate == pytest.approx(0.2)
    assert not found.has_interval
