"""How far studies' true values lie apart: tau squared by three methods, and its Q-profile interval."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtri

from ranvier.estimates.pooling.options import Numbers, SpreadMethod


class Studies(NamedTuple):
    """Each study's value and the square of its standard error, on the scale of analysis."""

    values: Numbers
    variances: Numbers

    @property
    def n(self) -> int:
        """How many studies."""
        return self.values.size


class WeightedMean(NamedTuple):
    """The mean weighted by precision, the weights, and the weighted squared distances from it (Q)."""

    mean: float
    weights: Numbers
    squares: float


def weighted_mean(studies: Studies, tau2: float) -> WeightedMean:
    """The mean of *studies* when true values spread by *tau2*."""
    weights = 1 / (studies.variances + tau2)
    mean = float(weights @ studies.values / weights.sum())
    return WeightedMean(mean, weights, float(weights @ (studies.values - mean) ** 2))


def spread_between(studies: Studies, spread: SpreadMethod) -> float:
    """Tau squared by the method *spread*, never below 0."""
    match spread:
        case SpreadMethod.NONE:
            return 0.0
        case SpreadMethod.DERSIMONIAN_LAIRD:
            return _by_moments(studies)
        case SpreadMethod.PAULE_MANDEL:
            return _where_squares_are(studies, studies.n - 1)
        case SpreadMethod.REML:
            return _most_likely(studies)


def profile_limits(studies: Studies, conf_level: float) -> tuple[float, float]:
    """The Q-profile interval of tau squared; 0 to 0 where the studies agree more than chance lets them.

    Source: Viechtbauer W. Stat Med 2007;26:37-52.
    """
    tail, degrees = (1 - conf_level) / 2, studies.n - 1
    lower, upper = (_where_squares_are(studies, float(chdtri(degrees, share))) for share in (tail, 1 - tail))
    return lower, upper


def typical_variance(studies: Studies) -> float:
    """The variance within a typical study, by which I squared is defined.

    Source: Higgins JPT, Thompson SG. Stat Med 2002;21:1539-1558, equation 9.
    """
    weights = 1 / studies.variances
    total = weights.sum()
    return float((studies.n - 1) * total / (total**2 - weights @ weights))


def _by_moments(studies: Studies) -> float:
    found = weighted_mean(studies, 0.0)
    total = found.weights.sum()
    scale = total - found.weights @ found.weights / total
    return max(0.0, float((found.squares - (studies.n - 1)) / scale))


def _where_squares_are(studies: Studies, target: float) -> float:
    """The tau squared at which Q falls to *target*; Q falls as tau squared grows, so there is one or none."""

    def excess(tau2: float) -> float:
        return weighted_mean(studies, tau2).squares - target

    if excess(0.0) <= 0:
        return 0.0
    most = float(studies.variances.max())
    while excess(most) > 0:
        most *= 10
    return float(brentq(excess, 0.0, most, xtol=1e-15 * most, rtol=1e-14))


def _most_likely(studies: Studies) -> float:
    """The tau squared of the greatest restricted likelihood: the best of a grid, then where its slope is 0.

    The likelihood can have two tops; a grid over all magnitudes finds the higher one.
    """
    centred = studies.values - studies.values.mean()
    largest = 10 * (float(centred @ centred) + float(studies.variances.max()))
    smallest = 1e-4 * float(studies.variances.min())
    n_steps = math.ceil(8 * math.log10(largest / smallest))  # eight a power of ten
    grid = np.concatenate([[0.0], np.geomspace(smallest, largest, n_steps)])
    best = int(np.argmax(_likelihoods(studies, grid)))
    below, above = float(grid[max(0, best - 1)]), float(grid[min(best + 1, grid.size - 1)])
    if _slope(studies, below) <= 0:
        return below
    return float(brentq(lambda tau2: _slope(studies, tau2), below, above, xtol=1e-15 * above, rtol=1e-14))


def _likelihoods(studies: Studies, grid: Numbers) -> Numbers:
    totals = studies.variances + grid[:, None]
    weights = 1 / totals
    sums = weights.sum(axis=1)
    means = weights @ studies.values / sums
    squares = (weights * (studies.values - means[:, None]) ** 2).sum(axis=1)
    return np.asarray(-0.5 * (np.log(totals).sum(axis=1) + np.log(sums) + squares))


def _slope(studies: Studies, tau2: float) -> float:
    """Twice the slope of the restricted log likelihood."""
    found = weighted_mean(studies, tau2)
    squared = found.weights**2
    pull = squared @ (studies.values - found.mean) ** 2
    return float(pull - found.weights.sum() + squared.sum() / found.weights.sum())
