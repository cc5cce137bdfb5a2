"""The mixed model: what it says, and what it refuses. tests/exactness/mixed_model.py compares with lme4."""

import math

import numpy as np
import pytest

from ranvier.estimates.change.mixed_model import estimate_mixed_model, estimate_slope_difference
from ranvier.estimates.inputs import InputError


def cohort(n=40, n_visits=5, seed=3, slope_sd=0.3):
    rng = np.random.default_rng(seed)
    patient = np.repeat(np.arange(n), n_visits)
    years = np.tile(np.arange(n_visits) / 2, n)
    treated = patient % 2 == 0
    score = (
        rng.normal(3, 1, n)[patient]
        + (rng.normal(0.3, slope_sd, n)[patient] - 0.2 * treated) * years
        + rng.normal(0, 0.3, patient.size)
    )
    return score, patient, years, treated


def test_balanced_slopes_differ_by_the_difference_of_each_patients_own_slopes():
    # With the same visits for everybody the estimate is the difference of the means of the patients' own
    # least squares slopes, and its standard error that of two samples of equal spread.
    score, patient, years, treated = cohort()
    own = np.array([np.polyfit(years[patient == p], score[patient == p], 1)[0] for p in range(40)])
    ours, theirs = own[::2], own[1::2]
    found = estimate_slope_difference(score, patient, years, treated)
    assert found.estimate == pytest.approx(ours.mean() - theirs.mean(), abs=1e-9)
    pooled = math.sqrt((ours.var(ddof=1) + theirs.var(ddof=1)) / 2 * (2 / 20))
    assert found.upper - found.estimate == pytest.approx(1.959963984540054 * pooled, rel=1e-6)
    assert found.unit == "EDSS points a year"
    assert "no small-sample degrees of freedom" in found.method
    robust = estimate_slope_difference(score, patient, years, treated, robust=True)
    assert "sandwich" in robust.method
    assert robust.estimate == found.estimate
    # By hand: the sandwich has each group's own spread, divided by n and not by n - 1.
    spread = math.sqrt(ours.var() / 20 + theirs.var() / 20)
    assert robust.upper - robust.estimate == pytest.approx(1.959963984540054 * spread, rel=1e-6)


def test_no_variance_between_patients_is_named_and_no_error():
    # Each patient has the same three scores: less between patients than chance would give.
    score, patient = np.tile([1.0, 2.0, 3.0], 10), np.repeat(np.arange(10), 3)
    model = estimate_mixed_model(score, patient, np.tile([0.0, 2.0, 1.0], 10), random_slope=False)
    assert model.intercept_variance == 0
    assert model.singular == "the variance between patients is estimated as 0"
    assert model.singular in model.effect("years").method


def test_faults_are_named_at_once():
    score, patient, years, _ = cohort()
    missing = np.where(np.arange(score.size) == 3, math.nan, 40.0)
    with pytest.raises(InputError) as caught:
        estimate_mixed_model(
            score, patient, years, {"age": missing, "sex": np.ones(score.size)}, slope_by=["dose"]
        )
    text = str(caught.value)
    assert "age must be finite numbers" in text
    assert "the covariate sex is the same in all rows" in text
    assert "slope_by names dose, which is no covariate" in text


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"covariates": {"a": np.arange(200.0), "b": 2 * np.arange(200.0) + 1}}, "b can be computed"),
        ({"patient": np.arange(200)}, "every patient has a single row"),
        ({"patient": np.zeros(200)}, "two patients or more"),
        ({"patient": np.repeat(np.arange(100), 2)}, "cannot tell a slope of each patient"),
        ({"years": np.tile([0.0, 1.0, 0.0, 1.0, 0.0], 40)}, "cannot tell a slope of each patient"),
        ({"score": np.ones(200)}, "all scores are the same"),
        ({"score": np.ones(3)}, "equally long"),
        ({"patient": [None] * 200}, "patient must be known"),
        ({"covariates": {"years": np.arange(200.0)}}, "years is a column of every model"),
    ],
)
def test_what_cannot_be_fitted_is_refused(changed, problem):
    score, patient, years, _ = cohort()
    with pytest.raises(InputError, match=problem):
        estimate_mixed_model(**{"score": score, "patient": patient, "years": years, **changed})


def test_lines_without_error_are_refused():
    patient, years = np.repeat(np.arange(10), 4), np.tile(np.arange(4.0), 10)
    with pytest.raises(InputError, match="lie on lines without error"):
        estimate_mixed_model(2.0 + patient + 0.5 * years, patient, years, random_slope=False)


def test_an_effect_that_is_not_in_the_model_is_refused():
    score, patient, years, _ = cohort()
    with pytest.raises(InputError, match="years:treated is not in the model"):
        estimate_mixed_model(score, patient, years).slope_difference("treated")


def test_no_robust_interval_of_a_group_of_a_few_patients():
    # One treated patient of 40: the sandwich gives a standard error of 0.04 where the model gives 0.3.
    rng = np.random.default_rng(5)
    patient = np.repeat(np.arange(40), 4)
    years = np.tile([0.0, 0.5, 1.0, 1.5], 40)
    score = 3 + rng.normal(size=40)[patient] + 0.2 * years + rng.normal(0, 0.3, 160)
    with pytest.raises(InputError, match="fewer than 10 patients, too few for a robust interval"):
        estimate_slope_difference(score, patient, years, patient == 0, robust=True)
    assert estimate_slope_difference(score, patient, years, patient == 0).has_interval
    assert estimate_slope_difference(score, patient, years, patient < 10, robust=True).has_interval


@pytest.mark.parametrize("patient", [[[1], [2, 3]], [None, 1, 1], ["NaT", "a", "a"]])
def test_patients_without_a_name_are_refused(patient):
    with pytest.raises(InputError, match="patient must be"):
        estimate_mixed_model([1, 2, 3], patient, [0, 1, 2])
