"""Curves, restricted means, competing risks and the bootstrap on cohorts with a known truth."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.comparison.contrast import estimate_difference_of_survival
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.bootstrap import estimate_survival_by_bootstrap
from ranvier.estimates.survival.competing_risks import estimate_cumulative_incidence
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.survival.restricted_mean import (
    estimate_difference_of_restricted_means,
    estimate_restricted_mean,
)
from tests.coverage.cases import CoverageCase

N, TWO_YEARS, VISIT = 300, 728, 91
PER_DAY = 0.25 / 365
OTHER_PER_DAY = 0.1 / 365
FREE_AT_TWO_YEARS = math.exp(-PER_DAY * TWO_YEARS)

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]


def followed(
    rng: np.random.Generator, per_day: NDArray[np.float64] | float = PER_DAY, every: int = VISIT, n: int = N
) -> tuple[Days, Flags]:
    """Events seen at the next visit, follow-up of one to five years."""
    worse = np.ceil(rng.exponential(1 / per_day, n) / every) * every
    last = rng.integers(365 // every, 1826 // every, n) * every
    return np.minimum(worse, last).astype(np.int64), worse <= last


def curve(rng: np.random.Generator) -> Estimate:
    return estimate_survival(*followed(rng)).at(TWO_YEARS)


def late_curve(rng: np.random.Generator) -> Estimate:
    exits, event = followed(rng, every=1, n=2 * N)
    entry = rng.integers(0, 600, exits.size)
    entry[: N // 2] = 0
    seen = entry < exits
    return estimate_survival(exits[seen], event[seen], entry[seen]).at(TWO_YEARS)


def weighted_curve(rng: np.random.Generator) -> Estimate:
    # Half of all patients worsen twice as fast; they enter the sample with 70 of 100, the others with 30.
    is_fast = rng.random(N) < 0.7
    exits, event = followed(rng, np.where(is_fast, 2 * PER_DAY, PER_DAY))
    weights = np.where(is_fast, 0.5 / 0.7, 0.5 / 0.3)
    return estimate_survival(exits, event, weights=weights).at(TWO_YEARS)


def clustered_curve(rng: np.random.Generator) -> Estimate:
    # Each patient stands in the sample twice, as a matched control may.
    exits, event = followed(rng, n=N)
    twice = np.repeat(np.arange(N), 2)
    return estimate_survival(exits[twice], event[twice], cluster=twice).at(TWO_YEARS)


def median(rng: np.random.Generator) -> Estimate:
    return estimate_survival(*followed(rng, 2 * PER_DAY, every=1)).median()


def difference(rng: np.random.Generator) -> Estimate:
    curves = [estimate_survival(*followed(rng, per_day)) for per_day in (PER_DAY, 2 * PER_DAY)]
    return estimate_difference_of_survival(*curves, TWO_YEARS)


def restricted_mean(rng: np.random.Generator) -> Estimate:
    return estimate_restricted_mean(*followed(rng, every=1), TWO_YEARS).mean


def weighted_restricted_mean(rng: np.random.Generator) -> Estimate:
    is_fast = rng.random(N) < 0.7
    exits, event = followed(rng, np.where(is_fast, 2 * PER_DAY, PER_DAY), every=1)
    weights = np.where(is_fast, 0.5 / 0.7, 0.5 / 0.3)
    return estimate_restricted_mean(exits, event, TWO_YEARS, weights=weights).mean


def difference_of_restricted_means(rng: np.random.Generator) -> Estimate:
    groups = [
        estimate_restricted_mean(*followed(rng, per_day, every=1), TWO_YEARS)
        for per_day in (PER_DAY, 2 * PER_DAY)
    ]
    return estimate_difference_of_restricted_means(*groups)


def incidence(rng: np.random.Generator) -> Estimate:
    return estimate_cumulative_incidence(*competing(rng)).at(TWO_YEARS)


def weighted_incidence(rng: np.random.Generator) -> Estimate:
    # Weights that have nothing to do with the course: the truth stays.
    return estimate_cumulative_incidence(*competing(rng), weights=rng.uniform(0.4, 3, N)).at(TWO_YEARS)


def competing(rng: np.random.Generator) -> tuple[Days, Days]:
    exits, event = followed(rng, PER_DAY + OTHER_PER_DAY)
    is_first = rng.random(N) < PER_DAY / (PER_DAY + OTHER_PER_DAY)
    return exits, np.where(event, np.where(is_first, 1, 2), 0)


def bootstrapped(rng: np.random.Generator) -> Estimate:
    seed = int(rng.integers(2**32))
    return estimate_survival_by_bootstrap(*followed(rng), TWO_YEARS, 1_000, seed=seed).share


def bootstrapped_clusters(rng: np.random.Generator) -> Estimate:
    exits, event = followed(rng)
    twice, seed = np.repeat(np.arange(N), 2), int(rng.integers(2**32))
    found = estimate_survival_by_bootstrap(
        exits[twice], event[twice], TWO_YEARS, 500, seed=seed, cluster=twice
    )
    return found.share


def mean_days(per_day: float) -> float:
    """Of days of follow-up on which a patient is free of it at the day's end, up to two years.

    An event of the first day, seen at its end, leaves one day free: the sum of exp(-rate day) from day 0.
    """
    return (1 - math.exp(-per_day * TWO_YEARS)) / (1 - math.exp(-per_day))


FREE_OF_BOTH = (FREE_AT_TWO_YEARS + FREE_AT_TWO_YEARS**2) / 2
MEAN_OF_BOTH = (mean_days(PER_DAY) + mean_days(2 * PER_DAY)) / 2
ALL_PER_DAY = PER_DAY + OTHER_PER_DAY
INCIDENCE = PER_DAY / ALL_PER_DAY * (1 - math.exp(-ALL_PER_DAY * TWO_YEARS))
GRID = f"{N} patients, visits every {VISIT} days"
ANY_DAY = f"{N} patients, events on any day"

CASES = [
    CoverageCase("Kaplan-Meier, log-log interval", GRID, FREE_AT_TWO_YEARS, curve),
    CoverageCase("Kaplan-Meier, entry times", f"{ANY_DAY}, entering late", FREE_AT_TWO_YEARS, late_curve),
    CoverageCase("Kaplan-Meier, weights, robust variance", f"{GRID}, weighted", FREE_OF_BOTH, weighted_curve),
    CoverageCase("Kaplan-Meier, clustered", f"{GRID}, each twice", FREE_AT_TWO_YEARS, clustered_curve),
    CoverageCase("Kaplan-Meier, median", ANY_DAY, math.log(2) / (2 * PER_DAY), median),
    CoverageCase(
        "Difference of Kaplan-Meier curves", GRID, FREE_AT_TWO_YEARS - FREE_AT_TWO_YEARS**2, difference
    ),
    CoverageCase("Restricted mean", ANY_DAY, mean_days(PER_DAY), restricted_mean),
    CoverageCase("Restricted mean, weights", f"{ANY_DAY}, weighted", MEAN_OF_BOTH, weighted_restricted_mean),
    CoverageCase(
        "Difference of restricted means",
        ANY_DAY,
        mean_days(PER_DAY) - mean_days(2 * PER_DAY),
        difference_of_restricted_means,
    ),
    CoverageCase("Aalen-Johansen, log-log interval", f"{GRID}, two causes", INCIDENCE, incidence),
    CoverageCase("Aalen-Johansen, weights", f"{GRID}, two causes, weighted", INCIDENCE, weighted_incidence),
    CoverageCase("Kaplan-Meier, bootstrap percentiles", GRID, FREE_AT_TWO_YEARS, bootstrapped),
    CoverageCase(
        "Kaplan-Meier, bootstrap of clusters", f"{GRID}, each twice", FREE_AT_TWO_YEARS, bootstrapped_clusters
    ),
]
