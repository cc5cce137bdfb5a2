"""Exponentials of generators, many at once, and how a likelihood moves with each generator.

A generator has no negative rate off its diagonal, so after adding its largest exit rate to the diagonal every
entry is 0 or more and the series has no cancellation, whatever the eigenvalues (uniformisation). Jensen A.
Skand Aktuarietidskr 1953;36:87-91; scaling and squaring: Moler C, Van Loan C. SIAM Rev 2003;45:3-49.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LARGEST_STEP = 0.5
"""Of exit rate times years, before squaring: 14 terms of the series then leave less than 1e-16."""

TERMS = 14


def exponentials(generators: Floats, years: Floats) -> Floats:
    """Transition probabilities over *years* (m,) under *generators* (m, k, k): shape (m, k, k)."""
    return _squared_series(generators, years, np.zeros_like(generators))[0]


def exponentials_and_slopes(generators: Floats, years: Floats, slopes: Floats) -> tuple[Floats, Floats]:
    """The probabilities; and of a number with *slopes* in each of them, the slope in each rate.

    All (m, k, k). The slopes in a generator are the transposed derivative of the exponential in the direction
    of the transposed *slopes*.
    """
    probabilities, turned = _squared_series(generators, years, np.swapaxes(slopes, 1, 2))
    return probabilities, np.swapaxes(turned, 1, 2)


def _squared_series(generators: Floats, years: Floats, direction: Floats) -> tuple[Floats, Floats]:
    """exp(Q t) and its derivative in *direction* times t, both by the series and by squaring."""
    k = generators.shape[-1]
    exit_rate = -np.einsum("mii->mi", generators).min(axis=1, initial=0.0)
    largest = float((exit_rate * years).max(initial=0.0))
    n_squares = max(0, math.ceil(math.log2(largest / LARGEST_STEP))) if largest > 0 else 0
    step = (years / 2**n_squares)[:, None, None]
    positive = generators * step + np.eye(k) * (exit_rate[:, None, None] * step)
    moved = direction * step
    total, term = np.broadcast_to(np.eye(k), generators.shape).copy(), np.eye(k)[None]
    slope, slope_term = np.zeros_like(direction), np.zeros_like(direction)
    has_direction = bool(direction.any())
    for n in range(1, TERMS + 1):
        if has_direction:
            slope_term = (slope_term @ positive + term @ moved) / n
            slope = slope + slope_term
        term = term @ positive / n
        total = total + term
    shrink = np.exp(-exit_rate[:, None, None] * step)
    total, slope = total * shrink, slope * shrink
    for _ in range(n_squares):
        if has_direction:
            slope = slope @ total + total @ slope
        total = total @ total
    return total, slope
