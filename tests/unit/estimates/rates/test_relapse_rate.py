"""The relapse rate and its interval, and where there is little to go by."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.incidence import Incidence, estimate_rate
from ranvier.estimates.rates.relapse_rate import estimate_relapse_rate, find_spread
from tests.exactness.agreement import numbers_in, patients_of

SPREADS = [
    (row.case, row.value) for row in numbers_in("rates.csv") if row.estimator == "spread of relapse counts"
]


@pytest.mark.parametrize(("case", "spread"), SPREADS)
def test_the_rate_is_the_ratio_of_the_sums_and_the_interval_that_of_its_variance(case, spread):
    rows = patients_of(case)
    found = estimate_relapse_rate(rows["count"], rows["years"])
    rate = rows["count"].sum() / rows["years"].sum()
    assert found.estimate == pytest.approx(rate)
    means = rate * rows["years"]
    width = 1.959963984540054 * math.sqrt((means + spread * means**2).sum()) / means.sum()
    assert (found.lower, found.upper) == pytest.approx(
        (rate * math.exp(-width), rate * math.exp(width)), rel=1e-6
    )
    assert (found.n, found.n_events) == (rows.height, rows["count"].sum())


def test_patients_who_differ_give_a_longer_interval_than_a_poisson_count():
    found = estimate_relapse_rate([0] * 18 + [9, 9], [1.0] * 20)
    poisson = estimate_rate(Incidence(18, 20.0, 20))
    assert found.estimate == poisson.estimate
    assert found.lower < poisson.lower and found.upper > poisson.upper


def test_counts_that_spread_less_than_poisson_counts_have_no_spread():
    assert find_spread(np.full(50, 1.0), np.full(50, 1.0)) == 0


@pytest.mark.parametrize(("count", "years"), [([0, 0, 0], [1.0, 2.0, 3.0]), ([4], [6.0])])
def test_without_a_relapse_or_with_one_patient_it_is_the_exact_interval(count, years):
    found = estimate_relapse_rate(count, years)
    exact = estimate_rate(Incidence(sum(count), sum(years), len(count)))
    assert (found.estimate, found.lower, found.upper) == (exact.estimate, exact.lower, exact.upper)


def test_patients_without_person_time_do_not_count():
    assert estimate_relapse_rate([1, 0, 2], [1.0, 0.0, 2.0]) == estimate_relapse_rate([1, 2], [1.0, 2.0])
    assert math.isnan(estimate_relapse_rate([], []).estimate)


@pytest.mark.parametrize(
    ("count", "years"),
    [
        ([1], [1.0, 2.0]),
        ([-1], [1.0]),
        ([1], [-1.0]),
        ([1], [math.nan]),
        ([1.5], [1.0]),
        ([1, 2], [0.0, 1.0]),
    ],
)
def test_numbers_that_cannot_be_are_refused(count, years):
    with pytest.raises(InputError):
        estimate_relapse_rate(count, years)
