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
BLOCK = 2048


def exponentials(generators: Floats, years: Floats) -> Floats:
    """Transition probabilities over *years* (m,) under *generators* (m, k, k): shape (m, k, k)."""
    found = np.empty(generators.shape)
    for block in _blocks(years.size):
        found[block] = _exponentials(generators[block], years[block])
    return found


def exponentials_and_slopes(generators: Floats, years: Floats, slopes: Floats) -> tuple[Floats, Floats]:
    """The probabilities; and of a number with *slopes* in each of them, the slope in each rate.

    All (m, k, k). The slopes in a generator are the transposed derivative of the exponential in the direction
    of the transposed *slopes*.
    """
    found, turned = np.empty(generators.shape), np.empty(generators.shape)
    for block in _blocks(years.size):
        answer = _exponentials_and_slopes(generators[block], years[block], slopes[block])
        found[block], turned[block] = answer
    return found, turned


def _blocks(n: int) -> list[slice]:
    """So many at once that they stay near the processor."""
    return [slice(first, first + BLOCK) for first in range(0, n, BLOCK)]


def _exponentials(generators: Floats, years: Floats) -> Floats:
    total, term, _, shrink, n_squares = _prepared(generators, years)
    step = term
    for n in range(2, TERMS + 1):
        term = _times(term, step) / n
        total += term
    total *= shrink
    for _ in range(n_squares):
        total = _times(total, total)
    return _matrices_first(total)


def _exponentials_and_slopes(generators: Floats, years: Floats, slopes: Floats) -> tuple[Floats, Floats]:
    total, term, years_a_step, shrink, n_squares = _prepared(generators, years)
    step, moved = term, _matrices_last(np.swapaxes(slopes, 1, 2)) * years_a_step
    slope, slope_term = moved.copy(), moved
    for n in range(2, TERMS + 1):
        slope_term = (_times(slope_term, step) + _times(term, moved)) / n
        slope += slope_term
        term = _times(term, step) / n
        total += term
    total *= shrink
    slope *= shrink
    for _ in range(n_squares):
        slope = _times(slope, total) + _times(total, slope)
        total = _times(total, total)
    return _matrices_first(total), np.swapaxes(_matrices_first(slope), 1, 2)


def _prepared(generators: Floats, years: Floats) -> tuple[Floats, Floats, Floats, Floats, int]:
    """The series after its first term, that term, years of a step, what shrinks the sum, how many squares."""
    k = generators.shape[-1]
    exit_rate = -np.einsum("mii->mi", generators).min(axis=1, initial=0.0)
    largest = float((exit_rate * years).max(initial=0.0))
    n_squares = max(0, math.ceil(math.log2(largest / LARGEST_STEP))) if largest > 0 else 0
    step = years / 2**n_squares
    identity = np.eye(k)[:, :, None]
    term = _matrices_last(generators) * step + identity * (exit_rate * step)
    return identity + term, term, step, np.exp(-exit_rate * step), n_squares


def _times(one: Floats, other: Floats) -> Floats:
    """Products of matrices, numbered by the last axis: small ones ten times as fast as one by one."""
    return np.asarray(np.einsum("ijm,jkm->ikm", one, other), np.float64)


def _matrices_last(matrices: Floats) -> Floats:
    return np.ascontiguousarray(matrices.transpose(1, 2, 0))


def _matrices_first(matrices: Floats) -> Floats:
    return np.ascontiguousarray(matrices.transpose(2, 0, 1))
