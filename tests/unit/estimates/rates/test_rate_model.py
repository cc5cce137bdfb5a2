"""Rate ratios by regression of counts: what they say, and what is refused. R: tests/exactness/rates.py."""

import math

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.rate_inputs import NoEventsInGroup
from ranvier.estimates.rates.rate_model import estimate_rate_ratios
from ranvier.estimates.rates.relapse_rate import find_spread

RNG = np.random.default_rng(12)
N = 60
TREATED = np.arange(N) % 2
YEARS = RNG.uniform(0.5, 3, N)
AGE = RNG.integers(20, 60, N).astype(float)
COUNT = RNG.negative_binomial(1, 1 / (1 + YEARS * 0.7 ** (1 + TREATED)))


def fitted(count=COUNT, years=YEARS, covariates=None, **options):
    return estimate_rate_ratios(count, years, covariates or {"treated": TREATED}, **options)


def test_one_group_against_another_is_the_ratio_of_sums_where_years_are_equal():
    model = fitted(years=np.full(N, 2.0))
    ratio = COUNT[TREATED == 1].sum() / COUNT[TREATED == 0].sum()  # 30 patients in each
    found = model.ratio("treated")
    assert found.estimate == pytest.approx(ratio, rel=1e-9)
    assert found.lower * found.upper == pytest.approx(ratio**2, rel=1e-9)
    assert (found.n, found.n_events, found.unit) == (N, COUNT.sum(), "ratio")
    assert "negative binomial" in found.method


def test_without_covariates_the_spread_is_that_of_the_relapse_rate():
    assert fitted(covariates={"x": AGE - AGE.mean()}).spread > 0
    assert estimate_rate_ratios(COUNT, YEARS, {}).spread == pytest.approx(
        find_spread(COUNT.astype(float), YEARS), rel=1e-9
    )


def test_counts_that_spread_less_than_poisson_counts_give_the_poisson_fit():
    model = fitted(count=np.full(N, 1), years=np.full(N, 1.0))
    assert math.isinf(model.theta)
    assert math.isnan(model.theta_std_error)
    assert model.ratio("treated").method.startswith("Poisson regression")
    # By hand: the variance of the log ratio of two Poisson counts of 30 is 1/30 + 1/30.
    assert model.std_errors[1] == pytest.approx(math.sqrt(2 / 30), rel=1e-9)


def test_a_weight_of_two_is_a_patient_twice_in_the_coefficients():
    twice = np.concatenate([np.arange(N), np.arange(10)])
    weighted = fitted(weights=np.where(np.arange(N) < 10, 2.0, 1.0))
    repeated = fitted(count=COUNT[twice], years=YEARS[twice], covariates={"treated": TREATED[twice]})
    np.testing.assert_allclose(weighted.coefficients, repeated.coefficients, rtol=1e-8)
    assert weighted.theta == pytest.approx(repeated.theta, rel=1e-8)
    assert weighted.ratio("treated").weights == "as given"
    assert "robust" in weighted.ratio("treated").method


def test_rows_of_one_patient_count_as_one_in_the_clustered_variance():
    rows = np.repeat(np.arange(N), 2)
    once = fitted(cluster=np.arange(N))
    doubled = fitted(COUNT[rows], YEARS[rows], {"treated": TREATED[rows]}, cluster=rows)
    np.testing.assert_allclose(doubled.covariance, once.covariance, rtol=1e-7)


def test_rows_without_person_time_do_not_count():
    longer = fitted(np.append(COUNT, 0), np.append(YEARS, 0.0), {"treated": np.append(TREATED, 1)})
    assert longer.n == N
    np.testing.assert_array_equal(longer.coefficients, fitted().coefficients)


def test_a_group_without_an_event_is_told_to_compare_exactly():
    count = np.where(TREATED == 1, 0, COUNT)
    with pytest.raises(NoEventsInGroup, match="estimate_ratio_of_rates") as caught:
        fitted(count=count, covariates={"age": AGE, "treated": TREATED})
    assert "where:  treated" in str(caught.value)


def test_separation_by_a_sum_of_covariates_is_found_too():
    x, y = RNG.normal(size=N), RNG.normal(size=N)
    count = np.where(x + y > 0, 0, 1 + np.arange(N) % 3)
    # Nobody with x + y above 0 has an event, yet events occur at a range of both: a finite fit exists.
    assert np.isfinite(fitted(count=count, covariates={"x": x, "y": y}).coefficients).all()
    both = ((x > 0) & (y > 0)).astype(float)
    with pytest.raises(NoEventsInGroup, match="both"):
        fitted(count=np.where(both > 0, 0, COUNT), covariates={"x": x, "both": both})


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"covariates": {"treated": np.ones(N)}}, "same in everybody"),
        ({"covariates": {"a": AGE, "b": 2 * AGE + 1}}, "b is a sum of covariates before it"),
        ({"covariates": {"age": np.where(np.arange(N) == 3, np.nan, AGE)}}, "age must be finite numbers"),
        ({"covariates": {"age": AGE[:-1]}}, "equally long"),
        ({"covariates": {"intercept": AGE}}, "called intercept"),
        ({"count": np.zeros(N)}, "there is no event"),
        ({"count": COUNT + 0.5}, "whole numbers"),
        ({"count": COUNT - 5}, "0 or more"),
        ({"years": -YEARS}, "person_years must be 0 or more"),
        ({"years": np.where(COUNT > 0, 0.0, YEARS)}, "events need time"),
        ({"weights": -np.ones(N)}, "weights must be 0 or more"),
        ({"conf_level": 95}, "conf_level"),
    ],
)
def test_what_cannot_be_estimated_is_refused_by_name(changed, told):
    with pytest.raises(InputError, match=told):
        fitted(**changed)


def test_few_patients_are_sent_to_the_exact_ratio():
    with pytest.raises(InputError, match="estimate_ratio_of_rates"):
        fitted(COUNT[:8], YEARS[:8], {"treated": TREATED[:8]})


def test_a_name_that_is_no_covariate_has_no_ratio():
    with pytest.raises(KeyError):
        fitted().ratio("intercept")


def test_the_order_of_patients_does_not_matter():
    order = np.random.default_rng(3).permutation(N)
    shuffled = fitted(COUNT[order], YEARS[order], {"treated": TREATED[order]})
    np.testing.assert_allclose(shuffled.coefficients, fitted().coefficients, rtol=1e-9)
