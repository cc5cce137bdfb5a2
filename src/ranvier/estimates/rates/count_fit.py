"""Fits counts with a log rate that is a sum of covariates, and the spread of greatest likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.rates.count_likelihood import SpreadSlopes, log_likelihood, spread_slopes

Numbers = NDArray[np.float64]

_TIGHT = 1e-11
_MOST_STEPS = 200
_MOST_SPREAD = 1e8
"""A spread beyond it is one that has no greatest likelihood."""

_FAR_SPREADS = (0.0003, 0.003, 0.02, 0.13, 1.0, 8.0)
"""Tried where spreads near none are less likely than none."""


@dataclass(frozen=True)
class Counts:
    """What is fitted: *design* has a column a coefficient, *offset* is the logarithm of the years."""

    count: Numbers
    offset: Numbers
    design: Numbers
    weights: Numbers

    def mean(self, coefficients: Numbers) -> Numbers:
        """The expected count of each patient."""
        means: Numbers = np.exp(self.offset + self.design @ coefficients)
        return means


@dataclass(frozen=True)
class CountFit:
    """Coefficients and spread of greatest likelihood; spread 0 is the Poisson fit.

    information: of the coefficients, the spread taken as known. spread_bend: second derivative in the spread.
    """

    coefficients: Numbers
    spread: float
    mean: Numbers
    information: Numbers
    spread_bend: float
    log_likelihood: float
    converged: bool


def fit_counts(counts: Counts) -> CountFit:
    """The coefficients and the spread of greatest likelihood, by Newton's steps on the log spread.

    For each spread the coefficients are those that suit it best. Where no spread is likelier than none, the
    fit is the Poisson one.
    """
    start = np.zeros(counts.design.shape[1])
    start[0] = np.log((counts.weights * counts.count).sum() / (counts.weights * np.exp(counts.offset)).sum())
    poisson, settled = _best_coefficients(counts, 0.0, start)
    mean = counts.mean(poisson)
    at_none = spread_slopes(counts.count, mean, 0.0, counts.weights)
    if not settled:
        return _as_fit(counts, poisson, 0.0, settled)
    if at_none.slope <= _TIGHT * _size(counts):
        return _beyond_none(counts, _as_fit(counts, poisson, 0.0, settled))
    begin = min(max(2 * at_none.slope / float((counts.weights * mean**2).sum()), 1e-6), 1e3)
    return _with_spread(counts, poisson, begin)


def _beyond_none(counts: Counts, poisson: CountFit) -> CountFit:
    """The Poisson fit, unless a spread far from none is likelier though one near it is not.

    So it is where one patient has most of the time under observation: the Poisson fit is that patient's rate,
    and what the others say of the spread is lost in the rounding of one large count.
    """
    best, coefficients, found = poisson.log_likelihood, poisson.coefficients, 0.0
    tried = coefficients
    for spread in _FAR_SPREADS:
        tried, settled = _best_coefficients(counts, spread, tried)
        likely = log_likelihood(counts.count, counts.mean(tried), spread, counts.weights)
        if settled and likely > best + 1e-9 * abs(best):
            best, coefficients, found = likely, tried, spread
    return _with_spread(counts, coefficients, found) if found else poisson


def _size(counts: Counts) -> float:
    return float((counts.weights * (counts.count + 1) ** 2).sum())


def _with_spread(counts: Counts, coefficients: Numbers, spread: float) -> CountFit:
    low, high = -np.inf, np.inf
    log_spread = np.log(spread)
    for _ in range(_MOST_STEPS):
        spread = float(np.exp(log_spread))
        coefficients, settled = _best_coefficients(counts, spread, coefficients)
        if not settled or spread > _MOST_SPREAD:
            break
        slope, bend = _profile(counts, coefficients, spread)
        rise, curve = spread * slope, spread**2 * bend + spread * slope
        low, high = (log_spread, high) if rise > 0 else (low, log_spread)
        step = float(np.clip(-rise / curve if curve < 0 else np.sign(rise), -2.0, 2.0))
        if abs(step) < _TIGHT:
            return _as_fit(counts, coefficients, spread, True)
        log_spread += step
        if not low <= log_spread <= high:
            log_spread = (low + high) / 2
        if high - low < _TIGHT:
            return _as_fit(counts, coefficients, spread, True)
    return _as_fit(counts, coefficients, spread, False)


def _profile(counts: Counts, coefficients: Numbers, spread: float) -> SpreadSlopes:
    """Slope and bend in the spread when the coefficients follow it."""
    mean = counts.mean(coefficients)
    slope, bend = spread_slopes(counts.count, mean, spread, counts.weights)
    shrunk = 1 + spread * mean
    across = counts.design.T @ (counts.weights * (counts.count - mean) * mean / shrunk**2)
    follows = across @ np.linalg.solve(_observed(counts, mean, spread), across)
    return SpreadSlopes(slope, bend + float(follows))


def _best_coefficients(counts: Counts, spread: float, start: Numbers) -> tuple[Numbers, bool]:
    """The coefficients of greatest likelihood for a spread, and whether the search came to rest."""
    coefficients = start
    for _ in range(_MOST_STEPS):
        mean = counts.mean(coefficients)
        score = counts.design.T @ (counts.weights * (counts.count - mean) / (1 + spread * mean))
        step: Numbers = np.linalg.lstsq(_observed(counts, mean, spread), score, rcond=None)[0].astype(
            np.float64
        )
        moved = _no_worse(counts, spread, coefficients, step)
        if np.abs(moved - coefficients).max() <= _TIGHT * (1 + np.abs(moved).max()):
            return moved, True
        coefficients = moved
    return coefficients, False


def _no_worse(counts: Counts, spread: float, coefficients: Numbers, step: Numbers) -> Numbers:
    """The step, halved until the likelihood does not fall by more than rounding.

    The log likelihood bends downwards everywhere, and by at most e^0.2 more or less within a step that
    changes no mean by more than a tenth: such a step cannot overshoot, and needs no likelihood.
    """
    largest = float(np.abs(counts.design @ step).max())
    if largest < 0.1:
        return coefficients + step
    best = log_likelihood(counts.count, counts.mean(coefficients), spread, counts.weights)
    step = step * min(1.0, 5.0 / largest) if largest > 0 else step  # e^5: no count overflows on the way
    for _ in range(30):
        moved = coefficients + step
        found = log_likelihood(counts.count, counts.mean(moved), spread, counts.weights)
        if found >= best - 1e-12 * abs(best):
            return moved
        step = step / 2
    return coefficients


def _observed(counts: Counts, mean: Numbers, spread: float) -> Numbers:
    bends = counts.weights * mean * (1 + spread * counts.count) / (1 + spread * mean) ** 2
    information: Numbers = counts.design.T @ (counts.design * bends[:, np.newaxis])
    return information


def _as_fit(counts: Counts, coefficients: Numbers, spread: float, converged: bool) -> CountFit:
    mean = counts.mean(coefficients)
    expected = counts.weights * mean / (1 + spread * mean)
    return CountFit(
        coefficients=coefficients,
        spread=spread,
        mean=mean,
        information=counts.design.T @ (counts.design * expected[:, np.newaxis]),
        spread_bend=spread_slopes(counts.count, mean, spread, counts.weights).bend,
        log_likelihood=log_likelihood(counts.count, mean, spread, counts.weights),
        converged=converged,
    )
