import math
from dataclasses import replace

import numpy as np
import pytest

from ranvier.estimates.comparison.adjustment import Weighting
from ranvier.estimates.comparison.contrast import (
    estimate_difference_of_shares,
    estimate_difference_of_survival,
)
from ranvier.estimates.comparison.doubly_robust import estimate_doubly_robust_difference
from ranvier.estimates.comparison.positivity import PositivityLimits
from ranvier.estimates.comparison.refusals import Collinear, NoOverlap, Separation
from ranvier.estimates.comparison.resampled_survival import (
    Resampling,
    estimate_resampled_survival_difference,
)
from ranvier.estimates.comparison.weighted_contrast import (
    estimate_adjusted_difference,
    estimate_adjusted_rate_ratio,
)
from ranvier.estimates.comparison.weighted_hazard import estimate_adjusted_hazard_ratio
from ranvier.estimates.comparison.weighted_survival import estimate_adjusted_survival_difference
from ranvier.estimates.comparison.weights import WeightTarget
from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.survival.kaplan_meier import estimate_survival

FEW = {"least_at_risk": 0}  # read with however few at risk

# One binary covariate: 1 of 4 treated without it, 2 of 4 with it. Strata: comparators' and treated means.
RELAPSE = [0, 0, 0, 0, 1, 1, 1, 1]
TREATED = [1, 0, 0, 0, 1, 1, 0, 0]
CHANGE = [1.0, 2, 3, 4, 5, 7, 8, 10]
COVARIATES = {"relapse": RELAPSE}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        # By hand: 1 - 3 = -2 without, 6 - 9 = -3 with a relapse; averaged over whom it speaks for:
        (WeightTarget.EVERYONE, (4 * -2 + 4 * -3) / 8),
        (WeightTarget.TREATED, (1 * -2 + 2 * -3) / 3),
        (WeightTarget.OVERLAP, (4 * 3 / 16 * -2 + 4 * 1 / 4 * -3) / (4 * 3 / 16 + 4 * 1 / 4)),
        (WeightTarget.MATCHING, (4 * 1 / 4 * -2 + 4 * 1 / 2 * -3) / (4 * 1 / 4 + 4 * 1 / 2)),
    ],
)
def test_the_difference_is_the_average_over_strata_by_hand(target, expected):
    found = estimate_adjusted_difference(CHANGE, TREATED, COVARIATES, target=target)
    assert found.contrast.estimate == pytest.approx(expected)
    assert found.treated - found.comparator == pytest.approx(expected)
    assert found.contrast.weights == target.label
    assert found.contrast.n == 8
    assert found.contrast.has_interval
    assert found.balance.largest == pytest.approx(0, abs=1e-9)
    assert found.positivity.n_treated == 3


def test_the_doubly_robust_difference_by_hand():
    # The outcome model is saturated: the same average over everyone.
    found = estimate_doubly_robust_difference(
        [*CHANGE, *CHANGE], [*TREATED, 1, 1, 0, 0, *TREATED[4:]], {"relapse": [*RELAPSE, *RELAPSE]}
    )
    without = np.mean([1, 1, 2]) - np.mean([2, 3, 4, 3, 4])
    assert found.contrast.estimate == pytest.approx((8 * without + 8 * -3) / 16)


def test_estimating_the_scores_narrows_the_interval_of_a_prognostic_covariate():
    rng = np.random.default_rng(2)
    age = rng.normal(size=2000)
    treated = rng.random(2000) < 0.5
    change = age + rng.normal(0, 0.3, 2000)
    adjusted = estimate_adjusted_difference(change, treated, {"age": age}).contrast
    plain = change[treated].std() / math.sqrt(treated.sum()) * math.sqrt(2)
    assert (adjusted.upper - adjusted.lower) / 2 / 1.96 < 0.5 * plain
    assert adjusted.lower < 0 < adjusted.upper


def test_shares_come_from_true_and_false():
    improved = np.array(CHANGE) > 3.5
    found = estimate_adjusted_difference(improved, TREATED, COVARIATES).contrast
    assert (found.unit, found.n_events) == ("share", 5)


def test_a_share_of_all_in_a_group_has_wilsons_limits_on_effective_patients():
    # By hand: everybody treated and nobody else. Overlap weights 3/4, 1/2, 1/2 and 1/4 three times, 1/2
    # twice: effective patients (7/4)² / (17/16) = 49/17 and (7/4)² / (11/16) = 49/11; Wilson's lower limit
    # of a share of all of n is n / (n + z²), the upper one of none z² / (n + z²).
    found = estimate_adjusted_difference(np.array(TREATED) == 1, TREATED, COVARIATES).contrast
    z2 = 1.959963984540054**2
    assert found.estimate == pytest.approx(1)
    assert found.lower == pytest.approx(1 - math.hypot(z2 / (49 / 17 + z2), z2 / (49 / 11 + z2)))
    assert found.upper == pytest.approx(1)
    assert "effective patients, squared and added" in found.method


def test_equal_weights_give_newcombes_interval_where_a_share_is_all():
    covariate, treated = [0, 1] * 20, [1, 1] * 10 + [0, 0] * 10
    improved = np.array(treated) == 1
    improved[30:] = True
    found = estimate_adjusted_difference(improved, treated, {"a": covariate}).contrast
    plain = estimate_difference_of_shares(estimate_share(20, 20), estimate_share(10, 20))
    assert (found.estimate, found.lower, found.upper) == pytest.approx(
        (plain.estimate, plain.lower, plain.upper)
    )


def test_numbers_all_alike_in_both_groups_have_no_interval():
    found = estimate_adjusted_difference([-2.0 * flag for flag in TREATED], TREATED, COVARIATES).contrast
    assert found.estimate == pytest.approx(-2)
    assert not found.has_interval
    assert "all of a group are alike" in found.method


def test_rates_by_hand():
    # Overlap weights as above: 3/4 and 1/4 without, 1/2 and 1/2 with a relapse.
    events, years = [1, 0, 1, 2, 3, 1, 2, 4], [1, 2, 1, 1, 1, 2, 2, 1]
    found = estimate_adjusted_rate_ratio(events, years, TREATED, COVARIATES)
    assert found.treated == pytest.approx((0.75 * 1 + 0.5 * 4) / (0.75 * 1 + 0.5 * 3))
    assert found.comparator == pytest.approx((0.25 * 3 + 0.5 * 6) / (0.25 * 4 + 0.5 * 3))
    assert found.contrast.estimate == pytest.approx(found.treated / found.comparator)
    assert found.contrast.lower < found.contrast.estimate < found.contrast.upper
    assert found.contrast.n_events == 14


def test_a_rate_without_events_is_not_known():
    events = [0 if flag else 1 for flag in TREATED]
    found = estimate_adjusted_rate_ratio(events, [1] * 8, TREATED, COVARIATES).contrast
    assert not found.is_known
    assert "a group has no event" in found.method


EXIT = [100, 200, 300, 300, 200, 400, 100, 400]
EVENT = [0, 1, 0, 1, 1, 0, 1, 0]


def test_weighted_curves_by_hand():
    # Treated, weights 3/4, 1/2, 1/2: at day 200 one of the two left has it: 1/2.
    # Comparators, 1/4 three times and 1/2 twice: day 100 loses 0.5 of 1.75, day 200 0.25 of 1.25.
    found = estimate_adjusted_survival_difference(EXIT, EVENT, TREATED, COVARIATES, 250, **FEW)
    assert found.treated == pytest.approx(0.5)
    assert found.comparator == pytest.approx((1.25 / 1.75) * (1 / 1.25))
    assert found.contrast.estimate == pytest.approx(found.treated - found.comparator)
    assert found.contrast.n_events == 3
    assert found.contrast.definition.endswith("at day 250")
    assert -1 <= found.contrast.lower <= found.contrast.estimate <= found.contrast.upper <= 1


def test_a_curve_past_its_end_is_not_known():
    late = estimate_adjusted_survival_difference(EXIT, EVENT, TREATED, COVARIATES, 500, **FEW).contrast
    assert not late.is_known


def test_curves_with_fewer_than_ten_at_risk_in_a_group_are_not_read_unless_asked():
    few = estimate_adjusted_survival_difference(EXIT, EVENT, TREATED, COVARIATES, 50).contrast
    assert few.method.startswith("not known: ")
    assert few.method.endswith("at risk on day 50, fewer than 10")


def test_curves_at_1_or_0_have_exact_limits_on_effective_patients():
    # Nobody has left by day 50. Effective patients as above; the exact lower limit of 1 is 0.025 ** (1 / n).
    early = estimate_adjusted_survival_difference(EXIT, EVENT, TREATED, COVARIATES, 50, **FEW).contrast
    assert early.estimate == 0
    assert early.lower == pytest.approx(-(1 - 0.025 ** (17 / 49)))
    assert early.upper == pytest.approx(1 - 0.025 ** (11 / 49))
    assert "squared and added" in early.method
    over = [1 if flag else 0 for flag in TREATED]
    ended = estimate_adjusted_survival_difference(EXIT, over, TREATED, COVARIATES, 400, **FEW).contrast
    assert ended.estimate == ended.lower == -1
    assert ended.upper > -0.5


def test_equal_weights_give_the_plain_interval_where_a_curve_is_at_1():
    covariate, treated = [0, 1] * 20, np.array([1, 1] * 10 + [0, 0] * 10)
    exits, events = np.array([800] * 20 + [100, 200, 900, 800] * 5), np.array([0] * 20 + [1, 1, 0, 0] * 5)
    found = estimate_adjusted_survival_difference(
        exits, events, treated, {"a": covariate}, 700, **FEW
    ).contrast
    curves = (estimate_survival(exits[treated == group], events[treated == group]) for group in (1, 0))
    plain = estimate_difference_of_survival(*curves, 700, **FEW)
    assert found.estimate == pytest.approx(plain.estimate)
    assert found.upper == pytest.approx(plain.upper, abs=0.02)  # the robust variance of the other curve
    assert found.lower == pytest.approx(plain.lower, abs=0.02)


def followed(n=300, seed=5):
    rng = np.random.default_rng(seed)
    age = rng.normal(size=n)
    treated = rng.random(n) < 1 / (1 + np.exp(-0.5 * age))
    event_day = np.ceil(rng.exponential(900 * np.exp(-0.3 * age))).astype(int)
    exit_day = rng.integers(700, 1500, n)
    return np.minimum(event_day, exit_day), event_day <= exit_day, treated, {"age": age}


def test_the_bootstrap_agrees_with_the_closed_form_and_with_its_seed():
    people = followed()
    closed = estimate_adjusted_survival_difference(*people, 600, **FEW).contrast
    drawn, again, other = (
        estimate_resampled_survival_difference(*people, 600, resampling=Resampling(seed, 300)).contrast
        for seed in (1, 1, 2)
    )
    assert drawn == again != other
    assert drawn.estimate == closed.estimate
    # The deviation of 300 resamples is known to 4 %; three times that are allowed.
    assert drawn.upper - drawn.lower == pytest.approx(closed.upper - closed.lower, rel=0.12)
    assert "seed 1" in drawn.method


def test_the_bootstrap_refuses_what_it_cannot_draw():
    with pytest.raises(InputError, match="100 or more"):
        estimate_resampled_survival_difference(*followed(), 600, resampling=Resampling(1, 10))
    few = estimate_resampled_survival_difference(
        EXIT, EVENT, TREATED, COVARIATES, 250, resampling=Resampling(1, 200, **FEW)
    ).contrast
    assert few.is_known
    assert not few.has_interval
    assert "cannot be compared" in few.method
    none = estimate_resampled_survival_difference(
        EXIT, EVENT, TREATED, COVARIATES, 50, resampling=Resampling(1, **FEW)
    )
    assert "a share is 1 or 0" in none.contrast.method
    assert none.contrast.has_interval


def test_the_hazard_ratio_says_that_weights_are_taken_as_known():
    found = estimate_adjusted_hazard_ratio(*followed())
    assert found.contrast.lower < found.contrast.estimate < found.contrast.upper
    assert "taken as known" in found.contrast.method
    assert found.contrast.weights == "overlap weights"
    assert found.positivity.ess_share > 0.5


def thin():
    """A few treated of another kind, so that inverse-probability weights rest on one or two of them."""
    rng = np.random.default_rng(8)
    age = np.concatenate([rng.normal(3, 0.5, 40), rng.normal(0, 1, 400)])
    treated = np.arange(440) < 40
    return rng.normal(size=440), treated, {"age": age}


def test_thin_overlap_refuses_inverse_probability_and_hints_at_overlap_weights():
    with pytest.raises(NoOverlap, match="use overlap weights"):
        estimate_adjusted_difference(*thin(), target=WeightTarget.EVERYONE)
    assert estimate_adjusted_difference(*thin()).contrast.has_interval
    loose = Weighting(WeightTarget.EVERYONE, limits=PositivityLimits(least_ess_share=0))
    assert estimate_adjusted_difference(*thin(), target=loose).contrast.is_known


def test_truncation_is_said_in_the_estimate():
    loose = Weighting(WeightTarget.EVERYONE, truncate_above=0.95, limits=PositivityLimits(least_ess_share=0))
    found = estimate_adjusted_difference(*thin(), target=loose).contrast
    assert found.weights == "inverse-probability weights, truncated in 22 patients"
    plain = estimate_adjusted_difference(*thin(), target=replace(loose, truncate_above=1.0)).contrast
    assert found.estimate != plain.estimate


def test_separation_and_faulty_arguments_are_refused_by_name():
    with pytest.raises(Separation, match="relapse"):
        estimate_adjusted_difference(CHANGE, [0, 0, 0, 0, 1, 1, 1, 1], COVARIATES)
    with pytest.raises(InputError, match="covariate relapse must be finite"):
        estimate_adjusted_difference(CHANGE, TREATED, {"relapse": [math.nan, *RELAPSE[1:]]})
    with pytest.raises(InputError, match="equally long"):
        estimate_adjusted_difference(CHANGE[1:], TREATED, COVARIATES)
    with pytest.raises(InputError, match="years must be above 0"):
        estimate_adjusted_rate_ratio([0] * 8, [0] * 8, TREATED, COVARIATES)
    with pytest.raises(Collinear, match="within a group"):
        estimate_doubly_robust_difference(
            [1.0, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0], {"a": [2, 2, 2, 1, 3, 2], "b": [1, 2, 3, 3, 2, 1]}
        )
