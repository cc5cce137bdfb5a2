"""The likelihood of negative binomial counts and its slopes; at no spread it is the Poisson one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Numbers = NDArray[np.float64]

_SMALL = 1e-2
"""Below this the logarithms cancel, so a series stands for them; its first term left out is under 1e-16."""

_FIRST = np.array([(-1.0) ** k * (k - 1) / k for k in range(2, 12)])
_SECOND = np.array([(-1.0) ** k * (2 / k + k - 3) for k in range(3, 13)])
"""Coefficients of x^0, x^1 ... in the two parts below, from the series of the logarithm."""


class SpreadSlopes(NamedTuple):
    """First and second derivative of the log likelihood in the spread, means held."""

    slope: float
    bend: float


def log_likelihood(count: Numbers, mean: Numbers, spread: float, weights: Numbers) -> float:
    """Of counts with variance *m* + *a* *m*², where *m* is each *mean* and *a* the *spread*."""
    rises = np.concatenate([[0.0], np.cumsum(np.log1p(spread * np.arange(_most(count))))])
    scaled = spread * mean
    shrunk = np.log1p(scaled) / spread if spread else mean
    terms = (
        rises[count.astype(np.int64)]
        - gammaln(count + 1)
        + count * (np.log(mean) - np.log1p(scaled))
        - shrunk
    )
    return float((weights * terms).sum())


def spread_slopes(count: Numbers, mean: Numbers, spread: float, weights: Numbers) -> SpreadSlopes:
    """How the log likelihood changes with the spread, and how that changes; spread may be 0."""
    steps = np.arange(_most(count))
    ratio = steps / (1 + spread * steps)
    first = np.concatenate([[0.0], np.cumsum(ratio)])[count.astype(np.int64)]
    second = -np.concatenate([[0.0], np.cumsum(ratio**2)])[count.astype(np.int64)]
    scaled = spread * mean
    shrunk = mean / (1 + scaled)
    slope = first + _first_part(scaled, mean) - count * shrunk
    bend = second + _second_part(scaled, mean) + count * shrunk**2
    return SpreadSlopes(float((weights * slope).sum()), float((weights * bend).sum()))


def _most(count: Numbers) -> int:
    return int(count.max()) if count.size else 0


def _first_part(scaled: Numbers, mean: Numbers) -> Numbers:
    """(log(1 + x) - x / (1 + x)) m² / x², where x is the spread times the mean."""
    return _by_size(scaled, _FIRST, lambda x: (np.log1p(x) - x / (1 + x)) / x**2) * mean**2


def _second_part(scaled: Numbers, mean: Numbers) -> Numbers:
    """(-2 log(1 + x) + 2 x / (1 + x) + x² / (1 + x)²) m³ / x³."""

    def closed(x: Numbers) -> Numbers:
        share = x / (1 + x)
        return (-2 * np.log1p(x) + 2 * share + share**2) / x**3

    return _by_size(scaled, _SECOND, closed) * mean**3


def _by_size(scaled: Numbers, series: Numbers, closed: Callable[[Numbers], Numbers]) -> Numbers:
    """The series where its terms fall fast, else the closed form."""
    small = scaled < _SMALL
    found = np.empty_like(scaled)
    found[small] = np.polynomial.polynomial.polyval(scaled[small], series)
    found[~small] = closed(scaled[~small])
    return found
