import math

import numpy as np
import pytest

from ranvier.estimates.comparison.balance import weigh_balance
from ranvier.estimates.comparison.positivity import (
    PositivityLimits,
    Support,
    weigh_effective_size,
    weigh_positivity,
)
from ranvier.estimates.comparison.propensity import estimate_propensity
from ranvier.estimates.comparison.refusals import NoOverlap
from ranvier.estimates.comparison.weights import WeightTarget, weigh_groups
from ranvier.estimates.inputs import InputError

TREATED = [True, True, False, False]
SCORES = [0.8, 0.4, 0.5, 0.2]


@pytest.mark.parametrize(
    ("target", "weights"),
    [
        # By hand from the definitions; the scores are those of treatment.
        (WeightTarget.EVERYONE, [1 / 0.8, 1 / 0.4, 1 / 0.5, 1 / 0.8]),
        (WeightTarget.TREATED, [1, 1, 1, 0.25]),
        (WeightTarget.OVERLAP, [0.2, 0.6, 0.5, 0.2]),
        (WeightTarget.MATCHING, [0.25, 1, 1, 0.25]),
    ],
)
def test_weights_by_hand(target, weights):
    found = weigh_groups(TREATED, SCORES, target)
    assert found.weights.tolist() == pytest.approx(weights)
    assert found.label == target.label
    assert target.reference


def test_stabilised_weights_are_times_the_share_of_the_group():
    found = weigh_groups([1, 0, 0, 0], [0.5, 0.2, 0.2, 0.2], WeightTarget.EVERYONE, stabilised=True)
    assert found.weights.tolist() == pytest.approx([0.5, *[0.75 / 0.8] * 3])
    assert found.label == "stabilised inverse-probability weights"
    assert not weigh_groups(TREATED, SCORES, WeightTarget.OVERLAP, stabilised=True).stabilised


def test_truncation_is_stated():
    plain = weigh_groups(TREATED, SCORES, WeightTarget.EVERYONE)
    cut = weigh_groups(TREATED, SCORES, WeightTarget.EVERYONE, truncate_above=0.5)
    middle = float(np.median(plain.weights))
    assert cut.truncated_at == pytest.approx(middle)
    assert cut.weights.max() == pytest.approx(middle)
    assert cut.n_truncated == 2
    assert cut.label == "inverse-probability weights, truncated in 2 patients"
    assert cut.slopes[cut.weights < plain.weights].tolist() == [0, 0]
    assert (plain.n_truncated, plain.truncated_at) == (0, math.inf)


@pytest.mark.parametrize(
    ("treated", "scores", "target"),
    [
        ([1, 0], [0.5, 1.0], WeightTarget.EVERYONE),
        ([1, 0], [0.5, 1.0], WeightTarget.TREATED),
        ([1, 0], [0.0, 0.5], WeightTarget.EVERYONE),
    ],
)
def test_infinite_weights_are_refused_with_a_way_out(treated, scores, target):
    with pytest.raises(NoOverlap, match="use overlap weights"):
        weigh_groups(treated, scores, target)
    assert np.isfinite(weigh_groups(treated, scores).weights).all()


@pytest.mark.parametrize(
    ("treated", "scores", "options", "says"),
    [
        ([1, 1], [0.5, 0.5], {}, "treated patients and comparators"),
        ([1, 0], [0.5, 1.5], {}, "scores must lie from 0 to 1"),
        ([1, 0], [0.5], {}, "equally long"),
        ([1, 0], [0.5, 0.5], {"truncate_above": 2}, "truncate_above must lie from 0 to 1"),
    ],
)
def test_faulty_arguments_are_refused(treated, scores, options, says):
    with pytest.raises(InputError, match=says):
        weigh_groups(treated, scores, **options)


def test_a_propensity_needs_both_groups():
    with pytest.raises(InputError, match="treated patients and comparators"):
        estimate_propensity([1, 1, 1], {"age": [1, 2, 3]})


def test_effective_size_by_hand():
    # Kish: (3 + 1)^2 / (9 + 1).
    assert weigh_effective_size([3, 1]) == pytest.approx(1.6)
    with pytest.raises(InputError, match="somebody must count"):
        weigh_effective_size([0, 0])


def test_positivity_by_hand():
    scores = [0.9, 0.5, 0.5, 0.1]
    found = weigh_positivity(scores, weigh_groups(TREATED, scores, WeightTarget.EVERYONE))
    # Weights 1/0.9 and 2 in both groups.
    size = (1 / 0.9 + 2) ** 2 / (1 / 0.81 + 4)
    assert found.ess_treated == pytest.approx(size)
    assert found.ess_share == pytest.approx(size / 2)
    assert found.outside_support == 0.5
    assert found.overlap == 0.5
    assert found.largest_share == pytest.approx(2 / (1 / 0.9 + 2))
    assert (found.n_treated, found.n_comparator) == (2, 2)
    assert found.support is Support.ENOUGH


@pytest.mark.parametrize(
    ("flag", "least", "support"),
    [(0.5, 0.2, Support.ENOUGH), (0.99, 0.2, Support.THIN), (0.99, 0.95, Support.TOO_THIN)],
)
def test_the_limits_are_the_callers(flag, least, support):
    scores = [0.9, 0.5, 0.5, 0.1]
    limits = PositivityLimits(flag_ess_share=flag, least_ess_share=least)
    weights = weigh_groups(TREATED, scores, WeightTarget.EVERYONE)
    assert weigh_positivity(scores, weights, limits=limits).support is support


def test_many_comparators_need_not_keep_their_number_when_weighted_to_the_treated():
    treated = np.arange(1010) < 10
    scores = np.where(np.arange(1010) < 60, 0.5, 0.001)
    found = weigh_positivity(scores, weigh_groups(treated, scores, WeightTarget.TREATED))
    assert found.ess_comparator < 100
    assert found.ess_share == 1
    everyone = weigh_positivity(scores, weigh_groups(treated, scores, WeightTarget.EVERYONE))
    assert everyone.ess_share == pytest.approx(min(1, everyone.ess_comparator / 1000))


def test_balance_by_hand():
    # Ages 40, 50 and 30, 40: means 10 apart, both variances 50. Shares 1 and 1/2: variances 0 and 1/4.
    age, female = [40, 50, 30, 40], [1, 1, 1, 0]
    found = weigh_balance(TREATED, {"age": age, "female": female})
    by_age, by_sex = found.covariates
    assert by_age.before.estimate == pytest.approx(10 / math.sqrt(50))
    assert by_sex.before.estimate == pytest.approx(0.5 / math.sqrt(0.125))
    assert by_age.variance_ratio_before == 1
    assert math.isnan(by_sex.variance_ratio_before)
    assert found.worst is by_age or found.worst is by_sex
    assert by_age.after == by_age.before
    std_error = math.sqrt(1 / 2 + 1 / 2 + (10 / math.sqrt(50)) ** 2 / 8)
    assert by_age.before.upper - by_age.before.estimate == pytest.approx(1.959963984540054 * std_error)


def test_weights_change_the_means_and_not_the_deviation():
    # Comparators 30 and 40 weighted 1 to 3: mean 37.5 instead of 35.
    found = weigh_balance(TREATED, {"age": [40, 50, 30, 40]}, [1, 1, 1, 3]).covariates[0]
    assert found.after.estimate == pytest.approx(7.5 / math.sqrt(50))
    # Weighted variance 18.75, unbiased for known weights: / (1 - (1/16 + 9/16)) = 50.
    assert found.variance_ratio_after == pytest.approx(1)


def test_in_a_small_study_a_difference_above_the_limit_is_not_surely_above():
    rng = np.random.default_rng(3)
    for n, surely in ((40, ()), (40_000, ("age",))):
        treated = np.arange(n) < n / 2
        age = np.concatenate([rng.normal(0.25, 1, n // 2), rng.normal(0, 1, n // 2)])
        age += 0.25 - weigh_balance(treated, {"age": age}).largest * treated
        age = np.where(treated, age - age[treated].mean() + 0.25, age - age[~treated].mean())
        found = weigh_balance(treated, {"age": age})
        assert found.exceeding(0.1) == ("age",)
        assert found.surely_exceeding(0.1) == surely


def test_a_constant_covariate_is_balanced_and_one_of_one_group_infinitely_far():
    found = weigh_balance(TREATED, {"a": [1, 1, 1, 1], "b": [5, 5, 3, 3]})
    assert found.covariates[0].before.estimate == 0
    assert found.worst.name == "b"
    assert found.largest == math.inf


def test_balance_needs_two_patients_in_each_group():
    with pytest.raises(InputError, match="two patients or more"):
        weigh_balance([1, 0, 0], {"age": [1, 2, 3]})
    with pytest.raises(InputError, match="two patients or more"):
        weigh_balance(TREATED, {"age": [1, 2, 3, 4]}, [1, 0, 1, 1])


def test_a_target_may_be_a_word_and_gives_the_same_weights():
    for target in WeightTarget:
        by_word = weigh_groups(TREATED, SCORES, target.value)
        np.testing.assert_array_equal(by_word.weights, weigh_groups(TREATED, SCORES, target).weights)
    with pytest.raises(InputError, match="target must be one of WeightTarget"):
        weigh_groups(TREATED, SCORES, "all")


def test_the_table_of_balance_has_a_row_a_covariate():
    table = weigh_balance(TREATED, {"age": [30, 40, 50, 70], "women": [1, 0, 0, 1]}, [1, 1, 1, 2]).table
    assert table["covariate"].to_list() == ["age", "women"]
    # By hand: means 35 and 60, variances 50 and 200, so -25 / sqrt(125) before.
    assert table["before"][0] == pytest.approx(-25 / math.sqrt(125))
    # Weighted mean of the comparators 190 / 3.
    assert table["after"][0] == pytest.approx((35 - 190 / 3) / math.sqrt(125))
    assert (table["after_lower"] < table["after"]).all()
    assert table["variance_ratio_after"].null_count() == 1


def test_a_balance_gives_its_numbers_by_name():
    rng = np.random.default_rng(2)
    treated, age = rng.random(40) < 0.5, rng.normal(40, 9, 40)
    plain = weigh_balance(treated, {"age": age}).estimates()
    assert [one.definition for one in plain] == ["difference in age, treated minus comparator, unweighted"]
    both = weigh_balance(treated, {"age": age}, rng.uniform(0.5, 2, 40)).estimates()
    assert [one.definition.rpartition(", ")[2] for one in both] == ["unweighted", "weighted"]


@pytest.mark.parametrize("size", [1e-300, 1e-5, 1e90])
def test_the_size_of_the_weights_does_not_matter_to_how_many_are_effective(size):
    assert weigh_effective_size([3 * size, size]) == pytest.approx(1.6)
