"""Rate ratios by regression of counts: what they say, and what is refused. R: tests/exactness/rates.py."""

import math

import numpy as np
import pytest
from scipy import stats

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.count_fit import Counts, fit_counts
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
    with pytest.raises(InputError, match="no covariate is called intercept"):
        fitted().ratio("intercept")


def test_calendar_years_and_large_units_cost_no_digits():
    rng = np.random.default_rng(4)
    year, dose = 2000 + rng.integers(0, 20, N), rng.normal(size=N)
    near = fitted(covariates={"year": (year - 2010) / 10, "dose": dose})
    far = fitted(covariates={"year": year, "dose": dose * 1e6})
    units = np.array([10, 1e6])
    np.testing.assert_allclose(far.coefficients[1:] * units, near.coefficients[1:], rtol=1e-7)
    np.testing.assert_allclose(far.std_errors[1:] * units, near.std_errors[1:], rtol=1e-7)
    assert far.log_likelihood == pytest.approx(near.log_likelihood, rel=1e-12)
    # The intercept is the rate in year 0 then: so far away that only its logarithm can be held.
    assert far.coefficients[0] == pytest.approx(near.coefficients[0] - 201 * near.coefficients[1], rel=1e-7)


def test_one_patient_with_nearly_all_of_the_time_does_not_hide_the_spread_of_the_others():
    years, count = np.append(YEARS, 1e5), np.append(COUNT, 60_000)
    crowded = fitted(count, years, {"treated": np.append(TREATED, 0)})
    # Without that patient the spread is that of the others; near none the likelihood falls all the same.
    assert crowded.theta == pytest.approx(fitted().theta, rel=0.25)
    few = Counts(count.astype(float), np.log(years), np.ones((N + 1, 1)), np.ones(N + 1))
    assert fit_counts(few).log_likelihood > poisson_log_likelihood(few) + 5


def poisson_log_likelihood(counts):
    mean = counts.count.sum() / np.exp(counts.offset).sum() * np.exp(counts.offset)
    return stats.poisson.logpmf(counts.count, mean).sum()


@pytest.mark.parametrize("cluster", [np.zeros(N), np.arange(N) % 9])
def test_fewer_than_ten_clusters_have_no_robust_interval(cluster):
    with pytest.raises(InputError, match="fewer than 10 patients"):
        fitted(cluster=cluster)


def test_a_ratio_rests_on_patients_not_on_their_rows():
    assert fitted(cluster=np.arange(N) // 3).ratio("treated").n == N // 3


@pytest.mark.parametrize(
    "cluster",
    [
        [None, *range(N - 1)],
        [math.nan, *range(N - 1)],
        ["a", math.nan, *"b" * (N - 2)],
        np.array(["NaT", *["2020-01-01"] * (N - 1)], "datetime64[D]"),
        [[1], *[[2, 3]] * (N - 1)],
        np.ones((N, 2)),
        "abc",
    ],
)
def test_clusters_without_a_name_are_no_cluster(cluster):
    with pytest.raises(InputError, match="cluster must be"):
        fitted(cluster=cluster)


def test_a_ratio_beyond_any_number_is_infinite():
    ratio = fitted(covariates={"tiny": AGE * 1e-9}).ratio("tiny")
    assert (ratio.lower, ratio.upper) == (0, math.inf)


def test_the_order_of_patients_does_not_matter():
    order = np.random.default_rng(3).permutation(N)
    shuffled = fitted(COUNT[order], YEARS[order], {"treated": TREATED[order]})
    np.testing.assert_allclose(shuffled.coefficients, fitted().coefficients, rtol=1e-9)


@pytest.mark.parametrize("covariates", [None, [1, 2], {1: TREATED}])
def test_covariates_are_columns_by_their_names(covariates):
    with pytest.raises(InputError, match="covariates must be columns by their names"):
        estimate_rate_ratios(COUNT, YEARS, covariates)
