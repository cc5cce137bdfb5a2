"""How often the intervals of shares, rates and ratios hold the truth."""

from __future__ import annotations

import numpy as np

from ranvier.estimates.rates.expected import RatioInterval
from ranvier.estimates.rates.expected_events import estimate_expected, estimate_incidence_ratio
from ranvier.estimates.rates.incidence import Incidence, estimate_rate
from ranvier.estimates.rates.life_table import us_life_table
from ranvier.estimates.rates.rate_model import estimate_rate_ratios
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from ranvier.estimates.rates.relapse_rate import estimate_relapse_rate
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Estimate
from tests.coverage.cases import CoverageCase

_EXACT = "exact: never less than 95 %"

_RATE = 0.5
_THETA = 0.8
_RATIO = 0.6
_SIR = 1.3


def _share(rng: np.random.Generator) -> Estimate:
    return estimate_share(int(rng.binomial(150, 0.35)), 150)


def _rate(rng: np.random.Generator) -> Estimate:
    return estimate_rate(Incidence(int(rng.poisson(60.0)), 200.0, 100))


def _two_rates(rng: np.random.Generator) -> Estimate:
    treated = Incidence(int(rng.poisson(_RATIO * 60)), 120.0, 60)
    return estimate_ratio_of_rates(treated, Incidence(int(rng.poisson(60.0)), 120.0, 60))


def _relapses(rng: np.random.Generator, mean: np.ndarray) -> np.ndarray:
    """Counts whose variance is m + m² / theta."""
    return rng.poisson(mean * rng.gamma(_THETA, 1 / _THETA, len(mean)))


def _relapse_rate(rng: np.random.Generator) -> Estimate:
    years = rng.uniform(0.5, 4, 200)
    return estimate_relapse_rate(_relapses(rng, _RATE * years), years)


def _rate_ratio(rng: np.random.Generator, *, doubled: bool = False, n: int = 200) -> Estimate:
    """With *doubled*, each patient has two years as rows of their own, and one liability for both."""
    treated = np.arange(n) % 2
    age = rng.normal(40, 10, n)
    liability = rng.gamma(_THETA, 1 / _THETA, n)
    rows = np.repeat(np.arange(n), 2 if doubled else 1)
    years = rng.uniform(0.5, 2, len(rows))
    rate = _RATE * _RATIO**treated * np.exp(0.01 * (age - 40)) * liability
    counts = rng.poisson(rate[rows] * years)
    covariates = {"treated": treated[rows], "age": age[rows]}
    return estimate_rate_ratios(counts, years, covariates, cluster=rows if doubled else None).ratio("treated")


def _clustered(rng: np.random.Generator) -> Estimate:
    return _rate_ratio(rng, doubled=True, n=300)


_DAYS = np.random.default_rng(44)
_BORN = _DAYS.integers(-18_000, -2_000, 400)
_SINCE = _BORN + _DAYS.integers(15_000, 22_000, 400)
_EXPECTED = estimate_expected(
    _DAYS.integers(0, 2, 400), _BORN, _SINCE, _SINCE + _DAYS.integers(0, 5_000, 400), us_life_table()
)


def _standardised(rng: np.random.Generator, interval: RatioInterval) -> Estimate:
    return estimate_incidence_ratio(int(rng.poisson(_SIR * _EXPECTED.number)), _EXPECTED, interval=interval)


CASES = [
    CoverageCase("share, exact", "35 % of 150", 0.35, _share, because=_EXACT),
    CoverageCase("rate, exact", "60 events in 200 years", 0.3, _rate, because=_EXACT),
    CoverageCase("ratio of rates, exact", "36 against 60 events", _RATIO, _two_rates, because=_EXACT),
    CoverageCase(
        "relapse rate, negative binomial", "200 patients, theta 0.8, 0.5 to 4 years", _RATE, _relapse_rate
    ),
    CoverageCase(
        "rate ratios, negative binomial", "200 patients, theta 0.8, age beside", _RATIO, _rate_ratio
    ),
    CoverageCase(
        "rate ratios, negative binomial, clustered", "300 patients with two rows each", _RATIO, _clustered
    ),
    CoverageCase(
        "standardised ratio",
        "400 patients, US life table",
        _SIR,
        lambda rng: _standardised(rng, RatioInterval.EXACT),
        because=_EXACT,
    ),
    CoverageCase(
        "standardised ratio, mid-P",
        "400 patients, US life table",
        _SIR,
        lambda rng: _standardised(rng, RatioInterval.MID_P),
    ),
    CoverageCase(
        "standardised ratio, Byar",
        "400 patients, US life table",
        _SIR,
        lambda rng: _standardised(rng, RatioInterval.BYAR),
        because="near the exact interval: seldom less than 95 %",
    ),
]
