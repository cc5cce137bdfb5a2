import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.inputs import InputError
from ranvier.estimates.pooling.leave_one_out import estimate_without_each
from ranvier.estimates.pooling.meta_analysis import estimate_pooled
from ranvier.estimates.pooling.options import (
    COMMON_EFFECT,
    MeanInterval,
    Pooling,
    PoolingScale,
    PredictionInterval,
    SpreadMethod,
)
from ranvier.estimates.result import HasEstimates

VALUES, ERRORS = [-0.7, 0.1, -0.2], [0.2, 0.15, 0.4]


def test_a_common_effect_of_two_by_hand():
    # Weights 1 / 0.01 and 1 / 0.04: mean (100 * 1 + 25 * 2) / 125 = 1.2, standard error 1 / sqrt(125).
    found = estimate_pooled([1, 2], [0.1, 0.2], method=COMMON_EFFECT)
    assert found.pooled.estimate == pytest.approx(1.2)
    assert found.std_error == pytest.approx(1 / math.sqrt(125))
    assert found.q == pytest.approx(100 * 0.2**2 + 25 * 0.8**2)
    assert found.i2_percent == pytest.approx(100 * (20 - 1) / 20)
    assert list(found.weights_percent) == pytest.approx([80, 20])


def test_dersimonian_and_laird_of_two_by_hand():
    # Equal errors s: Q = d^2 / (2 s^2), c = 1 / s^2, so tau2 = d^2 / 2 - s^2 = 0.5 - 0.01.
    method = Pooling(SpreadMethod.DERSIMONIAN_LAIRD, MeanInterval.NORMAL)
    assert estimate_pooled([1, 2], [0.1, 0.1], method=method).between.estimate == pytest.approx(0.49)


@pytest.mark.parametrize("spread", [SpreadMethod.REML, SpreadMethod.PAULE_MANDEL])
def test_with_equal_errors_the_spread_is_the_sample_variance_less_the_error(spread):
    # By hand: both methods then give s^2 - v; of 1, 2, 4, 5 the sample variance is 10 / 3.
    found = estimate_pooled([1, 2, 4, 5], [0.5] * 4, method=Pooling(spread))
    assert found.between.estimate == pytest.approx(10 / 3 - 0.25, rel=1e-9)


def test_hartung_and_knapp_with_equal_errors_is_the_t_interval_of_the_values():
    # With equal weights the interval is that of R t.test(c(1, 2, 4, 5)): 3 -+ 3.182446 * 0.9128709.
    found = estimate_pooled([1, 2, 4, 5], [0.5] * 4, method=Pooling(interval=MeanInterval.HARTUNG_KNAPP))
    assert found.pooled.upper == pytest.approx(3 + 3.182446305 * 0.912870929, rel=1e-8)


def test_a_study_that_says_nothing_does_not_hide_the_others_spread():
    values, errors = [1.0, 2.0, 4.0, 5.0], [0.5, 0.5, 0.5, 0.5]
    spread = estimate_pooled(values, errors).between.estimate
    with_one_more = estimate_pooled([*values, 0.0], [*errors, 1e8]).between.estimate
    assert with_one_more == pytest.approx(spread, rel=1e-6)


def test_the_guard_only_widens():
    alike = [0.1, 0.12, 0.11, 0.09]
    bare = estimate_pooled(alike, [0.3] * 4, method=Pooling(interval=MeanInterval.HARTUNG_KNAPP)).pooled
    guarded = estimate_pooled(alike, [0.3] * 4).pooled
    assert guarded.upper - guarded.lower > 5 * (bare.upper - bare.lower)


def test_ratios_come_back_as_ratios():
    plain, ratio = (
        estimate_pooled(VALUES, ERRORS, method=Pooling(scale=scale))
        for scale in (PoolingScale.PLAIN, PoolingScale.LOG)
    )
    assert ratio.pooled.lower == pytest.approx(math.exp(plain.pooled.lower))
    assert (ratio.pooled.unit, ratio.pooled.n) == ("ratio", 3)
    assert ratio.between.estimate == plain.between.estimate


def test_two_studies_have_no_prediction():
    found = estimate_pooled([0.1, 0.5], [0.2, 0.2])
    assert found.prediction.method == "not known: two studies do not show how studies spread"
    assert found.pooled.has_interval


def test_a_common_effect_has_no_prediction():
    assert not estimate_pooled(VALUES, ERRORS, method=COMMON_EFFECT).prediction.is_known


def test_studies_all_alike_have_no_bare_interval_of_hartung_and_knapp():
    found = estimate_pooled([1.0, 1.0, 1.0], [0.1] * 3, method=Pooling(interval=MeanInterval.HARTUNG_KNAPP))
    assert not found.pooled.has_interval
    assert "all alike" in found.pooled.method
    assert (found.q, found.i2_percent) == (0, 0)


@pytest.mark.parametrize(
    ("values", "errors", "told"),
    [
        ([], [], "fewer than two studies"),
        ([1.0], [0.1], "fewer than two studies"),
        ([1.0, 2.0], [0.1, 0.0], "std_errors must be above 0"),
        ([1.0, 2.0], [0.1, -0.1], "std_errors must be above 0"),
        ([1.0, 2.0], [0.1, math.nan], "std_errors must be finite"),
        ([1.0, math.inf], [0.1, 0.1], "estimates must be finite"),
        ([1.0, 2.0], [0.1, 0.1, 0.1], "equally long"),
        ([1.0, 1e80], [0.1, 0.1], "estimates must lie within 1e"),
        ([1.0, 2.0], [0.1, 1e-200], "std_errors must lie from 1e-50"),
    ],
)
def test_what_cannot_be_pooled_is_refused(values, errors, told):
    with pytest.raises(InputError, match=told):
        estimate_pooled(values, errors)


def test_a_common_effect_has_no_interval_of_hartung_and_knapp():
    with pytest.raises(InputError, match="one of random effects"):
        estimate_pooled(VALUES, ERRORS, method=Pooling(SpreadMethod.NONE))


def test_it_offers_its_numbers_in_the_one_form():
    found = estimate_pooled(VALUES, ERRORS)
    assert isinstance(found, HasEstimates)
    assert [one.definition for one in found.estimates()] == [
        "mean of the studies",
        "a further study's true value (mean of the studies)",
        "variance between studies (tau squared, plain scale)",
    ]
    assert all(one.method and one.reference for one in found.estimates())


def test_leaving_out_names_who_is_left_out():
    left = estimate_without_each(VALUES, ERRORS, labels=("A", "B", "C"))
    assert left[1].definition == "mean of the studies without B"
    assert left[1].estimate == estimate_pooled([-0.7, -0.2], [0.2, 0.4]).pooled.estimate


def test_leaving_out_needs_three_studies_and_a_label_each():
    with pytest.raises(InputError, match="three studies"):
        estimate_without_each([1, 2], [0.1, 0.1])
    with pytest.raises(InputError, match="labels must name each study"):
        estimate_without_each(VALUES, ERRORS, labels=("A",))


STUDIES = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=3, max_size=12)


@given(STUDIES, st.sampled_from(SpreadMethod), st.floats(-5, 5))
def test_order_and_origin_of_the_studies_do_not_matter(studies, spread, shift):
    values, errors = map(np.array, zip(*studies, strict=True))
    method = Pooling(spread, MeanInterval.NORMAL)
    found = estimate_pooled(values, errors, method=method)
    turned = estimate_pooled(values[::-1] + shift, errors[::-1], method=method)
    assert turned.pooled.estimate == pytest.approx(found.pooled.estimate + shift, abs=1e-6)
    assert turned.between.estimate == pytest.approx(found.between.estimate, abs=1e-6)


@given(STUDIES)
def test_the_spread_found_is_the_likeliest_of_many(studies):
    values, errors = map(np.array, zip(*studies, strict=True))
    found = estimate_pooled(values, errors).between.estimate
    tried = [0.0, *np.logspace(-6, 2, 200)]
    best = max(_log_likelihood(values, errors, tau2) for tau2 in tried)
    assert _log_likelihood(values, errors, found) >= best - 1e-9


def _log_likelihood(values, errors, tau2):
    """The restricted log likelihood, term by term."""
    total = [error**2 + tau2 for error in errors]
    mean = sum(value / part for value, part in zip(values, total, strict=True)) / sum(1 / p for p in total)
    fit = sum(math.log(p) + (value - mean) ** 2 / p for value, p in zip(values, total, strict=True))
    return -0.5 * (fit + math.log(sum(1 / p for p in total)))


def test_the_prediction_can_follow_the_mean_as_metafor_does():
    # R metafor 3.8-1: predict(rma(c(0.3, 0.5), sei = c(0.1, 0.4), test = "knha")), and with test = "z".
    asked = Pooling(interval=MeanInterval.HARTUNG_KNAPP, prediction=PredictionInterval.AS_MEAN)
    two = estimate_pooled([0.3, 0.5], [0.1, 0.4], method=asked).prediction
    assert (two.lower, two.upper) == pytest.approx((-0.286174340525868, 0.909703752290574), rel=1e-8)
    assert two.method.endswith("Student's t with 1 degree of freedom")
    normal = Pooling(interval=MeanInterval.NORMAL, prediction=PredictionInterval.AS_MEAN)
    found = estimate_pooled([0.3, 0.5], [0.1, 0.4], method=normal).prediction
    assert found.upper == pytest.approx(0.501909141898002, rel=1e-8)
    assert "normal distribution" in found.method


def test_a_common_effect_has_no_interval_of_its_spread():
    # Its spread is taken as 0; the Q-profile interval of these two, 4.9 to 24,947, would not hold it.
    between = estimate_pooled([-3, 4], [0.1, 0.01], method=COMMON_EFFECT).between
    assert (between.estimate, between.has_interval) == (0.0, False)
    assert between.method == "common effect, no interval: the spread is taken as none"


def test_rounding_is_no_interval_of_studies_all_alike():
    # The mean of four times 0.2 is off by 3e-17, which is no scatter.
    found = estimate_pooled([0.2] * 4, [0.1] * 4, method=Pooling(interval=MeanInterval.HARTUNG_KNAPP))
    assert not found.pooled.has_interval
    assert not found.prediction.has_interval


@pytest.mark.parametrize("method", [None, "REML", 3, SpreadMethod.REML])
def test_what_is_no_way_of_pooling_is_refused(method):
    with pytest.raises(InputError, match="method must be of the kind Pooling"):
        estimate_pooled(VALUES, ERRORS, method=method)


def test_rows_of_unequal_length_are_refused():
    with pytest.raises(InputError, match="must be a list of numbers"):
        estimate_pooled([[1, 2], [3]], [0.1, 0.2])
