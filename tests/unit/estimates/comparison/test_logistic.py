import math

import numpy as np
import pytest

from ranvier.estimates.comparison.covariates import find_indicators
from ranvier.estimates.comparison.logistic import fit_logistic
from ranvier.estimates.comparison.refusals import Collinear, Separation
from ranvier.estimates.inputs import InputError
from tests.reference import weighting as twin

TREATED = [1, 0, 1, 1, 0, 0, 1, 0]
AGE = [30, 30, 40, 40, 40, 50, 50, 50]


def test_one_covariate_of_two_values_gives_the_odds_ratio_of_the_table():
    # By hand: 3 of 4 with it, 1 of 4 without: odds 3 and 1/3, ratio 9; variance of its logarithm 1+1/3+1/3+1.
    model = fit_logistic([1, 1, 1, 0, 1, 0, 0, 0], {"relapse": [1, 1, 1, 1, 0, 0, 0, 0]})
    assert model.coefficients.tolist() == pytest.approx([math.log(1 / 3), math.log(9)])
    assert model.std_errors[1] == pytest.approx(math.sqrt(8 / 3))
    assert model.names == ("intercept", "relapse")
    assert model.probabilities.tolist() == pytest.approx([0.75] * 4 + [0.25] * 4)
    assert (model.n, model.n_events) == (8, 4)
    assert model.log_likelihood == pytest.approx(6 * math.log(0.75) + 2 * math.log(0.25))
    assert model.logits[0] == pytest.approx(math.log(3))


def test_a_weight_of_two_is_the_patient_twice():
    weights = [1, 2, 1, 1, 3, 1, 1, 0]
    once = fit_logistic(TREATED, {"age": AGE}, weights=weights)
    twice = fit_logistic(np.repeat(TREATED, weights), {"age": np.repeat(AGE, weights)})
    assert once.coefficients == pytest.approx(twice.coefficients)
    assert once.std_errors == pytest.approx(twice.std_errors)
    slow = twin.logistic(TREATED, [[(age - 40) / 10] for age in AGE], weights)
    assert once.coefficients[1] == pytest.approx(slow[1] / 10)


def test_calendar_years_do_not_disturb_the_fit():
    years = [2001 + age / 10 for age in AGE]
    model = fit_logistic(TREATED, {"year": years})
    assert model.coefficients[1] == pytest.approx(10 * fit_logistic(TREATED, {"age": AGE}).coefficients[1])


def test_complete_separation_names_the_covariate():
    noise = [1, 2, 1, 3, 2, 3, 1, 2]
    with pytest.raises(Separation, match="edss tells the two groups apart without error"):
        fit_logistic([0, 0, 0, 0, 1, 1, 1, 1], {"noise": noise, "edss": [1, 2, 3, 3, 4, 5, 6, 6]})


def test_a_category_of_one_group_only_is_separation_too():
    # Nobody with a relapse is untreated: the odds ratio is infinite though the groups overlap otherwise.
    with pytest.raises(Separation, match="relapse"):
        fit_logistic(TREATED, {"age": AGE, "relapse": [1, 0, 0, 0, 0, 0, 1, 0]})


def test_two_covariates_may_separate_together():
    with pytest.raises(Separation, match="a and b together tell"):
        fit_logistic([0, 0, 0, 1, 1, 1], {"a": [1, 2, 3, 2, 3, 4], "b": [1, 2, 3, 1, 2, 3]})


def test_extreme_but_overlapping_covariates_are_fitted():
    rng = np.random.default_rng(1)
    x = np.concatenate([rng.normal(-10, 3, 400), rng.normal(10, 3, 400), [10.0, -10.0]])
    y = np.concatenate([np.zeros(400), np.ones(400), [0, 1]])
    assert np.isfinite(fit_logistic(y, {"x": x}).std_errors).all()


def test_constant_and_dependent_covariates_are_named():
    with pytest.raises(Collinear, match="centre must differ between patients"):
        fit_logistic(TREATED, {"age": AGE, "centre": [1] * 8})
    with pytest.raises(Collinear, match="birth year follows from the other covariates"):
        fit_logistic(TREATED, {"age": AGE, "birth year": [2000 - age for age in AGE]})
    with pytest.raises(Collinear, match="age must differ"):  # among those who count
        fit_logistic(TREATED, {"age": AGE}, weights=[1, 1, 0, 0, 0, 0, 0, 0])


@pytest.mark.parametrize(
    ("outcome", "covariates", "weights", "says"),
    [
        ([1] * 8, {"age": AGE}, None, "both outcomes must occur"),
        (TREATED, {"age": [math.nan, *AGE[1:]]}, None, "covariate age must be finite numbers"),
        (TREATED, {"age": AGE[1:]}, None, "must be equally long"),
        (TREATED, {}, None, "there are no covariates"),
        (TREATED, {"age": AGE}, [-1] * 8, "weights must be 0 or more"),
        ([2] * 8, {"age": AGE}, None, "outcome must be true or false"),
    ],
)
def test_faulty_arguments_are_refused(outcome, covariates, weights, says):
    with pytest.raises(InputError, match=says):
        fit_logistic(outcome, covariates, weights=weights)


def test_categories_become_columns_beside_the_most_frequent():
    columns = find_indicators("phenotype", ["RRMS", "SPMS", "RRMS", "PPMS"])
    assert {name: column.tolist() for name, column in columns.items()} == {
        "phenotype: PPMS": [0, 0, 0, 1],
        "phenotype: SPMS": [0, 1, 0, 0],
    }
    assert set(find_indicators("sex", ["f", "m"], reference="m")) == {"sex: f"}


@pytest.mark.parametrize(
    ("categories", "reference", "says"),
    [
        (["a", "a"], None, "two categories or more"),
        (["a", None], None, "must be known"),
        (["a", "b"], "c", "one of the categories"),
    ],
)
def test_categories_that_cannot_be_columns_are_refused(categories, reference, says):
    with pytest.raises(InputError, match=says):
        find_indicators("centre", categories, reference=reference)


def test_one_number_computed_in_two_ways_is_constant():
    # 0.1 + 0.2 is 0.30000000000000004; fitted, its coefficient would be of the size 1e15.
    rng = np.random.default_rng(3)
    some = rng.random(60) < 0.5
    with pytest.raises(Collinear, match="dose must differ"):
        fit_logistic(rng.random(60) < 0.5, {"dose": np.where(some, 0.3, 0.1 + 0.2)})


@pytest.mark.parametrize("covariates", [np.ones(6), [1, 2], "age", 3])
def test_covariates_without_names_are_refused(covariates):
    with pytest.raises(InputError, match="covariates must name their columns"):
        fit_logistic([True, False] * 3, covariates)
