"""Hazard ratios whose truth is known: exponential times to the event, visits every quarter."""

from __future__ import annotations

import math

import numpy as np

from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios
from tests.coverage.cases import CoverageCase

TRUE_RATIO = 0.6


def _event_days(rng: np.random.Generator, hazard_a_year: np.ndarray) -> np.ndarray:
    return 365.25 * rng.exponential(1 / hazard_a_year)


def _followed(rng: np.random.Generator, event_day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """To the event, or to a last day between one and six years, in whole days."""
    last_day = rng.integers(365, 2192, event_day.size)
    event = event_day <= last_day
    return np.where(event, np.ceil(event_day), last_day).astype(np.int64), event


def _model_based(rng: np.random.Generator) -> Estimate:
    treated, age = rng.integers(0, 2, 200), rng.normal(size=200)
    days, event = _followed(rng, _event_days(rng, 0.25 * TRUE_RATIO**treated * np.exp(0.3 * age)))
    return estimate_hazard_ratios(days, event, {"treated": treated, "age": age}).ratio("treated")


def _left_out_of_sight(rng: np.random.Generator) -> Estimate:
    """Half of the patients come under observation late, and only those still free of the event."""
    treated = rng.integers(0, 2, 600)
    days, event = _followed(rng, _event_days(rng, 0.25 * TRUE_RATIO**treated))
    entry = np.where(rng.random(600) < 0.5, rng.integers(0, 1500, 600), 0)
    seen = entry < days
    covariates = {"treated": treated[seen]}
    return estimate_hazard_ratios(days[seen], event[seen], covariates, entry_day=entry[seen]).ratio("treated")


def _weighted(rng: np.random.Generator) -> Estimate:
    """Treatment follows a severity that has no effect on the event; weights by the true propensity."""
    severity = rng.normal(size=400)
    share = 1 / (1 + np.exp(-0.8 * severity))
    treated = (rng.random(400) < share).astype(int)
    days, event = _followed(rng, _event_days(rng, 0.25 * TRUE_RATIO**treated))
    weights = np.where(treated, 0.5 / share, 0.5 / (1 - share))
    return estimate_hazard_ratios(days, event, {"treated": treated}, weights=weights).ratio("treated")


def _clustered(rng: np.random.Generator) -> Estimate:
    """150 patients with three gaps between relapses each, all of a patient alike in a frailty.

    A positive stable frailty with index a keeps hazards proportional: the ratio seen is the true one to a.
    """
    index, n = 0.8, 150
    frailty = np.repeat(_positive_stable(rng, index, n), 3)
    treated = np.repeat(rng.integers(0, 2, n), 3)
    inner_ratio = TRUE_RATIO ** (1 / index)
    days, event = _followed(rng, _event_days(rng, 0.3 * frailty * inner_ratio**treated))
    patient = np.repeat(np.arange(n), 3)
    return estimate_hazard_ratios(days, event, {"treated": treated}, cluster=patient).ratio("treated")


def _positive_stable(rng: np.random.Generator, index: float, n: int) -> np.ndarray:
    """Chambers JM, Mallows CL, Stuck BW. J Am Stat Assoc 1976;71:340-344."""
    angle, wait = rng.uniform(0, math.pi, n), rng.exponential(size=n)
    first = np.sin(index * angle) / np.sin(angle) ** (1 / index)
    return first * (np.sin((1 - index) * angle) / wait) ** ((1 - index) / index)


CASES = [
    CoverageCase("Cox, Efron ties", "200 patients, treatment and age", TRUE_RATIO, _model_based),
    CoverageCase("Cox, Efron ties, late entries", "600, half enter late", TRUE_RATIO, _left_out_of_sight),
    CoverageCase("Cox, Efron ties, weights", "400, treatment by severity", TRUE_RATIO, _weighted),
    CoverageCase("Cox, Efron ties, clustered rows", "150, three rows each", TRUE_RATIO, _clustered),
]
