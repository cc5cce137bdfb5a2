"""The mixed model is where its slow twin's likelihood is highest, whatever the visits."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.estimates.change.mixed_model import estimate_mixed_model
from tests.reference.mixed_model import deviance


def visits(seed, n_patients=14):
    rng = np.random.default_rng(seed)
    size = rng.integers(1, 7, n_patients)
    size[:4] = 6  # enough rows for a slope of each patient
    patient = np.repeat(np.arange(n_patients), size)
    years = np.round(rng.uniform(0, 4, patient.size), 2)
    level, slope = rng.normal(3, 1, n_patients), rng.normal(0.2, 0.3 * (seed % 3), n_patients)
    score = level[patient] + slope[patient] * years + rng.normal(0, 0.5, patient.size)
    return np.round(2 * score) / 2, patient, years


def rows_of(score, patient, years):
    for one in np.unique(patient):
        own = patient == one
        yield np.column_stack([np.ones(own.sum()), years[own]]), score[own], years[own]


def between(model):
    return np.array(
        [
            [model.intercept_variance, model.covariance_of_both],
            [model.covariance_of_both, model.slope_variance],
        ]
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_the_likelihood_is_the_twins_and_no_neighbour_is_likelier(seed, reml):
    score, patient, years = visits(seed)
    model = estimate_mixed_model(score, patient, years, reml=reml)
    rows = list(rows_of(score, patient, years))
    best, beta, precision = deviance(rows, between(model), model.residual_variance, reml=reml)
    assert -2 * model.log_likelihood == pytest.approx(best, abs=1e-8)
    np.testing.assert_allclose(model.coefficients, beta, atol=1e-8)
    np.testing.assert_allclose(model.covariance, np.linalg.inv(precision), rtol=1e-6, atol=1e-10)
    for root in np.random.default_rng(seed).normal(0, 0.02, (8, 2, 2)):
        neighbour = np.linalg.cholesky(between(model) + 1e-10 * np.eye(2)) + root
        other, *_ = deviance(rows, neighbour @ neighbour.T, model.residual_variance, reml=reml)
        assert other >= best - 1e-7


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_order_of_rows_names_of_patients_and_unit_of_years_change_nothing(seed):
    score, patient, years = visits(seed)
    there = estimate_mixed_model(score, patient, years)
    order = np.random.default_rng(seed).permutation(score.size)
    names = np.array([f"p{99 - one}" for one in patient])[order]
    shuffled = estimate_mixed_model(score[order], names, 12 * years[order])
    # Restricted likelihood counts the unit of the slope.
    assert shuffled.log_likelihood == pytest.approx(there.log_likelihood - np.log(12), abs=1e-7)
    assert shuffled.coefficients[1] * 12 == pytest.approx(there.coefficients[1], abs=1e-7)
    assert shuffled.slope_variance * 144 == pytest.approx(there.slope_variance, abs=1e-6)
